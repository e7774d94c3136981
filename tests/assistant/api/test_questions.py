"""A question is cleaned of what nobody sees; what cannot be asked is refused in Dutch."""

from __future__ import annotations

import pytest

from assistant.api.questions import LONGEST_QUESTION, read_question, read_scope
from assistant.domain import Scope
from assistant.errors import BadRequest
from tests.fakes import plan

PLANS = (plan("dorp-2024"), plan("berg-2018"))


@pytest.mark.parametrize(
    ("given", "question"),
    [
        pytest.param("  Wat is\n\teen   TLV? ", "Wat is een TLV?", id="white space becomes one space"),
        pytest.param("Wat\u200bis\u00ad\ufeffdit\u202e?", "Watisdit?", id="zero-width and direction marks go"),
        pytest.param("Wat\x00 is\x07 dit?", "Wat is dit?", id="control characters go"),
        pytest.param("Wat\U000e0041\U000e0042 is dit?", "Wat is dit?", id="tag characters go"),
        pytest.param("regel\u2028twee", "regel twee", id="a line separator parts words"),
        pytest.param("cafe\u0301", "café", id="letters are composed"),
        pytest.param("x" * LONGEST_QUESTION + "\u200b", "x" * LONGEST_QUESTION, id="length counts what is seen"),
    ],
)
def test_question_keeps_only_what_can_be_seen(given: str, question: str) -> None:
    assert read_question(given) == question


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\u200b\u00ad", id="only unseen characters"),
        pytest.param("x" * (LONGEST_QUESTION + 1), id="too long"),
    ],
)
def test_question_that_cannot_be_asked_is_refused(given: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_question(given)

    assert refused.value.field == "question"


def test_empty_values_mean_no_limit() -> None:
    assert read_scope(["", " "], [""], PLANS) == Scope()


def test_scope_holds_each_value_once_and_sectors_in_their_order() -> None:
    scope = read_scope(["berg-2018", "berg-2018"], ["so", "po", "so"], PLANS)

    assert scope == Scope(("berg-2018",), ("po", "so"))


def test_unknown_plan_is_refused_with_the_plans_that_exist() -> None:
    with pytest.raises(BadRequest, match=r"dorp-2024, berg-2018") as refused:
        read_scope(["geheim-kind"], [], PLANS)

    assert "geheim" not in str(refused.value)


def test_unknown_sector_is_refused() -> None:
    with pytest.raises(BadRequest, match="po, vo, so"):
        read_scope([], ["mbo"], PLANS)
