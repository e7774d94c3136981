"""The nouns of Wegwijzer: plans, source texts, chunks, hits, citations, answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Sector = Literal["po", "vo", "so"]
SECTORS: tuple[Sector, ...] = ("po", "vo", "so")
Kind = Literal["regel", "voornemen", "feit", "praktijk"]
KINDS: tuple[Kind, ...] = ("regel", "voornemen", "feit", "praktijk")
Role = Literal["ouder", "zorgcoordinator", "medewerker"]
Status = Literal["answered", "partial", "no_source", "out_of_scope", "ask_back", "personal_data", "crisis"]


@dataclass(frozen=True)
class Plan:
    """One document of the catalogue. What is unknown is None.

    `valid_from` and `valid_until` (the last day on which it holds) are dates the document itself states; `period` is
    what it prints on its cover, such as "2022-2026"; `year` is the year in which it was written.
    """

    id: str
    title: str
    samenwerkingsverband: str | None
    region: tuple[str, ...]
    sectors: tuple[Sector, ...]
    valid_from: date | None
    valid_until: date | None
    period: str | None
    year: int | None
    publisher: str | None
    kind: Literal["plan", "praktijk"]
    file: str | None
    sha256: str | None
    website: str | None = None


@dataclass(frozen=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """A printed page and the characters of the source text that stand on it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """A heading that the file's own format marks (DOCX style, HTML h1-h6, large PDF type). Level 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True)
class SourceText:
    """A file's text exactly as its reader gave it; every offset in the project points into `text`.

    `sha256` is that of the file's bytes. `hidden` counts characters left out because no reader of the page sees them.
    """

    sha256: str
    name: str
    text: str
    reader: str
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    ocr: bool = False
    hidden: int = 0
    warnings: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The number of the page on which a character stands, None where the format has no pages."""
        at = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[at].number if at >= 0 and offset < self.pages[at].end else None


@dataclass(frozen=True)
class Piece:
    """A run of clean text: `text` stands for source characters start..end.

    `repair` is None for a run copied unchanged; otherwise it names the repair, and the lengths may differ.
    """

    start: int
    end: int
    text: str
    repair: str | None = None


_JOINED_OVER = 12  # dropped characters that do not part a span: markers and hyphens, never a page header


@dataclass(frozen=True)
class CleanText:
    """A source text after its repairs, in reading order, with the way back to the source's offsets.

    Concatenating the pieces gives `text`. Pieces of dropped source text are present with an empty `text`.
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """The whole clean text."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.text)
        return starts

    @cached_property
    def _by_source(self) -> list[int]:
        return sorted(range(len(self.pieces)), key=lambda i: (self.pieces[i].start, self.pieces[i].end))

    @cached_property
    def _source_starts(self) -> list[int]:
        return [self.pieces[i].start for i in self._by_source]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source ranges behind clean characters start..end, in reading order.

        Neighbours are joined, and so are those between which only a few characters were dropped, such as a footnote
        marker; a dropped line or page header parts them.
        """
        found: list[Span] = []
        reach = -1
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self.pieces) and self._starts[at] < end:
            piece = self.pieces[at]
            span = _overlap(piece, self._starts[at], start, end)
            if span is not None:
                if found and reach == span.start:
                    span = Span(found.pop().start, span.end)
                found.append(span)
                reach = span.end
            elif not piece.text and piece.start == reach and piece.end - piece.start <= _JOINED_OVER:
                reach = piece.end
            at += 1
        return tuple(found)

    def within(self, spans: Iterable[Span]) -> str:
        """The clean text of source ranges that `spans` gave: the repairs applied to those ranges again.

        White space at its two ends is left out, as repairs put it there. A repair cut by a range counts as whole.
        """
        return "".join(part for span in spans for part in self._within(span)).strip()

    def _within(self, span: Span) -> Iterator[str]:
        order = self._by_source
        at = max(0, bisect_left(self._source_starts, span.start) - 1)
        while at < len(order) and (piece := self.pieces[order[at]]).start <= span.end:
            at += 1
            if piece.start == piece.end:
                if span.start <= piece.start < span.end or piece.start == span.end == self._source_end:
                    yield piece.text
            elif piece.start < span.end and piece.end > span.start:
                whole = piece.repair is not None
                yield piece.text if whole else piece.text[max(0, span.start - piece.start) : span.end - piece.start]

    @cached_property
    def _source_end(self) -> int:
        return max((piece.end for piece in self.pieces), default=0)

    def locate(self, offset: int) -> int:
        """The clean offset at which a source offset stands, or where it would stand had it not been dropped."""
        at = bisect_right(self._source_starts, offset) - 1
        if at < 0:
            return 0
        place = self._by_source[at]
        piece, begin = self.pieces[place], self._starts[place]
        inside = offset - piece.start if piece.repair is None else 0
        return begin + min(inside, len(piece.text))


def _overlap(piece: Piece, begin: int, start: int, end: int) -> Span | None:
    """The source range of the part of a piece (standing at clean offset `begin`) that lies in start..end."""
    low, high = max(start, begin), min(end, begin + len(piece.text))
    if low >= high:
        return None
    if piece.repair is None:
        return Span(piece.start + low - begin, piece.start + high - begin)
    return Span(piece.start, piece.end)


@dataclass(frozen=True)
class Document:
    """A plan with its source text and its clean text."""

    plan: Plan
    source: SourceText
    clean: CleanText


@dataclass(frozen=True)
class Section:
    """A part of a plan under one heading path; start and end are offsets in the clean text, heading excluded."""

    plan: str
    path: tuple[str, ...]
    start: int
    end: int
    kind: Kind = "feit"
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True)
class Chunk:
    """A passage that can be cited. `text` is clean; `spans` are its source ranges in reading order.

    `start` and `end` are the outermost source offsets. `place` numbers the chunks of a plan in reading order.
    `sectors` are those the text is about; the plan's where it does not tell.
    """

    id: str
    plan: str
    path: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    place: int
    kind: Kind
    sectors: tuple[Sector, ...]
    page: int | None = None

    @property
    def start(self) -> int:
        """The first source offset that the chunk holds."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """The offset behind the last source character that the chunk holds."""
        return max(span.end for span in self.spans)

    @property
    def heading(self) -> str:
        """The heading path in one line."""
        return " › ".join(self.path)


@dataclass(frozen=True)
class Key:
    """A text under which a passage can be found, or, with origin "card", a topic card: a window of it, a question."""

    target: str
    text: str
    origin: Literal["text", "card"] = "text"


@dataclass(frozen=True)
class CardPlace:
    """A topic card in an index, and the passages that it is about."""

    id: str
    plan: str
    sectors: tuple[Sector, ...]
    chunks: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """Where to search. Empty plans or sectors mean all."""

    plans: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A passage found. `via` says which legs found it, each with the rank it gave (1 is best); ranks, never scores."""

    chunk: Chunk
    rank: int
    via: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Citation:
    """A verified quotation: `quote` stands in source version `sha256` at `spans`. `n` is its number in the answer."""

    n: int
    plan: str
    title: str
    heading: str
    kind: Kind
    quote: str
    spans: tuple[Span, ...]
    sha256: str
    page: int | None = None

    @property
    def start(self) -> int:
        """The first source offset of the quote."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """The offset behind the last source character of the quote."""
        return max(span.end for span in self.spans)

    @property
    def href(self) -> str:
        """The address at which the source viewer opens with the quote marked."""
        return source_href(self.plan, self.sha256, self.spans)


def source_href(plan: str, sha256: str, spans: Sequence[Span]) -> str:
    """The source viewer's address for ranges of one source version."""
    ranges = "".join(f"&span={span.start}-{span.end}" for span in spans)
    return f"/bron/{plan}?v={sha256[:12]}{ranges}#citaat"


@dataclass(frozen=True)
class Claim:
    """A sentence of an answer and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Notice:
    """Something the reader must know beside the answer, such as a plan that has expired."""

    kind: str
    text: str


@dataclass(frozen=True)
class Contact:
    """A human being to turn to."""

    name: str
    url: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Answer:
    """What the assistant says, why it may say so, and what it left out."""

    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    contact: Contact | None = None
    unused: tuple[Hit, ...] = ()
    trace: Mapping[str, object] = field(default_factory=dict)
