"""Answers made of a topic card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.cards import CardAnswer, Composer
from assistant.answering.words import stems
from assistant.cards import Card
from assistant.domain import Document, Span
from tests import fakes

SOURCE = (
    "Algemeen. Ouders melden hun kind schriftelijk aan bij de school. De school beslist binnen zes weken over de "
    "toelating. Deze termijn kan met vier weken worden verlengd. De bus rijdt op maandag."
)
RULE = "De school neemt het besluit over toelating binnen zes weken en mag dat met vier weken verlengen."


def shared_words(question: str, texts: Sequence[str]) -> list[float]:
    """A Scorer: the share of words that two texts have in common."""
    own = stems(question)
    return [len(own & stems(text)) / len(own | stems(text)) for text in texts]


def document() -> Document:
    return fakes.document(SOURCE, fakes.plan())


def card(kort: str, **changes: object) -> Card:
    fields = {
        "id": "dorp-2024/aanmelden",
        "plan": "dorp-2024",
        "title": "Aanmelden",
        "path": ("1 Aanmelden",),
        "sha256": document().source.sha256,
        "spans": (Span(SOURCE.index("Ouders"), SOURCE.index("De bus")),),
        "sectors": ("vo",),
        "kind": "regel",
        "rules": ("ZP-04",),
        "terms": (),
        "questions": ("hoe lang duurt het", "wanneer hoor ik iets", "beslistermijn"),
        "kort": kort,
        "precies": "1. Aanmelden.",
    }
    return Card(**{**fields, **changes})  # type: ignore[arg-type]


def composed(kort: str, rules: dict[str, str] | None = None, **changes: object) -> CardAnswer:
    composer = Composer({"dorp-2024": fakes.plan()}, lambda plan: (), shared_words, rules or {})
    return composer.compose(card(kort, **changes), document())


def test_a_sentence_is_shown_with_the_quotation_that_carries_it() -> None:
    answer = composed("De school beslist binnen zes weken over de toelating van uw kind.")

    [claim], [citation] = answer.claims, answer.citations
    assert claim.citations == (1,)
    assert citation.quote == "De school beslist binnen zes weken over de toelating."
    assert SOURCE[citation.start : citation.end] == citation.quote


def test_two_sentences_that_rest_on_one_quotation_share_its_number() -> None:
    answer = composed("De school beslist binnen zes weken. De school beslist over de toelating.")

    assert [claim.citations for claim in answer.claims] == [(1,), (1,)]


@pytest.mark.parametrize(
    "kort",
    [
        pytest.param("De school beslist binnen negen weken over de toelating.", id="another number in words"),
        pytest.param("De school beslist binnen 9 weken over de toelating.", id="another number in digits"),
    ],
)
def test_a_number_that_no_passage_holds_is_not_shown(kort: str) -> None:
    answer = composed(kort)

    assert (answer.claims, answer.dropped) == ((), 1)


def test_a_number_in_another_sentence_is_cited_too() -> None:
    answer = composed("De school beslist binnen zes weken over de toelating, met vier weken extra.")

    assert [citation.quote for citation in answer.citations] == [
        "De school beslist binnen zes weken over de toelating.",
        "Deze termijn kan met vier weken worden verlengd.",
    ]


def test_a_sentence_that_no_single_one_carries_cites_the_passage() -> None:
    answer = composed("Zo gaat dat in deze regio.")

    [citation] = answer.citations
    assert citation.quote.startswith("Ouders melden")
    assert citation.quote.endswith("worden verlengd.")


def test_advice_and_silence_carry_no_number() -> None:
    answer = composed("Vraag de mentor om hulp. Bent u het niet eens? Bel de school. Over vervoer zegt dit plan niets.")

    assert [claim.citations for claim in answer.claims] == [(), (), ()]
    assert answer.citations == ()


def test_what_the_law_says_is_left_to_the_rule() -> None:
    answer = composed(
        "Ouders melden hun kind schriftelijk aan. Volgens de wet is zes weken de grens.", rules={"ZP-04": RULE}
    )

    assert [claim.text for claim in answer.claims] == ["Ouders melden hun kind schriftelijk aan."]
    assert answer.law == ("ZP-04",)


def test_a_sentence_nearer_to_a_rule_than_to_the_plan_is_left_to_the_rule() -> None:
    answer = composed("De school neemt het besluit en mag dat verlengen.", rules={"ZP-04": RULE})

    assert (answer.claims, answer.law) == ((), ("ZP-04",))


def test_a_question_is_shown_with_the_sentence_that_it_opens() -> None:
    answer = composed("Meldt u uw kind schriftelijk aan? De school beslist binnen zes weken over de toelating.")

    assert len(answer.claims) == 1


def test_a_card_of_another_version_quotes_its_own_text() -> None:
    own = fakes.document("De school beslist binnen zes weken. Vraag ernaar.\n\nPrecies.", fakes.plan())
    composer = Composer({"dorp-2024": fakes.plan()}, lambda plan: (), shared_words, {})

    answer = composer.compose(replace(card("De school beslist binnen zes weken. Vraag ernaar."), sha256="0" * 64), own)

    assert [citation.quote for citation in answer.citations] == ["De school beslist binnen zes weken."]
