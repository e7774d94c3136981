"""Finds the passages for a question: all legs, fused, near-duplicates collapsed, hits widened under a word budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from assistant.domain import Chunk, Hit, Scope
from assistant.retrieval.duplicates import Runs, alike, runs
from assistant.retrieval.fusion import WEIGHTS, Fused, Scored, fuse
from assistant.retrieval.query import Query
from assistant.retrieval.widen import Shelf
from assistant.storage import Store

DEPTH = 60  # passages asked of each leg; 100 or 200 find no more
LOOKED_AT = 60  # passages of the joint ranking from which hits are made
HITS = 5  # the number to which the word budget refers
SHELVES = 64


class Leg(Protocol):
    """One way of searching."""

    def __call__(self, query: Query, scope: Scope, depth: int) -> Sequence[Scored]:
        """The passages in scope that it finds, best first, at most `depth`."""
        ...


class Search:
    """Searches one opened index."""

    def __init__(self, store: Store, legs: Mapping[str, Leg], word_budget: int) -> None:
        """`word_budget` is what five hits hold at most."""
        self._store, self._legs, self._words = store, legs, word_budget // HITS
        self._shelf = lru_cache(SHELVES)(self._load_shelf)

    def search(self, query: Query, scope: Scope = Scope(), k: int = 10) -> list[Hit]:
        """At most k hits, best first."""
        ranking = fuse({name: leg(query, scope, DEPTH) for name, leg in self._legs.items()}, WEIGHTS)[:LOOKED_AT]
        chunks = self._store.chunks_by_id([one.id for one in ranking])
        scores = {one.id: one.score for one in ranking}
        found = self._distinct(list(zip(ranking, chunks, strict=True)), k, scores)
        return [Hit(chunk, rank, one.via) for rank, (one, chunk) in enumerate(found, 1)]

    def _distinct(
        self, ranked: Sequence[tuple[Fused, Chunk]], k: int, scores: Mapping[str, float]
    ) -> list[tuple[Fused, Chunk]]:
        """The first k that do not stand in an earlier hit, or nearly so; each is widened."""
        said: list[Runs] = []
        found: list[tuple[Fused, Chunk]] = []
        for one, chunk in ranked:
            own = runs(chunk.text)
            if any(alike(own, other) for other in said):
                continue
            wide = self._widened(chunk, scores)
            said.append(runs(wide.text))
            found.append((one, wide))
            if len(found) == k:
                break
        return found

    def _widened(self, chunk: Chunk, scores: Mapping[str, float]) -> Chunk:
        """The passage with its surroundings; it keeps its id, path and kind."""
        shelf = self._shelf(chunk.plan)
        wide = shelf.widen(chunk.place, self._words, scores)
        spans = self._store.document(chunk.plan).clean.spans(wide.start, wide.end)
        return replace(chunk, text=shelf.text[wide.start : wide.end], spans=spans)

    def _load_shelf(self, plan: str) -> Shelf:
        clean = self._store.document(plan).clean
        return Shelf(clean.text, self._store.chunks_of(plan), clean.locate)
