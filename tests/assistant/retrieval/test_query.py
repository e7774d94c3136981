"""A question with the words that the glossary sets beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Scope
from assistant.glossary import Glossary, load_glossary
from assistant.retrieval.query import Query, expand, vector_of
from tests.fakes import WordEmbedder

WORDS = """
entries:
  - term: leerlingenvervoer
    abbreviations: []
    variants: []
    lay: [taxi, busje]
    related: []
    meaning_b1: Vervoer van huis naar school.
  - term: toelaatbaarheidsverklaring
    abbreviations: [TLV]
    variants: []
    lay: [papiertje speciaal onderwijs]
    related: []
    meaning_b1: Een bewijs voor het speciaal onderwijs.
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    path = tmp_path / "glossary.yaml"
    path.write_text(WORDS, encoding="utf-8")
    return load_glossary(path)


@pytest.mark.parametrize(
    ("question", "extra"),
    [
        pytest.param("komt er een taxi?", "leerlingenvervoer", id="lay word"),
        pytest.param("hoe krijg ik een TLV?", "toelaatbaarheidsverklaring", id="abbreviation"),
        pytest.param("dat papiertje voor speciaal onderwijs", "toelaatbaarheidsverklaring", id="lay phrase"),
    ],
)
def test_everyday_words_bring_the_words_of_the_field(glossary: Glossary, question: str, extra: str) -> None:
    assert extra in expand(question, glossary, Scope()).extra


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("hoe laat begint de school?", id="nothing known"),
        pytest.param("wie betaalt leerlingenvervoer?", id="says it itself"),
        pytest.param("mag mijn kind naar het speciaal onderwijs?", id="half a phrase"),
    ],
)
def test_other_questions_stay_as_they_are(glossary: Glossary, question: str) -> None:
    assert "leerlingenvervoer" not in expand(question, glossary, Scope()).extra


def test_without_a_glossary_a_question_is_itself() -> None:
    assert expand("komt er een taxi?", None, Scope()) == Query("komt er een taxi?")


def test_extra_words_move_the_vector_and_keep_it_a_unit() -> None:
    embedder = WordEmbedder()

    plain, moved = (vector_of(query, embedder) for query in (Query("bus"), Query("bus", ("gemeente",))))

    assert np.linalg.norm(moved) == pytest.approx(1.0, abs=1e-5)
    assert moved @ embedder.query("gemeente") > plain @ embedder.query("gemeente")
