"""The Dutch words for numbers, units and months, and what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

_ONES = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_TEENS = ("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ORDINALS = ("tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_PLURALS = (("week", "weken"), ("dag", "dagen"), ("maand", "maanden"), ("jaar", "jaren"), ("uur", "uren"))

UNITS = (
    *("dag", "werkdag", "schooldag", "lesdag", "week", "werkweek", "lesweek", "schoolweek", "maand", "kwartaal"),
    *("jaar", "schooljaar", "leerjaar", "kalenderjaar", "uur", "klokuur", "lesuur", "minuut", "procent", "euro"),
)
UNIT_STEMS = {"jarig": "jaar", "jaarlijks": "jaar", "maandelijks": "maand", "wekelijks": "week", "daags": "dag"}
STEMS = (*UNIT_STEMS, "maal", "delig", "voudig")
"""What may follow a number inside a word: driejarig, viermaal."""
EACH = {"jaarlijks": "jaar", "maandelijks": "maand", "wekelijks": "week", "dagelijks": "dag"}
SCALES = {"duizend": 1000, "miljoen": 1_000_000, "mln": 1_000_000, "miljard": 1_000_000_000}
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT = "jan:1 feb:2 febr:2 mrt:3 apr:4 aug:8 sep:9 sept:9 okt:10 nov:11 dec:12"


def _cardinals() -> dict[str, Decimal]:
    words = {word: Decimal(value) for value, word in enumerate((*_ONES, *_TEENS))}
    for value, ten in enumerate(_TENS, start=2):
        words |= {ten: Decimal(10 * value)}
        words |= {f"{_ONES[one]}en{ten}": Decimal(10 * value + one) for one in range(1, 10)}
    words |= {f"{_ONES[value]}honderd": Decimal(100 * value) for value in range(2, 10)}
    return words | {"honderd": Decimal(100), "duizend": Decimal(1000), "anderhalf": Decimal("1.5")}


def _units() -> dict[str, str]:
    plural = {unit.removesuffix(one) + many: unit for unit in UNITS for one, many in _PLURALS if unit.endswith(one)}
    odd = {"%": "procent", "minuten": "minuut", "kwartalen": "kwartaal", "jr": "jaar"}
    return {unit: unit for unit in UNITS} | plural | odd


def _months() -> dict[str, int]:
    short = (pair.split(":") for pair in _SHORT.split())
    return {name: number for number, name in enumerate(MONTHS, start=1)} | {name: int(n) for name, n in short}


NUMBER_OF: Mapping[str, Decimal] = {word: Decimal(n) for n, word in enumerate(_ORDINALS, start=2)} | _cardinals()
"""Cardinals and ordinals, without accents. "eerste" is left out: it mostly counts nothing."""
UNIT_OF: Mapping[str, str] = _units()
MONTH_OF: Mapping[str, int] = _months()
