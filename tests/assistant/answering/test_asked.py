"""A question tells what kind of thing it wants to hear, and a sentence whether it holds one."""

from __future__ import annotations

import pytest

from assistant.answering.asked import Question, wanted
from assistant.answering.words import Rarity, stems


@pytest.mark.parametrize(
    ("question", "name", "holding", "lacking"),
    [
        pytest.param("Hoe lang duurt het?", "term", "Dat duurt zes weken.", "Dat duurt te lang.", id="hoe lang"),
        pytest.param(
            "Binnen welke termijn?", "term", "Het kan tot het einde van het schooljaar.", "Snel.", id="termijn"
        ),
        pytest.param("Hoeveel weken heb ik?", "term", "U hebt vier hele weken.", "U hebt tijd.", id="hoeveel weken"),
        pytest.param("Wat kost dat?", "money", "Dat kost € 40.", "Dat is duur.", id="cost"),
        pytest.param("Wat is het mailadres?", "address", "Mail naar raad@dorp.example.", "Mail ons.", id="address"),
        pytest.param("Hoeveel leden zijn er?", "number", "Er zijn negen leden.", "Er zijn leden.", id="hoeveel"),
        pytest.param("Welke IQ-grens geldt?", "iq", "Het IQ ligt tussen 55 en 80.", "Het IQ telt mee.", id="iq"),
        pytest.param("Wanneer kan dat?", "moment", "Dat kan in maart.", "Dat kan.", id="wanneer"),
        pytest.param("Wie beslist daarover?", "who", "De commissie beslist.", "Dat wordt besloten.", id="wie"),
    ],
)
def test_wanted_kind_is_recognised_in_question_and_sentence(
    question: str, name: str, holding: str, lacking: str
) -> None:
    want = wanted(question)

    assert want is not None
    assert want.name == name
    assert want.met_by(holding)
    assert not want.met_by(lacking)


def test_open_question_wants_nothing_in_particular() -> None:
    assert wanted("Kan mijn dochter op school blijven?") is None


def test_share_counts_each_word_of_the_question_once() -> None:
    question = Question.of("vervoer en aanmelding", Rarity.of(["vervoer", "aanmelding"]))

    assert question.share(stems("vervoer vervoeren leerlingenvervoer")) == pytest.approx(0.5)
    assert question.share(stems("aanmelding van vervoer")) == pytest.approx(1.0)
    assert question.share(stems("niets daarvan")) == 0.0


def test_question_without_content_is_covered_by_nothing() -> None:
    assert Question.of("en dan?", Rarity.of(["en dan"])).share(stems("en dan")) == 0.0
