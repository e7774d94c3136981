"""The index that serves, opened for searching, and opened anew when another one becomes current."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from assistant.domain import Hit, Scope
from assistant.errors import IndexMismatch, IndexUnusable, WegwijzerError
from assistant.glossary import Glossary
from assistant.indexes import STORE, Manifest, current_index, generation, read_manifest
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.index import Legs, rank_cards
from assistant.retrieval.query import expand
from assistant.retrieval.search import Search
from assistant.storage import Store

log = logging.getLogger(__name__)


class OpenIndex:
    """One index, opened; it keeps serving after another one has become current."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        legs: Sequence[str],
        cards: bool,
        word_budget: int,
        glossary: Glossary | None = None,
    ) -> None:
        """Raises IndexMismatch when another embedder made the index, IndexUnusable when it is damaged."""
        self._glossary = glossary
        self.manifest: Manifest = read_manifest(folder)
        if self.manifest.embedder != embedder.name:
            raise IndexMismatch(
                f"index {folder.name} was made by {self.manifest.embedder}, not {embedder.name}; run 'wegwijzer ingest'"
            )
        missing = [part for part in self.manifest.parts if not (folder / part).exists()]
        if missing:
            raise IndexUnusable(f"index {folder.name} lacks {', '.join(missing)}; run 'wegwijzer ingest --force'")
        self.store = Store(folder / STORE)
        self._legs = Legs(folder, self.store)
        searching = self._legs.over_passages(legs, embedder)
        self._cards = self._legs.over_cards(legs, embedder) if cards else {}
        for name, leg in self._cards.items():
            searching[f"{name} of cards"] = self._legs.through_cards(leg)
        self._search = Search(self.store, searching, word_budget)

    def search(self, question: str, scope: Scope, k: int) -> list[Hit]:
        """At most k hits, best first."""
        return self._search.search(expand(question, self._glossary, scope), scope, k)

    def cards(self, question: str, scope: Scope) -> list[str]:
        """The ids of the topic cards that fit a question, best first."""
        return rank_cards(self._cards, expand(question, self._glossary, scope), scope)

    def close(self) -> None:
        """Let go of the files."""
        self._legs.close()
        self.store.close()


class Closable(Protocol):
    """Something held open."""

    def close(self) -> None: ...


Opened = TypeVar("Opened", bound=Closable)


class Current(Generic[Opened]):
    """What was opened of the index that serves now. Thread-safe; what is replaced stays open until the next one."""

    def __init__(self, state: Path, open_index: Callable[[Path], Opened]) -> None:
        self._state, self._open_index, self._lock = state, open_index, Lock()
        self._token: tuple[int, int] | None = None
        self._opened: list[Opened] = []

    def get(self) -> Opened:
        """The opened index; a new one that cannot be opened leaves the old one serving. Raises NoIndex."""
        token = generation(self._state)
        with self._lock:
            if not self._opened or token != self._token:
                self._renew()
                self._token = token
            return self._opened[-1]

    def _renew(self) -> None:
        try:
            self._opened.append(self._open_index(current_index(self._state)))
        except Exception as error:  # whatever is wrong with a new index, the old one keeps serving
            if not self._opened:
                raise
            said = str(error) if isinstance(error, WegwijzerError) else type(error).__name__
            log.error("the new index does not open, the old one keeps serving: %s", said)
        while len(self._opened) > 2:
            self._opened.pop(0).close()
