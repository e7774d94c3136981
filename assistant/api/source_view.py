"""A whole document laid out for reading: headings, paragraphs and the cited characters marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import CleanText, Document, Piece, Section, Span

_BULLET = re.compile(r"[•●▪◦‣○■□➢✓·–—*-]\s+")
_BREAK = re.compile(r"[^\S\n]*\n(?:\s*\n\s*|\s*(?=[•●▪◦‣○■□➢✓·–—*-]\s))")  # a blank line, or a line that opens a point
_DEEPEST = 6


@dataclass(frozen=True)
class Segment:
    """Characters that are all marked or all not; `first` is the one place where the citation's address leads."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or one point of a list. `page` is the printed page that begins at or in it."""

    segments: tuple[Segment, ...]
    point: bool = False
    page: int | None = None


@dataclass(frozen=True)
class Title:
    """A heading of the text, at an HTML level."""

    anchor: str
    text: str
    level: int
    cited: bool = False


@dataclass(frozen=True)
class Part:
    """What stands under one heading path."""

    titles: tuple[Title, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class SourceView:
    """A document for the page. `marked` tells whether any cited character stands in the readable text."""

    parts: tuple[Part, ...]
    marked: bool

    @property
    def titles(self) -> tuple[Title, ...]:
        """The outline."""
        return tuple(title for part in self.parts for title in part.titles)


def lay_out(document: Document, outline: Sequence[Section], spans: Iterable[Span] = ()) -> SourceView:
    """Split a document by its outline and mark the clean text behind source ranges."""
    page = _Page(document, clean_ranges(document.clean, spans))
    parts: list[Part] = []
    path: tuple[str, ...] = ()
    at = 0
    for section in sorted(outline, key=lambda section: (section.start, section.end)):
        below = section.path[1:] if section.path[:1] == (document.plan.title,) else section.path
        fresh = _fresh(path, below)
        left_over = page.blocks(at, section.start, without=below[fresh:])
        if left_over:
            parts.append(Part((), left_over))
        titles = _titles(below, fresh, len(parts), page.cited(at, section.end))
        parts.append(Part(titles, page.blocks(max(at, section.start), section.end)))
        path, at = below, max(at, section.end)
    rest = page.blocks(at, len(document.clean.text))
    return SourceView((*parts, *([Part((), rest)] if rest else [])), bool(page.marks))


def clean_ranges(clean: CleanText, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The clean ranges that stand for source ranges, in reading order, white space at their ends left out.

    `CleanText.locate` gives the place of one offset; a range may lie scattered after columns were put in order.
    """
    wanted = sorted(spans, key=lambda span: span.start)
    found: list[Span] = []
    begin = 0
    for piece in clean.pieces:
        for span in wanted:
            low, high = _within(piece, span)
            if low >= high:
                continue
            if found and not clean.text[found[-1].end : begin + low].strip():
                found[-1] = Span(found[-1].start, max(found[-1].end, begin + high))
            else:
                found.append(Span(begin + low, begin + high))
        begin += len(piece.text)
    return tuple(trimmed for span in found if (trimmed := _trim(clean.text, span)).start < trimmed.end)


def _within(piece: Piece, span: Span) -> tuple[int, int]:
    """The characters of a piece's clean text that a source range covers; a repair touched is covered whole."""
    inserted = piece.start == piece.end and span.start <= piece.start < span.end
    if not inserted and not (piece.start < span.end and span.start < piece.end):
        return 0, 0
    if inserted or piece.repair is not None:
        return 0, len(piece.text)
    return max(0, span.start - piece.start), min(len(piece.text), span.end - piece.start)


def _trim(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    return Span(span.start + len(part) - len(part.lstrip()), span.end - len(part) + len(part.rstrip()))


def _fresh(before: tuple[str, ...], now: tuple[str, ...]) -> int:
    """From which depth on a heading path differs from the one before it."""
    pairs = zip(before, now, strict=False)
    return next((depth for depth, (old, new) in enumerate(pairs) if old != new), min(len(before), len(now)))


def _titles(path: tuple[str, ...], fresh: int, place: int, cited: bool) -> tuple[Title, ...]:
    deepest = len(path) - 1
    return tuple(
        Title(f"deel-{place}-{depth}", path[depth], min(depth + 2, _DEEPEST), cited and depth == deepest)
        for depth in range(fresh, len(path))
    )


class _Page:
    """A document's clean text with its marks and its page numbers, cut into blocks on demand, front to back."""

    def __init__(self, document: Document, marks: tuple[Span, ...]) -> None:
        self._text = document.clean.text
        self.marks = marks
        self._pages = sorted((document.clean.locate(page.start), page.number) for page in document.source.pages)
        self._next_page = 0
        self._led = False

    def cited(self, start: int, end: int) -> bool:
        """Whether a mark begins between two offsets."""
        return any(start <= mark.start < end for mark in self.marks)

    def blocks(self, start: int, end: int, without: Sequence[str] = ()) -> tuple[Block, ...]:
        """The paragraphs between two offsets; those that only repeat the headings `without` are left out."""
        headings = _letters(" ".join(without))
        return tuple(
            self._block(low, high)
            for low, high in self._lines(start, end)
            if not (headings and _letters(self._text[low:high]) in headings) or self.cited(low, high)
        )

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Paragraphs and points of lists as ranges without white space at their ends."""
        ends = [*((gap.start(), gap.end()) for gap in _BREAK.finditer(self._text, start, end)), (end, end)]
        for high, after in ends:
            line = _trim(self._text, Span(start, high))
            if line.start < line.end:
                yield line.start, line.end
            start = after

    def _block(self, low: int, high: int) -> Block:
        bullet = _BULLET.match(self._text, low, high)
        return Block(tuple(self._segments(bullet.end() if bullet else low, high)), bullet is not None, self._page(high))

    def _segments(self, low: int, high: int) -> Iterator[Segment]:
        for mark in self.marks:
            begin, end = max(low, mark.start), min(high, mark.end)
            if begin < end:
                if low < begin:
                    yield Segment(self._text[low:begin])
                yield Segment(self._text[begin:end], marked=True, first=not self._led)
                self._led, low = True, end
        if low < high:
            yield Segment(self._text[low:high])

    def _page(self, high: int) -> int | None:
        """The last page that begins before an offset and was not told yet."""
        number = None
        while self._next_page < len(self._pages) and self._pages[self._next_page][0] < high:
            number = self._pages[self._next_page][1]
            self._next_page += 1
        return number


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
