"""An answer is laid out without saying things twice, and with all that weakens it."""

from __future__ import annotations

import pytest

from assistant.api.answer_view import AnswerView, answer_view, regional
from assistant.domain import Answer, Claim, Contact, Plan, Scope
from tests.assistant.api import scenes

PLANS: tuple[Plan, ...] = (scenes.DORP.plan, scenes.BERG.plan, scenes.BOOK.plan)
EVERYWHERE = Scope()


def view(answer: Answer, scope: Scope = EVERYWHERE) -> AnswerView:
    return answer_view(answer, scope, PLANS, scenes.TODAY)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("Zin een. Zin twee.", "", id="only the claims"),
        pytest.param("- Zin een.\n- Zin twee.", "", id="the claims as a list"),
        pytest.param("Dit vonden we. Zin een. Zin twee.", "Dit vonden we.", id="an opening"),
        pytest.param("Dit vonden we.", "Dit vonden we.", id="other words"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lead_holds_only_what_the_claims_do_not_say(text: str, lead: str) -> None:
    answer = Answer("answered", text, (Claim("Zin een.", ()), Claim("Zin twee.", ())))

    assert view(answer).lead == lead


def test_quotation_that_is_the_answer_itself_is_not_repeated() -> None:
    shown = view(scenes.ANSWERED)

    assert shown.literal
    assert [card.repeated for card in shown.groups[0].cards] == [True, True]


def test_sentence_in_other_words_shows_its_quotation() -> None:
    shown = view(scenes.PARTIAL)

    assert not shown.literal
    assert not any(card.repeated for group in shown.groups for card in group.cards)


def test_sources_are_grouped_by_plan_with_their_validity() -> None:
    groups = view(scenes.PARTIAL).groups

    assert [(group.name, [card.citation.n for card in group.cards]) for group in groups] == [
        ("SWV Dorp", [1, 2]),
        ("SWV Berg", [3]),
        ("Verhalen uit de klas", [4]),
    ]
    assert [group.validity.state for group in groups if group.validity] == ["geldig", "verlopen", "geen_norm"]


def test_intention_is_never_shown_as_a_rule() -> None:
    shown = view(scenes.PARTIAL)

    assert [card.warning for card in shown.sentences[1].cards] == ["Dit is een plan voor later, geen regel."]
    assert shown.sentences[0].cards[0].warning is None


def test_citation_of_a_plan_that_is_gone_is_shown_without_validity() -> None:
    shown = answer_view(scenes.ANSWERED, Scope(), (), scenes.TODAY)

    assert (shown.groups[0].name, shown.groups[0].validity) == ("Samen verder", None)


@pytest.mark.parametrize(
    ("scope", "choices"),
    [
        pytest.param(Scope(), ["dorp-2024", "berg-2018"], id="no plan yet: the regions"),
        pytest.param(Scope(("dorp-2024",)), ["vo", "so"], id="one plan: its kinds of school"),
        pytest.param(Scope(("dorp-2024", "berg-2018")), ["dorp-2024", "berg-2018"], id="several plans: the regions"),
    ],
)
def test_question_back_offers_what_is_not_known(scope: Scope, choices: list[str]) -> None:
    shown = view(scenes.ANSWERS["regio"], scope)

    assert [choice.value for choice in shown.choices] == choices


def test_only_a_question_back_offers_choices() -> None:
    assert view(scenes.ANSWERED).choices == ()


def test_contact_of_the_answer_comes_first() -> None:
    assert view(scenes.ANSWERED).contact == scenes.LINE


def test_without_a_contact_the_samenwerkingsverband_of_the_sources_is_named() -> None:
    assert view(scenes.PARTIAL).contact == Contact("SWV Dorp", "https://swv-dorp.example")


def test_without_sources_the_samenwerkingsverband_of_the_scope_is_named() -> None:
    answer = Answer("no_source", "Niets.")

    assert view(answer, Scope(("dorp-2024",))).contact == Contact("SWV Dorp", "https://swv-dorp.example")
    assert view(answer).contact is None


def test_book_is_no_region() -> None:
    assert [plan.id for plan in regional(PLANS)] == ["dorp-2024", "berg-2018"]
