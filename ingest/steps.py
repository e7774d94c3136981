"""The steps from a file to its passages, handed in so that each can be replaced, and what they make of one plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cards import Card
from assistant.domain import CardPlace, Chunk, CleanText, Document, Key, Plan, Section, SourceText
from assistant.errors import EmptySource
from assistant.indexes import Facts, Versions
from ingest.cards import card_keys, places, summary
from ingest.layout import Layout

_FEW = 200  # characters per page; a printed page of a plan holds about 2,500


@dataclass(frozen=True)
class Steps:
    """What reads, cleans and cuts; `versions` changes whenever one of them would give another result."""

    versions: Versions
    read: Callable[[Path], SourceText]
    layout: Callable[[str], Layout | None]
    clean: Callable[[SourceText, Layout | None], CleanText]
    sections: Callable[[Document, Layout | None], Sequence[Section]]
    chunks: Callable[[Document, Sequence[Section]], Sequence[Chunk]]
    keys: Callable[[Chunk], Sequence[Key]]
    cards: Callable[[str], Sequence[Card]] = lambda plan: ()


@dataclass(frozen=True)
class Prepared:
    """A plan ready to be stored and indexed."""

    document: Document
    sections: tuple[Section, ...]
    chunks: tuple[Chunk, ...]
    keys: tuple[Key, ...]
    cards: tuple[CardPlace, ...] = ()

    def facts(self) -> Facts:
        """What there is to report."""
        source = self.document.source
        pages, characters = len(source.pages) or None, len(source.text)
        return Facts(
            reader=source.reader,
            pages=pages,
            characters=characters,
            characters_per_page=characters // pages if pages else None,
            sections=len(self.sections),
            chunks=len(self.chunks),
            keys=len(self.keys),
            repairs=dict(Counter(piece.repair for piece in self.document.clean.pieces if piece.repair)),
            ocr=source.ocr,
            hidden=source.hidden,
            warnings=(*source.warnings, *_thin(characters, pages)),
        )


def prepare(plan: Plan, source: SourceText, steps: Steps) -> Prepared:
    """Clean a source and cut it into passages. Raises EmptySource when none is left, CatalogueError for its layout."""
    layout = steps.layout(source.sha256)
    document = Document(plan, source, steps.clean(source, layout))
    sections = tuple(steps.sections(document, layout))
    chunks = tuple(steps.chunks(document, sections))
    if not chunks:
        raise EmptySource(source.name, "no passage is left of it after cleaning")
    return Prepared(document, sections, chunks, *found_by(source.sha256, chunks, steps))


def prepare_summary(plan: Plan, steps: Steps) -> Prepared | None:
    """The cards of a plan as its text, for want of the original; None where it has no cards."""
    cards = steps.cards(plan.id)
    if not cards:
        return None
    document, sections = summary(plan, cards)
    chunks = tuple(steps.chunks(document, sections))
    return Prepared(document, tuple(sections), chunks, *found_by(None, chunks, steps))


def found_by(
    sha256: str | None, chunks: Sequence[Chunk], steps: Steps
) -> tuple[tuple[Key, ...], tuple[CardPlace, ...]]:
    """The keys of a plan, and its topic cards: those made of this version of the file, or all where it is a summary."""
    cards = [card for card in steps.cards(chunks[0].plan) if sha256 in (None, card.sha256)]
    own = [key for chunk in chunks for key in steps.keys(chunk)]
    return (*own, *card_keys(cards)), tuple(places(cards, chunks))


def _thin(characters: int, pages: int | None) -> tuple[str, ...]:
    if not pages or characters // pages >= _FEW:
        return ()
    return (f"only {characters // pages} characters per page; some pages may be pictures",)
