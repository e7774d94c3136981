"""Puts the lines of a page in reading order: columns one after the other, cells without rules row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_lines import Line, beside, joined_text
from ingest.readers.pdf_tables import mend

_FEWEST = 3  # lines on either side of the white space between columns
_DEEPEST = 12
_MOST_PIECES = 1_500  # a page with more is a map or a chart
_MOST_EDGES = 60  # left edges that are tried, the most frequent first; ordinary pages have fewer
_APART = 2.0  # line heights of white that set a running line apart; a gap between paragraphs is less
_LONGEST_END = 8  # pieces of the one or two lines that may be set apart


Block = tuple[Line, ...]
"""Lines that stand under each other and are read together."""


@dataclass(frozen=True)
class _Band:
    """A part of the page that white space divides into left and right."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    above: tuple[Line, ...]
    below: tuple[Line, ...]


def blocks(lines: Sequence[Line], body: float, depth: int = 0) -> list[Block]:
    """The blocks of a page in reading order. Footnotes (type smaller than `body`) follow the columns above them."""
    band = _widest_band(lines) if depth < _DEEPEST else None
    if band is None:
        return [tuple(merged_rows(lines))] if lines else []
    is_table = _is_table(band)
    band = _without_titles(band) if is_table else _without_next_heading(band)
    above, below = blocks(band.above, body, depth + 1), blocks(band.below, body, depth + 1)
    if is_table:
        return [*above, _table(band), *below]
    left, right = blocks(band.left, body, depth + 1), blocks(band.right, body, depth + 1)
    left, notes = _without_footnotes(left, body)
    right, more = _without_footnotes(right, body)
    return [*above, *left, *right, *notes, *more, *below]


def merged_rows(lines: Sequence[Line]) -> list[Line]:
    """Pieces at the same height joined into lines, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_merged(sorted(row, key=lambda line: line.x0)) for row in rows]


def _merged(row: Sequence[Line]) -> Line:
    main = max(row, key=lambda line: len(line.text))
    bold = all(line.bold for line in row)
    cells = any(line.cells for line in row)
    return Line(joined_text(row), row[0].x0, row[-1].x1, main.y, main.size, bold, cells=cells)


def _widest_band(lines: Sequence[Line]) -> _Band | None:
    """The band with the most lines beside white space that runs between columns; None on a page of one column."""
    if len(lines) > _MOST_PIECES:
        return None
    ordered = sorted(lines, key=lambda line: line.y)
    edges = Counter(round(line.x0) for line in lines)
    best, most = None, 0
    for x in sorted(x for x, _ in edges.most_common(_MOST_EDGES)):
        for start, stop in _uncrossed(ordered, x - 1.0):
            band = _divide(ordered, start, stop, x - 1.0)
            size = min(len(band.left), len(band.right)) if band else 0
            if size > most:
                best, most = band, size
    return best


def _uncrossed(ordered: Sequence[Line], x: float) -> list[tuple[int, int]]:
    """The ranges of lines, from top to bottom, that none crosses x."""
    ranges, start = [], 0
    for place, line in enumerate(ordered):
        if line.x0 < x - 1 and line.x1 > x:
            ranges.append((start, place))
            start = place + 1
    return [(a, b) for a, b in [*ranges, (start, len(ordered))] if b - a >= 2 * _FEWEST]


def _divide(ordered: Sequence[Line], start: int, stop: int, x: float) -> _Band | None:
    """The band of lines start..stop, less what stands apart above or below it; None when it is not two columns."""
    start, stop = _trimmed(ordered, start, stop)
    inside = ordered[start:stop]
    left = tuple(line for line in inside if line.x1 <= x + 0.5)
    right = tuple(line for line in inside if line.x1 > x + 0.5)
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return None
    gutter = min(line.x0 for line in right) - max(line.x1 for line in left)
    if gutter < 0.7 * median(line.size for line in inside):
        return None
    if min(left[-1].y, right[-1].y) <= max(left[0].y, right[0].y):
        return None
    return _Band(left, right, tuple(ordered[:start]), tuple(ordered[stop:]))


def _trimmed(ordered: Sequence[Line], start: int, stop: int) -> tuple[int, int]:
    """The range without a line or two at its ends that much white space across the page sets apart."""
    inside = ordered[start:stop]
    spaces = [_space_above(inside, at) for at in range(1, len(inside))]
    usual = max(sorted(spaces)[:-2], default=0.0)  # without the two that may set the ends apart
    wide = [at for at, space in enumerate(spaces, 1) if space > _APART and space > 1.3 * usual]
    heads = [at for at in wide if at <= _LONGEST_END and _rows_in(inside[:at]) <= 2]
    first = max(heads, default=0)
    tails = [at for at in wide if at > first and len(inside) - at <= _LONGEST_END and _rows_in(inside[at:]) <= 2]
    return start + first, start + min(tails, default=len(inside))


def _rows_in(lines: Sequence[Line]) -> int:
    return len({round(line.y) for line in lines})


def _space_above(ordered: Sequence[Line], at: int) -> float:
    """How many line heights are empty, across both columns, above line `at`."""
    above = max(line.bottom for line in ordered[max(0, at - 12) : at])
    return (ordered[at].top - above) / ordered[at].size


def _without_next_heading(band: _Band) -> _Band:
    """The band less what follows a heading below the end of the other column: that is read after both."""
    size = median(line.size for line in band.left + band.right)
    end = max(line.bottom for line in band.right)
    tail = [line for line in band.left if line.top > end]
    opening = next((line for line in tail if line.size > 1.1 * size or line.bold), None)
    if opening is None:
        return band
    after = [line for line in tail if line.y >= opening.y]
    left = tuple(line for line in band.left if line.y < opening.y)
    return _Band(left, band.right, band.above, (*after, *band.below))


def _without_titles(band: _Band) -> _Band:
    """A table's band less the lines above or below its other cells: they are titles or text around it."""
    first, last = min(line.top for line in band.right), max(line.bottom for line in band.right)
    above = [line for line in band.left if line.bottom < first]
    below = [line for line in band.left if line.top > last]
    left = tuple(line for line in band.left if line.bottom >= first and line.top <= last)
    return _Band(left, band.right, (*band.above, *above), (*below, *band.below))


def _is_table(band: _Band) -> bool:
    """Whether the sides are cells of rows rather than columns of prose: at the same heights, and short."""
    fewer, more = sorted((band.left, band.right), key=len)
    aligned = sum(any(abs(line.y - other.y) < 2 for other in more) for line in fewer)
    return aligned >= 0.7 * len(fewer) and (_is_short(band.left) or _is_short(band.right))


def _is_short(lines: Sequence[Line]) -> bool:
    """Whether a side holds a few words per line, or lines that leave much of their column empty."""
    inner = _widest_band(lines)
    if inner is not None:
        return _is_short(inner.left) or _is_short(inner.right)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    filled = median((line.x1 - line.x0) / max(width, 1.0) for line in lines)
    return median(len(line.text.split()) for line in lines) <= 3 or filled < 0.6


def _table(band: _Band) -> Block:
    """The rows of a table without rules. A line with nothing in the first column continues the row above it."""
    columns = _columns(band)
    starts = [line.y for line in columns[0]]
    rows: dict[float, list[str]] = {}
    for place, column in enumerate(columns):
        for line in sorted(column, key=lambda line: line.y):
            start = max((y for y in starts if y < line.y + 0.5 * line.size), default=starts[0])
            cells = rows.setdefault(start, [""] * len(columns))
            cells[place] = mend(cells[place], line.text) if cells[place] else line.text
    size = median(line.size for line in band.left)
    x0, x1 = min(line.x0 for line in band.left), max(line.x1 for line in band.right)
    return tuple(Line(" | ".join(rows[y]), x0, x1, y, size, bold=False, cells=True) for y in sorted(rows))


def _columns(band: _Band) -> list[list[Line]]:
    """The columns of a table, from left to right."""
    columns: list[list[Line]] = []
    for side in (band.left, band.right):
        inner = _widest_band(side)
        whole = inner is not None and not inner.above and not inner.below and _is_table(inner)
        columns += _columns(inner) if whole and inner else [merged_rows(side)]
    return columns


def _without_footnotes(found: list[Block], body: float) -> tuple[list[Block], list[Block]]:
    """The blocks of a column, and the footnotes at its end: small type that opens with a number or star."""
    lines = found[-1] if found else ()
    at = len(lines)
    while at and lines[at - 1].size < 0.88 * body and not lines[at - 1].cells:
        at -= 1
    while at < len(lines) and not _opens_note(lines[at].text):
        at += 1
    if at == len(lines):
        return found, []
    rest = [lines[:at]] if at else []
    return [*found[:-1], *rest], [lines[at:]]


def _opens_note(text: str) -> bool:
    return text[:1] in "*†‡" or text[:1].isdigit()  # superscript digits are digits too
