"""Numbered headings: those lines whose numbers make the longest plausible row, which items of lists do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Number = tuple[int, ...]
LARGEST_STEP = 2
LONGEST_LOOK = 400


@dataclass(frozen=True)
class Numbered:
    """A line that opens with a number and may be a heading; `weight` says how much it looks like one."""

    index: int
    number: Number
    weight: float


def follows(last: Number, number: Number) -> bool:
    """Whether a heading number can come after another: later, with no more than one left out on its level."""
    if number <= last:
        return False
    shared = 0
    while shared < min(len(last), len(number)) and last[shared] == number[shared]:
        shared += 1
    before = last[shared] if shared < len(last) else 0
    return 0 < number[shared] - before <= LARGEST_STEP and all(part <= LARGEST_STEP for part in number[shared + 1 :])


def best_row(candidates: Sequence[Numbered]) -> list[Numbered]:
    """The row of candidates, in order, that weighs most while each number can follow the one before it."""
    best: list[float] = []
    back: list[int | None] = []
    for i, candidate in enumerate(candidates):
        start = candidate.weight if all(part <= LARGEST_STEP for part in candidate.number) else 0.0
        weight, from_ = start, None
        for j in range(max(0, i - LONGEST_LOOK), i):
            reached = best[j] + candidate.weight
            if best[j] > 0 and reached > weight and follows(candidates[j].number, candidate.number):
                weight, from_ = reached, j
        best.append(weight)
        back.append(from_)
    at = max(range(len(best)), key=best.__getitem__) if best else None
    row: list[Numbered] = []
    while at is not None:
        row.append(candidates[at])
        at = back[at]
    return row[::-1]
