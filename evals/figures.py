"""Figures: the numbers, amounts and dates that a Dutch text states, and which of them another text does not carry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from evals.number_words import EACH, MONTH_OF, MONTHS, NUMBER_OF, SCALES, STEMS, UNIT_OF, UNIT_STEMS, UNITS


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_UNREAD = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[A-Z]{2,4}-\d{2}\b")
_MARK = re.compile(r"^\s*(\d{1,2})[.)]\s", re.MULTILINE)
_LIST_MARK = re.compile(rf"(?m:{_MARK.pattern})|\(\d\)|\b(?:[Tt]weede|[Dd]erde|[Vv]ierde|[Vv]ijfde) stap\b")
_WHOLE = re.compile(r"\been (?=(?:hele|volle|lange)\b)")  # "een hele dag" counts no days
_PLAIN = str.maketrans("éëèü–—‑\u00a0", "eeeu--- ")

_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>(?:20)?\d{2})\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})(?:\s*(?:-|tot en met|tot|t/m|en|of)\s*(?P<last>\d{1,2}))?"
        rf"\s+(?P<name>{_any(MONTH_OF)})\b\.?(?:\s+(?P<year>\d{{4}})\b)?"
    ),
    re.compile(rf"\b(?P<name>{_any(MONTH_OF)})\b\.?(?:\s+(?P<year>\d{{4}})\b)?"),
)
_FIGURE = re.compile(
    r"(?P<euro>€\s*)?(?:(?P<digits>\d+(?:[.,]\d+)*)(?:(?:e|de|ste)\b)?|"
    rf"\b(?P<word>{_any(NUMBER_OF)})(?=(?:{_any(STEMS)})|\b))(?:\s(?P<scale>{_any(SCALES)})\b)?"
)
_UNIT = re.compile(
    r"[\s-]*(?:(?:hele|volle|aaneengesloten|opeenvolgende|extra|lange)\s+)?"
    rf"(?:(?P<stem>{_any(UNIT_STEMS)})\w*|(?P<unit>{_any(UNIT_OF)})(?!\w))"
)
_EACH = re.compile(rf"\b({_any(EACH)})|\b(?:per|elke?|iedere?|eerste) ({_any(UNITS)})\b")
_LINK = re.compile(r"\s*(?:-|à|tot en met|tot|t/m|of|en|/)\s*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True)
class Figure:
    """A number as its value, with its unit where it has one. A number of more than one point is kept as written."""

    value: str
    unit: str | None = None
    in_words: bool = False

    def __str__(self) -> str:
        return f"{self.value} {self.unit}" if self.unit else self.value


@dataclass(frozen=True)
class Day:
    """A day, or a month; None stands for what is not said."""

    day: int | None
    month: int
    year: int | None

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.day, MONTHS[self.month - 1], self.year) if part is not None)


@dataclass(frozen=True)
class Stated:
    """All figures and days of a text."""

    figures: frozenset[Figure]
    days: frozenset[Day]


def stated(text: str) -> Stated:
    """What a text states. List marks, addresses and rule ids are left out; "een" counts only before a unit."""
    days, rest = _days(_WHOLE.sub(" ", _plain(_LIST_MARK.sub(" ", text))))
    found = (figure for figure, word in _figures(rest) if word != "een" or figure.unit)
    return Stated(frozenset(found), frozenset(days))


def carried(text: str) -> Stated:
    """What a text can carry: what it states, lengths of its numbered lists, every "een" as one, and years of days."""
    days, rest = _days(_plain(_LIST_MARK.sub(" ", text)))
    figures = {figure for figure, _ in _figures(rest)} | {Figure(str(many)) for many in _lengths(text)}
    figures |= {Figure("1", EACH[each] if each else unit) for each, unit in _EACH.findall(rest)}
    figures |= {Figure(str(day.year)) for day in days if day.year}
    return Stated(frozenset(figures), frozenset(days))


def missing(claims: Stated, source: Stated, codes: Collection[str] = ()) -> list[str]:
    """The claims that the source does not carry.

    A number is carried by the same number, with the same unit where both have one; "1 week" needs its unit. A number in
    digits without a unit may be one of `codes`: marks of list items, numbers in names.
    """
    figures = [figure for figure in claims.figures if not _carries(source.figures, figure, codes)]
    days = [day for day in claims.days if not any(_same(day, other) for other in source.days)]
    return sorted({str(claim) for claim in (*figures, *days)})


def list_marks(text: str) -> frozenset[str]:
    """The numbers that mark the items of lists."""
    return frozenset(_MARK.findall(text))


def _carries(source: frozenset[Figure], claim: Figure, codes: Collection[str]) -> bool:
    units = {figure.unit for figure in source if figure.value == claim.value}
    if claim.unit is None:
        return bool(units) or (claim.value in codes and not claim.in_words)
    return claim.unit in units or (claim.value != "1" and None in units)


def _same(claim: Day, other: Day) -> bool:
    parts = ((claim.day, other.day), (claim.month, other.month), (claim.year, other.year))
    return all(said is None or said == found for said, found in parts)


def _lengths(text: str) -> Iterator[int]:
    """How many items each numbered list has: the numbers that no next one follows.

    Lists with dashes are not counted: it would let one wrong number word in four pass instead of one in six.
    """
    marks = [int(mark) for mark in _MARK.findall(text)]
    return (mark for mark, following in pairwise([*marks, 0]) if following != mark + 1)


def _plain(text: str) -> str:
    """Lower case, without accents on numbers, without addresses and rule ids."""
    return _UNREAD.sub(" ", text).lower().translate(_PLAIN)


def _days(text: str) -> tuple[list[Day], str]:
    """The days in a text, and the text without them."""
    found: list[Day] = []
    for pattern in _DATES:
        kept, at = [], 0
        for match in pattern.finditer(text):
            days = _dated(match)
            if days:
                found += days
                kept.append(text[at : match.start()])
                at = match.end()
        text = " ; ".join([*kept, text[at:]])
    return found, text


def _dated(match: re.Match[str]) -> list[Day]:
    """The days of a match; none where its numbers cannot be a day."""
    given = match.groupdict()
    month = MONTH_OF[given["name"]] if given.get("name") else int(given["month"])
    year = int(given["year"]) if given.get("year") else None
    if year is not None and year < 100:
        year += 2000
    numbers = [int(given[key]) for key in ("day", "last") if given.get(key)]
    if not 1 <= month <= 12 or not all(1 <= number <= 31 for number in numbers):
        return []
    return [Day(number, month, year) for number in numbers] or [Day(None, month, year)]


def _figures(text: str) -> Iterator[tuple[Figure, str]]:
    """The figures of a text, each with its own word; in "6 tot 8 weken" the first has the unit of the second."""
    behind: tuple[int, str | None] = (-1, None)
    for match in reversed(list(_FIGURE.finditer(text))):
        unit = "euro" if match["euro"] else _unit_after(text, match.end())
        link = _LINK.match(text, match.end())
        if unit is None and link and link.end() == behind[0]:
            unit = behind[1]
        behind = (match.start(), unit)
        if unit or match["word"] != "acht" or not text[: match.start()].endswith("in "):  # in acht nemen
            yield Figure(_value(match), unit, bool(match["word"])), match["digits"] or match["word"]


def _unit_after(text: str, at: int) -> str | None:
    found = _UNIT.match(text, at)
    if found is None:
        return None
    return UNIT_STEMS[found["stem"]] if found["stem"] else UNIT_OF[found["unit"]]


def _value(match: re.Match[str]) -> str:
    digits = match["digits"]
    if digits is None:
        number = NUMBER_OF[match["word"]]
    elif _THOUSANDS.fullmatch(digits):
        number = Decimal(digits.replace(".", "").replace(",", "."))
    elif len(re.findall(r"[.,]", digits)) > 1:
        return digits
    else:
        number = Decimal(digits.replace(",", "."))
    return f"{(number * SCALES.get(match['scale'] or '', 1)).normalize():f}"
