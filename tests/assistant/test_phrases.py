"""Phrases in a question: by stem, close together, the longest first."""

from __future__ import annotations

import pytest

from assistant.phrases import Phrases, stems


def found(question: str, *phrases: str) -> list[str]:
    return [match.phrase for match in Phrases(phrases).find(question)]


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        pytest.param("Wie regelt de taxi's?", "taxi", id="plural"),
        pytest.param("ze hebben hem geweigerd", "weigeren", id="participle"),
        pytest.param("hulp krijgen in de klas", "hulp in klas", id="words between"),
        pytest.param("een andere school zoeken", "zoekt andere school", id="another order"),
        pytest.param("mijn dochter zit thuis", "kind thuis", id="a dochter is a kind"),
        pytest.param("VÓÓR de overstap", "voor overstap", id="accents and capitals"),
        pytest.param("na groep acht", "groep 8", id="number in letters"),
        pytest.param("de TLV-aanvraag", "TLV", id="part of a word with a hyphen"),
    ],
)
def test_a_phrase_is_found_as_people_write_it(question: str, phrase: str) -> None:
    assert found(question, phrase) == [phrase]


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        pytest.param("schooltaxibedrijf", "taxi", id="inside a word"),
        pytest.param("hulp vragen wij al jaren tevergeefs in deze grote klas", "hulp in klas", id="too far apart"),
        pytest.param("van de speciale school naar huis", "naar speciale school", id="preposition behind its word"),
        pytest.param("de klas", "hulp in klas", id="a part of it"),
        pytest.param("hij zat daar", "ZAT", id="abbreviation that is a word too"),
        pytest.param("welke papieren heb ik nodig", "papiertje", id="same stem, other thing"),
    ],
)
def test_what_only_looks_like_a_phrase_is_not_found(question: str, phrase: str) -> None:
    assert found(question, phrase) == []


def test_an_abbreviation_that_is_a_word_too_counts_in_capitals() -> None:
    assert found("wie zit er in het ZAT?", "ZAT") == ["ZAT"]


def test_a_word_of_a_longer_phrase_does_not_count_again() -> None:
    assert found("terug naar een gewone school", "gewone school", "terug naar gewone school") == [
        "terug naar gewone school"
    ]


def test_longer_phrases_come_first() -> None:
    phrases = ("taxi", "terug naar gewone school")

    assert found("met de taxi terug naar een gewone school", *phrases) == list(reversed(phrases))


def test_a_phrase_of_grammar_alone_is_never_found() -> None:
    assert found("dat is van ons", "dat ons") == []


def test_articles_and_pronouns_do_not_count() -> None:
    assert stems("de taxi van mijn zoon") == stems("taxi van kind")
