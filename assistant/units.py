"""The units of clean text at which it may be cut: sentences, list items, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.sentences import sentences

_LINE = re.compile(r"[^\n]+")
_LONGER = 1.6  # a unit may be this much longer than asked before it is cut at white space


@dataclass(frozen=True)
class Unit:
    """A sentence, list item or table row: characters start..end, without white space around it."""

    start: int
    end: int


def split_units(text: str, start: int, end: int, longest: int) -> list[Unit]:
    """The units between two offsets. One much longer than `longest` characters is cut at white space."""
    found: list[Unit] = []
    for line in _LINE.finditer(text, start, end):
        for begin, stop in sentences(line.group()):
            found += _short_enough(text, line.start() + begin, line.start() + stop, longest)
    return found


def _short_enough(text: str, start: int, end: int, longest: int) -> Iterator[Unit]:
    while start < end and text[start].isspace():
        start += 1
    while end - start > longest * _LONGER:
        space = text.rfind(" ", start + longest // 2, start + longest)
        cut = space if space > 0 else start + longest
        yield Unit(start, cut)
        start = cut + (text[cut] == " ")
    if end > start:
        yield Unit(start, end)
