"""Finds ruled tables on a page and reads them row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Line, pieces, turned
from ingest.readers.pdf_parts import Shape

_NEAR = 3.0  # points within which lines count as touching
_MOST_CROSSINGS = 100_000  # a page with more is a map or a chart
_THIN = 2.5  # a filled path thinner than this is a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis at `at`, from `start` to `end` on the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class _Grid:
    """The lines of one table: `xs` and `ys` are the edges of its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def tables(words: Sequence[Line], shapes: Iterable[Shape], quarter: int) -> tuple[list[Line], list[Line]]:
    """The rows of all ruled tables, each a line as wide as its table, and the words outside them."""
    across, down = _rules(shapes, quarter)
    found, left = [], list(words)
    for grid in _grids(across, down):
        inside = [word for word in left if _cell_of(grid, word) is not None]
        rows = _read(grid, inside)
        if rows:
            taken = {id(word) for word in inside}
            left = [word for word in left if id(word) not in taken]
            found += rows
    return found, left


def mend(before: str, after: str) -> str:
    """Two lines of one cell in one: a hyphen between long halves of a word is taken for a line-end one."""
    head, tail = before.removesuffix("-"), after.split(" ", 1)[0]
    last = head.rsplit(" ", 1)[-1]
    if head == before or not tail[:1].islower() or tail in ("en", "of"):
        return f"{before} {after}"
    return (head if len(last) > 3 else before) + after


def _rules(shapes: Iterable[Shape], quarter: int) -> tuple[list[Rule], list[Rule]]:
    """All lines across and down the page, in reading coordinates, joined where they continue each other."""
    across, down = [], []
    for shape in shapes:
        for x0, y0, x1, y1 in shape.segments:
            (a, b), (c, d) = turned(x0, y0, quarter), turned(x1, y1, quarter)
            if abs(b - d) < 1 and abs(a - c) > _THIN:
                across.append(Rule((b + d) / 2, min(a, c), max(a, c)))
            elif abs(a - c) < 1 and abs(b - d) > _THIN:
                down.append(Rule((a + c) / 2, min(b, d), max(b, d)))
    return _continued(across), _continued(down)


def _continued(rules: Iterable[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _THIN), rule.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) < _THIN and rule.start <= last.end + _NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Grid]:
    """Groups of touching lines that make at least two rows of two columns, from top to bottom."""
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    grids = []
    for rows, columns in _touching(across, down):
        xs = _edges([rule.at for rule in columns] + [edge for rule in rows for edge in (rule.start, rule.end)])
        ys = _edges([rule.at for rule in rows] + [edge for rule in columns for edge in (rule.start, rule.end)])
        if len(xs) > 2 and len(ys) > 2 and columns and rows:
            grids.append(_Grid(xs, ys, tuple(rows), tuple(columns)))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _touching(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    groups: list[tuple[list[Rule], list[Rule]]] = [([rule], []) for rule in across]
    for column in down:
        met = [group for group in groups if any(_meet(row, column) for row in group[0])]
        merged = ([row for group in met for row in group[0]], [*(c for group in met for c in group[1]), column])
        groups = [*(group for group in groups if not any(group is other for other in met)), merged]
    return groups


def _meet(row: Rule, column: Rule) -> bool:
    return (
        row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR
    )  # fmt: skip


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """The distinct values, those within a few points of each other taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2 * _NEAR:
            edges.append(value)
    return tuple(edges)


def _cell_of(grid: _Grid, word: Line) -> tuple[int, int] | None:
    """The row and column in which the middle of a word lies; those of the first cell where cells are merged."""
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
    if not (grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]):
        return None
    row, column = sum(edge <= y for edge in grid.ys) - 1, sum(edge <= x for edge in grid.xs) - 1
    while column and not _divides(grid.down, grid.xs[column], y):
        column -= 1
    middle = (grid.xs[column] + grid.xs[column + 1]) / 2
    while row and not _divides(grid.across, grid.ys[row], middle):
        row -= 1
    return row, column


def _divides(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _NEAR and rule.start - _NEAR <= along <= rule.end + _NEAR for rule in rules)


def _read(grid: _Grid, words: Sequence[Line]) -> list[Line]:
    """The table's rows; none for a drawing or a frame, in which fewer than two rows and columns hold text."""
    cells: dict[tuple[int, int], list[Line]] = {}
    for word in words:
        place = _cell_of(grid, word)
        if place is not None:
            cells.setdefault(place, []).append(word)
    columns = sorted({column for _, column in cells})
    rows = sorted({row for row, _ in cells})
    if len(columns) < 2 or len(rows) < 2 or len(cells) < 0.4 * len(columns) * len(rows):
        return []
    size = words[0].size
    return [
        Line(
            " | ".join(_cell_text(cells.get((row, column), ())) for column in columns),
            grid.xs[0], grid.xs[-1], grid.ys[row] + size, size, bold=False, cells=True,
        )
        for row in rows
    ]  # fmt: skip


def _cell_text(words: Sequence[Line]) -> str:
    """The text of a cell in one line."""
    if not words:
        return ""
    rows = sorted(pieces(words), key=lambda piece: (round(piece.y), piece.x0))
    text = rows[0].text
    for piece in rows[1:]:
        text = mend(text, piece.text)
    return text
