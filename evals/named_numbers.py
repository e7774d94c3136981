"""Numbers that are part of a name: of a kind (vso3, cluster 4), a place in the plan (stap 2) or in a law (lid 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

PLACES = ("hoofdstuk", "paragraaf", "bijlage", "noot", "stap", "fase", "doelstelling", "tabel", "figuur")
_KINDS = "|".join([*PLACES, "voetnoot", "cluster", "categorie", "artikel", r"art\.", "lid"])
_NUMBER = r"(\d+(?:[.:]\d+)*(?:[a-z]\d*)?)"
_REST = r"((?:(?:\s*,\s*\d{1,2}\b)*\s*(?:-|–|en|of|tot en met|t/m)\s*\d{1,2}\b(?:\.\d+)*)?)"
_PLACE = re.compile(
    rf"\b(?:\w+(?=categorie))?({_KINDS})(?:pen|ken|fen|en|s|n)?\s+{_NUMBER}(?![.,]?\d|\w){_REST}", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:(-|–|tot en met|t/m)|,|en|of)\s*(\d+(?:\.\d+)*)")
_NAME = re.compile(r"\b[a-z]+\d+[a-z]*\b", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:WVO 2020|WVO|WPO|WEC|LPW|UAVG|AVG|WMS|WRO|BROD|Awb|IVRK)\s+(\d+(?:[.:]\d+)?[a-z]?\d*)\b(?!\.\d)"
    r"|\b(\d+:\d+[a-z]?)\b|\b(\d+\.\d+[a-z]?)(?=\s+lid\b)"
)
_OPENING = re.compile(r"\d+(?:\.\d+)*(?=[.:]?\s)")
_SAME = {"voetnoot": "noot", "art.": "artikel"}


def parted(text: str) -> tuple[list[str], str]:
    """The names with a number in a text, and the text without them."""
    found: list[str] = []
    for match in _PLACE.finditer(text):
        kind = _SAME.get(match[1].lower(), match[1].lower())
        found += [f"{kind} {number}" for number in _numbers(match[2], match[3])]
    rest = _PLACE.sub(" ; ", text)
    found += [f"artikel {match[1] or match[2] or match[3]}" for match in _LAW.finditer(text)]
    rest = _LAW.sub(" ; ", rest)
    return [*found, *(name.lower() for name in _NAME.findall(rest))], _NAME.sub(" ; ", rest)


def used(text: str, headings: Iterable[str] = ()) -> frozenset[str]:
    """The names with a number that a plan uses: in its text, or above it as the number of a heading."""
    return frozenset(parted(text)[0]).union(*map(_of_heading, headings))


def numbers(names: Iterable[str]) -> frozenset[str]:
    """The bare numbers in names."""
    return frozenset(number for name in names for number in re.findall(r"\d+(?:\.\d+)*", name))


def without_opening(heading: str) -> str:
    """A heading without the number that it opens with, which counts nothing."""
    return _OPENING.sub("", heading, count=1) if _OPENING.match(heading) else heading


@cache
def _of_heading(heading: str) -> frozenset[str]:
    opening = _OPENING.match(heading)
    numbered = {f"{kind} {opening[0]}" for kind in ("hoofdstuk", "paragraaf")} if opening else set()
    return frozenset(parted(heading)[0]) | numbered


def _numbers(first: str, rest: str) -> list[str]:
    """The numbers of a list such as "1, 2 en 5-7", ranges written out."""
    numbers = [first]
    for match in _RANGE.finditer(rest):
        low, high = numbers[-1], match[2]
        if match[1] and low.isdigit() and high.isdigit():
            numbers += [str(number) for number in range(int(low) + 1, int(high))]
        numbers.append(high)
    return numbers
