"""The lexical legs, on real bm25s files."""

from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Scope
from assistant.errors import IndexUnusable
from assistant.retrieval.lexical import Lexical, grams, words, write_lexical
from tests import fakes

CHUNKS = [
    fakes.chunk("De school beslist binnen zes weken over de toelating van de leerling.", id="toelating"),
    fakes.chunk("Tegen een toelatingsbesluit kunnen ouders bezwaar maken.", id="bezwaar", path=("2 Bezwaar",)),
    fakes.chunk("De gemeente regelt het leerlingenvervoer.", id="vervoer", plan="stad-2024", sectors=("po",)),
]

BY_ID = {chunk.id: chunk for chunk in CHUNKS}
TEXTS = {chunk.id: chunk.text for chunk in CHUNKS}


@pytest.fixture(params=["words", "grams"])
def leg(request: pytest.FixtureRequest, tmp_path: Path) -> Lexical:
    write_lexical(tmp_path / "leg", request.param, TEXTS)
    return Lexical(tmp_path / "leg", request.param, BY_ID)


def test_the_passage_that_shares_most_terms_comes_first(leg: Lexical) -> None:
    assert leg.search("beslissen over toelating", Scope(), 10)[0].id == "toelating"


def test_a_leg_over_some_passages_scopes_those(tmp_path: Path) -> None:
    write_lexical(tmp_path / "leg", "words", {"vervoer": "taxi", "bezwaar": "brief en taxi"})

    found = Lexical(tmp_path / "leg", "words", BY_ID).search("taxi", Scope(plans=("dorp-2024",)), 10)

    assert [one.id for one in found] == ["bezwaar"]


def test_a_leg_without_passages_finds_nothing(tmp_path: Path) -> None:
    write_lexical(tmp_path / "leg", "words", {})

    assert Lexical(tmp_path / "leg", "words", BY_ID).search("taxi", Scope(), 10) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param(Scope(plans=("stad-2024",)), ["vervoer"], id="plan"),
        pytest.param(Scope(sectors=("po",)), ["vervoer"], id="sector"),
        pytest.param(Scope(plans=("dorp-2024",), sectors=("po",)), [], id="plan without that sector"),
        pytest.param(Scope(plans=("elders",)), [], id="unknown plan"),
    ],
)
def test_passages_out_of_scope_are_not_found(leg: Lexical, scope: Scope, expected: Any) -> None:
    assert [one.id for one in leg.search("regelt leerlingenvervoer", scope, 10)] == expected


def test_a_question_without_known_terms_finds_nothing(leg: Lexical) -> None:
    assert leg.search("xylofoon?", Scope(), 10) == []


def test_depth_limits_what_is_found(leg: Lexical) -> None:
    assert len(leg.search("de ouders van de leerling op school", Scope(), 1)) == 1


def test_a_compound_is_found_by_its_part(tmp_path: Path) -> None:
    write_lexical(tmp_path / "leg", "grams", TEXTS)
    leg = Lexical(tmp_path / "leg", "grams", BY_ID)

    assert leg.search("vervoer", Scope(), 1)[0].id == "vervoer"


def test_a_folder_without_a_leg_is_an_unusable_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no lexical index"):
        Lexical(tmp_path, "words", {})


def test_words_are_stemmed_as_dutch() -> None:
    assert words("De scholen toelaten leerlingen") == words("de School toelaat leerling")


def test_grams_mark_the_edges_of_words() -> None:
    assert grams("de opvang") == ["#de#", "#opva", "opvan", "pvang", "vang#"]
