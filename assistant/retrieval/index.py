"""The retrieval parts of an index folder: written once, then opened for searching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Chunk, Key, Scope
from assistant.indexes import STORE
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.fusion import Scored
from assistant.retrieval.lexical import ANALYSERS, Lexical, write_lexical
from assistant.retrieval.search import Leg
from assistant.retrieval.vectors import Vectors, write_vectors
from assistant.storage import Store

VECTORS = "chroma"
CARDS = "cards"
PROBED = 3


class ChromaAndWords:
    """Writes, counts and tries the parts: vectors in Chroma, words and grams in bm25s."""

    def write(
        self,
        folder: Path,
        chunks: Sequence[Chunk],
        keys: Sequence[Key],
        vectors: NDArray[np.float32],
        embedder_name: str,
    ) -> None:
        """Write all parts: legs over the passages, and legs over what topic cards say of them."""
        own = {chunk.id: f"{' '.join(chunk.path)} {chunk.text}" for chunk in chunks}
        cards: dict[str, str] = {}
        for key in keys:
            if key.origin == "card":
                cards[key.chunk] = f"{cards.get(key.chunk, '')} {key.text}"
        for analyser in ANALYSERS:
            write_lexical(folder / analyser, analyser, own)
            write_lexical(folder / CARDS / analyser, analyser, cards)
        write_vectors(folder / VECTORS, chunks, keys, vectors)

    def counts(self, folder: Path) -> Mapping[str, int]:
        """How many keys the vectors hold; the lexical legs hold passages and are tried by `probe`."""
        vectors = Vectors(folder / VECTORS)
        try:
            return {"vectors": len(vectors)}
        finally:
            vectors.close()

    def probe(self, folder: Path, plan: str, text: str, vector: NDArray[np.float32]) -> Sequence[str]:
        """The ids that the legs find for a text in one plan; none if one of them finds nothing."""
        with Store(folder / STORE) as store:
            legs = Legs(folder, store)
            try:
                scope = Scope(plans=(plan,))
                found = [legs.lexical[analyser].search(text, scope, PROBED) for analyser in ANALYSERS]
                found.append(legs.vectors.search(vector, scope, PROBED))
            finally:
                legs.close()
        return [one.chunk for ranking in found for one in ranking] if all(found) else []


class Legs:
    """All legs of an index, opened."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Raises IndexUnusable when a part is absent."""
        chunks = {chunk.id: chunk for plan in store.plans() for chunk in store.chunks_of(plan.id)}
        self.lexical = {analyser: Lexical(folder / analyser, analyser, chunks) for analyser in ANALYSERS}
        self.cards = {analyser: Lexical(folder / CARDS / analyser, analyser, chunks) for analyser in ANALYSERS}
        self.vectors = Vectors(folder / VECTORS)

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()

    def chosen(self, names: Sequence[str], embedder: Embedder, cards: bool) -> dict[str, Leg]:
        """The legs that are to search, by name; with `cards` each searches the topic cards too."""

        def dense(question: str, scope: Scope, depth: int) -> Sequence[Scored]:
            return self.vectors.search(embedder.query(question), scope, depth)

        def dense_cards(question: str, scope: Scope, depth: int) -> Sequence[Scored]:
            return self.vectors.search(embedder.query(question), scope, depth, "card")

        own: dict[str, Leg] = {"dense": dense, **{name: leg.search for name, leg in self.lexical.items()}}
        more: dict[str, Leg] = {"dense": dense_cards, **{name: leg.search for name, leg in self.cards.items()}}
        chosen = {name: own[name] for name in own if name in names}
        return chosen | ({f"{name} of cards": more[name] for name in chosen} if cards else {})
