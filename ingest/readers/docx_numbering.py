"""Computes the bullets and numbers that Word shows before the paragraphs of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.docx_package import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "•"


@dataclass(frozen=True)
class Level:
    """One level of a list: `pattern` is such as "%1.%2"."""

    format: str
    pattern: str
    start: int
    legal: bool = False
    style: str | None = None


class Numbering:
    """Counts through a document's lists; ask for labels in the order of the paragraphs."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def label(self, list_id: str, level: int | None, style: str | None = None) -> str:
        """The label of the next paragraph in a list; empty when the list gives none."""
        levels = self._levels.get(list_id, {})
        if level is None:
            level = next((depth for depth, each in levels.items() if style and each.style == style), 0)
        if level not in levels:
            return ""
        counts = self._count(list_id, level, levels)
        if levels[level].format == "bullet":
            return BULLET
        return _fill(levels, level, counts)

    def _count(self, list_id: str, level: int, levels: dict[int, Level]) -> dict[int, int]:
        """The counts after this paragraph: its own one higher, those above it begun, those below it gone."""
        counts = self._counts.setdefault(self._abstract[list_id], {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for depth, start in self._restarts.get(list_id, {}).items():
                counts[depth] = start - 1
        for depth in [depth for depth in counts if depth > level]:
            del counts[depth]
        for depth in range(level):
            counts.setdefault(depth, levels[depth].start if depth in levels else 1)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        return counts

    def _read(self, root: Element) -> None:
        abstract = {item.get("abstractNumId", ""): item for item in root.iter("abstractNum")}
        links = {
            link.get("val", ""): key for key, item in abstract.items() if (link := item.find("styleLink")) is not None
        }
        for item in root.iter("num"):
            list_id, given = item.get("numId", ""), item.find("abstractNumId")
            key = given.get("val", "") if given is not None else ""
            linked = abstract[key].find("numStyleLink") if key in abstract else None
            key = links.get(linked.get("val", ""), key) if linked is not None else key
            if key not in abstract:
                continue
            self._abstract[list_id] = key
            self._levels[list_id] = dict(map(_level, abstract[key].findall("lvl")))
            self._override(list_id, item)

    def _override(self, list_id: str, item: Element) -> None:
        for override in item.findall("lvlOverride"):
            depth, start, level = _number(override, "ilvl", 0), override.find("startOverride"), override.find("lvl")
            if level is not None:
                self._levels[list_id][depth] = _level(level)[1]
            if start is not None:
                self._restarts.setdefault(list_id, {})[depth] = _number(start, "val", 1)


def _level(item: Element) -> tuple[int, Level]:
    def value(name: str, missing: str) -> str:
        found = item.find(name)
        return found.get("val", missing) if found is not None else missing

    start = value("start", "1")
    return _number(item, "ilvl", 0), Level(
        format=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        start=int(start) if start.isdecimal() else 1,
        legal=item.find("isLgl") is not None,
        style=value("pStyle", "") or None,
    )


def _number(item: Element, name: str, missing: int) -> int:
    value = item.get(name, "")
    return int(value) if value.isdecimal() else missing


def _fill(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    """A level's pattern with the counts in it."""

    def shown(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        given = levels.get(depth)
        format_ = "decimal" if levels[level].legal or given is None else given.format
        return _shown(counts.get(depth, given.start if given else 1), format_)

    return re.sub(r"%([1-9])", shown, levels[level].pattern).strip()


def _shown(count: int, format_: str) -> str:
    """A count in a number format; formats that are not known are shown in digits."""
    if format_ == "none" or count < 1:
        return "" if format_ == "none" else str(count)
    if format_ in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    if format_ in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if format_ == "upperRoman" else roman
    return f"{count:02d}" if format_ == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (count // value)
        count %= value
    return letters
