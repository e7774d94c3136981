"""A small ingest to try things on: text files, steps of a few lines, and an index that is one JSON file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.catalogue import FILE
from assistant.domain import CardPlace, Chunk, CleanText, Document, Heading, Key, Page, Piece, Section, SourceText, Span
from assistant.errors import CorruptSource, EmptySource
from assistant.indexes import Versions, current_index
from assistant.retrieval.embedding import Embedder
from ingest.build import Model
from ingest.intake import Folders
from ingest.layout import Layout
from ingest.pipeline import Tools
from ingest.steps import Steps
from tests.fakes import WordEmbedder

DORP = "Aanmelden\n\nOuders melden hun kind aan bij een school.\n\nDe school zoekt een passende plek.\n"
STAD = "Toelaten\n\nDe commissie beslist over toelating.\n\nZij vraagt twee deskundigen om advies.\n"
VERSIONS = Versions(reader="1", cleaner="1", chunker="1", layouts="1")


def sha256(text: str) -> str:
    """The sha256 of a text's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(path: Path) -> SourceText:
    """A text file with one page; `!corrupt` in it makes it one that cannot be read."""
    content = path.read_bytes()
    text = content.decode()
    if "!corrupt" in text:
        raise CorruptSource(path.name, "cannot be read")
    if not text.strip():
        raise EmptySource(path.name, "holds no text")
    digest = hashlib.sha256(content).hexdigest()
    heading = Heading(0, text.index("\n") + 1, 1)
    return SourceText(digest, path.name, text, "text", (Page(1, 0, len(text)),), (heading,), hidden=3)


def clean(source: SourceText, layout: Layout | None) -> CleanText:
    """The text with its first line dropped."""
    end = source.headings[0].end
    return CleanText((Piece(0, end, "", "heading"), Piece(end, len(source.text), source.text[end:])))


def sections(document: Document, layout: Layout | None) -> list[Section]:
    """One section, under the first line."""
    title = document.source.text.split("\n", 1)[0]
    return [Section(document.plan.id, (title,), 0, len(document.clean.text))]


def chunks(document: Document, outline: Sequence[Section]) -> list[Chunk]:
    """One passage per paragraph."""
    found, at = [], 0
    text = document.source.text
    for place, paragraph in enumerate(document.clean.text.strip().split("\n\n")):
        at = text.index(paragraph, at)
        span = Span(at, at + len(paragraph))
        path, plan = outline[0].path, document.plan
        found.append(Chunk(f"{plan.id}-{place}", plan.id, path, paragraph, (span,), place, "regel", plan.sectors, 1))
    return found


def keys(chunk: Chunk) -> list[Key]:
    """The passage and its heading."""
    return [Key(chunk.id, chunk.text), Key(chunk.id, chunk.heading)]


STEPS = Steps(VERSIONS, read, lambda sha256: None, clean, sections, chunks, keys)


@dataclass
class JsonWriter:
    """An IndexWriter whose index is one JSON file; `before` runs at the start of each write, `lose` drops keys."""

    before: Callable[[Path], None] = lambda folder: None
    lose: int = 0
    stray: str | None = None

    def write(
        self,
        folder: Path,
        chunks: Sequence[Chunk],
        keys: Sequence[Key],
        vectors: NDArray[np.float32],
        cards: Sequence[CardPlace],
    ) -> None:
        """Write the plan of each passage and the text of each key."""
        self.before(folder)
        assert len(keys) == len(vectors)
        plans = {chunk.id: chunk.plan for chunk in chunks}
        rows = [(key.target, key.text, plans[key.target]) for key in keys[self.lose :]]
        (folder / "keys.json").write_text(json.dumps(rows), encoding="utf-8")

    def counts(self, folder: Path) -> Mapping[str, int]:
        """The number of keys."""
        return {"keys": len(_rows(folder))}

    def probe(self, folder: Path, plan: str, text: str, vector: NDArray[np.float32]) -> Sequence[str]:
        """The passages of a plan that have a key with just this text."""
        return (
            list(filter(None, [self.stray]))
            if self.stray is not None
            else [chunk for chunk, key, of in _rows(folder) if (key, of) == (text, plan)]
        )


def _rows(folder: Path) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in json.loads((folder / "keys.json").read_text(encoding="utf-8"))]


@dataclass
class CountingEmbedder(WordEmbedder):
    """A WordEmbedder that keeps the texts it was given."""

    seen: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector per text."""
        self.seen += texts
        return super().passages(texts)


@dataclass
class Workshop:
    """The folders of an ingest, with the catalogue made to fit the files."""

    folders: Folders
    embedder: CountingEmbedder = field(default_factory=CountingEmbedder)
    loads: int = 0

    @property
    def state(self) -> Path:
        """The folder in which the ingest makes things."""
        return self.folders.state

    def put(self, name: str, text: str) -> Path:
        """Write a file in the folder of originals."""
        path = self.folders.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def catalogue(self, **texts: str) -> None:
        """Make the catalogue hold a plan per text; `dorp` is named dorp and its file dorp.txt."""
        plans = [entry(name, text) for name, text in texts.items()]
        self.folders.corpus.mkdir(parents=True, exist_ok=True)
        (self.folders.corpus / FILE).write_text(yaml.safe_dump({"plans": plans}), encoding="utf-8")

    def stock(self, **texts: str) -> None:
        """Put texts in the catalogue and in the folder of originals."""
        self.catalogue(**texts)
        for name, text in texts.items():
            self.put(f"{name}.txt", text)

    def tools(self, writer: JsonWriter | None = None, /, name: str = "words", **versions: str) -> Tools:
        """The tools of an ingest; a version can be changed."""
        steps = replace(STEPS, versions=VERSIONS.model_copy(update=versions))
        return Tools(steps, Model(name, self._load), writer or JsonWriter())

    def current(self) -> str:
        """The id of the index that serves."""
        return current_index(self.state).name

    def leftovers(self) -> list[str]:
        """What stands among the indexes and is none, nor a pointer, nor the lock."""
        return [path.name for path in (self.state / "index").iterdir() if path.name.startswith(".")]

    def _load(self) -> Embedder:
        self.loads += 1
        return self.embedder


def workshop(root: Path) -> Workshop:
    """A workshop in an empty folder."""
    return Workshop(Folders(root / "corpus", root / "sources", root / "state"))


def entry(name: str, text: str | None, **changes: object) -> dict[str, object]:
    """A catalogue entry for a text."""
    fields: dict[str, object] = {
        "id": name,
        "title": f"Plan van {name}",
        "samenwerkingsverband": f"SWV {name}",
        "region": [],
        "sectors": ["vo"],
        "valid_from": None,
        "valid_until": None,
        "kind": "plan",
        "file": f"{name}.txt",
        "sha256": sha256(text) if text is not None else None,
    }
    return {**fields, **changes}
