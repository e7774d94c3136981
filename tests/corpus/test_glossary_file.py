"""corpus/glossary.yaml holds what it promises."""

from __future__ import annotations

import pytest

from assistant.glossary import FILE, Glossary, load_glossary
from assistant.settings import ROOT


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(ROOT / "corpus" / FILE)


def test_there_are_at_least_180_terms_each_once(glossary: Glossary) -> None:
    terms = [entry.term for entry in glossary]

    assert len(terms) >= 180
    assert len(set(terms)) == len(terms)


def test_translations_say_that_no_native_speaker_has_read_them(glossary: Glossary) -> None:
    translated = [entry for entry in glossary if entry.translations]

    assert not any(entry.checked for entry in translated)


@pytest.mark.parametrize("term", ["TLV", "OPP", "thuiszitter", "leerlingenvervoer", "steunpunt", "CvB"])
def test_a_word_that_people_meet_is_explained(glossary: Glossary, term: str) -> None:
    assert glossary.explain(term)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("komt er een taxi voor mijn zoon", "leerlingenvervoer", id="taxi"),
        pytest.param("dat papiertje voor speciaal onderwijs", "toelaatbaarheidsverklaring", id="papiertje"),
    ],
)
def test_a_lay_phrase_leads_to_its_term(glossary: Glossary, question: str, expected: str) -> None:
    assert expected in [one.words for one in glossary.expansions(question)]


def test_a_question_brings_at_most_eight(glossary: Glossary) -> None:
    everything = " ".join(phrase for entry in glossary for phrase in entry.lay)

    assert len(glossary.expansions(everything)) <= 8
