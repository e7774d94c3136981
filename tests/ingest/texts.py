"""Makers of source texts for the tests of cleaning; every sentence is invented."""

from __future__ import annotations

import hashlib

from assistant.domain import CleanText, Document, Heading, Page, Plan, SourceText
from ingest.clean import NO_LAYOUT, clean
from ingest.layout import Layout
from tests import fakes


def source(text: str, pages: tuple[Page, ...] = (), headings: tuple[Heading, ...] = ()) -> SourceText:
    """A source text with these characters."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return SourceText(sha256=sha256, name="dorp.txt", text=text, reader="text", pages=pages, headings=headings)


def layout(**entries: object) -> Layout:
    """A layout with these entries, as YAML would give them."""
    return Layout.model_validate({"plan": "dorp-2024", "sha256": "0" * 64, **entries})


def cleaned(text: str, by: Layout = NO_LAYOUT) -> str:
    """The clean text of a text."""
    return clean(source(text), by).text


def repairs(clean_text: CleanText) -> dict[str, int]:
    """How often each repair was made."""
    counts: dict[str, int] = {}
    for piece in clean_text.pieces:
        if piece.repair is not None:
            counts[piece.repair] = counts.get(piece.repair, 0) + 1
    return counts


def document(text: str, by: Layout = NO_LAYOUT, of: Plan | None = None) -> Document:
    """A document whose clean text is made by the cleaner."""
    read = source(text)
    return Document(of or fakes.plan(sha256=read.sha256), read, clean(read, by))


def wrapped(*lines: str) -> str:
    """Lines each followed by a blank one, every line but the last with a trailing space."""
    return "\n\n".join([*(line + " " for line in lines[:-1]), *lines[-1:]]) + "\n"
