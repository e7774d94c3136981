"""Sections: the parts of a plan under their heading paths, with the sectors and the kind they hold for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import CleanText, Document, Kind, Plan, Section
from ingest.kinds import guess_kind, sectors_named
from ingest.layout import HeadingMark, Layout, LineMap, Marked
from ingest.structure.infer import infer


@dataclass(frozen=True)
class _Opening:
    """A heading and where it stands in the clean text; its section starts at `end`."""

    start: int
    end: int
    mark: HeadingMark


@dataclass(frozen=True)
class _Override:
    """A range of the clean text that is about other sectors or of another kind than its heading says."""

    start: int
    end: int
    mark: Marked


def sections(document: Document, layout: Layout | None) -> list[Section]:
    """The sections of a document in reading order; together they cover its clean text, headings left out."""
    used = layout or infer(document.source)
    openings = _openings(document, used)
    found = _under_headings(document, openings, guessed=layout is None)
    overrides = _overrides(document, used)
    return [part for section in found for part in _split(section, overrides, document.clean.text)]


def _openings(document: Document, layout: Layout) -> list[_Opening]:
    """The headings by their places in the clean text; of several at one place, in the layout's order."""
    lines, clean = LineMap(document.source.text), document.clean
    found = []
    for mark in layout.headings:
        first, last = mark.lines or (mark.before or 1, mark.before or 1)
        start = clean.locate(lines.span((first, first)).start)
        end = clean.locate(lines.span((last, last)).end) if mark.lines and not layout.plan else start
        found.append(_Opening(start, max(start, end), mark))
    return sorted(found, key=lambda opening: opening.start)


def _under_headings(document: Document, openings: Sequence[_Opening], guessed: bool) -> Iterator[Section]:
    """The text under each heading, that before the first under the plan's title."""
    text, plan = document.clean.text, document.plan
    stack: list[HeadingMark] = []
    start = 0
    for opening in [*openings, None]:
        end = opening.start if opening else len(text)
        begin, finish = _trimmed(text, start, end)
        if begin < finish:
            yield _section(plan, stack, begin, finish, text[begin:finish] if guessed else None)
        if opening:
            stack = [above for above in stack if above.level < opening.mark.level] + [opening.mark]
            start = opening.end


def _section(plan: Plan, stack: Sequence[HeadingMark], start: int, end: int, text: str | None) -> Section:
    """A section with what its headings say; `text` is given where they say nothing of kinds and sectors."""
    path = tuple(mark.title for mark in stack) or (plan.title,)
    sectors, kind = plan.sectors, _own_kind(plan)
    for mark in stack:
        named = mark.sectors or (sectors_named(mark.title, plan.sectors) if text is not None else None)
        sectors, kind = named or sectors, mark.kind or kind
    if text is not None and plan.kind != "praktijk":
        kind = guess_kind(path, text)
    return Section(plan.id, path, start, end, kind, sectors)


def _own_kind(plan: Plan) -> Kind:
    return "praktijk" if plan.kind == "praktijk" else "feit"


def _overrides(document: Document, layout: Layout) -> list[_Override]:
    lines, clean = LineMap(document.source.text), document.clean
    found = []
    for mark in layout.marked:
        span = lines.span(mark.lines)
        for start, end in _ranges(clean, span.start, span.end):
            begin, finish = _snapped(clean.text, start), _snapped(clean.text, end)
            if begin < finish:
                found.append(_Override(begin, finish, mark))
    return sorted(found, key=lambda override: override.start)


def _ranges(clean: CleanText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clean ranges of source characters start..end, in reading order; neighbours are joined."""
    at, open_from = 0, None
    for piece in clean.pieces:
        inside = start <= piece.start < end
        if piece.text and inside and open_from is None:
            open_from = at
        elif piece.text and not inside and open_from is not None:
            yield open_from, at
            open_from = None
        at += len(piece.text)
    if open_from is not None:
        yield open_from, at


def _snapped(text: str, at: int) -> int:
    """The nearest place where a line or a sentence starts, the place itself included."""
    back, forth = at, at
    while back > 0 and not _starts_sentence(text, back):
        back -= 1
    while forth < len(text) and not _starts_sentence(text, forth):
        forth += 1
    return back if at - back < forth - at else forth


def _starts_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n" or (text[at - 1] == " " and text[at - 2 : at - 1] in (".", "!", "?", ":"))


def _split(section: Section, overrides: Sequence[_Override], text: str) -> Iterator[Section]:
    """A section cut at the ranges that hold for others."""
    at = section.start
    for override in overrides:
        start, end = max(override.start, at), min(override.end, section.end)
        if start < end:
            yield from _part(section, at, start, text)
            yield from _part(_overridden(section, override.mark), start, end, text)
            at = end
    yield from _part(section, at, section.end, text)


def _overridden(section: Section, mark: Marked) -> Section:
    return replace(section, sectors=mark.sectors or section.sectors, kind=mark.kind or section.kind)


def _part(section: Section, start: int, end: int, text: str) -> Iterator[Section]:
    begin, finish = _trimmed(text, start, end)
    if begin < finish:
        yield replace(section, start=begin, end=finish)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
