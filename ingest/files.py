"""The files that an ingest looks at: where they stand, and their sha256, kept so that it is computed once."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import copy_atomically, write_atomically
from assistant.errors import SourceError
from assistant.indexes import Origin

_IGNORED = {"readme.md", "readme.txt", "thumbs.db", "desktop.ini"}
_FRESH_NS = 2_000_000_000  # a file changed this recently may change again within one tick of its clock


@dataclass(frozen=True)
class Found:
    """A file. `given` tells that it was named on the command line; `origin` is None outside our two folders."""

    path: Path
    origin: Origin | None
    given: bool = False

    @property
    def name(self) -> str:
        """How reports call it."""
        return printable(self.path.name)


def printable(text: str) -> str:
    """A text that is safe to print: file names may hold line ends, escape codes and bytes that are no text."""
    return "".join(c if c.isprintable() else "?" for c in text)


def added_folder(state: Path) -> Path:
    """The folder that holds copies of the files that users add."""
    return state / "sources"


def find_files(sources: Path, state: Path, given: Sequence[Path]) -> list[Found]:
    """Every file once: those given first, then the folder of originals, then the files added before."""
    origins: dict[Path, Origin] = dict.fromkeys(_files(sources), "sources")
    origins |= dict.fromkeys(_files(added_folder(state)), "added")
    named = dict.fromkeys(path for argument in given for path in _expand(argument))
    first = [Found(path, origins.get(path), given=True) for path in named]
    return [*first, *(Found(path, origin) for path, origin in origins.items() if path not in named)]


def keep_copy(path: Path, state: Path, plan_id: str) -> Path:
    """Copy a file that a user adds to our own folder, under its plan's id. Returns the copy."""
    folder = added_folder(state)
    target = folder / f"{plan_id}{path.suffix.lower()}"
    copy_atomically(path, target)
    for older in folder.glob(f"{plan_id}.*"):
        if older != target and older.stem == plan_id:
            older.unlink()
    return target


def hash_files(files: Sequence[Found], memory: Path) -> tuple[dict[Found, str], dict[Found, SourceError]]:
    """The sha256 of each file that can be read, and an error for each that cannot."""
    hashes = Hashes(memory)
    found: dict[Found, str] = {}
    errors: dict[Found, SourceError] = {}
    for file in files:
        try:
            found[file] = hashes.of(file.path)
        except SourceError as error:
            errors[file] = error
    hashes.save()
    return found, errors


class Hashes:
    """The sha256 of files, remembered by path, size and time of change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _load(file)
        self._seen: dict[str, list[object]] = {}

    def of(self, path: Path) -> str:
        """The sha256 of a file's bytes. Raises SourceError when it cannot be read."""
        try:
            found = path.stat()
            stamp = [found.st_size, found.st_mtime_ns]
            known = self._known.get(str(path))
            sha256 = str(known[2]) if known and known[:2] == stamp else _sha256(path)
        except OSError as error:
            raise SourceError(path.name, f"cannot be read ({error.strerror})") from error
        if time.time_ns() - found.st_mtime_ns > _FRESH_NS:
            self._seen[str(path)] = [*stamp, sha256]
        return sha256

    def save(self) -> None:
        """Remember what was seen in this run, and nothing else."""
        if self._seen != self._known:
            write_atomically(self._file, json.dumps(self._seen, indent=0))


def _files(folder: Path) -> Iterator[Path]:
    """The documents in a folder and those below it, in the order of their names."""
    for path in sorted(folder.resolve().rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder.resolve()).parts)
        if not hidden and path.name.lower() not in _IGNORED and path.is_file():
            yield path


def _expand(argument: Path) -> Iterable[Path]:
    return _files(argument) if argument.is_dir() else (argument.resolve(),)


def _load(file: Path) -> dict[str, list[object]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {path: row for path, row in content.items() if isinstance(row, list) and len(row) == 3}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
