"""store.db, the texts of an index: plans, source texts, clean texts, sections, chunks. Written once, then read only."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import TypeAdapter

from assistant.domain import Chunk, CleanText, Document, Piece, Plan, Section, SourceText, Span
from assistant.errors import IndexCheckFailed, IndexUnusable, NotFound

_SCHEMA = """
CREATE TABLE plans(id TEXT PRIMARY KEY, place INTEGER NOT NULL, plan TEXT NOT NULL);
CREATE TABLE documents(plan TEXT PRIMARY KEY, source TEXT NOT NULL, text BLOB NOT NULL, pieces TEXT NOT NULL);
CREATE TABLE sections(plan TEXT, place INTEGER, section TEXT NOT NULL, PRIMARY KEY(plan, place));
CREATE TABLE chunks(id TEXT PRIMARY KEY, plan TEXT NOT NULL, place INTEGER NOT NULL, path TEXT NOT NULL,
    text TEXT NOT NULL, spans TEXT NOT NULL, kind TEXT NOT NULL, sectors TEXT NOT NULL, page INTEGER,
    UNIQUE(plan, place));
"""
_CHUNK = "SELECT id, plan, place, path, text, spans, kind, sectors, page FROM chunks"
_DOCUMENTS_KEPT = 16
_PLAN, _SOURCE, _SECTION = TypeAdapter(Plan), TypeAdapter(SourceText), TypeAdapter(Section)


@dataclass(frozen=True)
class Counts:
    """How much a store holds."""

    plans: int
    sections: int
    chunks: int


def write_store(
    path: Path, documents: Iterable[Document], sections: Iterable[Section], chunks: Iterable[Chunk]
) -> None:
    """Write a new store. Sections and chunks stand in reading order within each plan."""
    by_plan: defaultdict[str, list[Section]] = defaultdict(list)
    passages: defaultdict[str, list[Chunk]] = defaultdict(list)
    for section in sections:
        by_plan[section.plan].append(section)
    for chunk in chunks:
        passages[chunk.plan].append(chunk)
    with store_writer(path) as writer:
        for place, document in enumerate(documents):
            plan = document.plan.id
            writer.add(place, document, by_plan[plan], passages[plan])


class StoreWriter:
    """Adds documents one by one to a store that nobody reads yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, place: int, document: Document, sections: Sequence[Section], chunks: Sequence[Chunk]) -> None:
        """Add a plan; `place` orders the plans. Raises IndexCheckFailed when an id or a place is used twice."""
        plan, text = document.plan, document.source.text
        head = _SOURCE.dump_json(replace(document.source, text="")).decode()
        try:
            self._insert("plans", [(plan.id, place, _PLAN.dump_json(plan).decode())])
            self._insert("documents", [(plan.id, head, text.encode("utf-8"), _pack(text, document.clean))])
            self._insert(
                "sections", [(plan.id, i, _SECTION.dump_json(section).decode()) for i, section in enumerate(sections)]
            )
            self._insert("chunks", [_row(chunk) for chunk in chunks])
        except sqlite3.IntegrityError as error:
            raise IndexCheckFailed(f"{plan.id}: an id or a place is used twice ({error})") from error

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


@contextmanager
def store_writer(path: Path) -> Iterator[StoreWriter]:
    """A new store to add to. Whoever is killed meanwhile throws the file away, so SQLite keeps no journal."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        yield StoreWriter(connection)
        connection.commit()
    finally:
        connection.close()


class Store:
    """A finished store. It may be used from several threads; the last few documents are kept in memory."""

    def __init__(self, path: Path) -> None:
        """Open a store. Raises IndexUnusable when it is absent or damaged."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._path, self._lock = path, Lock()
        self._document = lru_cache(_DOCUMENTS_KEPT)(self._load)
        try:
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._plans = {id: _PLAN.validate_json(plan) for id, plan in self._plan_rows()}
        except (sqlite3.Error, ValueError) as error:
            raise IndexUnusable(f"{path} is not a readable store; run 'wegwijzer ingest'") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def plans(self) -> tuple[Plan, ...]:
        """All plans, in the order of the catalogue."""
        return tuple(self._plans.values())

    def plan(self, plan_id: str) -> Plan:
        """One plan. Raises NotFound."""
        if plan_id not in self._plans:
            raise NotFound(f"no plan is called {plan_id!r}")
        return self._plans[plan_id]

    def document(self, plan_id: str) -> Document:
        """A plan with its source text and clean text. Raises NotFound."""
        self.plan(plan_id)
        return self._document(plan_id)

    def outline(self, plan_id: str) -> tuple[Section, ...]:
        """The sections of a plan, in reading order. Raises NotFound."""
        self.plan(plan_id)
        rows = self._rows("SELECT section FROM sections WHERE plan = ? ORDER BY place", plan_id)
        return tuple(_SECTION.validate_json(section) for (section,) in rows)

    def chunk(self, chunk_id: str) -> Chunk:
        """One passage. Raises NotFound."""
        return self.chunks_by_id([chunk_id])[0]

    def chunks_by_id(self, ids: Sequence[str]) -> list[Chunk]:
        """Passages in the order of their ids. Raises NotFound when one is unknown."""
        rows = self._rows(f"{_CHUNK} WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))
        found: Mapping[str, Chunk] = {row[0]: _chunk(row) for row in rows}
        unknown = next((id for id in ids if id not in found), None)
        if unknown is not None:
            raise NotFound(f"no passage is called {unknown!r}")
        return [found[id] for id in ids]

    def chunks_of(self, plan_id: str) -> list[Chunk]:
        """All passages of a plan, in reading order. Raises NotFound."""
        self.plan(plan_id)
        return [_chunk(row) for row in self._rows(f"{_CHUNK} WHERE plan = ? ORDER BY place", plan_id)]

    def neighbours(self, chunk: Chunk) -> tuple[Chunk | None, Chunk | None]:
        """The passages before and after one in its plan, None at the ends."""
        where = "WHERE plan = ? AND place {} ? ORDER BY place {} LIMIT 1"
        before = self._rows(f"{_CHUNK} {where.format('<', 'DESC')}", chunk.plan, chunk.place)
        after = self._rows(f"{_CHUNK} {where.format('>', 'ASC')}", chunk.plan, chunk.place)
        return (_chunk(before[0]) if before else None, _chunk(after[0]) if after else None)

    def counts(self) -> Counts:
        """How many plans, sections and passages there are."""
        tables = ("plans", "sections", "chunks")
        return Counts(*(self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables))

    def check(self) -> None:
        """Read every page of the file. Raises IndexUnusable when one is damaged."""
        if self._rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise IndexUnusable(f"{self._path} is damaged; run 'wegwijzer ingest'")

    def _plan_rows(self) -> list[tuple[Any, ...]]:
        return self._rows("SELECT id, plan FROM plans ORDER BY place")

    def _load(self, plan_id: str) -> Document:
        [(head, text, pieces)] = self._rows("SELECT source, text, pieces FROM documents WHERE plan = ?", plan_id)
        source = replace(_SOURCE.validate_json(head), text=text.decode("utf-8"))
        return Document(self.plan(plan_id), source, _unpack(source.text, pieces))

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexUnusable(f"{self._path} is damaged; run 'wegwijzer ingest'") from error


def _pack(text: str, clean: CleanText) -> str:
    """Pieces as JSON: a run copied unchanged is only its range, since its text stands in the source."""
    rows = [
        (piece.start, piece.end)
        if piece.repair is None and text[piece.start : piece.end] == piece.text
        else (piece.start, piece.end, piece.text, piece.repair)
        for piece in clean.pieces
    ]
    return json.dumps(rows, separators=(",", ":"))


def _unpack(text: str, packed: str) -> CleanText:
    return CleanText(
        tuple(
            Piece(row[0], row[1], text[row[0] : row[1]]) if len(row) == 2 else Piece(*row) for row in json.loads(packed)
        )
    )


def _row(chunk: Chunk) -> tuple[object, ...]:
    spans = json.dumps([(span.start, span.end) for span in chunk.spans])
    path, sectors = json.dumps(chunk.path), json.dumps(chunk.sectors)
    return chunk.id, chunk.plan, chunk.place, path, chunk.text, spans, chunk.kind, sectors, chunk.page


def _chunk(row: tuple[Any, ...]) -> Chunk:
    id, plan, place, path, text, spans, kind, sectors, page = row
    ranges = tuple(Span(start, end) for start, end in json.loads(spans))
    return Chunk(id, plan, tuple(json.loads(path)), text, ranges, place, kind, tuple(json.loads(sectors)), page)
