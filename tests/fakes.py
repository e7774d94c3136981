"""Stand-ins at our own seams, and makers of small domain objects."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.domain import (
    Answer,
    Chunk,
    CleanText,
    Document,
    Hit,
    Piece,
    Plan,
    Role,
    Scope,
    Section,
    SourceText,
    Span,
)
from assistant.errors import NotFound


class WordEmbedder:
    """An Embedder whose vectors count words in 64 hashed bins, so texts that share words are near."""

    name = "word-counts"
    dimension = 64

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, shape (texts, 64)."""
        return np.stack([self.query(text) for text in texts]) if texts else np.zeros((0, 64), np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        """One unit vector, shape (64,)."""
        vector = np.full(self.dimension, 1e-3, np.float32)
        for word in text.lower().split():
            vector[hashlib.blake2b(word.strip(".,?!").encode()).digest()[0] % self.dimension] += 1
        return vector / np.float32(np.linalg.norm(vector))


def plan(id: str = "dorp-2024", **changes: object) -> Plan:
    """A plan of an invented samenwerkingsverband, valid from 2024-08-01 to 2028-07-31."""
    fields: dict[str, object] = {
        "id": id,
        "title": "Samen verder",
        "samenwerkingsverband": "SWV Dorp",
        "region": ("Dorp",),
        "sectors": ("vo", "so"),
        "valid_from": date(2024, 8, 1),
        "valid_until": date(2028, 7, 31),
        "period": "2024-2028",
        "year": 2024,
        "publisher": "SWV Dorp",
        "kind": "plan",
        "file": f"{id}.txt",
        "sha256": "0" * 64,
        "website": "https://swv-dorp.example",
    }
    return Plan(**{**fields, **changes})  # type: ignore[arg-type]


def document(text: str, of: Plan | None = None) -> Document:
    """A document whose clean text is its source text."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    described = of or plan(sha256=sha256)
    source = SourceText(sha256=sha256, name="dorp.txt", text=text, reader="text")
    return Document(described, source, CleanText((Piece(0, len(text), text),)))


def chunk(text: str, id: str = "dorp-2024-1", start: int = 0, **changes: object) -> Chunk:
    """A chunk of the invented plan that stands at `start` in its source."""
    fields: dict[str, object] = {
        "id": id,
        "plan": "dorp-2024",
        "path": ("1 Aanmelden",),
        "text": text,
        "spans": (Span(start, start + len(text)),),
        "place": 0,
        "kind": "regel",
        "sectors": ("vo", "so"),
    }
    return Chunk(**{**fields, **changes})  # type: ignore[arg-type]


@dataclass
class ScriptedAssistant:
    """An Assistant that gives prepared hits and answers, keeps what it was asked, and fails when told to."""

    documents: Sequence[Document] = ()
    outlines: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    hits: Sequence[Hit] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    otherwise: Answer = field(default_factory=lambda: Answer("no_source", "Dit staat niet in de plannen."))
    fails: Exception | None = None
    asked: list[tuple[str, Scope, Role]] = field(default_factory=list)
    searched: list[tuple[str, Scope, int]] = field(default_factory=list)

    def plans(self) -> tuple[Plan, ...]:
        """The plans of its documents."""
        self._may_fail()
        return tuple(document.plan for document in self.documents)

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The first k prepared hits, whatever the question."""
        self._may_fail()
        self.searched.append((question, scope, k))
        return list(self.hits[:k])

    def ask(self, question: str, scope: Scope, role: Role = "ouder") -> Answer:
        """The answer prepared for this question."""
        self._may_fail()
        self.asked.append((question, scope, role))
        return self.answers.get(question, self.otherwise)

    def document(self, plan_id: str) -> Document:
        """The document of a plan."""
        self._may_fail()
        for document in self.documents:
            if document.plan.id == plan_id:
                return document
        raise NotFound(f"no plan {plan_id!r}")

    def passage(self, chunk_id: str) -> Chunk:
        """The chunk of a prepared hit."""
        self._may_fail()
        return self._chunks()[self._place(chunk_id)]

    def neighbours(self, chunk_id: str) -> tuple[str | None, str | None]:
        """The ids before and after a chunk among the prepared hits."""
        place, chunks = self._place(chunk_id), self._chunks()
        before = chunks[place - 1].id if place > 0 else None
        return before, chunks[place + 1].id if place + 1 < len(chunks) else None

    def outline(self, plan_id: str) -> tuple[Section, ...]:
        """The prepared sections of a plan."""
        self._may_fail()
        return self.outlines.get(plan_id, ())

    def status(self) -> Mapping[str, object]:
        """Which index it pretends to serve."""
        self._may_fail()
        return {"index": "scripted", "embedder": "none", "chunks": len(self.hits), "created": "2026-01-01T00:00:00Z"}

    def _chunks(self) -> list[Chunk]:
        return sorted((hit.chunk for hit in self.hits), key=lambda chunk: chunk.place)

    def _place(self, chunk_id: str) -> int:
        ids = [chunk.id for chunk in self._chunks()]
        if chunk_id not in ids:
            raise NotFound(f"no passage {chunk_id!r}")
        return ids.index(chunk_id)

    def _may_fail(self) -> None:
        if self.fails is not None:
            raise self.fails
