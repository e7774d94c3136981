"""Only words that carry meaning count, in whatever form they stand."""

from __future__ import annotations

import pytest

from assistant.answering.words import Rarity, asks, content, reach, stem, stems, tokens, weigh


def test_content_leaves_out_grammar_small_talk_and_family() -> None:
    question = "Hoi, mijn dochter zit al zes weken thuis en de school doet eigenlijk niets. Wat kan ik doen?"

    assert content(question) == ["zes", "weken", "thuis", "school"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("aanvragen", "aanvraag", id="verb and noun"),
        pytest.param("scholen", "school", id="plural"),
        pytest.param("opp's", "opp", id="apostrophe"),
        pytest.param("coördinator", "coordinator", id="accent"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(tokens(one)[0]) == stem(tokens(other)[0])


def test_compound_covers_its_parts_in_part() -> None:
    wanted = {stem("vervoer"): 1.0, stem("school"): 1.0}

    assert reach(stem("leerlingenvervoer"), wanted) == {stem("vervoer"): 0.6}
    assert reach(stem("scholen"), wanted) == {stem("school"): 1.0}
    assert reach(stem("tafel"), wanted) == {}


def test_rare_word_weighs_more_than_a_common_one() -> None:
    rarity = Rarity.of(["de school", "een school", "school en vervoer", "school"])

    weights = weigh("vervoer naar school", rarity)

    assert weights[stem("vervoer")] > weights[stem("school")]


def test_a_word_is_known_also_inside_a_compound() -> None:
    rarity = Rarity.of(["Het leerlingenvervoer is gratis."])

    assert rarity.knows(stem("vervoer"))
    assert not rarity.knows(stem("schorsing"))


@pytest.mark.parametrize(("text", "asked"), [("Wat is een tlv", True), ("hoelang", True), ("tlv", False)])
def test_question_words_are_recognised(text: str, asked: bool) -> None:
    assert asks(text) is asked


def test_stems_of_a_hyphenated_word_are_those_of_its_parts() -> None:
    assert stems("tlv-besluit") == {stem("tlv"), stem("besluit")}
