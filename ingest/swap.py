"""Puts a finished index in the place of the current one, under a lock, so that a kill at any moment loses nothing.

What each moment leaves: before the rename a `.building-` folder; after it an index that no pointer names; after the
first pointer a PREVIOUS that equals CURRENT. In all of them CURRENT names a whole index, and `sweep` removes the rest.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from assistant.atomic import sync, write_atomically
from assistant.errors import IngestRunning, NoIndex, SettingsError
from assistant.indexes import CURRENT, INDEX_ID, MANIFEST, PREVIOUS, STORE, Manifest, index_root, pointed, read_manifest
from assistant.storage import Store
from ingest.disk import is_full

_LOCK = "LOCK"
_BUILDING = ".building-"


def new_index_id(now: datetime) -> str:
    """A name for an index: when it was made, and some chance so that no two are alike."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the ingest lock; the system frees it when the process ends, however it ends. Raises IngestRunning."""
    with _lock_file(state) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise IngestRunning(f"another ingest is running (process {holder}); wait until it is done") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def building(state: Path) -> Iterator[Path]:
    """A new folder to build an index in; it is removed unless it was published."""
    folder = index_root(state) / f"{_BUILDING}{os.getpid()}-{secrets.token_hex(3)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(state: Path, folder: Path, manifest: Manifest, sound: bool = True) -> Path:
    """Make a built folder the current index, and the current one the previous if it is `sound`. Returns its place."""
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        sync(path)
    target = index_root(state) / manifest.id
    folder.rename(target)
    sync(index_root(state))
    current = pointed(state, CURRENT)
    if current is not None and sound:
        _point(state, PREVIOUS, current.name)
    _point(state, CURRENT, target.name)
    return target


def rollback(state: Path) -> Manifest:
    """Make the previous index the current one, and the other way round. Raises IndexUnusable."""
    current, previous = pointed(state, CURRENT), pointed(state, PREVIOUS)
    if previous is None or previous == current or not previous.is_dir():
        raise NoIndex("there is no previous index to roll back to")
    manifest = read_manifest(previous)
    with Store(previous / STORE) as store:
        store.check()
    _point(state, CURRENT, previous.name)
    if current is not None and current.is_dir():
        _point(state, PREVIOUS, current.name)
    return manifest


def sweep(state: Path) -> None:
    """Remove what killed runs left and indexes that neither pointer names. Only under the lock."""
    kept = {pointed(state, CURRENT), pointed(state, PREVIOUS)}
    for path in index_root(state).iterdir():
        if path.is_symlink() or path in kept:
            continue
        if path.is_dir() and (path.name.startswith(_BUILDING) or INDEX_ID.fullmatch(path.name)):
            shutil.rmtree(path)
        elif path.name in (f".{CURRENT}.new", f".{PREVIOUS}.new"):
            path.unlink()


def _lock_file(state: Path) -> TextIO:
    try:
        index_root(state).mkdir(parents=True, exist_ok=True)
        return (index_root(state) / _LOCK).open("a+", encoding="ascii")
    except OSError as error:
        if is_full(error):
            raise
        raise SettingsError(f"{state} cannot be written ({error.strerror}); set WEGWIJZER_STATE") from error


def _point(state: Path, pointer: str, index_id: str) -> None:
    write_atomically(index_root(state) / pointer, f"{index_id}\n")
