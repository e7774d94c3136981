"""Where the indexes stand on disk, which one is current, and what each says of itself in manifest.json."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import IndexMismatch, IndexUnusable, NoIndex

FORMAT = 1  # raise it when the files of an index change shape; older indexes are then refused and built again
CURRENT = "CURRENT"
PREVIOUS = "PREVIOUS"
STORE = "store.db"
MANIFEST = "manifest.json"
INDEX_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")

Origin = Literal["sources", "added", "cards"]


class Facts(BaseModel):
    """What an ingest found in one file. `repairs` counts those of the clean text by kind."""

    model_config = ConfigDict(frozen=True)

    reader: str
    pages: int | None
    characters: int
    characters_per_page: int | None
    sections: int
    chunks: int
    keys: int
    repairs: dict[str, int] = Field(default_factory=dict)
    ocr: bool = False
    hidden: int = 0
    warnings: tuple[str, ...] = ()


class PlanEntry(BaseModel):
    """A plan in an index: the version of its file, where that came from, and a digest of its catalogue entry."""

    model_config = ConfigDict(frozen=True)

    plan: str
    sha256: str
    file: str
    origin: Origin
    described: str
    facts: Facts


class Versions(BaseModel):
    """What made the passages; a change of any of these makes them anew."""

    model_config = ConfigDict(frozen=True)

    reader: str
    cleaner: str
    chunker: str
    layouts: str
    cards: str = ""


class Manifest(BaseModel):
    """What an index is made of. `parts` are the files that must be there."""

    model_config = ConfigDict(frozen=True)

    format: int
    id: str
    created: datetime
    embedder: str
    versions: Versions
    catalogue: str
    plans: tuple[PlanEntry, ...]
    parts: tuple[str, ...]

    @property
    def chunks(self) -> int:
        """The number of passages."""
        return sum(entry.facts.chunks for entry in self.plans)

    @property
    def keys(self) -> int:
        """The number of keys."""
        return sum(entry.facts.keys for entry in self.plans)

    def entry(self, plan_id: str) -> PlanEntry | None:
        """The entry of a plan, None where the index lacks it."""
        return next((entry for entry in self.plans if entry.plan == plan_id), None)


def index_root(state: Path) -> Path:
    """The folder in which all indexes stand."""
    return state / "index"


def current_index(state: Path) -> Path:
    """The folder of the index that serves. Raises NoIndex."""
    folder = pointed(state, CURRENT)
    if folder is None:
        raise NoIndex("there is no index yet; run 'wegwijzer ingest'")
    if not folder.is_dir():
        raise NoIndex(f"the index {folder.name} is gone; run 'wegwijzer ingest'")
    return folder


def pointed(state: Path, pointer: str) -> Path | None:
    """The folder that CURRENT or PREVIOUS names, whether it exists or not; None where the pointer names none."""
    try:
        name = (index_root(state) / pointer).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return index_root(state) / name if INDEX_ID.fullmatch(name) else None


def generation(state: Path) -> tuple[int, int] | None:
    """A token that changes when another index becomes current; it costs one stat. Take it before `current_index`."""
    try:
        found = (index_root(state) / CURRENT).stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino


def read_manifest(folder: Path) -> Manifest:
    """What an index says of itself. Raises IndexMismatch for another format, IndexUnusable for a damaged one."""
    try:
        content = (folder / MANIFEST).read_text(encoding="utf-8")
        found = _Format.model_validate_json(content).format
        if found != FORMAT:
            raise IndexMismatch(f"index {folder.name} has format {found}, not {FORMAT}; run 'wegwijzer ingest'")
        return Manifest.model_validate_json(content)
    except (OSError, UnicodeError, ValidationError) as error:
        raise IndexUnusable(f"index {folder.name} has no readable manifest; run 'wegwijzer ingest'") from error


class _Format(BaseModel):
    format: int
