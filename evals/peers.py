"""The simpler searches that ours is measured against: words only, vectors only, and both with naive fusion."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Chunk, Document, Hit, Scope, Span
from assistant.retrieval.embedding import Embedder
from evals.asking import Searcher

FUSION = 60  # the constant of reciprocal rank fusion in its first paper (Cormack, Clarke and Büttcher, 2009)
_FUSED = 100  # passages that each leg hands to the fusion
_SIZE, _SHARED = 1000, 200  # characters: the splitter that LangChain's own guides start with

Scores = NDArray[np.float32]


class DenseSearch:
    """Chunks by the cosine of their vectors to the question's."""

    def __init__(self, chunks: Sequence[Chunk], vectors: NDArray[np.float32], embedder: Embedder) -> None:
        self._chunks, self._vectors, self._embedder = chunks, vectors, embedder

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The k nearest chunks in scope."""
        return best(self._chunks, self._vectors @ self._embedder.query(question), scope, k, "dense")


class WordSearch:
    """Chunks by BM25 over Dutch stems."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        import bm25s
        import Stemmer

        self._chunks, self._stemmer = chunks, Stemmer.Stemmer("dutch")
        self._index = bm25s.BM25()
        self._index.index(self._stems([chunk.text for chunk in chunks]), show_progress=False)

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The k best chunks in scope that share a stem with the question."""
        [stems] = self._stems([question])
        scores = np.asarray(self._index.get_scores(stems), np.float32)
        return best(self._chunks, np.where(scores > 0, scores, -np.inf).astype(np.float32), scope, k, "words")

    def _stems(self, texts: list[str]) -> list[list[str]]:
        import bm25s

        tokens = bm25s.tokenize(texts, stopwords="dutch", stemmer=self._stemmer, return_ids=False, show_progress=False)
        return cast("list[list[str]]", tokens)


class FusedSearch:
    """Two or more searches over the same chunks, joined by reciprocal rank."""

    def __init__(self, legs: Sequence[Searcher]) -> None:
        self._legs = legs

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The k chunks with the highest sum of 1 / (60 + rank)."""
        chunks: dict[str, Chunk] = {}
        ranks: dict[str, dict[str, int]] = {}
        for leg in self._legs:
            for hit in leg.search(question, scope, _FUSED):
                chunks[hit.chunk.id] = hit.chunk
                ranks.setdefault(hit.chunk.id, {}).update(hit.via)
        order = sorted(ranks, key=lambda id: -sum(1 / (FUSION + rank) for rank in ranks[id].values()))
        return [Hit(chunks[id], place, ranks[id]) for place, id in enumerate(order[:k], start=1)]


def best(chunks: Sequence[Chunk], scores: Scores, scope: Scope, k: int, leg: str) -> list[Hit]:
    """The k chunks in scope with the highest scores; those at minus infinity are left out."""
    inside = [at for at, chunk in enumerate(chunks) if not scope.plans or chunk.plan in scope.plans]
    order = sorted((at for at in inside if np.isfinite(scores[at])), key=lambda at: -scores[at])
    return [Hit(chunks[at], rank, {leg: rank}) for rank, at in enumerate(order[:k], start=1)]


def split_plainly(documents: Iterable[Document]) -> list[Chunk]:
    """Pieces of 1,000 raw characters with 200 shared, cut at blank lines, lines or words, as LangChain does it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_SIZE, chunk_overlap=_SHARED, add_start_index=True)
    pieces: list[Chunk] = []
    for document in documents:
        for place, piece in enumerate(splitter.create_documents([document.source.text])):
            pieces.append(_piece(document, place, piece.page_content, piece.metadata))
    return pieces


def cached_vectors(embedder: Embedder, texts: Sequence[str], folder: Path) -> NDArray[np.float32]:
    """The vectors of texts, made once for each model and list of texts."""
    named = hashlib.sha256("\0".join([embedder.name, *texts]).encode()).hexdigest()[:24]
    path = folder / f"{named}.npy"
    if path.exists():
        return cast("NDArray[np.float32]", np.load(path))
    vectors = embedder.passages(texts)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished.npy")
    np.save(unfinished, vectors)
    unfinished.replace(path)
    return vectors


def _piece(document: Document, place: int, text: str, metadata: dict[str, Any]) -> Chunk:
    start = int(metadata["start_index"])
    plan = document.plan
    return Chunk(
        id=f"{plan.id}-plain-{place}",
        plan=plan.id,
        path=(),
        text=text,
        spans=(Span(start, start + len(text)),),
        place=place,
        kind="feit",
        sectors=plan.sectors,
    )
