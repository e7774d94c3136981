"""The layout of a text as far as it can be told without a hand: headings, running lines, contents pages, footnotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.domain import SourceText
from ingest.layout import Drop, Footnote, HeadingMark, Layout, Table
from ingest.repairs.footnotes import markers
from ingest.repairs.joins import style_of
from ingest.repairs.lines import Line, split_lines
from ingest.structure.contents import contents
from ingest.structure.headings import Found, headings, marked
from ingest.structure.notes import Note, notes
from ingest.structure.running import running

CELLS = " | "  # what our readers put between the cells of a row
FEWEST_MARKED = 3


def infer(source: SourceText) -> Layout:
    """A layout for a file for which none was made."""
    lines = split_lines(source.text)
    drops, titles = _left_out(lines, source)
    skip = {i for drop in drops for i in range(drop.lines[0] - 1, drop.lines[1])}
    bodies = notes(lines, source.text, skip)
    skip |= {i for note in bodies for i in range(note.first, note.last + 1)}
    found = _marked(source, lines)
    if len(found) < FEWEST_MARKED:
        found = headings(lines, skip, titles, style_of(lines))
    found = _without_markers(found, lines, source.text, bodies)
    return Layout(
        plan="",
        sha256=source.sha256,
        headings=tuple(HeadingMark(level=h.level, title=h.title, lines=(h.first + 1, h.last + 1)) for h in found),
        drops=tuple(drops),
        footnotes=tuple(Footnote(number=n.number, lines=(n.first + 1, n.last + 1)) for n in bodies),
        tables=tuple(Table(lines=span) for span in _runs(line.index for line in lines if CELLS in line.text)),
    )


def complete(layout: Layout, source: SourceText) -> Layout:
    """A layout made by hand with what it leaves to the general rules: running lines, contents pages, footnotes."""
    lines = split_lines(source.text)
    known = {i for entry in _entries(layout) for i in range(entry[0] - 1, entry[1])}
    drops, _ = _left_out(lines, source)
    drops = [drop for drop in drops if not known.intersection(range(drop.lines[0] - 1, drop.lines[1]))]
    skip = known | {i for drop in drops for i in range(drop.lines[0] - 1, drop.lines[1])}
    bodies = () if layout.footnotes else notes(lines, source.text, skip)
    footnotes = (Footnote(number=n.number, lines=(n.first + 1, n.last + 1)) for n in bodies)
    return layout.model_copy(update={"drops": (*layout.drops, *drops), "footnotes": (*layout.footnotes, *footnotes)})


def _entries(layout: Layout) -> Iterator[tuple[int, int]]:
    yield from (heading.lines for heading in layout.headings if heading.lines)
    yield from (drop.lines for drop in layout.drops)
    yield from (note.lines for note in layout.footnotes)
    yield from (table.lines for table in layout.tables)


def _left_out(lines: Sequence[Line], source: SourceText) -> tuple[list[Drop], tuple[str, ...]]:
    """Running lines and contents pages as drops, and the titles that the contents pages announce."""
    listed = contents(lines)
    repeated = running(lines, source.pages) - listed.lines
    drops = [Drop(lines=span, why="contents page") for span in _runs(listed.lines)]
    drops += [Drop(lines=span, why="running line") for span in _runs(repeated)]
    return drops, listed.titles


def _without_markers(found: list[Found], lines: Sequence[Line], text: str, bodies: Sequence[Note]) -> list[Found]:
    """The headings with footnote markers taken out of their titles."""
    marks = markers(text, {note.number for note in bodies})
    cleaned = []
    for heading in found:
        start, end = lines[heading.first].start, lines[heading.last].end
        title = heading.title
        for mark in (mark for mark in marks if start <= mark.start < end):
            title = re.sub(
                rf"(?<={re.escape(text[mark.start - 1])}){text[mark.start : mark.end]}(?!\d)", "", title, count=1
            )
        cleaned.append(replace(heading, title=title.strip() or heading.title))
    return cleaned


def _runs(indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Line numbers (from 1) of the runs of neighbours among line indices."""
    ordered = sorted(indices)
    start = 0
    for i, index in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != index + 1:
            yield ordered[start] + 1, index + 1
            start = i + 1


def _marked(source: SourceText, lines: Sequence[Line]) -> list[Found]:
    starts = [line.start for line in lines]

    def at(offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    return marked([(at(h.start), at(max(h.start, h.end - 1)), h.level) for h in source.headings], lines)
