"""The rules register: what it takes, what it refuses, and what it answers."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import CatalogueError, NotFound
from assistant.law import Length, Renumbered, Term
from assistant.rules import Rules, load_rules

REGISTER: dict[str, Any] = {
    "read_on": date(2026, 11, 23),
    "texts_until": date(2026, 9, 1),
    "statutes": {
        "WVO 2020": {"title": "Wet voortgezet onderwijs 2020", "bwb": "BWBR0044212", "read": date(2026, 8, 1)},
        "WPO": {"title": "Wet op het primair onderwijs", "bwb": "BWBR0003420", "read": date(2026, 8, 1)},
        "AVG": {"title": "Algemene verordening gegevensbescherming", "bwb": None, "read": None},
        "WVO": {"title": "Wet op het voortgezet onderwijs", "bwb": "BWBR0002399", "read": None, "former": True},
    },
    "governs": {"opp-evaluatie": "OPP, evaluatie", "plaatsing": "plaatsingsbesluit"},
    "events": {"inschrijving": "de dag van inschrijving"},
    "rules": [
        {
            "id": "OPP-04",
            "rule": "Het OPP is er binnen zes weken.",
            "citations": [
                {"statute": "WVO 2020", "article": "2.44", "lid": "2", "sectors": ["vo"], "old": "WVO 26 lid 2"},
                {"statute": "WPO", "article": "40a", "lid": "3", "sectors": ["po"], "confidence": "S"},
            ],
            "sectors": ["po", "vo"],
            "in_force_from": date(2014, 8, 1),
            "in_force_from_confidence": "K",
            "governs": ["plaatsing"],
            "confidence": "P",
            "terms": [
                {
                    "name": "opp",
                    "start": "inschrijving",
                    "length": 6,
                    "unit": "weeks",
                    "at_most": True,
                    "extension": {"length": 4, "unit": "weeks", "when": "het is gemeld"},
                }
            ],
        },
        {
            "id": "OPP-05",
            "rule": "De school evalueert met ouders en leerling.",
            "citations": [{"statute": "WVO 2020", "article": "2.44", "lid": "3", "old": "WVO 26 lid 3"}],
            "sectors": ["vo"],
            "in_force_from": date(2025, 8, 1),
            "in_force_from_confidence": "P",
            "replaces": "OPP-19",
            "governs": ["opp-evaluatie"],
            "confidence": "P",
        },
        {
            "id": "OPP-19",
            "rule": "De school evalueert met ouders.",
            "citations": [{"statute": "WVO 2020", "article": "2.44", "lid": "4", "old": "WVO 26 lid 3"}],
            "sectors": ["vo"],
            "in_force_from": None,
            "in_force_until": date(2025, 7, 31),
            "governs": ["opp-evaluatie"],
            "confidence": "P-old",
            "unsure": True,
            "note": "Alleen in een oudere tekst gelezen.",
        },
    ],
    "old_citations": [
        {"old": "WVO 26 lid 1", "now": [{"statute": "WVO 2020", "article": "2.44", "lid": "1-3"}]},
        {"old": "WVO 17a lid 8 onder a-f", "now": [{"statute": "WVO 2020", "article": "2.47", "lid": "9"}]},
        {"old": "WVO 17a lid 8 onder g-h", "now": [], "note": "Dit heeft geen opvolger."},
        {"old": "WVO 27 lid 2a-2g", "now": [{"statute": "WVO 2020", "article": "8.8"}]},
        {"old": "WVO 88", "now": [], "unsure": True, "note": "Dit is niet nagezocht."},
    ],
}


def written(folder: Path, register: Any) -> Path:
    path = folder / "rules.yaml"
    path.write_text(yaml.safe_dump(register, allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    return load_rules(written(tmp_path, REGISTER))


def test_rule_is_found_by_its_id(rules: Rules) -> None:
    rule = rules.get("OPP-04")

    assert rule.rule == "Het OPP is er binnen zes weken."
    assert rule.terms == (Term("opp", "inschrijving", 6, "weeks", True, extension=Length(4, "weeks", "het is gemeld")),)


def test_unknown_rule_is_not_found(rules: Rules) -> None:
    with pytest.raises(NotFound, match="TLV-99"):
        rules.get("TLV-99")


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        pytest.param(date(2013, 1, 1), ["OPP-19"], id="a start that is not known counts as past"),
        pytest.param(date(2025, 7, 31), ["OPP-04", "OPP-19"], id="last day of the old rule"),
        pytest.param(date(2025, 8, 1), ["OPP-04", "OPP-05"], id="first day of the new rule"),
    ],
)
def test_rules_in_force_are_those_of_the_day(rules: Rules, day: date, ids: list[str]) -> None:
    assert [rule.id for rule in rules.in_force(day)] == ids


def test_rules_of_a_sector_and_of_a_document(rules: Rules) -> None:
    assert [rule.id for rule in rules.for_sector("po")] == ["OPP-04"]
    assert [rule.id for rule in rules.governing("opp-evaluatie").in_force(date(2026, 1, 1))] == ["OPP-05"]
    assert len(rules.for_sector("so")) == 0


def test_citation_has_the_sectors_and_confidence_of_its_rule_unless_it_says_otherwise(rules: Rules) -> None:
    own = rules.get("OPP-04").cited_for("po")
    inherited = rules.get("OPP-05").citations

    assert [(article.text, article.confidence) for article in own] == [("art. 40a lid 3 WPO", "S")]
    assert [(article.sectors, article.confidence) for article in inherited] == [(("vo",), "P")]
    assert own[0].url == "https://wetten.overheid.nl/BWBR0003420"


def test_unsure_rule_is_never_printed_as_certain(rules: Rules) -> None:
    assert rules.get("OPP-19").text == "De school evalueert met ouders. (Onzeker: Alleen in een oudere tekst gelezen.)"
    assert rules.get("OPP-05").text == "De school evalueert met ouders en leerling."


def test_day_that_was_not_read_is_printed_as_uncertain(rules: Rules) -> None:
    assert rules.get("OPP-04").since == "sinds 1 augustus 2014 (onzeker)"
    assert rules.get("OPP-05").since == "sinds 1 augustus 2025"
    assert rules.get("OPP-19").since == ""


@pytest.mark.parametrize(
    ("text", "now"),
    [
        pytest.param("WVO art. 26 lid 1", ["art. 2.44 lid 1–3 WVO 2020"], id="in the table"),
        pytest.param("artikel 26, tweede lid, WVO", ["art. 2.44 lid 2 WVO 2020"], id="from a rule"),
        pytest.param("WVO 26 lid 3", ["art. 2.44 lid 3 WVO 2020"], id="rules that ended are left out"),
        pytest.param("artikel 17a, lid 8f, WVO", ["art. 2.47 lid 9 WVO 2020"], id="letter is a part"),
        pytest.param("artikel 27, lid 2c, WVO", ["art. 8.8 WVO 2020"], id="letter is a lid"),
        pytest.param("WVO 17a lid 8 onder h", [], id="no equivalent"),
    ],
)
def test_old_citation_leads_to_the_current_one(rules: Rules, text: str, now: list[str]) -> None:
    [found] = rules.by_old_citation(text)

    assert [article.text for article in found.now] == now


def test_whole_article_or_lid_leads_to_all_that_became_of_it(rules: Rules) -> None:
    assert [found.old for found in rules.by_old_citation("WVO 17a lid 8")] == [
        "WVO 17a lid 8 onder a-f",
        "WVO 17a lid 8 onder g-h",
    ]
    assert [found.old for found in rules.by_old_citation("artikel 26 WVO")] == [
        "WVO 26 lid 1",
        "WVO 26 lid 2",
        "WVO 26 lid 3",
    ]


@pytest.mark.parametrize("text", ["WVO 26 lid 9", "artikel 3 WVO", "artikel 26", "een brief"])
def test_citation_that_the_register_does_not_know_leads_nowhere(rules: Rules, text: str) -> None:
    assert rules.by_old_citation(text) == ()


def test_way_from_old_to_new_is_printed_with_what_is_uncertain(rules: Rules) -> None:
    [gone] = rules.by_old_citation("WVO 88")

    assert gone.text == "WVO 88: geen nieuw artikel bekend (onzeker). Dit is niet nagezocht."
    assert Renumbered("WVO 1", rules.get("OPP-05").citations).text == "WVO 1: nu art. 2.44 lid 3 WVO 2020."


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        pytest.param("rules.0.id", "opp-4", "opp-4.id", id="id of another shape"),
        pytest.param("rules.0.rule", "Zonder punt", "OPP-04.rule", id="sentence without a full stop"),
        pytest.param("rules.0.confidence", "zeker", "OPP-04.confidence", id="unknown confidence"),
        pytest.param("rules.0.sectors", [], "OPP-04.sectors", id="no sector"),
        pytest.param("rules.0.sectors", ["po"], "a citation is for vo", id="citation for another sector"),
        pytest.param("rules.0.terms.0.unit", "eeuwen", "OPP-04.terms.0.unit", id="unknown unit"),
        pytest.param("rules.0.terms.0.length", 0, "OPP-04.terms.0.length", id="empty term"),
        pytest.param("rules.0.terms.0.start", "ooit", "ooit is not in events", id="unknown event"),
        pytest.param("rules.0.governs", ["roman"], "roman is not in governs", id="unknown document"),
        pytest.param("rules.0.citations.0.statute", "WVO", "WVO is no current statute", id="former statute"),
        pytest.param("rules.0.citations.0.statute", "BW", "BW is no current statute", id="unknown statute"),
        pytest.param("rules.0.citations.0.old", "ergens", "cannot be read", id="old place that cannot be read"),
        pytest.param("rules.0.in_force_from_confidence", None, "go together", id="day without confidence"),
        pytest.param("rules.0.in_force_until", date(2013, 1, 1), "lies after", id="ends before it starts"),
        pytest.param("rules.0.unsure", True, "needs a note", id="unsure without a note"),
        pytest.param("rules.0.paragraaf", "1", "OPP-04.paragraaf", id="unknown field"),
        pytest.param("rules.1.id", "OPP-04", "used twice", id="id used twice"),
        pytest.param("rules.1.replaces", "OPP-99", "OPP-99 is no rule", id="replaces what is not there"),
        pytest.param("old_citations.2.note", None, "needs a note", id="gone without a note"),
        pytest.param("statutes.WPO.bwb", "BWB1", "statutes.WPO.bwb", id="strange number"),
    ],
)
def test_unusable_register_is_refused(tmp_path: Path, path: str, value: object, message: str) -> None:
    register = deepcopy(REGISTER)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    entry: Any = register
    for part in way:
        entry = entry[part]
    entry[last] = value

    with pytest.raises(CatalogueError, match=message) as caught:
        load_rules(written(tmp_path, register))
    assert "rules.yaml" in str(caught.value)


@pytest.mark.parametrize("text", ["rules: [", "", "- een lijst"])
def test_file_that_holds_no_register_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"rules\.yaml"):
        load_rules(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_rules(tmp_path / "rules.yaml")
