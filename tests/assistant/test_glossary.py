"""The glossary: what it takes, what it explains, and what it sets beside a question."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import CatalogueError
from assistant.glossary import AT_MOST, Glossary, load_glossary

TRANSLATED = {
    "checked": False,
    "en": "objection",
    "tr": "itiraz",
    "ar": "اعتراض",
    "pl": "sprzeciw",
    "uk": "заперечення",
}
ENTRIES: list[dict[str, Any]] = [
    {
        "term": "toelaatbaarheidsverklaring",
        "abbreviations": ["TLV"],
        "variants": ["toelatingsverklaring"],
        "lay": ["papiertje", "naar speciale school"],
        "related": ["bezwaar"],
        "meaning_b1": "Een besluit voor het speciaal onderwijs.",
    },
    {
        "term": "bezwaar",
        "variants": ["bezwaarschrift"],
        "lay": ["niet eens met besluit"],
        "meaning_b1": "U bent het niet eens met een besluit.",
        "translations": TRANSLATED,
    },
    {
        "term": "commissie die beslist",
        "lay": ["wie beslist"],
        "meaning_b1": "Een commissie kijkt naar de aanvraag.",
        "per_plan": {
            "dorp-2024": {"words": ["zorgtafel", "dorpsraad"], "meaning": "De zorgtafel beslist."},
            "stad-2024": {"meaning": "De directeur beslist."},
        },
    },
    {
        "term": "college van bestuur",
        "abbreviations": ["CvB"],
        "meaning_b1": "Het bestuur.",
        "per_plan": {"dorp-2024": {"meaning": "Het bestuur van SWV Dorp."}},
    },
    {
        "term": "commissie voor de begeleiding",
        "abbreviations": ["CvB"],
        "meaning_b1": "Een groep deskundigen.",
        "per_plan": {"stad-2024": {"meaning": "De commissie van de vso-school."}},
    },
    {
        "term": "opvangklas",
        "lay": ["even uit klas"],
        "only_in": ["dorp-2024"],
        "meaning_b1": "Een klas in Dorp.",
    },
    {"term": "passend onderwijs", "search": False, "lay": ["onderwijs dat past"], "meaning_b1": "Onderwijs dat past."},
]


def written(path: Path, entries: list[dict[str, Any]]) -> Path:
    path.write_text(yaml.safe_dump({"entries": entries}, allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return load_glossary(written(tmp_path / "glossary.yaml", ENTRIES))


def words(glossary: Glossary, question: str, plan: str | None = None) -> list[str]:
    return [one.words for one in glossary.expansions(question, plan)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("dat papiertje", ["toelaatbaarheidsverklaring", "TLV"], id="lay word to term and abbreviation"),
        pytest.param("wat is een TLV", ["toelaatbaarheidsverklaring"], id="abbreviation to term"),
        pytest.param("een toelaatbaarheidsverklaring krijgen", ["TLV"], id="term to abbreviation"),
        pytest.param("de toelatingsverklaring", ["toelaatbaarheidsverklaring", "TLV"], id="variant to term"),
        pytest.param("mag hij naar de speciale school", ["toelaatbaarheidsverklaring", "TLV"], id="lay phrase"),
        pytest.param("ik maak bezwaar", ["bezwaarschrift"], id="term without abbreviation to its variant"),
    ],
)
def test_words_of_the_field_are_set_beside_those_of_a_question(
    glossary: Glossary, question: str, expected: list[str]
) -> None:
    assert words(glossary, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("wanneer begint de school", id="ordinary words"),
        pytest.param("onderwijs dat past", id="entry that only explains"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_questions_get_nothing(glossary: Glossary, question: str) -> None:
    assert words(glossary, question) == []


def test_an_expansion_says_where_it_comes_from(glossary: Glossary) -> None:
    [first, *_] = glossary.expansions("dat papiertje")

    assert (first.term, first.phrase) == ("toelaatbaarheidsverklaring", "papiertje")


def test_a_plan_is_searched_in_its_own_words(glossary: Glossary) -> None:
    assert words(glossary, "wie beslist er", "dorp-2024") == ["zorgtafel", "dorpsraad"]


@pytest.mark.parametrize("plan", [None, "stad-2024", "elders"])
def test_a_plan_without_words_of_its_own_is_searched_by_the_term(glossary: Glossary, plan: str | None) -> None:
    assert words(glossary, "wie beslist er", plan) == ["commissie die beslist"]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param("dorp-2024", ["college van bestuur"], id="one plan"),
        pytest.param("stad-2024", ["commissie voor de begeleiding"], id="another plan"),
        pytest.param(None, ["college van bestuur", "commissie voor de begeleiding"], id="no plan"),
        pytest.param("elders", ["college van bestuur", "commissie voor de begeleiding"], id="plan that says nothing"),
    ],
)
def test_an_abbreviation_stands_for_what_the_plan_means(
    glossary: Glossary, plan: str | None, expected: list[str]
) -> None:
    assert words(glossary, "wat doet de CvB", plan) == expected
    assert [one.term for one in glossary.explain("CvB", plan)] == expected


@pytest.mark.parametrize(
    ("plan", "expected"), [("dorp-2024", ["opvangklas"]), ("stad-2024", []), (None, ["opvangklas"])]
)
def test_a_local_word_is_not_searched_for_elsewhere(glossary: Glossary, plan: str | None, expected: list[str]) -> None:
    assert words(glossary, "moet hij even uit de klas", plan) == expected


def test_a_question_that_touches_everything_gets_the_most_specific_first(glossary: Glossary, tmp_path: Path) -> None:
    many = [{"term": f"vakwoord{i}", "lay": [f"gewoon{i}"], "meaning_b1": "Een woord."} for i in range(20)]
    full = load_glossary(written(tmp_path / "many.yaml", [*many, ENTRIES[1] | {"related": []}]))

    found = words(full, "niet eens met het besluit " + " ".join(f"gewoon{i}" for i in range(20)))

    assert len(found) == AT_MOST
    assert found[0] == "bezwaar"


def test_a_meaning_comes_with_what_the_plan_says_and_the_translations(glossary: Glossary) -> None:
    [here] = glossary.explain("college van bestuur", "dorp-2024")
    [bezwaar] = glossary.explain("Bezwaarschrift")

    assert (here.meaning, here.in_plan) == ("Het bestuur.", "Het bestuur van SWV Dorp.")
    assert (bezwaar.in_plan, bezwaar.translations["pl"], bezwaar.checked) == (None, "sprzeciw", False)


def test_an_unknown_word_is_not_explained(glossary: Glossary) -> None:
    assert glossary.explain("papiertje") == ()


def changed(at: int, **fields: object) -> list[dict[str, Any]]:
    entries = deepcopy(ENTRIES)
    entries[at] |= fields
    return entries


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        pytest.param(changed(0, related=["toelating"]), "toelating is related but no term", id="related to nothing"),
        pytest.param([ENTRIES[1], ENTRIES[1]], "bezwaar is a term twice", id="twice"),
        pytest.param(changed(1, lay=["bezwaarschrift"]), "bezwaar.*bezwaarschrift is named twice", id="named twice"),
        pytest.param(changed(1, lay=["dat"]), "bezwaar.*dat holds no word that counts", id="grammar alone"),
        pytest.param(changed(1, lay=["een twee drie vier vijf zes"]), "bezwaar.*too many words", id="long phrase"),
        pytest.param(changed(1, meaning_b1="geen zin"), "bezwaar.meaning_b1", id="no sentence"),
        pytest.param(changed(1, meaning="Iets."), "bezwaar.meaning: Extra inputs", id="unknown field"),
        pytest.param(changed(1, translations={"en": "objection"}), "bezwaar.translations.checked", id="unsaid whether"),
        pytest.param(
            changed(2, per_plan={"Dorp": {"meaning": "Iets."}}), "commissie die beslist.per_plan", id="plan id"
        ),
    ],
)
def test_an_unusable_entry_is_refused_by_its_term(tmp_path: Path, entries: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        load_glossary(written(tmp_path / "glossary.yaml", entries))


@pytest.mark.parametrize("content", ["entries: [", "- een lijst", ""], ids=["no yaml", "a list", "empty"])
def test_an_unusable_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"glossary\.yaml"):
        load_glossary(path)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_glossary(tmp_path / "glossary.yaml")
