"""Edits: replacements of source ranges that repairs propose, and how competing ones are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Piece


@dataclass(frozen=True)
class Edit:
    """Source characters start..end stand in the clean text as `text`; start == end inserts."""

    start: int
    end: int
    text: str
    repair: str


def settle(proposals: Iterable[Iterable[Edit]]) -> list[Edit]:
    """The edits that hold, in source order: of two that touch the same characters the one proposed earlier."""
    taken: dict[int, int] = {}
    held: list[Edit] = []
    for edits in proposals:
        for edit in edits:
            touched = range(edit.start, max(edit.end, edit.start + 1))
            if not any(at in taken for at in touched):
                taken.update(dict.fromkeys(touched, 1))
                held.append(edit)
    return sorted(held, key=lambda edit: (edit.start, edit.end))


def apply(text: str, start: int, end: int, edits: Iterable[Edit]) -> list[Piece]:
    """The pieces of source characters start..end under edits that lie inside it, in source order."""
    pieces, at = [], start
    for edit in edits:
        if edit.start > at:
            pieces.append(Piece(at, edit.start, text[at : edit.start]))
        pieces.append(Piece(edit.start, edit.end, edit.text, edit.repair))
        at = edit.end
    if at < end:
        pieces.append(Piece(at, end, text[at:end]))
    return pieces
