"""The simple searches rank as they should and stay in scope."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import Hit, Scope
from evals.asking import Searcher
from evals.peers import DenseSearch, FusedSearch, WordSearch, cached_vectors, split_plainly
from tests.fakes import WordEmbedder, chunk, document, plan

CHUNKS = [
    chunk("De commissie geeft een toelaatbaarheidsverklaring af.", id="a"),
    chunk("Ouders melden hun kind aan bij de school van hun keuze.", id="b"),
    chunk("Wie thuis zit krijgt begeleiding van een coach.", id="c"),
    chunk("De aanmeldingen van ouders gaan naar een andere school.", id="d", plan="stad-2024"),
]


def dense() -> DenseSearch:
    embedder = WordEmbedder()
    return DenseSearch(CHUNKS, embedder.passages([each.text for each in CHUNKS]), embedder)


SEARCHES = [
    pytest.param(lambda: WordSearch(CHUNKS), id="words"),
    pytest.param(dense, id="dense"),
    pytest.param(lambda: FusedSearch([WordSearch(CHUNKS), dense()]), id="fused"),
]


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.chunk.id for hit in hits]


@pytest.mark.parametrize("search", SEARCHES)
def test_best_passage_comes_first_and_ranks_count_from_one(search: type[Searcher]) -> None:
    hits = search().search("Hoe melden ouders hun kind aan?", Scope(), 2)

    assert ids(hits)[0] == "b"
    assert [hit.rank for hit in hits] == [1, 2]


@pytest.mark.parametrize("search", SEARCHES)
def test_only_plans_in_scope_are_found(search: type[Searcher]) -> None:
    hits = search().search("Hoe melden ouders hun kind aan?", Scope(plans=("stad-2024",)))

    assert ids(hits) == ["d"]


def test_words_are_compared_by_their_stems() -> None:
    assert ids(WordSearch(CHUNKS).search("toelaatbaarheidsverklaringen", Scope())) == ["a"]


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert WordSearch(CHUNKS).search("zwembad", Scope()) == []


class Fixed:
    """A search that always gives the same ranking."""

    def __init__(self, leg: str, *ranking: str) -> None:
        self._leg, self._ranking = leg, ranking

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The ranking."""
        return [Hit(chunk("tekst", id=id), n, {self._leg: n}) for n, id in enumerate(self._ranking, start=1)]


def test_fusion_adds_reciprocal_ranks() -> None:
    # a: 1/61 + 1/63, b: 1/62 + 1/61, c: 1/63, d: 1/62
    fused = FusedSearch([Fixed("one", "a", "b", "c"), Fixed("two", "b", "d", "a")])

    hits = fused.search("?", Scope())

    assert ids(hits) == ["b", "a", "d", "c"]
    assert hits[0].via == {"one": 2, "two": 1}


def test_plain_pieces_stand_in_the_source_where_they_say() -> None:
    text = "\n\n".join(f"Alinea {n} gaat over " + "aanmelden bij een school " * 12 for n in range(12))
    source = document(text, plan("stad-2024"))

    pieces = split_plainly([source])

    assert len(pieces) > 2
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert max(len(piece.text) for piece in pieces) <= 1000
    assert {piece.plan for piece in pieces} == {"stad-2024"}
    assert len({piece.id for piece in pieces}) == len(pieces)


class CountingEmbedder(WordEmbedder):
    """Counts the texts that it was asked to embed."""

    def __init__(self) -> None:
        self.embedded = 0

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As usual."""
        self.embedded += len(texts)
        return super().passages(texts)


def test_vectors_are_made_once_for_the_same_texts(tmp_path: Path) -> None:
    embedder, texts = CountingEmbedder(), [each.text for each in CHUNKS]

    first = cached_vectors(embedder, texts, tmp_path / "evals")
    second = cached_vectors(embedder, texts, tmp_path / "evals")
    cached_vectors(embedder, texts[:2], tmp_path / "evals")

    np.testing.assert_array_equal(first, second)
    assert embedder.embedded == len(texts) + 2
