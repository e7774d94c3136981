"""The rules register of this project: complete, consistent, and honest about what is uncertain."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from assistant.law import Rule
from assistant.rules import FILE, load_rules
from assistant.settings import ROOT
from assistant.statutes import readings

RULES = load_rules(ROOT / "corpus" / FILE)
COUNTS = {
    **{"OPP": 20, "AAN": 5, "SWV": 4, "TLV": 12, "PRO": 3, "LWOO": 2, "ZP": 8, "PLA": 1, "GES": 3, "SCH": 2, "VER": 4},
    **{"TIJD": 4, "LPW": 5, "OVD": 2, "AWB": 10, "ATW": 1, "SJR": 1, "MDO": 1, "TST": 1, "PRV": 9},
}
OLD = """
    WVO 17a lid 2 | WVO 17a lid 6 | WVO 17a lid 8 onder a | WVO 17a lid 8 onder f | WVO 17a lid 8 onder g | WVO 17a
    lid 8 onder j | WVO 17a1 | WVO 17a lid 11 | WVO 17a lid 15 | WVO 26 lid 1 | WVO 27 lid 2a | WVO 27c lid 2 | WVO
    5 onder d | WVO 10b lid 1 | WVO 10b1 | WVO 88 | WVO 85d | WPO 118 | WPO 124 | WPO 125 | WPO 125b | WPO 18a lid 8
    | WPO 18a lid 9 | WEC 8 lid 1 | WEC 28a | WEC 40 lid 10 | WEC 40 lid 12 | LPW 5 onder a | WVO 17b | WVO 17a lid
    7 | WVO 17a lid 12 | WVO 17a lid 13 | WVO 17a lid 10a | WVO 26 lid 2 | WVO 26 lid 3 | WVO 26 lid 4 | WVO 26 lid
    5 | WVO 6g lid 7 | WVO 10e | WVO 27 lid 1
"""
EACH = [pytest.param(rule, id=rule.id) for rule in RULES]


def test_every_rule_is_there() -> None:
    wanted = [f"{prefix}-{number:02}" for prefix, many in COUNTS.items() for number in range(1, many + 1)]

    assert sorted(rule.id for rule in RULES) == sorted(wanted)


@pytest.mark.parametrize("old", [text.strip() for text in OLD.split("|")])
def test_every_old_citation_of_the_plans_is_known(old: str) -> None:
    assert RULES.by_old_citation(old)


@pytest.mark.parametrize("rule", EACH)
def test_rule_is_a_text_of_whole_short_sentences(rule: Rule) -> None:
    sentences = re.split(r"(?<=[.:;])\s+", rule.rule)

    assert rule.rule.endswith(".")
    assert "  " not in rule.rule
    assert max(len(sentence.split()) for sentence in sentences) <= 36


@pytest.mark.parametrize("rule", EACH)
def test_rule_stands_somewhere_unless_nobody_read_a_text(rule: Rule) -> None:
    assert rule.citations or rule.confidence in ("S", "K")
    assert all(rule.cited_for(sector) for sector in rule.sectors) or rule.note or rule.confidence in ("S", "K")


@pytest.mark.parametrize("rule", EACH)
def test_days_of_a_rule_follow_each_other(rule: Rule) -> None:
    known = [day for day in (rule.in_force_from, rule.in_force_by, rule.in_force_until) if day]

    assert known == sorted(known)
    assert rule.in_force_by is None or (rule.in_force_from is None and rule.in_force_by <= RULES.texts_until)
    assert rule.in_force_from is None or rule.in_force_from <= RULES.texts_until


def test_rule_starts_where_the_one_that_it_replaces_ends() -> None:
    pairs = [(RULES.get(rule.replaces), rule) for rule in RULES if rule.replaces]

    assert [new.id for _, new in pairs] == ["OPP-05", "OPP-09", "AAN-02", "PRV-04"]
    for old, new in pairs:
        assert old.in_force_until is not None
        assert old.in_force_until + timedelta(days=1) == new.in_force_from


def test_rules_that_ended_are_those_that_were_replaced() -> None:
    assert {rule.id for rule in RULES if rule.in_force_until} == {rule.replaces for rule in RULES if rule.replaces}


def test_what_is_unsure_says_so() -> None:
    unsure = {rule.id for rule in RULES if rule.unsure}

    assert unsure >= {
        "OPP-11",
        "OPP-17",
        "OPP-18",
        "TLV-02",
        "TLV-05",
        "TIJD-03",
        "LPW-04",
        "AWB-05",
        "AWB-06",
        "AWB-07",
    }
    assert unsure >= {"AWB-08", "AWB-09", "AWB-10", "GES-02", "PRV-05", "PRV-07", "ATW-01", "ZP-03"}
    assert all("Onzeker: " in RULES.get(id).text for id in unsure)


def test_rule_that_rests_on_an_older_text_only_is_unsure() -> None:
    assert [rule.id for rule in RULES if rule.confidence == "P-old" and not rule.unsure] == []


@pytest.mark.parametrize("rule", EACH)
def test_terms_are_well_formed_and_named_once(rule: Rule) -> None:
    names = [term.name for term in rule.terms]

    assert len(set(names)) == len(names)
    for term in rule.terms:
        assert term.start in RULES.events
        assert 1 <= term.length <= 16
        assert term.unit != "hours" or term.per is not None


@pytest.mark.parametrize(
    ("id", "terms"),
    [
        pytest.param("OPP-04", [("inschrijving", 6, "weeks"), ("definitieve_plaatsing", 6, "weeks")], id="OPP"),
        pytest.param("ZP-04", [("aanmelding", 6, "weeks"), ("aanmelding", 6, "weeks")], id="toelating"),
        pytest.param("TLV-05", [("dag_na_bekendmaking", 6, "weeks")], id="bezwaar"),
        pytest.param("AWB-05", [("ontvangst_aanvraag", 8, "weeks")], id="beslissing over een TLV"),
        pytest.param("SCH-01", [("begin_schorsing", 1, "weeks"), ("begin_schorsing", 1, "days")], id="schorsing"),
        pytest.param("GES-01", [("verzoek_geschil", 10, "weeks")], id="geschil"),
    ],
)
def test_terms_that_letters_need(id: str, terms: list[tuple[str, int, str]]) -> None:
    assert [(term.start, term.length, term.unit) for term in RULES.get(id).terms] == terms


def test_only_extensions_that_the_law_gives() -> None:
    extended = {
        (rule.id, term.extension.length, term.extension.unit)
        for rule in RULES
        for term in rule.terms
        if term.extension is not None
    }

    assert extended == {("ZP-04", 4, "weeks"), ("AWB-08", 6, "weeks")}


def test_everything_named_is_used() -> None:
    assert {name for rule in RULES for name in rule.governs} == set(RULES.governs)
    assert {term.start for rule in RULES for term in rule.terms} == set(RULES.events)
    cited = {article.statute.name for rule in RULES for article in rule.citations}
    old = {place.statute for text in OLD.split("|") for place in readings(text, RULES.statutes)}
    assert {statute.name for statute in RULES.statutes} - cited - old == {"Inrichtingsbesluit WVO", "Bb WPO"}


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        pytest.param(
            date(2024, 1, 1), {"OPP-19", "OPP-20", "AAN-05"}, {"OPP-07", "OPP-05", "AAN-02", "SWV-01"}, id="2024"
        ),
        pytest.param(date(2025, 3, 1), {"OPP-19", "SWV-01"}, {"OPP-07", "OPP-08"}, id="early 2025"),
        pytest.param(date(2026, 11, 23), {"OPP-05", "OPP-07", "AAN-02", "PRV-04"}, {"OPP-19", "PRV-09"}, id="now"),
    ],
)
def test_law_of_the_day(day: date, there: set[str], gone: set[str]) -> None:
    ids = {rule.id for rule in RULES.in_force(day)}

    assert there <= ids
    assert not gone & ids


def test_links_lead_to_the_national_database_or_nowhere() -> None:
    for statute in RULES.statutes:
        assert statute.url is None or re.fullmatch(r"https://wetten\.overheid\.nl/BWBR\d{7}", statute.url)
