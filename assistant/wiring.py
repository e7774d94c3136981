"""Puts the assistant together from the settings; the only place that decides what is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant.answering.pipeline import Answerer
from assistant.answering.scoring import EmbeddedScorer
from assistant.cards import FOLDER as CARDS
from assistant.cards import load_cards
from assistant.domain import Answer, Chunk, Document, Hit, Plan, Role, Scope, Section
from assistant.glossary import FILE as GLOSSARY
from assistant.glossary import load_glossary
from assistant.opened import Current, OpenIndex
from assistant.retrieval.bundled_model import choose_model
from assistant.retrieval.embedding import Embedder
from assistant.rules import FILE as RULES
from assistant.rules import load_rules
from assistant.settings import Settings
from assistant.storage import Store

PASSAGES_KEPT = 64  # plans


@dataclass(frozen=True)
class Serving:
    """An opened index with what answers from it."""

    index: OpenIndex
    answerer: Answerer

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()


class Wegwijzer:
    """The assistant over the index that serves now. Thread-safe; every method may raise IndexUnusable or ModelError."""

    def __init__(self, current: Current[Serving]) -> None:
        self._current = current

    def plans(self) -> tuple[Plan, ...]:
        """The plans in the index, in the order of the catalogue."""
        return self._store().plans()

    def search(self, question: str, scope: Scope = Scope(), k: int = 10) -> list[Hit]:
        """At most k passages, best first."""
        return self._current.get().index.search(question, scope, k)

    def ask(self, question: str, scope: Scope = Scope(), role: Role = "ouder") -> Answer:
        """A verified answer."""
        serving = self._current.get()
        answer = serving.answerer.answer(question, scope, role)
        return replace(answer, trace={"index": serving.index.manifest.id, **answer.trace})

    def document(self, plan_id: str) -> Document:
        """A plan with its texts. Raises NotFound."""
        return self._store().document(plan_id)

    def passage(self, chunk_id: str) -> Chunk:
        """One passage. Raises NotFound."""
        return self._store().chunk(chunk_id)

    def neighbours(self, chunk_id: str) -> tuple[str | None, str | None]:
        """The ids of the passages before and after one. Raises NotFound."""
        store = self._store()
        before, after = store.neighbours(store.chunk(chunk_id))
        return before.id if before else None, after.id if after else None

    def outline(self, plan_id: str) -> tuple[Section, ...]:
        """The sections of a plan in reading order. Raises NotFound."""
        return self._store().outline(plan_id)

    def status(self) -> Mapping[str, object]:
        """Which index serves, and what is in it."""
        manifest = self._current.get().index.manifest
        return {
            "index": manifest.id,
            "created": manifest.created.isoformat(),
            "embedder": manifest.embedder,
            "plans": len(manifest.plans),
            "chunks": manifest.chunks,
        }

    def _store(self) -> Store:
        return self._current.get().index.store


def open_assistant(settings: Settings, today: Callable[[], date] = date.today) -> Wegwijzer:
    """The assistant, ready to answer: its model is loaded and its index open."""
    embedding = settings.embedding
    embedder = choose_model(embedding.model, settings.state, batch=embedding.batch, threads=embedding.threads)
    assistant = assemble(settings, embedder, today)
    embedder.load()
    return assistant


def assemble(settings: Settings, embedder: Embedder, today: Callable[[], date]) -> Wegwijzer:
    """The assistant over the index of the settings, with a given embedder. Raises NoIndex."""
    retrieval, score = settings.retrieval, EmbeddedScorer(embedder)
    rules = load_rules(settings.corpus / RULES)
    glossary = load_glossary(settings.corpus / GLOSSARY) if retrieval.expand else None

    def open_index(folder: Path) -> Serving:
        index = OpenIndex(folder, embedder, retrieval.legs, retrieval.cards, retrieval.word_budget, glossary)
        store = index.store
        cards = {card.id: card for card in load_cards(settings.corpus / CARDS)}
        answerer = Answerer(
            index.search,
            store.document,
            store.plans(),
            score,
            today,
            passages=lru_cache(PASSAGES_KEPT)(store.chunks_of),
            rules=rules.rules,
            card=lambda question, scope: next((cards[id] for id in index.cards(question, scope) if id in cards), None),
        )
        answerer.prepare()
        return Serving(index, answerer)

    current = Current(settings.state, open_index)
    current.get()
    return Wegwijzer(current)
