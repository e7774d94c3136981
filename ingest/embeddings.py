"""Keeps every vector ever made under the hash of its text, so that a text is embedded once, also after a kill."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.retrieval.embedding import Embedder

BATCH = 64  # texts embedded between two commits: what a kill can lose, about two seconds of work
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors(hash BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


def text_hash(text: str) -> bytes:
    """The name under which a text's vector is kept."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).digest()


class EmbeddingCache:
    """The vectors that one embedder made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def hashes(self) -> set[bytes]:
        """The texts whose vector is here."""
        return {hash for (hash,) in self._connection.execute("SELECT hash FROM vectors")}

    def put(self, hashes: Iterable[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep vectors; they are safe when this returns."""
        rows = [(hash, vector.tobytes()) for hash, vector in zip(hashes, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def get(self, hashes: Sequence[bytes]) -> NDArray[np.float32]:
        """One vector per hash, in order; all must be here."""
        select = "SELECT vector FROM vectors WHERE hash = ?"
        rows = (self._connection.execute(select, (hash,)).fetchone()[0] for hash in hashes)
        return np.stack([np.frombuffer(row, np.float32) for row in rows])

    def prune(self, used: set[bytes]) -> None:
        """Forget the texts that no index uses."""
        with self._connection:
            unused = [(hash,) for hash in self.hashes() - used]
            self._connection.executemany("DELETE FROM vectors WHERE hash = ?", unused)


@contextmanager
def embedding_cache(state: Path, embedder: str) -> Iterator[EmbeddingCache]:
    """Open the cache of an embedder. A damaged one is thrown away: it can be made again."""
    path = _path(state, embedder)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = _open(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _remove(path)
        connection = _open(path)
    try:
        yield EmbeddingCache(connection)
    finally:
        connection.close()


def forget_unused(state: Path, used: Mapping[str, set[bytes]]) -> None:
    """Remove vectors of texts, and caches of embedders, that no index uses."""
    for embedder, hashes in used.items():
        with embedding_cache(state, embedder) as cache:
            cache.prune(hashes)
    kept = {_path(state, embedder) for embedder in used}
    for path in (state / "embeddings").glob("*.sqlite"):
        if path not in kept:
            _remove(path)


def embed(
    texts: Sequence[str],
    cache: EmbeddingCache,
    load: Callable[[], Embedder],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """One vector per text; the model is loaded only when a text is new. Raises ModelError for unusable vectors."""
    hashes = [text_hash(text) for text in texts]
    known = cache.hashes()
    new = {hash: text for hash, text in zip(hashes, texts, strict=True) if hash not in known}
    if new:
        # Longest first: texts of one length share a batch, and the most memory is asked for at once.
        items = sorted(new.items(), key=lambda item: len(item[1]), reverse=True)
        embedder = load()
        for at in range(0, len(items), BATCH):
            progress(at, len(items))
            batch = items[at : at + BATCH]
            vectors = embedder.passages([text for _, text in batch])
            _check(vectors, (len(batch), embedder.dimension))
            cache.put([hash for hash, _ in batch], vectors)
        progress(len(items), len(items))
    return cache.get(hashes)


def _check(vectors: NDArray[np.float32], shape: tuple[int, int]) -> None:
    if vectors.shape != shape or vectors.dtype != np.float32:
        raise ModelError(f"the model gave vectors of shape {vectors.shape} {vectors.dtype}, not {shape} float32")
    if not np.isfinite(vectors).all():
        raise ModelError("the model gave vectors that are not numbers")


def _path(state: Path, embedder: str) -> Path:
    """Names of models hold slashes; the hash keeps apart those that differ only there."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "_", embedder)[:60]
    return state / "embeddings" / f"{plain}-{text_hash(embedder).hex()[:8]}.sqlite"


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        connection.execute("SELECT count(*) FROM vectors").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
