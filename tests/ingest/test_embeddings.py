"""The cache of vectors: each text once, in order, safe after every batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.embeddings import BATCH, embed, embedding_cache, forget_unused, text_hash
from tests.fakes import WordEmbedder
from tests.ingest.workshop import CountingEmbedder


def never() -> WordEmbedder:
    raise AssertionError("the model was loaded")


class Stopped(Exception):
    """Stands for a kill."""


class StoppingEmbedder(CountingEmbedder):
    """Stops at its second batch."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector per text, once."""
        if self.seen:
            raise Stopped
        return super().passages(texts)


def test_vectors_come_in_the_order_of_the_texts(tmp_path: Path) -> None:
    texts = ["kort", "een lange tekst over toelating", "kort", "middellang hier"]

    with embedding_cache(tmp_path, "words") as cache:
        vectors = embed(texts, cache, WordEmbedder)

    np.testing.assert_array_equal(vectors, WordEmbedder().passages(texts))


def test_text_is_embedded_once_and_long_texts_first(tmp_path: Path) -> None:
    embedder = CountingEmbedder()

    with embedding_cache(tmp_path, "words") as cache:
        embed(["aa", "bbbb", "aa", "cccccc"], cache, lambda: embedder)

    assert embedder.seen == ["cccccc", "bbbb", "aa"]


def test_known_texts_need_no_model(tmp_path: Path) -> None:
    with embedding_cache(tmp_path, "words") as cache:
        first = embed(["een", "twee"], cache, WordEmbedder)
    with embedding_cache(tmp_path, "words") as cache:
        again = embed(["twee", "een"], cache, never)

    np.testing.assert_array_equal(again, first[::-1])


def test_finished_batches_survive_a_stop(tmp_path: Path) -> None:
    texts = [f"tekst {i}" for i in range(BATCH + 10)]
    with pytest.raises(Stopped), embedding_cache(tmp_path, "words") as cache:
        embed(texts, cache, StoppingEmbedder)
    embedder = CountingEmbedder()

    with embedding_cache(tmp_path, "words") as cache:
        embed(texts, cache, lambda: embedder)

    assert len(embedder.seen) == 10


def test_embedders_do_not_share_vectors(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    for name in ("org/model", "org_model"):
        with embedding_cache(tmp_path, name) as cache:
            embed(["een"], cache, lambda: embedder)

    assert embedder.seen == ["een", "een"]


def test_unused_vectors_and_caches_are_forgotten(tmp_path: Path) -> None:
    for name in ("words", "other"):
        with embedding_cache(tmp_path, name) as cache:
            embed(["een", "twee"], cache, WordEmbedder)

    forget_unused(tmp_path, {"words": {text_hash("een")}})

    with embedding_cache(tmp_path, "words") as cache:
        assert cache.hashes() == {text_hash("een")}
    assert len(list((tmp_path / "embeddings").glob("*.sqlite"))) == 1
