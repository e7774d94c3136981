"""corpus/glossary.yaml holds what it promises: enough terms, words that lead where they should, plain meanings.

What needs the plans themselves runs only where WEGWIJZER_SOURCES names the folder with the originals.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from assistant.catalogue import load_catalogue
from assistant.glossary import FILE, Glossary, load_glossary
from assistant.phrases import stems
from assistant.settings import ROOT

SOURCES = os.environ.get("WEGWIJZER_SOURCES")
LEADS_TO = 3  # terms, for one phrase
LONGEST = 16  # words in a sentence of B1
LETTERS = {"ar": "[\u0600-\u06ff]", "uk": "[\u0400-\u04ff]"}
ORDINARY = """
    school scholen schoolse leerling leerlingen kind kinderen zoon dochter ouder ouders vader moeder gezin hulp helpen
    plan jaar week weken maand dag tijd uur klas les leren geld brief bericht vraag vragen antwoord probleem nodig
    goed beter nieuw nieuwe oud andere eigen mensen iemand niemand praten gesprek zeggen horen zien weten willen moeten
    kunnen mogen gaan komen krijgen geven nemen maken doen blijven staan zat samen alleen altijd nooit waar wanneer
    waarom hoeveel regel regels wet recht plek plaats huis thuis bron bronnen gemeente stad rotterdam almere zeist
"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(ROOT / "corpus" / FILE)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def test_there_are_at_least_180_terms_each_once(glossary: Glossary) -> None:
    terms = [entry.term for entry in glossary]

    assert len(terms) >= 180
    assert len(set(terms)) == len(terms)


def test_the_sixty_most_needed_terms_are_translated_and_none_is_called_checked(glossary: Glossary) -> None:
    translated = [entry for entry in glossary if entry.translations]

    assert len(translated) >= 60
    assert not any(entry.checked for entry in translated)


@pytest.mark.parametrize("language", list(LETTERS))
def test_a_translation_is_in_the_letters_of_its_language(glossary: Glossary, language: str) -> None:
    told = [entry.translations[language] for entry in glossary if entry.translations]

    assert [text for text in told if not re.search(LETTERS[language], text)] == []


def test_plans_are_those_of_the_catalogue(glossary: Glossary, tmp_path: Path) -> None:
    named = {plan for entry in glossary for plan in (*entry.per_plan, *entry.only_in)}

    assert named == {plan.id for plan in load_catalogue(ROOT / "corpus", tmp_path).plans}


def test_what_only_some_plans_know_is_described_for_no_other(glossary: Glossary) -> None:
    assert [entry.term for entry in glossary if entry.only_in and not set(entry.per_plan) <= set(entry.only_in)] == []


def test_no_phrase_leads_to_many_terms(glossary: Glossary) -> None:
    leads: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in glossary:
        for phrase in (*entry.names, *entry.lay):
            leads[tuple(sorted(stems(phrase)))].add(entry.term)

    assert {phrase: terms for phrase, terms in leads.items() if len(terms) > LEADS_TO} == {}


@pytest.mark.parametrize("word", ORDINARY.split())
def test_an_ordinary_word_leads_nowhere(glossary: Glossary, word: str) -> None:
    assert glossary.expansions(word) == ()


def test_each_phrase_leads_to_its_own_term(glossary: Glossary) -> None:
    lost = [
        (entry.term, phrase)
        for entry in glossary
        for phrase in entry.lay
        if entry.search and entry.words(None) and not leads_to(glossary, phrase, entry.term)
    ]

    assert lost == []


def leads_to(glossary: Glossary, phrase: str, term: str) -> bool:
    """Whether a phrase brings a term, or says already all that the term would bring."""
    entry = next(entry for entry in glossary if entry.term == term)
    said = set(stems(phrase))
    new = [text for text in entry.words(None) if not said.issuperset(stems(text))]
    return not new or term in {one.term for one in glossary.expansions(phrase)}


def test_a_meaning_is_written_in_short_sentences(glossary: Glossary) -> None:
    lengths = {one: len(one.split()) for entry in glossary for one in sentences(entry.meaning)}

    assert [one for one, words in lengths.items() if words > LONGEST] == []
    assert fmean(lengths.values()) < 11


def test_a_meaning_in_a_plan_is_written_in_short_sentences(glossary: Glossary) -> None:
    told = [one for entry in glossary for said in entry.per_plan.values() for one in sentences(said.meaning)]

    assert [one for one in told if len(one.split()) > LONGEST + 4] == []


@pytest.mark.parametrize("term", ["TLV", "OPP", "thuiszitter", "leerlingenvervoer", "steunpunt", "CvB", "svw", "ib'er"])
def test_a_word_that_people_meet_is_explained(glossary: Glossary, term: str) -> None:
    assert glossary.explain(term)


@pytest.mark.parametrize(
    ("word", "plan", "terms"),
    [
        pytest.param("CvB", "koersvo-2022", ["college van bestuur"], id="CvB koersvo"),
        pytest.param("CvB", "zou-2018", ["commissie voor de begeleiding"], id="CvB zou"),
        pytest.param("CvB", None, ["college van bestuur", "commissie voor de begeleiding"], id="CvB"),
        pytest.param("steunpunt", "koersvo-2022", ["ouder- en jeugdsteunpunt"], id="steunpunt koersvo"),
        pytest.param(
            "steunpunt", "almere-2018", ["afdeling Toeleiding", "ouder- en jeugdsteunpunt"], id="steunpunt almere"
        ),
        pytest.param("OOGO", "vpr-2022", ["op overeenstemming gericht overleg"], id="OOGO vpr"),
        pytest.param(
            "OOGO",
            "almere-2018",
            ["op overeenstemming gericht overleg", "ononderbroken schoolloopbaan"],
            id="OOGO almere",
        ),
    ],
)
def test_a_word_means_what_the_plan_means_by_it(
    glossary: Glossary, word: str, plan: str | None, terms: list[str]
) -> None:
    assert [one.term for one in glossary.explain(word, plan)] == terms


@pytest.mark.parametrize(
    ("word", "plan", "said"),
    [
        pytest.param("BPO", "vpr-2022", "In het po", id="BPO vpr"),
        pytest.param("BPO", "koersvo-2022", "op de school zelf", id="BPO koersvo"),
        pytest.param("categorie", "zou-2018", "laag, midden en hoog", id="categorie zou"),
        pytest.param("categorie", "almere-2018", "I laag, II midden, III hoog", id="categorie almere"),
        pytest.param("ALV", "koersvo-2022", "Drie keer per jaar", id="ALV koersvo"),
        pytest.param("ALV", "almere-2018", "Ledenraad", id="ALV almere"),
        pytest.param("MDO", "vpr-2022", "schoolbegeleider", id="MDO vpr"),
        pytest.param("directeur", "zou-2018", "directeur van het samenwerkingsverband", id="directeur zou"),
        pytest.param("directeur", "almere-2018", "directeur van de school", id="directeur almere"),
        pytest.param("symbiose", "verrassend-passend-2016", "groep 7", id="symbiose verrassend"),
        pytest.param("poortwachter", "vpr-2022", "dyslexie", id="poortwachter vpr"),
    ],
)
def test_what_a_plan_means_is_said(glossary: Glossary, word: str, plan: str, said: str) -> None:
    [meant] = glossary.explain(word, plan)

    assert said in (meant.in_plan or "")


@pytest.mark.parametrize(
    ("question", "plan", "expected"),
    [
        pytest.param("komt er een taxi voor mijn zoon", None, "leerlingenvervoer", id="taxi"),
        pytest.param("hoe kom ik aan dat papiertje", None, "TLV", id="papiertje"),
        pytest.param("hij zit al weken thuis", None, "thuiszitter", id="thuis"),
        pytest.param("mijn kind moet blijven zitten", None, "doubleren", id="blijven zitten"),
        pytest.param("krijgt ze bijles", None, "remedial teaching", id="bijles"),
        pytest.param("de juf zegt niets", None, "mentor", id="juf"),
        pytest.param("van school gestuurd", None, "verwijdering", id="van school"),
        pytest.param("mag ik zien wat ze opschrijven over mijn kind", None, "inzage", id="dossier"),
        pytest.param("wie hakt hier de knoop door", "almere-2018", "doorzettingsmacht", id="knoop"),
        pytest.param("mijn dochter is slechthorend", "almere-2018", "VierTaal", id="slechthorend almere"),
        pytest.param("mijn dochter is slechthorend", "vpr-2022", "Auris", id="slechthorend vpr"),
        pytest.param("moet hij even uit de klas", "vpr-2022", "Rochade", id="rebound vpr"),
        pytest.param("wie beslist over mijn aanvraag", "zou-2018", "TLV-commissie", id="wie beslist zou"),
    ],
)
def test_a_lay_phrase_leads_to_the_word_of_the_field(
    glossary: Glossary, question: str, plan: str | None, expected: str
) -> None:
    assert expected in [one.words for one in glossary.expansions(question, plan)]


@pytest.mark.skipif(not SOURCES, reason="WEGWIJZER_SOURCES names no folder with the originals")
def test_the_words_that_a_plan_is_said_to_have_stand_in_it(glossary: Glossary, tmp_path: Path) -> None:
    lost = []
    for plan in load_catalogue(ROOT / "corpus", tmp_path).plans:
        text = set(stems(re.sub(r"-\s*\n\s*", "-", (Path(str(SOURCES)) / str(plan.file)).read_text(encoding="utf-8"))))
        for entry in glossary:
            for words in entry.per_plan[plan.id].words if plan.id in entry.per_plan else ():
                lost += [(plan.id, words) for stem in stems(words) if stem not in text]

    assert lost == []
