"""Examines an installation: what is there, what is wrong, and how to mend it. It changes nothing."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from assistant.cards import FOLDER as CARDS
from assistant.catalogue import load_catalogue
from assistant.errors import CatalogueError, IndexUnusable, ModelError
from assistant.indexes import current_index, read_manifest
from assistant.machine import (
    Finding,
    disk_space,
    node,
    ocr,
    packages,
    python_version,
    read_lock,
    torch_build,
    writable,
)
from assistant.retrieval.bundled_model import choose_model, model_folder, own_variant, read_made
from assistant.retrieval.model_files import digest
from assistant.settings import ROOT, Settings

__all__ = ["Finding", "examine"]

_MAKE_AGAIN = "run 'wegwijzer setup', then 'wegwijzer ingest'"


def examine(settings: Settings) -> list[Finding]:
    """Everything about this installation, in the order in which it is best mended."""
    state = settings.state
    return [
        python_version(sys.version_info[:3]),
        packages(read_lock(ROOT / "requirements.lock")),
        torch_build(),
        writable(state),
        disk_space(state),
        embedding_model(settings.embedding.model, state),
        *sources(settings.corpus, settings.sources, state),
        index(settings.embedding.model, state),
        ocr(),
        node(),
    ]


def embedding_model(model: str, state: Path) -> Finding:
    """Whether the model is there and, if it is the embedded one, is what it was when it was verified."""
    if model:
        return _named_model(model, state)
    folder = model_folder(state)
    made = read_made(folder)
    if made is None:
        return Finding("model", False, "the embedded model has not been made", "run 'wegwijzer setup'")
    if digest(folder) != made.digest:
        return Finding("model", False, f"the files in {folder} changed since they were verified", _MAKE_AGAIN)
    if made.variant != own_variant():
        return Finding("model", False, f"made for {made.variant}, this processor is {own_variant()}", _MAKE_AGAIN)
    return Finding("model", True, f"{folder.name}, int8 for {made.variant}, cosine {made.cosine} to its reference")


def sources(corpus: Path, folder: Path, state: Path) -> list[Finding]:
    """Whether there are originals at all, and which plans of the catalogue have theirs."""
    try:
        plans = load_catalogue(corpus, state).plans
    except CatalogueError as error:
        return [Finding("catalogue", False, str(error), "mend the file; the message names the entry")]
    files = _by_sha256((folder, state / "sources"))
    found = {plan.id: files.get(plan.sha256 or "") for plan in plans}
    remedy = f"put originals in {folder}, or set WEGWIJZER_SOURCES, then run 'wegwijzer ingest'"
    count = sum(path is not None for path in found.values())
    cards = next((corpus / CARDS).glob("*/*.md"), None) is not None
    stand_in = "; topic cards stand in for the others" if cards and count < len(plans) else ""
    total = Finding(
        "sources", count > 0 or cards, f"{count} of {len(plans)} plans{stand_in}", "" if count == len(plans) else remedy
    )
    return [total, *(Finding(f"source {id}", True, str(path or "absent")) for id, path in found.items())]


def index(model: str, state: Path) -> Finding:
    """Whether there is an index, and whether the model that made it is the one that will search it."""
    try:
        manifest = read_manifest(current_index(state))
        embedder = choose_model(model, state).name
    except IndexUnusable as error:
        return Finding("index", False, str(error), "run 'wegwijzer ingest'")
    except ModelError:
        return Finding("index", False, "it cannot be searched without the model", "run 'wegwijzer setup'")
    if manifest.embedder != embedder:
        detail = f"made with {manifest.embedder}, the model now is {embedder}"
        return Finding("index", False, detail, "run 'wegwijzer ingest', or set WEGWIJZER_EMBEDDING__MODEL back")
    plans = ", ".join(entry.plan for entry in manifest.plans) or "no plans"
    return Finding("index", True, f"{manifest.id}: {manifest.chunks} passages of {plans}")


def _named_model(model: str, state: Path) -> Finding:
    try:
        return Finding("model", True, choose_model(model, state).name)
    except ModelError as error:
        return Finding("model", False, f"{model} is not usable", str(error))


def _by_sha256(folders: Iterable[Path]) -> dict[str, Path]:
    paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if path.is_file()]
    return {_sha256(path): path for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
