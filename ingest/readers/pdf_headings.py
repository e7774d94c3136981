"""Recognises headings in the lines of a PDF by the size and weight of their type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_page import Row, body_size

_LARGER = 1.12  # a heading's type against the body's
_MOST_LINES = 4
_MOST_WORDS = 25
_MOST_BOLD_WORDS = 12


@dataclass(frozen=True)
class Found:
    """The heading that opens at a line: how many lines it takes, and its level; 1 is the largest type."""

    lines: int
    level: int


Style = tuple[float, bool]
_LEADERS = re.compile(r"(?:\. ?){4}|…{2}")  # dots that lead to a page number on a contents page


def headings(pages: Sequence[Sequence[Row]]) -> Mapping[tuple[int, int], Found]:
    """The headings of a document, by page and line. Levels rank the kinds of type that headings are set in."""
    body = body_size((row.size, len(row.text)) for page in pages for row in page if not row.apart)
    strong = _is_mostly_bold(pages)
    found: dict[tuple[int, int], tuple[int, Style]] = {}
    for number, page in enumerate(pages):
        for start, stop, style in _groups(page):
            if _is_heading(page[start:stop], style, body, strong):
                found[number, start] = (stop - start, style)
    ranks = {style: rank for rank, style in enumerate(sorted({style for _, style in found.values()}, reverse=True), 1)}
    return {place: Found(lines, min(ranks[style], 6)) for place, (lines, style) in found.items()}


def _groups(page: Sequence[Row]) -> Iterator[tuple[int, int, Style]]:
    """The ranges of lines that follow each other in one kind of type without a gap."""
    start = 0
    for at in range(1, len(page) + 1):
        if at == len(page) or page[at].gap or page[at].apart or _style(page[at]) != _style(page[start]):
            if not page[start].apart:
                yield start, at, _style(page[start])
            start = at


def _style(row: Row) -> Style:
    return round(row.size * 2) / 2, row.bold


def _is_heading(rows: Sequence[Row], style: Style, body: float, strong: bool) -> bool:
    text = " ".join(row.text for row in rows)
    words, (size, bold) = len(text.split()), style
    if _LEADERS.search(text) or len(re.findall(r"[^\W\d_]", text)) < 2 or text[-1] in ".,;" or len(rows) > _MOST_LINES:
        return False
    if size > _LARGER * body:
        return words <= _MOST_WORDS
    return bold and not strong and size > 0.95 * body and words <= _MOST_BOLD_WORDS and text[-1] != ":"


def _is_mostly_bold(pages: Sequence[Sequence[Row]]) -> bool:
    """Whether bold is the document's usual type, and so says nothing."""
    rows = [row for page in pages for row in page if not row.apart]
    return 2 * sum(len(row.text) for row in rows if row.bold) > sum(len(row.text) for row in rows)
