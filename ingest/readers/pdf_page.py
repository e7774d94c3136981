"""Composes the text of one PDF page: its lines in reading order, with the gaps between paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.readers.pdf_columns import Block, blocks, merged_rows
from ingest.readers.pdf_lines import Line, pieces, quarter_of, turned_box, words
from ingest.readers.pdf_parts import Box, Glyph, Shape
from ingest.readers.pdf_tables import tables

_USUAL_PITCH = 1.2  # line distance in type sizes, where a page is too short to tell
_WIDER = 1.2  # a distance this many times the page's usual one is a paragraph gap


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page's text. `gap` says that an empty line precedes it.

    `apart` marks what is not running prose: a table's row, a running line, a watermark, OCR. It is never a heading.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    gap: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Sheet:
    """The lines of a page before they are put in order. `box` is the page: left, top, right, bottom.

    `lines` run in the main direction of the page's text; `others` hold those in other directions, `askew` the rest.
    """

    box: Box
    lines: tuple[Line, ...]
    others: tuple[tuple[Line, ...], ...] = ()
    askew: tuple[Row, ...] = ()


def sheet(glyphs: Sequence[Glyph], shapes: Sequence[Shape], box: Box) -> Sheet:
    """The pieces of lines and the rows of ruled tables on a page."""
    by_quarter: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        by_quarter.setdefault(quarter_of(glyph), []).append(glyph)
    askew = tuple(_askew(by_quarter.pop(None, [])))
    groups = sorted(by_quarter.items(), key=lambda item: -len(item[1])) or [(0, [])]
    main, *others = [tuple(_lines(group, shapes, quarter)) for quarter, group in groups if quarter is not None]
    return Sheet(turned_box(box, groups[0][0] or 0), main, tuple(others), askew)


def compose(page: Sheet, running: Container[Line]) -> list[Row]:
    """A page's lines in reading order: the running lines around the rest, then other directions, then what is askew."""
    middle = (page.box[1] + page.box[3]) / 2
    edges = [line for line in page.lines if line in running]
    heads, feet = [line for line in edges if line.y < middle], [line for line in edges if line.y >= middle]
    flow = [line for line in page.lines if line not in running]
    rows = _rows([heads, *_ordered(flow), feet], running)
    for lines in page.others:
        rows += _rows(_ordered(lines), ())
    return [*rows, *page.askew]


def body_size(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most letters have, out of sizes and numbers of letters; 0 when there are none."""
    counts: Counter[float] = Counter()
    for size, letters in sizes:
        counts[round(size * 2) / 2] += letters
    return max(counts, key=lambda size: (counts[size], size), default=0.0)


def _lines(glyphs: Sequence[Glyph], shapes: Sequence[Shape], quarter: int) -> list[Line]:
    rows, loose = tables(words(glyphs, quarter), shapes, quarter)
    return [*rows, *pieces(loose)]


def _ordered(lines: Sequence[Line]) -> list[Block]:
    return blocks(lines, body_size((line.size, len(line.text)) for line in lines))


def _rows(found: Sequence[Sequence[Line]], running: Container[Line]) -> list[Row]:
    """The lines of blocks, each with the gap above it; the first of a page has one."""
    pitch = _pitch(found)
    composed: list[Row] = []
    last: Line | None = None
    for block in found:
        for place, line in enumerate(merged_rows(block)):
            gap = last is None or _is_gap(last, line, pitch, fresh=place == 0)
            composed.append(Row(line.text, line.size, line.bold, gap, line.cells or line in running))
            last = line
    return composed


def _pitch(found: Sequence[Sequence[Line]]) -> float:
    """The distance between baselines, in type sizes, that is most usual on the page."""
    ratios = Counter(
        round((after.y - before.y) / after.size, 1)
        for block in found
        for before, after in pairwise(block)
        if not after.cells and abs(after.size - before.size) < 0.5
    )
    return max(ratios, key=lambda ratio: (ratios[ratio], -ratio), default=_USUAL_PITCH)


def _is_gap(before: Line, after: Line, pitch: float, fresh: bool) -> bool:
    """Whether a paragraph ends between two lines; `fresh` when the second opens a block, such as a new column."""
    if before.cells or after.cells:
        return before.cells != after.cells
    if abs(before.size - after.size) > 0.1 * before.size or before.bold != after.bold:
        return True
    if fresh:
        return before.text[-1] in ".!?:"
    return (after.y - before.y) / after.size > _WIDER * max(pitch, 1.0) + 0.05


def _askew(glyphs: Sequence[Glyph]) -> list[Row]:
    """Text at an angle, such as a watermark: one line per text object."""
    rows = []
    for _, group in groupby(glyphs, key=lambda glyph: glyph.ink):
        text = "".join((" " if glyph.spaced else "") + glyph.text for glyph in group)
        rows.append(Row(text.strip(), gap=True, apart=True))
    return rows
