"""Refusal rests on several signals that each push one way, and on none alone."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from assistant.answering.asked import Question
from assistant.answering.evidence import ABOUT, HOLDS, Signals, doubt, signals
from assistant.answering.words import Rarity
from assistant.domain import Chunk
from tests.assistant.answering.scenes import ADMISSION, COUNCIL, DORP_CHUNKS, hits, passage, scored

PLAIN = Signals(unknown=0.2, covered=0.5, agreement=1.0, asks=0.0, held=0.4, standing=3.0)


def read(question: str, *chunks: Chunk, via: dict[str, int] | None = None) -> Signals:
    rarity = Rarity.of(chunk.text for chunk in DORP_CHUNKS)
    return signals(Question.of(question, rarity), scored(question, *chunks), hits(*chunks, via=via), rarity)


@pytest.mark.parametrize(
    ("change", "refused_by"),
    [
        pytest.param({"unknown": 0.9, "covered": 0.0, "agreement": 0.6}, "about", id="another subject"),
        pytest.param(
            {"asks": 1.0, "held": 0.0, "standing": 0.0, "unknown": 0.6}, "holds", id="number that is not there"
        ),
    ],
)
def test_signals_that_agree_refuse(change: dict[str, float], refused_by: str) -> None:
    doubtful = doubt(replace(PLAIN, **change))

    assert doubtful.refuses
    assert asdict(doubtful)[refused_by] > 0.5


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"unknown": 0.6}, id="unknown words"),
        pytest.param({"covered": 0.1}, id="little covered"),
        pytest.param({"agreement": 0.8}, id="legs differ"),
        pytest.param({"asks": 1.0}, id="a number is asked"),
        pytest.param({"held": 0.0}, id="no sentence shares a word"),
        pytest.param({"standing": 0.0}, id="no sentence stands out"),
    ],
)
def test_no_signal_refuses_alone(change: dict[str, float]) -> None:
    assert not doubt(replace(PLAIN, **change)).refuses


@pytest.mark.parametrize(
    ("name", "more_doubt"),
    [("unknown", 1), ("covered", -1), ("agreement", -1), ("asks", 1), ("held", -1), ("standing", -1)],
)
def test_each_signal_pushes_the_way_it_should(name: str, more_doubt: int) -> None:
    low, high = doubt(replace(PLAIN, **{name: 0.3})), doubt(replace(PLAIN, **{name: 0.7}))

    change = (high.about - low.about) + (high.holds - low.holds)
    assert change * more_doubt > 0


def test_coefficients_name_only_signals_that_exist() -> None:
    assert set(ABOUT) | set(HOLDS) <= {"", *asdict(PLAIN)}


def test_words_that_the_plan_never_uses_are_unknown() -> None:
    known, strange = (
        read("Wie kiest de ondersteuningsplanraad?", *DORP_CHUNKS),
        read("Wat kost een pannenkoek?", *DORP_CHUNKS),
    )

    assert known.unknown < strange.unknown == 1.0


def test_best_passage_tells_how_much_is_covered() -> None:
    assert read("leden van de raad kiezen", passage(COUNCIL)).covered > read("leden kiezen", passage(ADMISSION)).covered


def test_number_asked_for_must_stand_in_a_sentence() -> None:
    without = passage("De school beslist na de aanmelding. De raad telt mee.")

    assert read("Binnen hoeveel weken beslist de school?", passage(ADMISSION)).held > 0
    assert read("Binnen hoeveel weken beslist de school?", without).held == 0
    assert read("Binnen hoeveel weken beslist de school?", without).asks == 1


def test_legs_agree_when_each_found_the_passages() -> None:
    all_legs = read("raad", *DORP_CHUNKS[:3])
    chunks = DORP_CHUNKS[:3]
    mixed = hits(chunks[0]) + hits(*chunks[1:], via={"dense": 2})
    rarity = Rarity.of([])

    assert all_legs.agreement == 1.0
    assert signals(Question.of("raad", rarity), [], mixed, rarity).agreement == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)


def test_one_leg_alone_agrees_with_itself() -> None:
    assert read("raad", *DORP_CHUNKS, via={"words": 1}).agreement == 1.0


def test_leg_over_cards_counts_as_its_own_leg() -> None:
    assert read("raad", *DORP_CHUNKS, via={"words": 1, "words of cards": 2}).agreement == 1.0


def test_nothing_found_is_doubted() -> None:
    assert doubt(read("Wie kiest de raad?")).refuses
