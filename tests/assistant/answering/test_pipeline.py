"""The whole answer: what is said, why it may be said, and how it ends where nothing may."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NoReturn

import pytest

from assistant.answering.pipeline import Answerer
from assistant.domain import Answer, Chunk, Document, Role, Scope
from tests.assistant.answering.scenes import (
    BERG,
    BERG_CHUNKS,
    DORP,
    DORP_CHUNKS,
    TERM,
    TODAY,
    ScriptedSearch,
    described,
    documents,
    no_meaning,
    passage,
)
from tests.fakes import plan

HERE = Scope(("dorp-2024",))
QUESTION = "Binnen hoeveel weken na de aanmelding beslist de school over plaatsing?"

BROAD = (
    "Hoe melden ouders hun kind schriftelijk aan bij een school, wanneer beslist de school en mag dat vier weken later?"
)


def answerer(
    known: tuple[Document, ...] = (DORP, BERG), found: tuple[Chunk, ...] = (*DORP_CHUNKS, *BERG_CHUNKS)
) -> Answerer:
    stored = {DORP.plan.id: DORP_CHUNKS, BERG.plan.id: BERG_CHUNKS}
    return Answerer(
        ScriptedSearch(*found),
        documents(*known),
        tuple(document.plan for document in known),
        no_meaning,
        lambda: TODAY,
        passages=lambda plan_id: stored.get(plan_id, ()),
    )


def ask(question: str = QUESTION, scope: Scope = HERE, role: Role = "ouder", **given: Any) -> Answer:
    return answerer(**given).answer(question, scope, role)


def changed(chunk: Chunk, count: int) -> Chunk:
    """A passage of which `count` sentences do not stand in the source."""
    text = chunk.text
    for before, after in [("zes", "acht"), ("vier", "zeven"), ("keuze", "wijk")][:count]:
        text = text.replace(before, after)
    return replace(chunk, text=text)


def test_answer_quotes_the_sentence_that_answers_first() -> None:
    answer = ask()

    assert answer.status == "answered"
    assert answer.claims[0].text == TERM
    assert answer.text.startswith(f"“{TERM}” [1]")


def test_every_claim_stands_in_the_source_at_its_citation() -> None:
    answer = ask()

    assert len(answer.claims) >= 2
    for claim in answer.claims:
        [citation] = [citation for citation in answer.citations if citation.n in claim.citations]
        assert "".join(DORP.source.text[span.start : span.end] for span in citation.spans) == claim.text


def test_steps_are_written_in_order_with_their_numbers() -> None:
    answer = ask("Welke stappen heeft een aanvraag met deskundigen?", role="zorgcoordinator")

    assert "\n1. “De school bespreekt de aanvraag met de ouders.” [2]\n2. “Twee deskundigen geven een advies.” [3]" in (
        answer.text
    )


def test_professionals_get_more_quotes_than_ouders() -> None:
    text = (
        "De raad beslist over plaatsing. Over de plaatsing denkt een arts mee. Bij plaatsing helpt de mentor. "
        "De inspectie kijkt naar plaatsing op afstand. Plaatsing kost de school niets."
    )
    source, [chunk] = described(DORP.plan, ((("4 De raad",), text),))

    few = ask("Hoe gaat plaatsing?", known=(source,), found=(chunk,))
    many = ask("Hoe gaat plaatsing?", role="medewerker", known=(source,), found=(chunk,))

    assert len(few.claims) < len(many.claims)


@pytest.mark.parametrize(
    "question",
    [pytest.param("", id="empty"), pytest.param("hoe lang?", id="no subject"), pytest.param("tlv", id="one word")],
)
def test_question_that_says_too_little_is_asked_for_more(question: str) -> None:
    search = ScriptedSearch(*DORP_CHUNKS)

    answer = Answerer(search, documents(DORP), (DORP.plan,), no_meaning, lambda: TODAY).answer(question, HERE, "ouder")

    assert answer.status == "ask_back"
    assert answer.text.startswith("Wilt u iets meer vertellen?")
    assert not answer.claims
    assert not search.asked


def test_question_about_one_word_is_answered() -> None:
    assert ask("Wat is de ondersteuningsplanraad?").status == "answered"


def test_place_named_in_the_question_narrows_the_search() -> None:
    search = ScriptedSearch(*DORP_CHUNKS)
    made = Answerer(search, documents(DORP, BERG), (DORP.plan, BERG.plan), no_meaning, lambda: TODAY)

    answer = made.answer("Binnen hoeveel weken beslist de school in Dorp?")

    assert search.asked[0][1] == Scope(("dorp-2024",))
    assert answer.status == "answered"


def test_unknown_region_is_asked_back_with_what_each_plan_says() -> None:
    answer = ask(scope=Scope())

    assert answer.status == "ask_back"
    assert answer.text.startswith("In welke gemeente of regio gaat uw kind naar school?")
    assert {citation.plan for citation in answer.citations} == {"dorp-2024", "berg-2023"}
    for claim, citation in zip(answer.claims, answer.citations, strict=True):
        whose = "SWV Dorp" if citation.plan == "dorp-2024" else "SWV Berg"
        assert claim.text == f"{whose} schrijft: “{citation.quote}”"


def test_professionals_are_asked_for_the_region_in_other_words() -> None:
    assert ask(scope=Scope(), role="medewerker").text.startswith("Voor welk samenwerkingsverband")


def test_only_plan_there_is_needs_no_asking_back() -> None:
    assert ask(scope=Scope(), known=(DORP,), found=tuple(DORP_CHUNKS)).status == "answered"


def test_quotes_of_several_chosen_plans_say_whose_they_are() -> None:
    answer = ask(scope=Scope(("dorp-2024", "berg-2023")), role="medewerker")

    assert answer.status == "answered"
    assert all(" schrijft: " in claim.text for claim in answer.claims)


def test_book_is_named_by_its_title() -> None:
    book = plan("boek-2016", kind="praktijk", samenwerkingsverband=None, title="Verhalen uit de klas", website=None)
    source = Document(book, BERG.source, BERG.clean)
    chunks = tuple(replace(chunk, plan="boek-2016") for chunk in BERG_CHUNKS)

    answer = ask(scope=Scope(), known=(DORP, source), found=(*DORP_CHUNKS, *chunks))

    assert any(claim.text.startswith("In ‘Verhalen uit de klas’ staat: “") for claim in answer.claims)


def test_quote_that_fails_is_left_out_and_counted() -> None:
    answer = ask(found=(changed(DORP_CHUNKS[0], 1),))

    assert TERM not in answer.text
    assert "acht weken" not in answer.text
    assert answer.trace["dropped"] == 1


def test_answer_of_which_most_fails_is_partial() -> None:
    answer = ask(BROAD, found=(changed(DORP_CHUNKS[0], 2),))

    assert answer.status == "partial"
    assert answer.text.startswith("We vonden een deel van het antwoord.")
    assert [claim.text for claim in answer.claims] == [
        "Ouders melden hun kind schriftelijk aan bij de school van hun keuze."
    ]


def test_answer_of_which_all_fails_is_refused() -> None:
    answer = ask(BROAD, found=(changed(DORP_CHUNKS[0], 3),))

    assert answer.status == "no_source"
    assert not answer.claims
    assert answer.trace["dropped"] == 3


def test_refusal_says_what_was_not_found_and_whom_to_ask() -> None:
    answer = ask("Hoe lang mag de school mijn zoon schorsen na een vechtpartij?")

    assert answer.status == "no_source"
    assert "het plan van SWV Dorp" in answer.text
    assert "“schorsen” en “vechtpartij”" in answer.text
    assert "https://swv-dorp.example" in answer.text
    assert "https://onderwijsconsulenten.nl" in answer.text
    assert answer.contact is not None
    assert (answer.contact.name, answer.contact.url) == ("SWV Dorp", "https://swv-dorp.example")


def test_refusal_lists_what_came_nearest_as_unused() -> None:
    answer = ask("Hoe lang mag de school mijn zoon schorsen na een vechtpartij?")

    assert [hit.chunk.id for hit in answer.unused] == [chunk.id for chunk in DORP_CHUNKS]
    assert not answer.citations


def test_refusal_without_a_region_names_the_national_contact() -> None:
    answer = ask("Hoe laat vertrekt de trein naar Parijs?", Scope())

    assert answer.status == "no_source"
    assert "alle plannen" in answer.text
    assert answer.contact is not None
    assert answer.contact.url == "https://onderwijsconsulenten.nl"


def test_nothing_found_is_refused() -> None:
    answer = Answerer(ScriptedSearch(), documents(DORP), (DORP.plan,), no_meaning, lambda: TODAY).answer(QUESTION, HERE)

    assert answer.status == "no_source"
    assert answer.unused == ()


def test_passages_without_a_sentence_are_refused() -> None:
    assert ask(found=(passage("12 14 2019 6,2"),)).status == "no_source"


def test_passages_that_were_not_quoted_are_unused() -> None:
    answer = ask()

    used = {chunk.id for chunk in DORP_CHUNKS if any(chunk.heading == c.heading for c in answer.citations)}
    assert used.isdisjoint({hit.chunk.id for hit in answer.unused})
    assert answer.unused


def test_notices_of_the_cited_plans_are_added() -> None:
    old = replace(DORP.plan, valid_from=None, valid_until=None, period="2018-2022")

    answer = ask(known=(Document(old, DORP.source, DORP.clean),), found=tuple(DORP_CHUNKS))

    assert [notice.kind for notice in answer.notices] == ["verlopen"]


def test_question_about_other_schools_than_the_plan_covers_is_told() -> None:
    answer = ask("Binnen hoeveel weken na de aanmelding beslist de basisschool over plaatsing?")

    assert "andere_sector" in [notice.kind for notice in answer.notices]


def test_trace_holds_numbers_and_ids_and_no_words_of_the_question() -> None:
    answer = ask("Binnen hoeveel weken na de aanmelding beslist de school over Jantje?")

    written = json.dumps(dict(answer.trace))
    assert "Jantje" not in written
    assert {"seconds", "scope", "signals", "refusal", "dropped"} <= set(answer.trace)
    assert answer.trace["scope"] == {"plans": ["dorp-2024"], "sectors": []}
    assert isinstance(answer.trace["refusal"], float)


def test_trace_of_a_refusal_tells_the_signals_and_stops_at_the_step_that_refused() -> None:
    trace = ask("Hoe lang mag de school mijn zoon schorsen na een vechtpartij?").trace

    assert isinstance(trace["refusal"], float)
    assert trace["refusal"] > 0.5
    assert list(trace["seconds"]) == ["safety", "read", "scope", "search", "compose", "evidence"]  # type: ignore[call-overload]
    assert trace["signals"]


def test_prepare_reads_every_document_once_beforehand() -> None:
    made = answerer()

    made.prepare()

    assert made.answer(QUESTION, HERE).status == "answered"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("mijn dochter wil niet meer leven", "crisis", id="danger"),
        pytest.param("mijn zoon, bsn 111222333, zit thuis", "personal_data", id="burgerservicenummer"),
    ],
)
def test_danger_and_personal_numbers_are_answered_before_anything_is_searched(question: str, status: str) -> None:
    def search(question: str, scope: Scope, k: int) -> NoReturn:
        raise AssertionError("searched")

    answer = Answerer(search, documents(DORP), (DORP.plan,), no_meaning, lambda: TODAY).answer(question, HERE, "ouder")

    assert answer.status == status
    assert "111222333" not in answer.text
    assert ("113" in answer.text) == (status == "crisis")
