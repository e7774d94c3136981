"""Writes small files so that a reader, even after a crash, sees the old content or the new, never a half."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_atomically(path: Path, content: str) -> None:
    """Replace a file's content. One writer at a time: callers hold the ingest lock."""
    temporary = _beside(path)
    try:
        temporary.write_text(content, encoding="utf-8")
        _move(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def copy_atomically(source: Path, path: Path) -> None:
    """Copy a file's content to another place."""
    temporary = _beside(path)
    try:
        shutil.copyfile(source, temporary)
        _move(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Let what a file, or the list of a folder, holds reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    """The temporary name is always the same, so that a killed writer leaves one file at most."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.new")


def _move(temporary: Path, path: Path) -> None:
    sync(temporary)
    temporary.replace(path)
    sync(path.parent)
