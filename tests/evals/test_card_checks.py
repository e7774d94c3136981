"""The checks of cards: each finds its own fault on a card of our making, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from assistant.cards import Card
from assistant.domain import Document, Section, SourceText, Span
from assistant.law import Rule, Term
from evals.card_checks import Known, rule_text, strange_sectors, with_original, without_original, words_of
from evals.originals import Original, runs
from evals.readability import Limit, Limits, measure
from ingest.clean import clean
from tests import fakes

TEXT = (
    "De school beslist binnen zes weken na de aanmelding.\n"
    "Dat staat ook in bijlage 7. Meld uw kind aan voor 1 maart 2024 bij het loket van het dorp, dan is er nog plaats.\n"
    "\n"
    "Bezwaar maken kan bij het bestuur; een termijn daarvoor staat elders, ook voor vso4. Zie stap 3.\n"
)
FIRST = Span(0, TEXT.index("\n\n"))
SECOND = Span(TEXT.index("Bezwaar"), len(TEXT))
RULE = Rule(
    id="TLV-05",
    rule="Bezwaar kan.",
    citations=(),
    sectors=("vo",),
    in_force_from=date(2014, 8, 1),
    in_force_from_confidence="K",
    in_force_by=None,
    in_force_until=None,
    replaces=None,
    governs=(),
    confidence="P",
    unsure=False,
    note=None,
    terms=(Term("bezwaar", "dag_na_bekendmaking", 6, "weeks", True),),
)
KORT = "U meldt uw kind aan. De school zegt binnen zes weken wat zij doet."
CARD = Card(
    id="dorp-2024/aanmelden",
    plan="dorp-2024",
    title="Uw kind aanmelden",
    path=("2 Leerlingen", "2.1 Aanmelden"),
    sha256="0" * 64,
    spans=(FIRST,),
    sectors=("vo",),
    kind="regel",
    rules=(),
    terms=(),
    questions=("a", "b", "c"),
    kort=KORT,
    precies="1. Ouders melden aan voor 1 maart 2024.\n2. Zie bijlage 7.",
)


@cache
def original() -> Original:
    """A plan with two sections, of which the second is about po as well."""
    source = SourceText("0" * 64, "dorp-2024.txt", TEXT, "text")
    plan = fakes.plan(sha256="0" * 64, sectors=("vo",))
    document = Document(plan, source, clean(source))
    at = document.clean.text.index("Bezwaar")
    return Original(
        document,
        (
            Section(plan.id, ("2 Leerlingen", "2.1 Aanmelden"), 0, at, "regel", ("vo",)),
            Section(plan.id, ("3 Bezwaar",), at, len(document.clean.text), "regel", ("vo", "po")),
        ),
    )


def known() -> Known:
    limits = Limits(frequent_words=5000, must={"longest_sentence": Limit(at_most=12)}, aim={})
    return Known({"dorp-2024": original().document.plan}, {"TLV-05": RULE}, limits)


def found(**changes: Any) -> list[tuple[str, str]]:
    """All faults of the card with these changes."""
    card = replace(CARD, **changes)
    measures = measure(card.kort, frozenset())
    copies = runs({"dorp-2024": original()})
    faults = [*without_original(card, measures, known()), *with_original(card, original(), known(), copies)]
    assert all(fault.card == card.id for fault in faults)
    return [(fault.check, fault.what) for fault in faults]


def test_sound_card_has_no_faults() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"plan": "stad-2024"}, ("plan", "no plan is called stad-2024"), id="unknown plan"),
        pytest.param({"sha256": "1" * 64}, ("plan", "made for another version of the plan"), id="other version"),
        pytest.param({"rules": ("TLV-99",)}, ("regel", "TLV-99 is no rule"), id="unknown rule"),
        pytest.param({"precies": "Zie TLV-99."}, ("regel", "TLV-99 is no rule"), id="unknown rule in the text"),
        pytest.param(
            {"precies": "Zie TLV-05."}, ("regel", "TLV-05 is named in the text only"), id="rule in the text only"
        ),
        pytest.param({"kort": "en " * 13 + "zo."}, ("leesbaarheid", "longest_sentence 14"), id="long sentence"),
        pytest.param({"precies": "Vraag mevrouw Bakker."}, ("persoon", "mevrouw Bakker"), id="person"),
        pytest.param({"spans": (FIRST, Span(90, 9999))}, ("plaats", "90-9999 lies outside the source"), id="outside"),
        pytest.param({"path": ("4 Geld",)}, ("plaats", "no section stands under the heading path"), id="no such path"),
        pytest.param({"path": ("3 Bezwaar",)}, ("plaats", "no span is under the path"), id="span under another path"),
        pytest.param({"kort": "De school beslist in acht weken."}, ("getal", "8 week"), id="other number"),
        pytest.param({"kort": "De school beslist in zes maanden."}, ("getal", "6 maand"), id="other unit"),
        pytest.param({"title": "Aanmelden voor 2 maart 2024"}, ("getal", "2 maart 2024"), id="other day in the title"),
        pytest.param({"precies": "Zie bijlage 8."}, ("getal", "bijlage 8"), id="annex that is not there"),
        pytest.param({"precies": "Dit geldt voor vso4."}, ("getal", "vso4"), id="kind of school that stands elsewhere"),
    ],
)
def test_fault_is_found(changes: dict[str, Any], fault: tuple[str, str]) -> None:
    assert found(**changes) == [fault]


def test_copied_run_of_twelve_words_is_found_and_eleven_are_not() -> None:
    words = TEXT[TEXT.index("Meld") :].replace(",", "").split()

    assert [check for check, _ in found(precies=" ".join(words[:12]))] == ["letterlijk"]
    assert found(precies=" ".join(words[:11])) == []


def test_heading_path_may_be_a_parent_and_one_span_of_several_is_enough() -> None:
    assert found(path=("2 Leerlingen",)) == []
    assert found(spans=(SECOND, FIRST)) == []


def test_number_may_stand_in_a_rule_that_is_named() -> None:
    kort = "Bezwaar maakt u binnen zes weken."

    assert found(spans=(SECOND,), path=("3 Bezwaar",), kort=kort, precies="Zie de wet.") == [("getal", "6 week")]
    assert found(spans=(SECOND,), path=("3 Bezwaar",), kort=kort, precies="Zie TLV-05.", rules=("TLV-05",)) == []


def test_place_in_the_plan_may_be_any_that_it_has() -> None:
    assert found(precies="Zie stap 3.") == []


def test_number_of_a_heading_or_of_the_plan_itself_is_carried() -> None:
    assert found(precies="Paragraaf 2.1 van het plan 2024-2028.") == []


def test_rule_carries_its_terms_and_days() -> None:
    text = rule_text(RULE)

    assert "6 weken" in text
    assert "2014-08-01" in text


def test_sector_that_neither_plan_nor_passage_is_about_is_named() -> None:
    assert strange_sectors(replace(CARD, sectors=("vo", "po")), original()) == ["po"]
    assert strange_sectors(replace(CARD, sectors=("vo", "po"), spans=(SECOND,)), original()) == []


def test_card_says_its_title_and_both_texts() -> None:
    assert words_of(CARD) == f"{CARD.title}\n{CARD.kort}\n{CARD.precies}"
