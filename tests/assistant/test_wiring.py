"""The assistant put together over a real index of invented plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.domain import Scope
from assistant.errors import IndexMismatch, IndexUnusable, NoIndex, NotFound
from assistant.indexes import current_index
from assistant.wiring import Wegwijzer, assemble
from ingest.pipeline import ingest
from ingest.swap import rollback
from tests.assistant.shelf import STAD, TODAY, assistant_of, indexed, real_tools, settings_of, stocked
from tests.fakes import WordEmbedder
from tests.ingest.test_cards import CARD, written
from tests.ingest.workshop import Workshop


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return indexed(stocked(tmp_path_factory.mktemp("shop")))


@pytest.fixture(scope="module")
def assistant(shop: Workshop) -> Wegwijzer:
    return assistant_of(shop)


def test_the_passage_that_answers_is_found_first(assistant: Wegwijzer) -> None:
    [first, *_] = assistant.search("Binnen hoeveel weken beslist de school over toelating?", Scope(plans=("dorp",)))

    assert "zes weken" in first.chunk.text
    assert first.rank == 1
    assert {"words", "grams", "dense"} <= set(first.via)


def test_a_scope_keeps_other_plans_out(assistant: Wegwijzer) -> None:
    hits = assistant.search("Binnen hoeveel weken beslist de commissie?", Scope(plans=("dorp",)))

    assert {hit.chunk.plan for hit in hits} == {"dorp"}


def test_without_a_scope_all_plans_are_searched(assistant: Wegwijzer) -> None:
    assert {hit.chunk.plan for hit in assistant.search("beslist weken")} == {"dorp", "stad"}


def test_the_spans_of_a_hit_hold_its_text(assistant: Wegwijzer) -> None:
    for hit in assistant.search("ouders gemeente school", k=10):
        document = assistant.document(hit.chunk.plan)
        assert document.clean.within(hit.chunk.spans) == hit.chunk.text


def test_a_hit_is_a_passage_that_can_be_opened(assistant: Wegwijzer) -> None:
    [first, *_] = assistant.search("leerlingenvervoer")

    assert assistant.passage(first.chunk.id).text in first.chunk.text


def test_an_answer_quotes_the_source_to_the_letter(assistant: Wegwijzer) -> None:
    answer = assistant.ask("Binnen hoeveel weken beslist de school over de toelating?", Scope(plans=("dorp",)))

    source = assistant.document("dorp").source.text
    assert answer.status == "answered"
    assert "zes weken" in answer.text
    for citation in answer.citations:
        [span] = citation.spans
        assert " ".join(source[span.start : span.end].split()) == citation.quote


def test_an_answer_tells_which_index_it_came_from(assistant: Wegwijzer, shop: Workshop) -> None:
    answer = assistant.ask("Wie regelt het vervoer naar school?", Scope(plans=("dorp",)))

    assert answer.trace["index"] == current_index(shop.state).name


def test_neighbours_are_the_passages_beside_one(assistant: Wegwijzer) -> None:
    [first, *_] = assistant.search("bezwaar toelaatbaarheidsverklaring", Scope(plans=("dorp",)))

    before, after = assistant.neighbours(first.chunk.id)

    assert "zes weken" in assistant.passage(before or "").text
    assert "vervoer" in assistant.passage(after or "").text


@pytest.mark.parametrize("method", ["document", "passage", "outline", "neighbours"])
def test_an_unknown_id_is_not_found(assistant: Wegwijzer, method: str) -> None:
    with pytest.raises(NotFound):
        getattr(assistant, method)("elders")


def test_status_describes_the_index(assistant: Wegwijzer) -> None:
    status = assistant.status()

    assert (status["plans"], status["embedder"]) == (2, "word-counts")


def test_a_leg_can_be_switched_off(shop: Workshop) -> None:
    settings = settings_of(shop)
    lexical = settings.model_copy(update={"retrieval": settings.retrieval.model_copy(update={"legs": ("words",)})})

    hits = assemble(lexical, WordEmbedder(), lambda: TODAY).search("bezwaar", Scope())

    assert all(set(hit.via) == {"words"} for hit in hits)


def test_a_new_index_serves_without_a_restart_and_a_rollback_too(tmp_path: Path) -> None:
    shop = indexed(stocked(tmp_path))
    assistant = assistant_of(shop)
    assert assistant.search("sterrenwacht")[0].chunk.plan in {"dorp", "stad"}

    shop.stock(dorp="1 Sterren\n\nDe sterrenwacht ontvangt elke leerling die van sterren houdt.\n", stad=STAD)
    ingest([], shop.folders, real_tools(shop))

    assert "sterrenwacht" in assistant.search("sterrenwacht")[0].chunk.text
    rollback(shop.state)
    assert "sterrenwacht" not in assistant.search("sterrenwacht")[0].chunk.text


def test_a_new_index_that_is_damaged_leaves_the_old_one_serving(tmp_path: Path) -> None:
    shop = indexed(stocked(tmp_path))
    assistant = assistant_of(shop)
    before = assistant.status()["index"]
    shop.stock(dorp="1 Sterren\n\nDe sterrenwacht ontvangt elke leerling.\n", stad=STAD)
    ingest([], shop.folders, real_tools(shop))
    (current_index(shop.state) / "store.db").write_bytes(b"damaged")

    assert assistant.status()["index"] == before
    assert assistant.search("leerlingenvervoer")


def test_no_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="wegwijzer ingest"):
        assistant_of(stocked(tmp_path))


def test_an_index_of_another_embedder_is_refused(shop: Workshop) -> None:
    @dataclass
    class Another(WordEmbedder):
        name: str = "another"

    with pytest.raises(IndexMismatch, match="word-counts, not another"):
        assemble(settings_of(shop), Another(), lambda: TODAY)


def test_ouders_get_the_card_that_fits_with_what_the_law_says(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    kort = (
        "De gemeente regelt het leerlingenvervoer. Ouders vragen het aan bij het loket van de gemeente. "
        "Vraag het loket van de gemeente om vervoer."
    )
    written(shop, replace(CARD, kort=kort, rules=("ZP-04",)))
    assistant = assistant_of(indexed(shop))

    answer = assistant.ask("Wie regelt het vervoer met de taxi of het busje naar school?", Scope(plans=("dorp",)))

    assert answer.trace["card"] == CARD.id
    assert answer.claims[-1].text == "Vraag het loket van de gemeente om vervoer."
    [law] = [notice.text for notice in answer.notices if notice.kind == "wet"]
    assert law.startswith("De wet zegt nu: ")


def test_professionals_get_quotations_and_no_card(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    assistant = assistant_of(indexed(shop))

    answer = assistant.ask("Wie regelt het leerlingenvervoer?", Scope(plans=("dorp",)), "medewerker")

    assert "card" not in answer.trace
    assert all(claim.text in answer.text for claim in answer.claims)


def test_a_card_brings_no_passage_from_outside_the_scope(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, replace(CARD, sectors=("po", "vo")))
    assistant = assistant_of(indexed(shop))

    assert assistant.search("komt er een taxi of een busje", Scope(sectors=("vo",)))
    assert assistant.search("komt er een taxi of een busje", Scope(sectors=("po",))) == []


def test_an_index_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    shop = indexed(stocked(tmp_path))
    next((current_index(shop.state) / "words").glob("*.npy")).unlink()

    with pytest.raises(IndexUnusable, match="lacks words/"):
        assistant_of(shop)


def test_a_summary_is_never_shown_as_what_a_samenwerkingsverband_writes(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    (shop.folders.sources / "dorp.txt").unlink()
    assistant = assistant_of(indexed(shop))

    answer = assistant.ask("Wie regelt het vervoer van de gemeente voor leerlingen van de school?")

    assert not any(claim.text.startswith("SWV dorp schrijft") for claim in answer.claims)
    assert any("Onze samenvatting" in claim.text for claim in answer.claims)
