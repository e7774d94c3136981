"""Every citation has been found in the stored source; what has not is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.cite import cite
from assistant.domain import Chunk, Document, Page, SourceText, Span
from tests.assistant.answering.scenes import DORP, DORP_CHUNKS, LONGER, STEPS, TERM, WHERE, documents, passage, scored
from tests.fakes import document, plan

PLANS = {"dorp-2024": DORP.plan}


def stored(plan_id: str) -> Sequence[Chunk]:
    return DORP_CHUNKS


def none_stored(plan_id: str) -> Sequence[Chunk]:
    return ()


def test_quotes_are_numbered_and_point_into_the_source() -> None:
    quoted = cite(scored("school", DORP_CHUNKS[0]), documents(DORP), PLANS, stored)

    citations = [one.citation for one in quoted]
    assert [(citation.n, citation.quote) for citation in citations] == [(1, WHERE), (2, TERM), (3, LONGER)]
    assert all(DORP.source.text[c.spans[0].start : c.spans[0].end] == c.quote for c in citations)
    assert {citation.sha256 for citation in citations} == {DORP.source.sha256}


def test_quote_of_a_list_item_lacks_its_mark() -> None:
    quoted = cite(scored("stappen", DORP_CHUNKS[1]), documents(DORP), PLANS, stored)

    assert quoted[1].citation.quote == "De school bespreekt de aanvraag met de ouders."


def test_quote_that_the_source_does_not_hold_is_left_out() -> None:
    changed = replace(DORP_CHUNKS[0], text=DORP_CHUNKS[0].text.replace("zes weken", "acht weken"))

    quoted = cite(scored("school", changed), documents(DORP), PLANS, stored)

    assert [one.citation.quote for one in quoted] == [WHERE, LONGER]


def test_quote_that_stands_elsewhere_in_the_document_is_left_out() -> None:
    elsewhere = replace(DORP_CHUNKS[0], spans=(DORP_CHUNKS[4].spans[0],))

    assert cite(scored("school", elsewhere), documents(DORP), PLANS, stored) == []


def test_quote_from_a_widened_passage_has_the_heading_and_kind_of_its_own_place() -> None:
    later = replace(DORP_CHUNKS[1], kind="voornemen")
    wide = replace(
        DORP_CHUNKS[0],
        text=f"{DORP_CHUNKS[0].text}\n\n{STEPS}",
        spans=(Span(DORP_CHUNKS[0].start, DORP_CHUNKS[1].end),),
    )

    quoted = cite(scored("school", wide), documents(DORP), PLANS, lambda plan_id: (DORP_CHUNKS[0], later))

    assert (quoted[0].citation.heading, quoted[0].citation.kind) == ("2 Aanmelden", "regel")
    assert (quoted[-1].citation.heading, quoted[-1].citation.kind) == ("3 Aanvragen › 3.1 De route", "voornemen")


def test_without_stored_passages_the_hit_tells_heading_and_kind() -> None:
    quoted = cite(scored("school", DORP_CHUNKS[0]), documents(DORP), PLANS, none_stored)

    assert quoted[0].citation.heading == "2 Aanmelden"


def test_page_is_that_of_the_first_character() -> None:
    source = DORP.source
    paged = SourceText(source.sha256, source.name, source.text, "pdf", (Page(4, 0, 10), Page(5, 10, len(source.text))))
    made = Document(DORP.plan, paged, DORP.clean)

    quoted = cite(scored("school", DORP_CHUNKS[0]), documents(made), PLANS, stored)

    assert [one.citation.page for one in quoted] == [4, 5, 5]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("“Wij helpen altijd.”", "Wij helpen altijd.", id="all of it"),
        pytest.param("“Wij helpen altijd,", "Wij helpen altijd,", id="only opened"),
        pytest.param("Wij helpen altijd.”", "Wij helpen altijd.", id="only closed"),
        pytest.param("“Wij helpen”, zegt zij.", "“Wij helpen”, zegt zij.", id="a part"),
    ],
)
def test_quotation_marks_around_a_whole_quote_are_left_out(sentence: str, quote: str) -> None:
    made = document(sentence, plan())
    chunk = replace(passage(sentence), spans=(Span(0, len(sentence)),))

    assert [one.citation.quote for one in cite(scored("hulp", chunk), documents(made), PLANS, none_stored)] == [quote]
