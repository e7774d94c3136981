"""The topic cards of this project: complete, sound, and carried by their plan.

What needs the plans themselves runs only where WEGWIJZER_SOURCES names the folder with the originals.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from assistant.cards import FOLDER, load_cards
from assistant.settings import ROOT
from evals.card_checks import Known
from evals.cards import ALWAYS, WITH_ORIGINAL, Judged, judge, known_things
from evals.originals import Original, read_originals

CORPUS = ROOT / "corpus"
SOURCES = os.environ.get("WEGWIJZER_SOURCES")
MANY = {"koersvo-2022": 60, "vpr-2022": 60, "zou-2018": 40, "almere-2018": 40, "verrassend-passend-2016": 35}

needs_originals = pytest.mark.skipif(not SOURCES, reason="WEGWIJZER_SOURCES names no folder with the originals")


@cache
def originals() -> Mapping[str, Original]:
    """The originals, read once: that takes seconds."""
    return read_originals(CORPUS, Path(SOURCES)) if SOURCES else {}


@cache
def known() -> Known:
    """What the cards are checked against, read once."""
    return known_things(CORPUS)


@cache
def judged() -> list[Judged]:
    """Every card, checked once."""
    return judge(load_cards(CORPUS / FOLDER), known(), originals())


def faults(check: str) -> list[str]:
    """What a check found, in a line per fault."""
    return [f"{fault.card}: {fault.what}" for one in judged() for fault in one.faults if fault.check == check]


@pytest.mark.parametrize("plan", MANY)
def test_plan_has_its_cards(plan: str) -> None:
    counts = Counter(one.card.plan for one in judged())

    assert counts[plan] >= MANY[plan]


def test_every_card_belongs_to_a_plan_of_the_catalogue() -> None:
    assert {one.card.plan for one in judged()} <= set(MANY)


def test_no_two_cards_of_a_plan_have_the_same_title() -> None:
    titles = Counter((one.card.plan, one.card.title.casefold()) for one in judged())

    assert [title for title, many in titles.items() if many > 1] == []


def test_no_two_cards_of_a_plan_ask_the_same_question() -> None:
    asked = Counter((one.card.plan, question.casefold()) for one in judged() for question in one.card.questions)

    assert [question for question, many in asked.items() if many > 1] == []


@pytest.mark.parametrize("check", ALWAYS)
def test_cards_are_sound(check: str) -> None:
    assert faults(check) == []


@pytest.mark.parametrize("plan", MANY)
def test_cards_of_a_plan_read_easily_on_average(plan: str) -> None:
    aim = known().limits.aim
    measures = [one.measures for one in judged() if one.card.plan == plan]

    for name, limit in aim.items():
        if name != "longest_sentence" and measures:
            assert limit.passes(fmean(getattr(one, name) for one in measures)), name


@needs_originals
def test_every_original_is_there() -> None:
    assert set(originals()) == set(MANY)


@needs_originals
@pytest.mark.parametrize("check", WITH_ORIGINAL)
def test_cards_are_carried_by_their_plan(check: str) -> None:
    assert faults(check) == []
