"""Topic cards as keys to passages, and as a text where the original is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cards import Card
from assistant.domain import Scope, Span
from assistant.indexes import STORE, current_index
from assistant.storage import Store
from ingest.cards import card_keys, places, summary
from ingest.pipeline import ingest
from tests import fakes
from tests.assistant.shelf import DORP, STAD, assistant_of, indexed, real_tools, stocked
from tests.ingest.workshop import Workshop, sha256

CARD = Card(
    id="dorp/vervoer",
    plan="dorp",
    title="Met de taxi naar school",
    path=("3 Vervoer",),
    sha256=sha256(DORP),
    spans=(Span(DORP.index("De gemeente"), len(DORP) - 1),),
    sectors=("vo",),
    kind="regel",
    rules=(),
    terms=("leerlingenvervoer",),
    questions=("wie betaalt het busje", "komt er een taxi", "Wie beslist over leerlingenvervoer?"),
    kort="Kan uw kind niet zelf naar school? Vraag het loket van de gemeente om vervoer.",
    precies="1. Ouders vragen vervoer aan.\n2. De gemeente regelt het.",
)


def written(shop: Workshop, card: Card) -> None:
    """Put a card in the corpus of a workshop."""
    folder = shop.folders.corpus / "cards" / card.plan
    folder.mkdir(parents=True, exist_ok=True)
    front = "\n".join(
        (
            f"id: {card.id}",
            f"plan: {card.plan}",
            f"title: {card.title}",
            f"path: {list(card.path)}",
            f"sha256: {card.sha256!r}",
            f"spans: {[[span.start, span.end] for span in card.spans]}",
            f"sectors: {list(card.sectors)}",
            f"kind: {card.kind}",
            f"rules: {list(card.rules)}",
            f"terms: {list(card.terms)}",
            f"questions: {list(card.questions)}",
        )
    )
    body = f"---\n{front}\n---\n## Kort\n{card.kort}\n\n## Precies\n{card.precies}\n"
    (folder / f"{card.id.split('/')[1]}.md").write_text(body, encoding="utf-8")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param(Span(100, 200), {"second"}, id="just this passage"),
        pytest.param(Span(80, 210), {"second"}, id="a bit of its neighbours does not count"),
        pytest.param(Span(0, 300), {"first", "second", "third"}, id="all that a long span covers"),
        pytest.param(Span(120, 135), {"second"}, id="a short span inside a passage"),
        pytest.param(Span(400, 500), set(), id="elsewhere"),
    ],
)
def test_a_card_is_a_key_to_the_passages_that_its_spans_cover(span: Span, expected: set[str]) -> None:
    passages = [
        fakes.chunk("x" * 100, id=name, start=at, plan="dorp") for at, name in enumerate(("first", "second", "third"))
    ]
    passages = [replace(one, spans=(Span(i * 100, i * 100 + 100),)) for i, one in enumerate(passages)]

    [place] = places([replace(CARD, spans=(span,))], passages)

    assert set(place.chunks) == expected


def test_the_keys_of_a_card_are_its_questions_and_its_short_text() -> None:
    keys = card_keys([CARD])

    assert [key.text for key in keys] == [*CARD.questions, f"{CARD.title}: {CARD.kort}"]
    assert {(key.target, key.origin) for key in keys} == {("dorp/vervoer", "card")}


def test_a_card_is_about_no_passage_of_another_plan() -> None:
    [place] = places([CARD], [fakes.chunk("x" * 200, plan="stad", start=CARD.spans[0].start)])

    assert place.chunks == ()


def test_a_summary_says_that_it_is_one_and_holds_the_cards() -> None:
    document, [section] = summary(fakes.plan("dorp"), [CARD])

    assert document.plan.title == "Eigen samenvatting van Samen verder"
    assert document.plan.sha256 == document.source.sha256
    assert section.path == ("3 Vervoer", "Met de taxi naar school")
    assert document.clean.text[section.start : section.end] == f"{CARD.kort}\n\n{CARD.precies}"


def test_a_lay_question_finds_a_jargon_passage_by_its_card(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)

    hits = assistant_of(indexed(shop)).search("taxi of busje")

    [found] = [hit for hit in hits if "leerlingenvervoer" in hit.chunk.text]
    assert found.via["words of cards"] == 1


def test_without_the_original_the_cards_answer(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    (shop.folders.sources / "dorp.txt").unlink()

    assistant = assistant_of(indexed(shop))

    [first, *_] = assistant.search("komt er een taxi", Scope(plans=("dorp",)))
    assert "loket van de gemeente" in first.chunk.text
    assert {plan.id: plan.title for plan in assistant.plans()} == {
        "dorp": "Eigen samenvatting van Plan van dorp",
        "stad": "Plan van stad",
    }


def test_an_original_takes_the_place_of_its_cards_and_they_come_back_when_it_goes(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    original = shop.folders.sources / "dorp.txt"
    original.unlink()
    indexed(shop)

    shop.put("dorp.txt", DORP)
    indexed(shop)
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.text == DORP

    original.unlink()
    indexed(shop)
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.reader == "cards"


def test_cards_alone_make_an_index_that_does_not_change_by_itself(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    for name in ("dorp", "stad"):
        (shop.folders.sources / f"{name}.txt").unlink()
    indexed(shop)

    report = ingest([], shop.folders, real_tools(shop))

    assert not report.changed
    assert [file.outcome for file in report.files] == ["summary"]
    assert report.absent == ("stad",)


def test_a_changed_card_makes_a_new_index(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    written(shop, CARD)
    indexed(shop)

    written(shop, replace(CARD, questions=("rijdt er een helikopter", *CARD.questions)))
    assert ingest([], shop.folders, real_tools(shop)).changed

    hits = assistant_of(shop).search("helikopter")
    assert [hit.via.get("words of cards") for hit in hits if "leerlingenvervoer" in hit.chunk.text] == [1]


def test_cards_of_another_version_of_the_file_are_not_used(tmp_path: Path) -> None:
    shop = stocked(tmp_path, dorp=DORP.replace("zes weken", "vijf weken"), stad=STAD)
    written(shop, CARD)

    hits = assistant_of(indexed(shop)).search("komt er een taxi of een busje")

    assert not any("words of cards" in hit.via for hit in hits)
