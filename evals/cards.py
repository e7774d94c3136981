"""The report on topic cards, `python -m evals.cards`: how many there are, what is wrong, which are hard to read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from assistant.cards import FOLDER, Card, load_cards
from assistant.catalogue import load_catalogue
from assistant.rules import FILE as RULES
from assistant.rules import load_rules
from evals import readability
from evals.card_checks import Fault, Known, strange_sectors, with_original, without_original, words_of
from evals.originals import Original, read_originals, runs
from evals.persons import names_to_look_at
from evals.readability import Measures, beyond, frequent_words, load_limits, measure
from evals.report import table

ALWAYS = ("plan", "regel", "leesbaarheid", "persoon")
WITH_ORIGINAL = ("plaats", "getal", "letterlijk")


@dataclass(frozen=True)
class Judged:
    """A card with what was measured and found."""

    card: Card
    measures: Measures
    faults: tuple[Fault, ...]
    outside: tuple[str, ...]
    strange_sectors: tuple[str, ...] = ()


def known_things(corpus: Path) -> Known:
    """What cards are checked against. Raises CatalogueError."""
    plans = {plan.id: plan for plan in load_catalogue(corpus, corpus / "none").plans}
    rules = {rule.id: rule for rule in load_rules(corpus / RULES)}
    return Known(plans, rules, load_limits(corpus / readability.FILE), ())


def judge(cards: Iterable[Card], known: Known, originals: Mapping[str, Original]) -> list[Judged]:
    """Every card checked; what needs an original is left out where that is not there."""
    copies, frequent = runs(originals), frequent_words(known.limits.frequent_words)
    return [_judged(card, known, originals.get(card.plan), copies, frequent) for card in cards]


def _judged(
    card: Card, known: Known, original: Original | None, copies: frozenset[int], frequent: frozenset[str]
) -> Judged:
    measures = measure(card.kort, frequent, (*card.terms, *known.terms))
    faults, sectors = without_original(card, measures, known), []
    if original is not None:
        faults += with_original(card, original, known, copies)
        sectors = strange_sectors(card, original)
    return Judged(card, measures, tuple(faults), tuple(beyond(measures, known.limits.aim)), tuple(sectors))


def as_markdown(judged: Sequence[Judged], originals: Mapping[str, Original]) -> str:
    """A row per plan, then every fault, then what a person should look at."""
    plans = sorted({one.card.plan for one in judged})
    rows = [_row(plan, [one for one in judged if one.card.plan == plan], plan in originals) for plan in plans]
    checks = [*ALWAYS, *WITH_ORIGINAL]
    head = [
        "plan",
        "cards",
        "with faults",
        *checks,
        "words",
        "sentence",
        "longest",
        "rare",
        "Flesch-Douma",
        "hard to read",
    ]
    faults = [f"{fault.card} · {fault.check}: {fault.what}" for one in judged for fault in one.faults]
    hard = [
        f"{one.card.id}: {'; '.join(one.outside)} ({', '.join(one.measures.rare)})" for one in judged if one.outside
    ]
    sectors = [f"{one.card.id}: {', '.join(one.strange_sectors)}" for one in judged if one.strange_sectors]
    names = Counter(name for one in judged for name in names_to_look_at(words_of(one.card)))
    parts = {
        "Faults": faults,
        "Hard to read": hard,
        "For a sector that neither the plan nor the passages are about": sectors,
        "Names: of organisations only?": [f"{name} ({many})" for name, many in names.most_common()],
    }
    lists = [f"## {title}\n\n" + ("\n".join(f"- {line}" for line in lines) or "none") for title, lines in parts.items()]
    return "\n\n".join([table(head, rows), *lists])


def _row(plan: str, judged: Sequence[Judged], checked: bool) -> list[str]:
    counts = Counter(check for one in judged for check in {fault.check for fault in one.faults})
    means = [fmean(getattr(one.measures, name) for one in judged) for name in ("words", "mean_sentence")]
    longest = max(one.measures.longest_sentence for one in judged)
    rare, flesch = (fmean(getattr(one.measures, name) for one in judged) for name in ("rare_share", "flesch_douma"))
    return [
        plan,
        str(len(judged)),
        str(sum(bool(one.faults) for one in judged)),
        *(str(counts[check]) for check in ALWAYS),
        *(str(counts[check]) if checked else "-" for check in WITH_ORIGINAL),
        *(f"{mean:.1f}" for mean in means),
        str(longest),
        f"{rare:.3f}",
        f"{flesch:.0f}",
        str(sum(bool(one.outside) for one in judged)),
    ]


def main() -> int:
    """Print the report; exit with 1 when a card has a fault."""
    from assistant.settings import load_settings

    settings = load_settings()
    originals = read_originals(settings.corpus, settings.sources)
    judged = judge(load_cards(settings.corpus / FOLDER), known_things(settings.corpus), originals)
    print(as_markdown(judged, originals))
    return int(any(one.faults for one in judged))


if __name__ == "__main__":
    sys.exit(main())
