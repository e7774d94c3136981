"""An answer laid out for the page: its title, its sentences, and a card for every citation. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.api.schemas import chunk_href
from assistant.api.wording import KIND_WARNINGS, STATUS_TITLES, plan_name
from assistant.domain import Answer, Citation, Contact, Hit, Plan, Scope, Sector
from assistant.validity import Validity, validity

_NUMBERS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class Card:
    """A citation with what a reader must know to weigh it. `repeated`: the answer already shows the quote itself."""

    citation: Citation
    name: str
    plan: Plan | None
    validity: Validity | None
    warning: str | None
    repeated: bool


@dataclass(frozen=True)
class Group:
    """The cards of one plan, so that its name and validity are said once."""

    name: str
    title: str
    validity: Validity | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Sentence:
    """A claim with the cards of the citations that carry it."""

    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Choice:
    """A button under a question that we ask back."""

    field: str
    value: str
    plan: Plan | None = None
    sector: Sector | None = None


@dataclass(frozen=True)
class Source:
    """A passage that was found but not used."""

    hit: Hit
    plan: Plan | None
    href: str


@dataclass(frozen=True)
class AnswerView:
    """All that the page shows of an answer."""

    answer: Answer
    title: str
    lead: str
    literal: bool
    sentences: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    choices: tuple[Choice, ...]
    unused: tuple[Source, ...]
    contact: Contact | None


def answer_view(answer: Answer, scope: Scope, plans: Sequence[Plan], today: date) -> AnswerView:
    """Lay out an answer to a question that was asked within a scope."""
    known = {plan.id: plan for plan in plans}
    shown = {_bare(claim.text) for claim in answer.claims}
    cards = tuple(_card(citation, known.get(citation.plan), shown, today) for citation in answer.citations)
    numbered = {card.citation.n: card for card in cards}
    return AnswerView(
        answer=answer,
        title=STATUS_TITLES[answer.status],
        lead=_lead(answer),
        literal=bool(answer.claims) and shown <= {_bare(citation.quote) for citation in answer.citations},
        sentences=tuple(
            Sentence(claim.text, tuple(numbered[n] for n in claim.citations if n in numbered))
            for claim in answer.claims
        ),
        groups=_groups(cards),
        choices=_choices(scope, plans) if answer.status == "ask_back" else (),
        unused=tuple(_source(hit, known) for hit in answer.unused),
        contact=answer.contact or _contact([*scope.plans, *(card.citation.plan for card in cards)], known),
    )


def regional(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The plans that belong to a samenwerkingsverband, so that a visitor can choose them by place."""
    return tuple(plan for plan in plans if plan.samenwerkingsverband and plan.kind == "plan")


def _lead(answer: Answer) -> str:
    """What the answer says besides its claims; empty where its text only strings the claims together."""
    rest = answer.text
    for claim in answer.claims:
        if claim.text not in rest:
            return answer.text
        rest = rest.replace(claim.text, "", 1)
    rest = _NUMBERS.sub("", rest)
    return rest.strip() if any(c.isalpha() for c in rest) else ""


def _card(citation: Citation, plan: Plan | None, shown: set[str], today: date) -> Card:
    return Card(
        citation=citation,
        name=plan_name(plan) if plan else citation.title,
        plan=plan,
        validity=validity(plan, today) if plan else None,
        warning=KIND_WARNINGS.get(citation.kind),
        repeated=_bare(citation.quote) in shown,
    )


def _groups(cards: Sequence[Card]) -> tuple[Group, ...]:
    by_plan: dict[str, list[Card]] = {}
    for card in cards:
        by_plan.setdefault(card.citation.plan, []).append(card)
    return tuple(Group(of[0].name, of[0].citation.title, of[0].validity, tuple(of)) for of in by_plan.values())


def _choices(scope: Scope, plans: Sequence[Plan]) -> tuple[Choice, ...]:
    """Ask for the plan; where that is known, for the kind of school."""
    if len(scope.plans) != 1:
        return tuple(Choice("plan", plan.id, plan=plan) for plan in regional(plans))
    sectors = next((plan.sectors for plan in plans if plan.id == scope.plans[0]), ())
    return tuple(Choice("sector", sector, sector=sector) for sector in sectors)


def _source(hit: Hit, known: Mapping[str, Plan]) -> Source:
    plan = known.get(hit.chunk.plan)
    return Source(hit, plan, chunk_href(hit.chunk, plan))


def _contact(plan_ids: Iterable[str], known: Mapping[str, Plan]) -> Contact | None:
    """The samenwerkingsverband of the first plan that names its website."""
    plans = (known[id] for id in plan_ids if id in known)
    plan = next((plan for plan in plans if plan.website and plan.samenwerkingsverband), None)
    return Contact(plan.samenwerkingsverband or "", plan.website) if plan else None


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .“”\"'").casefold()
