"""The retrieval parts of an index folder: written once, then opened for searching."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import CardPlace, Chunk, Key, Scope
from assistant.errors import IndexUnusable
from assistant.indexes import STORE
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.fusion import WEIGHTS, Scored, fuse
from assistant.retrieval.lexical import ANALYSERS, Lexical, write_lexical
from assistant.retrieval.query import Query, vector_of
from assistant.retrieval.scoping import Placed, admits
from assistant.retrieval.search import Leg
from assistant.retrieval.vectors import Vectors, write_vectors
from assistant.storage import Store

VECTORS = "chroma"
CARDS = "cards"
PLACES = "places.json"
PROBED = 3
CARDS_FOUND = 12  # topic cards whose passages a search looks at
CARDS_RANKED = 40


class ChromaAndWords:
    """Writes, counts and tries the parts: vectors in Chroma, words and grams in bm25s."""

    def write(
        self,
        folder: Path,
        chunks: Sequence[Chunk],
        keys: Sequence[Key],
        vectors: NDArray[np.float32],
        cards: Sequence[CardPlace],
    ) -> None:
        """Write all parts: legs over the passages, and legs over the topic cards that are about them."""
        own = {chunk.id: f"{' '.join(chunk.path)} {chunk.text}" for chunk in chunks}
        told = dict.fromkeys((card.id for card in cards), "")
        for key in keys:
            if key.origin == "card":
                told[key.target] += f" {key.text}"
        for analyser in ANALYSERS:
            write_lexical(folder / analyser, analyser, own)
            write_lexical(folder / CARDS / analyser, analyser, told)
        rows = [(card.id, card.plan, card.sectors, card.chunks) for card in cards]
        (folder / CARDS / PLACES).write_text(json.dumps(rows), encoding="utf-8")
        placed: dict[str, Placed] = {chunk.id: chunk for chunk in chunks} | {card.id: card for card in cards}
        write_vectors(folder / VECTORS, placed, keys, vectors)

    def counts(self, folder: Path) -> Mapping[str, int]:
        """How many keys the vectors hold; the lexical legs hold passages and are tried by `probe`."""
        vectors = Vectors(folder / VECTORS)
        try:
            return {"vectors": len(vectors)}
        finally:
            vectors.close()

    def probe(self, folder: Path, plan: str, text: str, vector: NDArray[np.float32]) -> Sequence[str]:
        """The passages that the legs find for a text in one plan; none if one of them finds nothing."""
        with Store(folder / STORE) as store:
            legs = Legs(folder, store)
            try:
                scope = Scope(plans=(plan,))
                found = [legs.lexical[analyser].search(text, scope, PROBED) for analyser in ANALYSERS]
                found.append(legs.vectors.search(vector, scope, PROBED))
            finally:
                legs.close()
        return [one.id for ranking in found for one in ranking] if all(found) else []


class Legs:
    """All legs of an index, opened."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Raises IndexUnusable when a part is absent."""
        chunks = {chunk.id: chunk for plan in store.plans() for chunk in store.chunks_of(plan.id)}
        self._chunks = chunks
        self.places = _read_places(folder / CARDS / PLACES)
        self.lexical = {analyser: Lexical(folder / analyser, analyser, chunks) for analyser in ANALYSERS}
        self.cards = {analyser: Lexical(folder / CARDS / analyser, analyser, self.places) for analyser in ANALYSERS}
        self.vectors = Vectors(folder / VECTORS)

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()

    def over_passages(self, names: Sequence[str], embedder: Embedder) -> dict[str, Leg]:
        """The legs that search the passages, those that are named."""

        def dense(query: Query, scope: Scope, depth: int) -> Sequence[Scored]:
            return self.vectors.search(vector_of(query, embedder), scope, depth)

        every: dict[str, Leg] = {"dense": dense, **{name: _words_of(leg) for name, leg in self.lexical.items()}}
        return {name: every[name] for name in every if name in names}

    def over_cards(self, names: Sequence[str], embedder: Embedder) -> dict[str, Leg]:
        """The legs that search the topic cards, those that are named."""

        def dense(query: Query, scope: Scope, depth: int) -> Sequence[Scored]:
            return self.vectors.search(vector_of(query, embedder), scope, depth, "card")

        every: dict[str, Leg] = {"dense": dense, **{name: _words_of(leg) for name, leg in self.cards.items()}}
        return {name: every[name] for name in every if name in names}

    def through_cards(self, leg: Leg) -> Leg:
        """A leg over cards as one over passages: each passage has the score of the best card about it."""

        def passages(query: Query, scope: Scope, depth: int) -> Sequence[Scored]:
            best: dict[str, float] = {}
            for card in leg(query, scope, CARDS_FOUND):
                for chunk in self.places[card.id].chunks:
                    if admits(scope, self._chunks[chunk]):
                        best.setdefault(chunk, card.score)
            return [Scored(chunk, score) for chunk, score in best.items()]

        return passages


def rank_cards(legs: Mapping[str, Leg], query: Query, scope: Scope) -> list[str]:
    """The ids of topic cards, best first.

    Dev questions whose evidence the first card holds: .84 (ouders .78); by its questions' vectors alone .60 (.46).
    """
    return [one.id for one in fuse({name: leg(query, scope, CARDS_RANKED) for name, leg in legs.items()}, WEIGHTS)]


def _words_of(leg: Lexical) -> Leg:
    def lexical(query: Query, scope: Scope, depth: int) -> Sequence[Scored]:
        return leg.search(query.text, scope, depth, query.extra)

    return lexical


def _read_places(path: Path) -> dict[str, CardPlace]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {id: CardPlace(id, plan, tuple(sectors), tuple(chunks)) for id, plan, sectors, chunks in rows}
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(f"{path} is damaged; run 'wegwijzer ingest --force'") from error
