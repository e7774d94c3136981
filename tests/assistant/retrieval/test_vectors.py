"""The dense leg, on a real Chroma."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import CardPlace, Chunk, Key, Scope
from assistant.errors import IndexUnusable
from assistant.retrieval.scoping import Placed
from assistant.retrieval.vectors import ORIGINS, Vectors, write_vectors
from tests import fakes

CHUNKS = [
    fakes.chunk("zes weken beslissen toelating", id="toelating"),
    fakes.chunk("vervoer gemeente bus", id="vervoer", plan="stad-2024", sectors=("po",)),
    fakes.chunk("bezwaar besluit brief", id="bezwaar", sectors=("so",)),
]
KEYS = [*(Key(chunk.id, chunk.text) for chunk in CHUNKS), Key("toelating", "aanmelden school termijn")]
EMBEDDER = fakes.WordEmbedder()


def write(folder: Path, chunks: Sequence[Chunk], keys: Sequence[Key]) -> None:
    placed = {chunk.id: chunk for chunk in chunks}
    write_vectors(folder, placed, keys, EMBEDDER.passages([key.text for key in keys]))


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    write_vectors(
        tmp_path / "chroma", {chunk.id: chunk for chunk in CHUNKS}, KEYS, EMBEDDER.passages([key.text for key in KEYS])
    )
    opened = Vectors(tmp_path / "chroma")
    yield opened
    opened.close()


def found(vectors: Vectors, question: str, scope: Scope = Scope(), depth: int = 10) -> list[str]:
    return [one.id for one in vectors.search(EMBEDDER.query(question), scope, depth)]


def test_the_passage_of_the_nearest_key_comes_first(vectors: Vectors) -> None:
    assert found(vectors, "bezwaar brief")[0] == "bezwaar"


def test_a_passage_with_several_keys_is_found_once(vectors: Vectors) -> None:
    assert sorted(found(vectors, "aanmelden termijn toelating")) == ["bezwaar", "toelating", "vervoer"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param(Scope(plans=("stad-2024",)), ["vervoer"], id="plan"),
        pytest.param(Scope(plans=("stad-2024", "dorp-2024")), ["bezwaar", "toelating", "vervoer"], id="plans"),
        pytest.param(Scope(sectors=("so",)), ["bezwaar", "toelating"], id="sector"),
        pytest.param(Scope(sectors=("po", "vo")), ["toelating", "vervoer"], id="sectors"),
        pytest.param(Scope(plans=("dorp-2024",), sectors=("vo",)), ["toelating"], id="plan and sector"),
        pytest.param(Scope(plans=("elders",)), [], id="unknown plan"),
    ],
)
def test_passages_out_of_scope_are_not_found(vectors: Vectors, scope: Scope, expected: Any) -> None:
    assert sorted(found(vectors, "toelating vervoer bezwaar", scope)) == expected


def test_cards_are_searched_apart_from_passages(tmp_path: Path) -> None:
    card = CardPlace("dorp/vervoer", "dorp-2024", ("vo",), ("vervoer",))
    placed: dict[str, Placed] = {**{chunk.id: chunk for chunk in CHUNKS}, card.id: card}
    keys = [*KEYS, Key(card.id, "komt er een taxi", "card")]
    write_vectors(tmp_path / "chroma", placed, keys, EMBEDDER.passages([key.text for key in keys]))
    opened = Vectors(tmp_path / "chroma")

    own, cards = (opened.search(EMBEDDER.query("taxi"), Scope(), 10, origin) for origin in ORIGINS)

    assert [one.id for one in cards] == ["dorp/vervoer"]
    assert "dorp/vervoer" not in [one.id for one in own]
    opened.close()


def test_depth_limits_the_keys_that_are_looked_at(vectors: Vectors) -> None:
    assert found(vectors, "zes weken beslissen toelating aanmelden school termijn", depth=1) == ["toelating"]


def test_scores_are_cosines(vectors: Vectors) -> None:
    [best, *_] = vectors.search(EMBEDDER.query(KEYS[1].text), Scope(), 3)

    assert best.score == pytest.approx(1.0, abs=1e-4)


def test_all_keys_are_counted(vectors: Vectors) -> None:
    assert len(vectors) == len(KEYS)


def test_vectors_outlive_the_process_that_wrote_them_beyond_chromas_flush_threshold(tmp_path: Path) -> None:
    many = [fakes.chunk(f"woord{i} tekst{i % 7}", id=f"c{i}", place=i) for i in range(1200)]
    keys = [Key(chunk.id, chunk.text) for chunk in many]
    write_vectors(
        tmp_path / "chroma", {chunk.id: chunk for chunk in many}, keys, EMBEDDER.passages([key.text for key in keys])
    )

    (tmp_path / "chroma").rename(tmp_path / "moved")
    opened = Vectors(tmp_path / "moved")

    assert len(opened) == 1200
    assert found(opened, "woord77 tekst0", depth=5)
    opened.close()


def test_a_folder_that_is_absent_is_an_unusable_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no vectors"):
        Vectors(tmp_path / "chroma")


def test_an_empty_folder_is_an_unusable_index(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()

    with pytest.raises(IndexUnusable, match="cannot be read"):
        Vectors(tmp_path / "chroma")


def test_vectors_that_are_damaged_are_an_unusable_index(tmp_path: Path) -> None:
    write(tmp_path / "chroma", CHUNKS, KEYS)
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"damaged")

    with pytest.raises(IndexUnusable, match="wegwijzer ingest --force"):
        Vectors(tmp_path / "chroma")
