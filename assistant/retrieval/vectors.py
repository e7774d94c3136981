"""The dense leg: vectors of keys in Chroma, the only module that imports it.

A Chroma folder belongs to one index and is written once, before any process reads it; Chroma 1.5 corrupts a folder that
two processes write. Several keys may point at one passage or card; the best of them counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from assistant.domain import SECTORS, Key, Scope
from assistant.errors import IndexUnusable
from assistant.retrieval.fusion import Scored
from assistant.retrieval.scoping import Placed

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Origin = Literal["text", "card"]
ORIGINS: tuple[Origin, ...] = ("text", "card")
KEYS_PER_PASSAGE = 2  # of the keys asked for; passages have 2.4 keys on average
_BATCH = 2000
_NEAR = {"space": "ip", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}


def write_vectors(
    folder: Path, placed: Mapping[str, Placed], keys: Sequence[Key], vectors: NDArray[np.float32]
) -> None:
    """Write unit vectors, one per key, with the plan and sectors of what they point at; a collection per origin."""
    about = {id: _metadata(id, one) for id, one in placed.items()}
    client = _client(folder)
    try:
        for origin in ORIGINS:
            rows = [row for row, key in enumerate(keys) if key.origin == origin]
            _fill(client, origin, [about[keys[row].target] for row in rows], vectors[rows])
    finally:
        _close(client)


def _fill(client: ClientAPI, origin: Origin, about: Sequence[object], vectors: NDArray[np.float32]) -> None:
    configuration = cast(Any, {"hnsw": _NEAR})
    collection = client.create_collection(_name(origin), configuration=configuration, embedding_function=None)
    for at in range(0, len(about), _BATCH):
        part = about[at : at + _BATCH]
        collection.add(
            ids=[str(at + i) for i in range(len(part))],
            embeddings=cast(Any, vectors[at : at + _BATCH]),
            metadatas=cast(Any, part),
        )


class Vectors:
    """The dense leg, opened from its folder. Searching is thread-safe."""

    def __init__(self, folder: Path) -> None:
        """Raises IndexUnusable when the folder does not hold the vectors."""
        if not folder.is_dir():
            raise IndexUnusable(f"{folder} holds no vectors; run 'wegwijzer ingest --force'")
        self._folder = folder
        with _translated(folder):
            self._client = _client(folder)
            self._collections = {origin: _collection(self._client, _name(origin)) for origin in ORIGINS}
            self._sizes = {origin: collection.count() for origin, collection in self._collections.items()}

    def __len__(self) -> int:
        return sum(self._sizes.values())

    def close(self) -> None:
        """Let go of the folder."""
        _close(self._client)

    def search(self, vector: NDArray[np.float32], scope: Scope, depth: int, origin: Origin = "text") -> list[Scored]:
        """The passages or cards in scope whose keys are nearest, best first, from `depth` × 2 keys of that origin."""
        if not self._sizes[origin]:
            return []
        with _translated(self._folder):
            found = self._collections[origin].query(
                query_embeddings=cast(Any, vector[None, :]),
                n_results=depth * KEYS_PER_PASSAGE,
                where=_where(scope),
                include=["metadatas", "distances"],
            )
        names, distances = cast(Any, found["metadatas"])[0], cast(Any, found["distances"])[0]
        best: dict[str, float] = {}
        for name, distance in zip(names, distances, strict=True):
            best.setdefault(name["target"], 1.0 - distance)
        return [Scored(id, score) for id, score in best.items()]


def _metadata(id: str, placed: Placed) -> dict[str, str | bool]:
    sectors = placed.sectors or SECTORS
    return {"target": id, "plan": placed.plan, **{sector: sector in sectors for sector in SECTORS}}


def _where(scope: Scope) -> Any:
    """Chroma's filter for a scope, None when all is admitted."""
    wanted: list[dict[str, object]] = []
    if scope.plans:
        wanted.append({"plan": {"$in": list(scope.plans)}})
    if scope.sectors:
        sectors: list[dict[str, object]] = [{sector: True} for sector in scope.sectors]
        wanted.append({"$or": sectors} if len(sectors) > 1 else sectors[0])
    return {"$and": wanted} if len(wanted) > 1 else wanted[0] if wanted else None


def _client(folder: Path) -> ClientAPI:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))


def _name(origin: Origin) -> str:
    return f"{origin}-keys"


def _collection(client: ClientAPI, name: str) -> Collection:
    return client.get_collection(name, embedding_function=None)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Whatever Chroma raises on a damaged folder, AttributeError among it, becomes IndexUnusable."""
    try:
        yield
    except Exception as error:
        raise IndexUnusable(
            f"the vectors in {folder} cannot be read ({type(error).__name__}); run 'wegwijzer ingest --force'"
        ) from error


def _close(client: ClientAPI) -> None:
    """Chroma keeps one system per path alive; without this a renamed folder would still be written to."""
    cast(Any, client).close()
