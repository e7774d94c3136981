"""Dutch names for what the domain calls by short codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.domain import Kind, Plan, Sector, Status
from assistant.validity import State

SECTOR_NAMES: Mapping[Sector, str] = {
    "po": "basisonderwijs",
    "vo": "voortgezet onderwijs",
    "so": "speciaal onderwijs",
}
SCHOOL_NAMES: Mapping[Sector, str] = {
    "po": "Basisschool",
    "vo": "Middelbare school",
    "so": "Speciaal onderwijs",
}
KIND_NAMES: Mapping[Kind, str] = {
    "regel": "regel of afspraak",
    "voornemen": "voornemen",
    "feit": "uitleg of feit",
    "praktijk": "voorbeeld uit de praktijk",
}
KIND_WARNINGS: Mapping[Kind, str] = {
    "voornemen": "Dit is een plan voor later, geen regel.",
    "praktijk": "Dit is een voorbeeld uit de praktijk, geen regel.",
}
STATE_NAMES: Mapping[State, str] = {
    "geldig": "Geldig",
    "verlopen": "Verlopen",
    "loopt_af": "Loopt dit jaar af",
    "nog_niet": "Geldt nog niet",
    "onbekend": "Geldigheid onbekend",
    "geen_norm": "Geen regels",
}
STATUS_TITLES: Mapping[Status, str] = {
    "answered": "Dit staat in de plannen",
    "partial": "Dit vonden we, maar het is niet alles",
    "no_source": "We vonden geen antwoord",
    "out_of_scope": "Hier kunnen we niet bij helpen",
    "ask_back": "Eerst een vraag aan u",
    "personal_data": "Er staan persoonlijke gegevens in uw vraag",
    "crisis": "Praat nu met een mens",
}
_LEG_NAMES = {
    "words": "zelfde woorden",
    "grams": "zelfde woorddelen",
    "dense": "zelfde betekenis",
    "words of cards": "zelfde woorden in onze samenvatting",
    "grams of cards": "zelfde woorddelen in onze samenvatting",
    "dense of cards": "zelfde betekenis in onze samenvatting",
}


def sector_names(sectors: Iterable[Sector]) -> str:
    """Sectors in one line: voortgezet onderwijs, speciaal onderwijs."""
    return ", ".join(SECTOR_NAMES[sector] for sector in sectors)


def reasons(via: Mapping[str, int]) -> list[str]:
    """Why a passage was found, the best leg first: zelfde woorden (1e)."""
    return [f"{_LEG_NAMES.get(leg, leg)} ({rank}e)" for leg, rank in sorted(via.items(), key=lambda leg: leg[1])]


def plan_name(plan: Plan) -> str:
    """By what people know a plan: its samenwerkingsverband, or its title where it has none."""
    return plan.samenwerkingsverband or plan.title
