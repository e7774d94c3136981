"""Builds an index in a folder that nobody reads yet, and checks it before it may serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import CardPlace, Chunk, Key
from assistant.errors import IndexCheckFailed, IndexUnusable
from assistant.indexes import CURRENT, PREVIOUS, STORE, pointed, read_manifest
from assistant.retrieval.embedding import Embedder
from assistant.storage import Store
from ingest.embeddings import text_hash
from ingest.intake import Taken

_USED = "embedded.bin"
_HASH = 16


class IndexWriter(Protocol):
    """The retrieval parts of an index: written once, counted, and tried."""

    def write(
        self,
        folder: Path,
        chunks: Sequence[Chunk],
        keys: Sequence[Key],
        vectors: NDArray[np.float32],
        cards: Sequence[CardPlace],
    ) -> None:
        """Write all parts and let go of their files, since the folder is renamed afterwards."""
        ...

    def counts(self, folder: Path) -> Mapping[str, int]:
        """How many keys each part holds."""
        ...

    def probe(self, folder: Path, plan: str, text: str, vector: NDArray[np.float32]) -> Sequence[str]:
        """The ids of the passages found for a text in the scope of one plan."""
        ...


@dataclass(frozen=True)
class Model:
    """An embedder that is loaded when it is first needed."""

    name: str
    load: Callable[[], Embedder]


def check_index(
    folder: Path, writer: IndexWriter, taken: Sequence[Taken], keys: Sequence[Key], vectors: NDArray[np.float32]
) -> None:
    """Raise IndexCheckFailed unless all is there and each plan can be found."""
    _check_counts(folder, writer, taken, len(keys))
    rows = {key: row for row, key in enumerate(keys)}
    for one in taken:
        key = max(one.keys, key=lambda key: len(key.text))
        found = writer.probe(folder, one.plan.id, key.text, vectors[rows[key]])
        strange = set(found) - {chunk.id for chunk in one.chunks}
        if not found or strange:
            what = f"finds passages of other plans ({', '.join(sorted(strange)[:3])})" if strange else "finds nothing"
            raise IndexCheckFailed(f"the new index {what} when asked for {one.plan.id}; the current index stays")


def note_used(folder: Path, keys: Sequence[Key]) -> None:
    """Write down which vectors an index uses, so that the cache knows what it may forget."""
    (folder / _USED).write_bytes(b"".join(sorted({text_hash(key.text) for key in keys})))


def used_vectors(state: Path) -> dict[str, set[bytes]]:
    """The vectors that the current and the previous index use, by embedder."""
    found: dict[str, set[bytes]] = {}
    for folder in filter(None, (pointed(state, CURRENT), pointed(state, PREVIOUS))):
        with suppress(IndexUnusable, FileNotFoundError):  # a damaged index uses nothing
            content = (folder / _USED).read_bytes()
            hashes = (content[at : at + _HASH] for at in range(0, len(content), _HASH))
            found.setdefault(read_manifest(folder).embedder, set()).update(hashes)
    return found


def parts(folder: Path) -> tuple[str, ...]:
    """The files of an index that must be there; journals come and go."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(name for name in names if not name.endswith(("-wal", "-shm", "-journal"))))


def _check_counts(folder: Path, writer: IndexWriter, taken: Sequence[Taken], keys: int) -> None:
    with Store(folder / STORE) as store:
        counts = store.counts()
    found = {"plans": counts.plans, "passages": counts.chunks, **writer.counts(folder)}
    wanted = {**dict.fromkeys(found, keys), "plans": len(taken), "passages": sum(len(one.chunks) for one in taken)}
    wrong = [f"{found[part]} instead of {wanted[part]} in {part}" for part in found if found[part] != wanted[part]]
    if wrong:
        raise IndexCheckFailed(f"the new index holds {'; '.join(wrong)}; the current index stays")
