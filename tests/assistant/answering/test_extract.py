"""The sentences chosen answer first, can be read, and are not torn from what they need."""

from __future__ import annotations

import pytest

from assistant.answering.extract import MOST_IN_LIST, choose
from tests.assistant.answering.scenes import COUNCIL, PLAY, STEPS, TERM, passage, scored


def chosen(question: str, *texts: str, most: int = 6, words: int = 150) -> list[str]:
    chunks = [passage(text, f"dorp-{n}") for n, text in enumerate(texts)]
    return [one.part.text for one in choose(scored(question, *chunks), most, words)]


def test_best_sentence_comes_first_and_the_rest_in_reading_order() -> None:
    before = "Het vervoer betaalt de gemeente niet altijd."
    best = "De gemeente betaalt het vervoer vanaf zes kilometer."
    after = "Het vervoer is gratis voor jonge kinderen."

    assert chosen("Vanaf hoeveel kilometer betaalt de gemeente vervoer?", f"{before} {best} {after}") == [
        best,
        before,
        after,
    ]


def test_sentence_that_leans_back_brings_the_one_before_it() -> None:
    text = "De mentor bespreekt het plan met de ouders. Dit gesprek vindt twee keer per jaar plaats."

    assert chosen("Hoe vaak is dat gesprek per jaar?", text) == text.replace(". D", ".|D").split("|")


def test_sentence_does_not_lean_back_over_a_paragraph() -> None:
    text = "Het plein is groot en groen.\n\nDit gesprek vindt twee keer per jaar plaats."

    assert chosen("Hoe vaak is dat gesprek per jaar?", text, most=1) == ["Dit gesprek vindt twee keer per jaar plaats."]


def test_steps_of_a_procedure_stay_together_and_in_order() -> None:
    assert chosen("Welke deskundigen geven advies bij een aanvraag?", STEPS)[:4] == [
        "Een aanvraag verloopt in deze stappen:",
        "De school bespreekt de aanvraag met de ouders.",
        "Twee deskundigen geven een advies.",
        "De commissie neemt een besluit en stuurt een brief.",
    ]


def test_line_that_introduces_a_list_brings_its_items() -> None:
    text = "Bij de aanvraag horen deze stukken:\n- het plan;\n- een verslag."

    assert chosen("Welke stukken horen bij de aanvraag?", text) == [
        "Bij de aanvraag horen deze stukken:",
        "het plan;",
        "een verslag.",
    ]


def test_long_list_brings_the_items_around_the_best_one() -> None:
    items = "\n".join(f"- onderwerp nummer {n} van de lijst;" for n in range(20))
    text = f"De raad bespreekt:\n{items.replace('nummer 15', 'vervoer')}"

    found = chosen("Bespreekt de raad het vervoer?", text)

    assert "onderwerp vervoer van de lijst;" in found
    assert len(found) == MOST_IN_LIST + 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Vervoer en aanvraag", id="heading"),
        pytest.param("12 14 vervoer 2019 6,2 3,1", id="remnant of a table"),
        pytest.param("Hoe vraagt u vervoer aan?", id="question"),
        pytest.param("Zie voor vervoer paragraaf 6.12 van dit plan.", id="reference"),
        pytest.param("Vervoer: ja.", id="fragment"),
    ],
)
def test_what_is_no_sentence_is_not_quoted(text: str) -> None:
    assert chosen("Hoe vraag ik vervoer aan?", text) == []


def test_sentence_that_says_the_same_is_quoted_once() -> None:
    again = "De school beslist binnen zes weken na de aanmelding, of uw kind geplaatst wordt."

    assert [text for text in chosen("Wanneer beslist de school?", TERM, again) if "beslist" in text] == [TERM]


def test_sentences_far_below_the_best_are_left_out() -> None:
    found = chosen("Hoeveel leden telt de ondersteuningsplanraad?", COUNCIL, PLAY)

    assert "klimrekken" not in " ".join(found)


def test_no_more_is_quoted_than_asked() -> None:
    text = (
        "De school regelt het vervoer. Ouders vragen vervoer aan bij het loket. De gemeente betaalt vervoer per bus. "
        "Over vervoer staat meer in de gids."
    )

    assert len(chosen("Hoe gaat het vervoer?", text, most=2)) == 2


def test_words_are_limited_but_the_best_is_always_there() -> None:
    best = f"De gemeente regelt het vervoer {'en nog veel meer ' * 10}voor alle kinderen."

    assert chosen("Wie regelt het vervoer?", f"{best} Het vervoer is gratis voor iedereen.", words=20) == [best]


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose([]) == []
