"""Captions: lines in capitals that a picture put into the middle of a sentence."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ingest.repairs.lines import TERMINAL
from ingest.repairs.units import Unit

MOST_WORDS = 12


def caption_units(units: Sequence[Unit], fixed: Container[int]) -> list[list[Unit]]:
    """Runs of lines in capitals between an open sentence and its rest; lines in `fixed` are never captions."""
    found, at = [], 0
    while at < len(units):
        run = _run(units, at, fixed)
        if run and at > 0 and _interrupts(units[at - 1], units[at + len(run) : at + len(run) + 1]):
            found.append(run)
        at += len(run) or 1
    return found


def _run(units: Sequence[Unit], at: int, fixed: Container[int]) -> list[Unit]:
    run = []
    for unit in units[at : at + 4]:
        if unit.line.index in fixed or not _is_capitals(unit.line.text):
            break
        run.append(unit)
    return run if sum(len(unit.line.text.split()) for unit in run) <= MOST_WORDS else []


def _interrupts(before: Unit, after: Sequence[Unit]) -> bool:
    open_before = not TERMINAL.search(before.line.text) and not _is_capitals(before.line.text)
    return open_before and bool(after) and after[0].line.text[:1].islower() and len(before.line.text) > 20


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 5 and all(map(str.isupper, letters))
