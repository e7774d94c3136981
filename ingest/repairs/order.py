"""Reading order: what each line of a text is, and after which line it is read, as a layout says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.errors import CatalogueError
from ingest.layout import Layout
from ingest.repairs.lines import Line


@dataclass
class Order:
    """What becomes of each line, by index: dropped (with the repair's name), a table's row, part of the footnote N.

    `headings` says of which heading a line is part; `opens` are lines before which a paragraph must start.
    """

    lines: list[int]
    dropped: dict[int, str] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    notes: dict[int, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    opens: set[int] = field(default_factory=set)


def arrange(lines: Sequence[Line], layout: Layout, kept_headings: bool) -> Order:
    """The fate of each line under a layout. `kept_headings` leaves headings in the text, as paragraphs of their own.

    Raises CatalogueError where the layout names lines that the text lacks.
    """
    _check(layout, len(lines))
    order = Order(_moved(len(lines), layout))
    for n, heading in enumerate(layout.headings):
        if heading.lines:
            order.headings.update((i, n) for i in _indices(heading.lines))
        elif heading.before:
            order.opens.add(heading.before - 1)
    for note in layout.footnotes:
        order.notes.update((i, note.number) for i in _indices(note.lines))
    for n, table in enumerate(layout.tables):
        order.rows.update((i, n) for i in _indices(table.lines))
    if not kept_headings:
        order.dropped.update((i, "heading") for i in order.headings)
    for drop in layout.drops:
        order.dropped.update((i, f"left out: {drop.why}") for i in _indices(drop.lines))
    return order


def _check(layout: Layout, count: int) -> None:
    named = [heading.lines or (heading.before or 1,) * 2 for heading in layout.headings]
    named += [entry.lines for entry in layout.moves] + [entry.lines for entry in layout.drops]
    named += [entry.lines for entry in layout.footnotes] + [entry.lines for entry in layout.tables]
    for first, last in named:
        if not 1 <= first <= last <= count:
            raise CatalogueError(f"layout {layout.plan}: lines {first}-{last} do not exist in a text of {count} lines")
    for move in layout.moves:
        if not 0 <= move.after <= count or move.lines[0] <= move.after <= move.lines[1]:
            raise CatalogueError(f"layout {layout.plan}: lines {move.lines} cannot be read after line {move.after}")


def _indices(lines: tuple[int, int]) -> range:
    return range(lines[0] - 1, lines[1])


def _moved(count: int, layout: Layout) -> list[int]:
    """Line indices in reading order: each move takes its lines out and sets them behind the line it names."""
    order = list(range(count))
    for move in layout.moves:
        taken = set(_indices(move.lines))
        block = [i for i in order if i in taken]
        rest = [i for i in order if i not in taken]
        at = rest.index(move.after - 1) + 1 if move.after else 0
        order = rest[:at] + block + rest[at:]
    return order
