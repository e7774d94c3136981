"""Contents pages: the lines they take, and the headings they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.repairs.lines import Line

FEWEST = 3
_LEADER = re.compile(r"^(?P<title>.*?\S)\s*(?:\.[ \t]?){4,}\s*(?P<page>\d{1,3})\s*$")
_PLAIN = re.compile(r"^(?P<title>\D*?\d{0,2}[^\d]*?\S)[ \t]+(?P<page>\d{1,3})\s*$")
_NAME = re.compile(r"^\s*(?:inhoud|inhoudsopgave|inhoudstafel)\s*$", re.IGNORECASE)
_SPREAD = 8


@dataclass(frozen=True)
class Contents:
    """The lines of the contents pages and the titles on them, as printed there."""

    lines: frozenset[int]
    titles: tuple[str, ...]


def contents(lines: Sequence[Line]) -> Contents:
    """The contents pages of a text; empty where it has none."""
    found = [(i, m) for i, m in ((line.index, _LEADER.match(line.text)) for line in lines) if m]
    found = found if len(found) >= FEWEST else _after_name(lines)
    taken: set[int] = set()
    for (i, _), (j, _) in pairwise(found):
        if j - i <= _SPREAD:
            taken.update(range(i, j + 1))
    if taken:
        taken.update(i for i in range(max(0, min(taken) - 4), min(taken)) if _NAME.match(lines[i].text))
    return Contents(frozenset(taken), tuple(m.group("title") for i, m in found if i in taken))


def _after_name(lines: Sequence[Line]) -> list[tuple[int, re.Match[str]]]:
    """Lines under "Inhoud" that end in a page number, as long as these do not fall."""
    for line in lines:
        if _NAME.match(line.text):
            found = _rising(lines, line.index + 1)
            if len(found) >= FEWEST + 1:
                return found
    return []


def _rising(lines: Sequence[Line], start: int) -> list[tuple[int, re.Match[str]]]:
    found: list[tuple[int, re.Match[str]]] = []
    for line in lines[start:]:
        match = _PLAIN.match(line.text)
        if match and (not found or int(match["page"]) >= int(found[-1][1]["page"])):
            found.append((line.index, match))
        elif not line.blank and line.index - (found[-1][0] if found else start) > 2:
            break
    return found
