"""Placing footnotes: each body becomes a paragraph behind the one that holds its marker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ingest.repairs.flow import Flow
from ingest.repairs.footnotes import Marker
from ingest.repairs.joins import Join
from ingest.repairs.lines import Line
from ingest.repairs.units import Unit


def place_notes(flow: Flow, markers: Iterable[Marker], lines: Sequence[Line]) -> None:
    """Put the footnotes of a flow behind the paragraphs of their markers; one without a marker behind its own place."""
    at = _unit_at(flow, markers, lines)
    holders: dict[int, Unit] = {}
    for marker, unit in at:
        holders.setdefault(marker.number, unit)
    waiting: dict[Unit | None, list[list[Unit]]] = {}
    for number, units in sorted(flow.notes.items()):
        _label(units, number)
        waiting.setdefault(holders.get(number) or flow.note_places[number], []).append(units)
    flow.units = _woven(flow.units, waiting)


def _unit_at(flow: Flow, markers: Iterable[Marker], lines: Sequence[Line]) -> list[tuple[Marker, Unit]]:
    """Each marker with the unit on whose line it stands, or with the first one behind its dropped line."""
    by_line = {line.index: flow.units[0] for line, _ in flow.head if flow.units}
    for unit, after in zip(flow.units, [*flow.units[1:], None], strict=False):
        by_line[unit.line.index] = unit
        for line, _ in unit.behind:
            by_line[line.index] = after or unit
    starts = [line.start for line in lines]
    found = ((marker, by_line.get(bisect_right(starts, marker.start) - 1)) for marker in markers)
    return [(marker, unit) for marker, unit in found if unit is not None]


def _label(units: Sequence[Unit], number: int) -> None:
    """Open a footnote with "Noot N: " in place of its bare number."""
    if not units:
        return
    first = units[0]
    own = first.line.raw[first.first - first.line.start :]
    bare = re.match(rf"\(?{number}[.):]?\s+", own) if not first.item else None
    first.first += bare.end() if bare else 0
    first.opening, first.opening_repair, first.item = f"Noot {number}: ", "footnote moved", False


def _woven(units: Sequence[Unit], waiting: dict[Unit | None, list[list[Unit]]]) -> list[Unit]:
    """The units with each waiting footnote behind the end of its paragraph."""
    woven: list[Unit] = []
    due: list[list[Unit]] = []
    for unit in [None, *units]:
        woven += [unit] if unit else []
        due += waiting.get(unit, [])
        if unit is None or unit.join in (Join.PARAGRAPH, None):
            for note in filter(None, due):
                for end in woven[-1:]:
                    _end_paragraph(end)
                woven += note
                _end_paragraph(note[-1])
            due = []
    for end in woven[-1:]:
        end.join, end.join_repair = None, "end of text"
    return woven


def _end_paragraph(unit: Unit) -> None:
    unit.join, unit.join_repair = Join.PARAGRAPH, "paragraph"
