"""The checks of topic cards: each gives what is wrong with one card, in a line per fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assistant.cards import Card
from assistant.domain import Plan
from assistant.law import Rule, Term
from evals.figures import carried, list_marks, missing, stated
from evals.named_numbers import PLACES, numbers, parted, used, without_opening
from evals.originals import Original, copied, overlap
from evals.persons import personal
from evals.readability import Limits, Measures, beyond

_RULE = re.compile(r"\b[A-Z]{2,4}-\d{2}\b")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a card: the check that found it, and what it found."""

    card: str
    check: str
    what: str


@dataclass(frozen=True)
class Known:
    """What cards are checked against; `terms` are words that the glossary explains."""

    plans: Mapping[str, Plan]
    rules: Mapping[str, Rule]
    limits: Limits
    terms: tuple[str, ...] = ()


def without_original(card: Card, measures: Measures, known: Known) -> list[Fault]:
    """What can be checked on a fresh clone."""
    return [
        *_faults(card, "plan", _plan_faults(card, known.plans)),
        *_faults(card, "regel", _rule_faults(card, known.rules)),
        *_faults(card, "leesbaarheid", beyond(measures, known.limits.must)),
        *_faults(card, "persoon", personal(words_of(card))),
    ]


def with_original(card: Card, original: Original, known: Known, copies: frozenset[int]) -> list[Fault]:
    """What needs the plan itself."""
    copy = copied("\n".join([words_of(card), *card.path, *card.questions, *card.terms]), copies)
    return [
        *_faults(card, "plaats", _place_faults(card, original)),
        *_faults(card, "getal", unsupported(card, original, known)),
        *_faults(card, "letterlijk", [copy] if copy else []),
    ]


def strange_sectors(card: Card, original: Original) -> list[str]:
    """The sectors of a card that neither its plan nor its passages are about."""
    about = {*original.document.plan.sectors, *(s for part in original.sections_at(card.spans) for s in part.sectors)}
    return [sector for sector in card.sectors if sector not in about]


def unsupported(card: Card, original: Original, known: Known) -> list[str]:
    """The numbers and dates of a card that stand neither in its passages nor in a rule that it names.

    A place such as stap 2 or bijlage 7 may be any that the plan has.
    """
    names, claims = parted(words_of(card))
    headings = [*original.headings_at(card.spans), *card.path]
    rules = [rule_text(known.rules[id]) for id in card.rules if id in known.rules]
    texts = [original.text_at(card.spans), *map(without_opening, headings), *_facts(original.document.plan), *rules]
    named, carriers = parted("\n".join(texts))
    own = {*named, *used("", headings)}
    far = sorted(name for name in set(names) - own if not _is_place(name, original))
    lacking = missing(stated(claims), carried(carriers), numbers(own) | list_marks(carriers))
    return far + [claim for claim in lacking if "." not in claim or f"paragraaf {claim}" not in original.named_numbers]


def rule_text(rule: Rule) -> str:
    """All that a rule says, in words: what a card that names it may repeat."""
    days = [day.isoformat() for day in (rule.in_force_from, rule.in_force_by, rule.in_force_until) if day]
    places = [part for article in rule.citations for part in (article.text, article.statute.title, article.old or "")]
    places += [article.article for article in rule.citations if article.article and "." in article.article]
    return "\n".join([rule.rule, rule.note or "", *places, *days, *map(_term_text, rule.terms)])


def words_of(card: Card) -> str:
    """What a card says: its title and both its texts."""
    return f"{card.title}\n{card.kort}\n{card.precies}"


def _is_place(name: str, original: Original) -> bool:
    return name.startswith(PLACES) and name in original.named_numbers


def _facts(plan: Plan) -> list[str]:
    """What the catalogue says of a plan."""
    facts = (plan.title, plan.period, plan.year, plan.valid_from, plan.valid_until)
    return [str(fact) for fact in facts if fact]


def _faults(card: Card, check: str, found: Collection[str]) -> Iterator[Fault]:
    return (Fault(card.id, check, what) for what in found)


def _plan_faults(card: Card, plans: Mapping[str, Plan]) -> list[str]:
    plan = plans.get(card.plan)
    if plan is None:
        return [f"no plan is called {card.plan}"]
    return [] if card.sha256 == plan.sha256 else ["made for another version of the plan"]


def _rule_faults(card: Card, rules: Collection[str]) -> list[str]:
    named = set(_RULE.findall(words_of(card)))
    return [
        *(f"{id} is no rule" for id in sorted({*card.rules, *named}) if id not in rules),
        *(f"{id} is named in the text only" for id in sorted(named - set(card.rules)) if id in rules),
    ]


def _place_faults(card: Card, original: Original) -> list[str]:
    size = len(original.document.source.text)
    outside = [span for span in card.spans if span.end > size]
    if outside:
        return [f"{span.start}-{span.end} lies outside the source" for span in outside]
    empty = [span for span in card.spans if not original.document.clean.within([span])]
    places = original.under(card.path)
    if not places:
        return ["no section stands under the heading path"]
    away = [] if any(overlap(span, place) for span in card.spans for place in places) else ["no span is under the path"]
    return away + [f"{span.start}-{span.end} holds no text that is kept" for span in empty]


def _term_text(term: Term) -> str:
    lengths = [(term.length, term.unit), *((more.length, more.unit) for more in (term.extension, term.per) if more)]
    return ", ".join(f"{length} {_DUTCH[unit]}" for length, unit in lengths)


_DUTCH = {
    "hours": "uur",
    "days": "dagen",
    "weeks": "weken",
    "months": "maanden",
    "school_years": "schooljaren",
    "years": "jaar",
}
