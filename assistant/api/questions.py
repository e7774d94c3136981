"""Turns what a visitor sent into a question and a scope, or refuses it with a clear Dutch sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from assistant.domain import SECTORS, Plan, Scope, Sector
from assistant.errors import BadRequest

LONGEST_QUESTION = 1000
_BLANKS = "\t\n\r\u2028\u2029"
_UNSEEN = ("Cc", "Cf", "Co", "Cs")  # control characters, zero-width and direction marks, private use, half pairs


def read_question(text: str) -> str:
    """The question without characters that nobody sees. Raises BadRequest when it is empty or too long."""
    seen = "".join(" " if c in _BLANKS else c for c in text if c in _BLANKS or unicodedata.category(c) not in _UNSEEN)
    question = unicodedata.normalize("NFC", " ".join(seen.split()))
    if not question:
        raise BadRequest("question", "Schrijf eerst uw vraag op.")
    if len(question) > LONGEST_QUESTION:
        raise BadRequest("question", f"Uw vraag is te lang. Gebruik hooguit {LONGEST_QUESTION} tekens.")
    return question


def read_scope(plans: Iterable[str], sectors: Iterable[str], known: Sequence[Plan]) -> Scope:
    """The scope that was asked for; empty values mean no limit. Raises BadRequest for what does not exist."""
    wanted = _given(plans)
    ids = [plan.id for plan in known]
    if not set(wanted) <= set(ids):
        raise BadRequest("plan", f"Dit plan kennen we niet. Kies uit: {', '.join(ids)}.")
    return Scope(plans=wanted, sectors=_sectors(sectors))


def _sectors(given: Iterable[str]) -> tuple[Sector, ...]:
    wanted = _given(given)
    if not set(wanted) <= set(SECTORS):
        raise BadRequest("sector", f"Deze soort onderwijs kennen we niet. Kies uit: {', '.join(SECTORS)}.")
    return tuple(sector for sector in SECTORS if sector in wanted)


def _given(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
