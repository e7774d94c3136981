"""Flow: the lines that stay, in reading order, and every join between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.repairs.captions import caption_units
from ingest.repairs.glued import breaks_address
from ingest.repairs.hyphens import Vocabulary, line_end
from ingest.repairs.joins import Gap, Join, Style, join
from ingest.repairs.lines import Line
from ingest.repairs.order import Order
from ingest.repairs.units import Unit, unit


@dataclass
class Flow:
    """The units of a text, the lines left out before the first, and each footnote's units with the unit before it."""

    head: list[tuple[Line, str]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    notes: dict[int, list[Unit]] = field(default_factory=dict)
    note_places: dict[int, Unit | None] = field(default_factory=dict)


def flow(lines: Sequence[Line], order: Order, style: Style, vocabulary: Vocabulary) -> Flow:
    """The units of a text with their joins; footnotes apart."""
    result = Flow()
    for i in order.lines:
        note = order.notes.get(i)
        if note is None:
            _add(result.units, result.head, i, lines, order, style)
        else:
            result.note_places.setdefault(note, result.units[-1] if result.units else None)
            _add(result.notes.setdefault(note, []), result.head, i, lines, order, style)
    _drop_captions(result, order)
    _join(result.units, order, style, vocabulary)
    for units in result.notes.values():
        _join_note(units, vocabulary)
    return result


def _add(
    units: list[Unit], head: list[tuple[Line, str]], i: int, lines: Sequence[Line], order: Order, style: Style
) -> None:
    line = lines[i]
    why = order.dropped.get(i) or ("blank line" if line.blank else None)
    if why is None:
        units.append(unit(line, lines, style))
    else:
        (units[-1].behind if units else head).append((line, why))


def _drop_captions(result: Flow, order: Order) -> None:
    fixed = order.headings.keys() | order.rows.keys()
    for run in caption_units(result.units, fixed):
        at = result.units.index(run[0])
        before = result.units[at - 1]
        for caption in run:
            before.behind += [(caption.line, "caption"), *caption.behind]
        del result.units[at : at + len(run)]
        for note, place in result.note_places.items():
            if place in run:
                result.note_places[note] = before


def _join(units: Sequence[Unit], order: Order, style: Style, vocabulary: Vocabulary) -> None:
    in_list = False
    for before, after in pairwise(units):
        in_list = in_list or before.item
        gap = _gap(before, after)
        before.join = _decide(before, after, gap, order, style, vocabulary, in_list)
        before.join_repair = _name(before, gap)
        _close_hyphen(before, after, vocabulary)
        if before.join is Join.PARAGRAPH:
            in_list = False


def _join_note(units: Sequence[Unit], vocabulary: Vocabulary) -> None:
    """Join the lines of a footnote: one paragraph, items and addresses on lines of their own."""
    for before, after in pairwise(units):
        if after.item or after.line.text.startswith(("http", "www.")):
            before.join = Join.LINE
        elif line_end(before.line.text, after.line.text, vocabulary) in ("closed", "kept"):
            before.join = Join.CLOSED
        else:
            before.join = Join.CLOSED if breaks_address(before.line.text, after.line.text) else Join.SPACE
        before.join_repair = "line break"
        _close_hyphen(before, after, vocabulary)


def _gap(before: Unit, after: Unit) -> Gap:
    blanks = [line for line, why in before.behind if why == "blank line"]
    return Gap(
        blanks=len(blanks),
        spaced=any(line.raw == " " for line in blanks),
        page=after.page,
        removed=len(before.behind) > len(blanks) or after.line.index < before.line.index,
        heading=any(why == "heading" for _, why in before.behind),
    )


def _decide(
    before: Unit, after: Unit, gap: Gap, order: Order, style: Style, vocabulary: Vocabulary, in_list: bool
) -> Join:
    a, b = before.line.index, after.line.index
    row, next_row = order.rows.get(a), order.rows.get(b)
    if row is not None and row == next_row:
        return Join.LINE
    heading, next_heading = order.headings.get(a), order.headings.get(b)
    if row != next_row or heading != next_heading or gap.heading or b in order.opens:
        return Join.PARAGRAPH
    if heading is not None:
        return Join.SPACE
    if breaks_address(before.line.text, after.line.text):
        return Join.CLOSED
    return join(before.line, after.line, after.item, gap, style, vocabulary, in_list)


def _name(before: Unit, gap: Gap) -> str:
    if before.join is Join.PARAGRAPH:
        return "paragraph"
    if gap.page:
        return "page break"
    if gap.removed:
        return "reading order"
    return "blank line" if gap.blanks else "line break"


def _close_hyphen(before: Unit, after: Unit, vocabulary: Vocabulary) -> None:
    """Take a soft hyphen out of the line's text, and name what became of a hyphen."""
    if before.join is Join.CLOSED:
        end = line_end(before.line.text, after.line.text, vocabulary)
        before.last -= end == "closed"
        before.join_repair = {"closed": "hyphen closed", "kept": "hyphen kept"}.get(end or "", "split word")
