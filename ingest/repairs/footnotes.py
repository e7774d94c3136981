"""Footnote markers: digits glued to a word or a stop, taken out only where a note with that number exists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Span
from ingest.repairs.edits import Edit

_MARKER = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,})|(?<=[^\W\d_])(?P<stop>[.,;:?!)\]”’\"]{1,3})|(?<=\d)(?P<closing>[)\]”’])"
    r"|(?<=%)[ ]?|(?<![^\s]))"
    r"(?P<number>[1-9]\d{0,2})(?=(?P<behind>[a-zà-ÿ]{2,})|[\s.,;:?!)\]”’\"/–-]|$)(?![.,]\d)"
)
_DATE = re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}-(?:\d{2})(?P<number>\d)(?![\d-])")
_ORDINAL = ("ste", "de", "jarig", "uurs", "daags", "voud", "delig", "maands", "jr", "km", "cm", "mm", "kg")
_TERM = re.compile(
    r"cluster|zat|klas|groep|leerjaar|artikel|art|lid|bijlage|tabel|figuur|grafiek|hoofdstuk|paragraaf|categorie|cat|"
    r"fase|niveau|stap|punt|maatregel|ambitie|week|pagina|blz|covid|versie|deel"
)
_LEVEL = re.compile(r"v?so|[vp]o|vmbo|mavo|havo|vwo|[mh]bo|eqf|nlqf")  # vso1 to vso4 are schools, never notes


@dataclass(frozen=True)
class Marker:
    """Digits at start..end that may mark footnote `number`; `digits` may hold more than the number."""

    start: int
    end: int
    number: int
    stem: str
    before_word: bool = False


def candidates(text: str) -> Iterator[Marker]:
    """The digits that may be footnote markers, in order."""
    found = [*_MARKER.finditer(text), *_DATE.finditer(text)]
    for match in sorted(found, key=lambda m: m.start("number")):
        if _is_glued(match) and not _in_address(text, match.start("number")):
            parts = match.groupdict()
            stem, behind = (parts.get("word") or "").lower(), bool(parts.get("behind"))
            yield Marker(match.start("number"), match.end("number"), int(match["number"]), stem, behind)


def _is_glued(match: re.Match[str]) -> bool:
    """Whether a word, a stop, a date or, behind a space, the next word touches the digits."""
    parts = match.groupdict()
    stem, behind = (parts.get("word") or "").lower(), parts.get("behind") or ""
    if _TERM.fullmatch(stem) or (_LEVEL.fullmatch(stem) and int(match["number"]) < 10) or behind.startswith(_ORDINAL):
        return False
    if "word" not in parts or stem or parts["stop"] or parts["closing"]:
        return not behind or len(stem) > 4
    return len(behind) > 2


def _in_address(text: str, at: int) -> bool:
    word = text[max(0, at - 80) : at].split()[-1:] or [""]
    return "/" in word[0] or "www." in word[0] or "@" in word[0]


def markers(text: str, numbers: Collection[int], bodies: Collection[Span] = ()) -> list[Marker]:
    """The markers of the notes with these numbers, outside the notes' own bodies.

    Where a number has several candidates, those that stand in the row of rising numbers are its markers.
    """
    known = set(numbers)
    found = [m for m in (_split(marker, known) for marker in candidates(text)) if m is not None]
    found = [m for m in found if not any(body.start <= m.start < body.end for body in bodies)]
    often = {number for number, count in Counter(m.number for m in found).items() if count > 1}
    row = set(_rising(found))
    return [m for m in found if m.number not in often or m in row]


def _rising(found: Sequence[Marker]) -> list[Marker]:
    """The longest row of markers, in order, whose numbers rise."""
    ends: list[int] = []
    places: list[int] = []
    back: list[int | None] = []
    for i, marker in enumerate(found):
        at = bisect_left(ends, marker.number)
        back.append(places[at - 1] if at else None)
        ends[at : at + 1] = [marker.number]
        places[at : at + 1] = [i]
    row, place = [], places[-1] if places else None
    while place is not None:
        row.append(found[place])
        place = back[place]
    return row[::-1]


def _split(marker: Marker, known: set[int]) -> Marker | None:
    """The marker itself; of three digits, the last two, where only these are a note (a stray digit before them)."""
    if marker.number in known:
        return marker
    if marker.number > 99 and marker.number % 100 in known:
        return Marker(marker.start, marker.end, marker.number % 100, marker.stem, marker.before_word)
    return None


def taken_out(found: Collection[Marker]) -> Iterator[Edit]:
    """The markers dropped; a word that stood glued behind one gets its space."""
    for marker in found:
        yield Edit(marker.start, marker.end, " " if marker.before_word and marker.stem else "", "footnote marker")
