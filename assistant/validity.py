"""Whether a plan still holds on a given day, and how to say so to a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.domain import Plan

State = Literal["geldig", "verlopen", "loopt_af", "nog_niet", "onbekend", "geen_norm"]

_YEARS = re.compile(r"\b((?:19|20)\d{2})\s*(?:[-–—/]|t/m|tot en met)\s*((?:19|20)\d{2})\b")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True)
class Validity:
    """What may be said of a plan's validity: a state for machines and a sentence for people."""

    state: State
    text: str


def validity(plan: Plan, today: date) -> Validity:
    """Judge a plan by the dates that it states itself; failing those, by the years on its cover."""
    if plan.kind == "praktijk":
        return Validity("geen_norm", _practice(plan))
    return _by_dates(plan, today) or _by_period(plan, today) or Validity("onbekend", _unknown(plan))


def dutch_date(day: date) -> str:
    """A day as Dutch readers write it: 1 augustus 2022."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _by_dates(plan: Plan, today: date) -> Validity | None:
    if plan.valid_until and plan.valid_until < today:
        return Validity("verlopen", f"Dit plan is verlopen. Het gold tot en met {dutch_date(plan.valid_until)}.")
    if plan.valid_from and plan.valid_from > today:
        return Validity("nog_niet", f"Dit plan geldt nog niet. Het gaat in op {dutch_date(plan.valid_from)}.")
    if plan.valid_until:
        return Validity("geldig", f"Dit plan geldt tot en met {dutch_date(plan.valid_until)}.")
    return None


def _by_period(plan: Plan, today: date) -> Validity | None:
    years = _YEARS.search(plan.period or "")
    if not years:
        return None
    first, last = int(years[1]), int(years[2])
    made = f"Dit plan is gemaakt voor {first}-{last}"
    if last < today.year:
        return Validity("verlopen", f"{made}. Die tijd is voorbij: het plan is verlopen.")
    if last == today.year:
        return Validity("loopt_af", f"{made}. Kijk of er al een nieuw plan is.")
    if first > today.year:
        return Validity("nog_niet", f"{made}. Het geldt nog niet.")
    return Validity("geldig", f"{made}.")


def _practice(plan: Plan) -> str:
    made = f" uit {plan.year}" if plan.year else ""
    return f"Dit is een boek met verhalen uit de praktijk{made}. Er staan geen regels in waar u recht op hebt."


def _unknown(plan: Plan) -> str:
    made = f" Het is van {plan.year}." if plan.year else ""
    return f"In dit plan staat niet tot wanneer het geldt.{made} Vraag na of het nog klopt."
