"""Footnotes that nothing marks: lines that open with a number which stands glued to a word shortly before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.repairs.footnotes import candidates
from ingest.repairs.lines import Line

REACH = 200
RUN = 5
_BODY = re.compile(r"^\s*(\d{1,3})\.?[ \t]+(?=[A-ZÀ-Ý‘“'(]|https?:|www\.)")
_LONGEST = 25
_SPREAD = 40
_ENDED = re.compile(r"[.!?/)]$|https?:|www\.")


@dataclass(frozen=True)
class Note:
    """A footnote's number and the lines of its body (indices, both included)."""

    number: int
    first: int
    last: int


def notes(lines: Sequence[Line], text: str, skip: set[int]) -> list[Note]:
    """The footnotes of a text in order: their numbers rise, and each has a marker before it.

    The marker stands near, or the note is one of five or more that follow each other, as notes at the end of a text do.
    """
    marked = _marked_lines(lines, text)
    found: list[Note] = []
    for run in _runs(lines, marked, skip):
        for number, index in run:
            near = any(0 < index - at <= REACH for at in marked[number])
            rises = not found or found[-1].number < number <= found[-1].number + 3
            if rises and (near or len(run) >= RUN):
                found.append(Note(number, index, _last(lines, index)))
    return found


def _marked_lines(lines: Sequence[Line], text: str) -> dict[int, list[int]]:
    """The indices of the lines on which each number may be a marker."""
    starts = [line.start for line in lines]
    marked: dict[int, list[int]] = {}
    for marker in candidates(text):
        marked.setdefault(marker.number, []).append(bisect_right(starts, marker.start) - 1)
    return marked


def _runs(lines: Sequence[Line], marked: dict[int, list[int]], skip: set[int]) -> list[list[tuple[int, int]]]:
    """Number and line of what may be a note's first line, in runs of rising numbers close to each other."""
    runs: list[list[tuple[int, int]]] = []
    for line in lines:
        match = _BODY.match(line.raw) if line.index not in skip else None
        number = int(match.group(1)) if match else 0
        if not any(at < line.index for at in marked.get(number, ())):
            continue
        last = runs[-1][-1] if runs else None
        if last and 0 < number - last[0] <= 3 and line.index - last[1] <= _SPREAD:
            runs[-1].append((number, line.index))
        else:
            runs.append([(number, line.index)])
    return runs


def _last(lines: Sequence[Line], first: int) -> int:
    """The last line of a body: it ends at a page start, the next note, or a blank line behind a finished sentence."""
    last, number = first, _number(lines[first])
    for line in lines[first + 1 : first + _LONGEST]:
        if line.blank:
            if _ENDED.search(lines[last].text) or line.index - last > 2:
                break
            continue
        if line.raw.startswith(" ") or _number(line) > number:
            break
        last = line.index
    return last


def _number(line: Line) -> int:
    match = _BODY.match(line.raw)
    return int(match.group(1)) if match else 0
