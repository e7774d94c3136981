"""Finding files and knowing them by their bytes, without reading those twice."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from assistant.errors import SourceError
from ingest.files import Found, Hashes, added_folder, find_files, keep_copy

LONG_AGO = time.time() - 3600


def put(path: Path, content: str = "tekst", changed: float = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (changed, changed))
    return path


def test_files_given_come_first_then_originals_then_those_added(tmp_path: Path) -> None:
    sources, state = tmp_path / "sources", tmp_path / "state"
    b, a = put(sources / "b.txt"), put(sources / "map" / "a.txt")
    added, given = put(added_folder(state) / "c.txt"), put(tmp_path / "d.txt")

    found = find_files(sources, state, [given, a])

    assert found == [Found(given, None, True), Found(a, "sources", True), Found(b, "sources"), Found(added, "added")]


def test_file_given_twice_is_found_once(tmp_path: Path) -> None:
    path = put(tmp_path / "d.txt")

    found = find_files(tmp_path / "none", tmp_path / "state", [path, tmp_path / "x" / ".." / "d.txt"])

    assert found == [Found(path, None, True)]


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "één")

    assert Hashes(tmp_path / "files.json").of(path) == hashlib.sha256("één".encode()).hexdigest()


def test_hash_is_remembered_while_size_and_time_stay(tmp_path: Path) -> None:
    path, memory = put(tmp_path / "a.txt", "een"), tmp_path / "files.json"
    hashes = Hashes(memory)
    first = hashes.of(path)
    hashes.save()
    put(path, "twe")

    assert Hashes(memory).of(path) == first


@pytest.mark.parametrize(
    ("content", "changed"),
    [pytest.param("twee", LONG_AGO, id="another size"), pytest.param("twe", LONG_AGO + 1, id="another time")],
)
def test_hash_is_made_anew_when_size_or_time_differ(tmp_path: Path, content: str, changed: float) -> None:
    path, memory = put(tmp_path / "a.txt", "een"), tmp_path / "files.json"
    hashes = Hashes(memory)
    hashes.of(path)
    hashes.save()
    put(path, content, changed)

    assert Hashes(memory).of(path) == hashlib.sha256(content.encode()).hexdigest()


def test_hash_of_a_file_that_just_changed_is_not_remembered(tmp_path: Path) -> None:
    path, memory = put(tmp_path / "a.txt", "een", time.time()), tmp_path / "files.json"
    stamp = path.stat().st_mtime_ns
    hashes = Hashes(memory)
    hashes.of(path)
    hashes.save()
    path.write_text("twe")
    os.utime(path, ns=(stamp, stamp))

    assert Hashes(memory).of(path) == hashlib.sha256(b"twe").hexdigest()


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    memory = tmp_path / "files.json"
    hashes = Hashes(memory)
    hashes.of(put(tmp_path / "a.txt"))
    hashes.save()

    later = Hashes(memory)
    later.of(put(tmp_path / "b.txt"))
    later.save()

    assert "a.txt" not in memory.read_text()


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"weg\.txt: cannot be read"):
        Hashes(tmp_path / "files.json").of(tmp_path / "weg.txt")


def test_copy_replaces_earlier_copies_of_its_plan_only(tmp_path: Path) -> None:
    for name in ("berg.pdf", "berg.bis.pdf", "bergen.pdf"):
        put(added_folder(tmp_path) / name)

    copy = keep_copy(put(tmp_path / "Nieuw.DOCX", "nieuw"), tmp_path, "berg")

    assert copy.read_text() == "nieuw"
    assert {path.name for path in copy.parent.iterdir()} == {"berg.docx", "berg.bis.pdf", "bergen.pdf"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("één plan.txt", "één plan.txt", id="ordinary"),
        pytest.param("a\nb.txt", "a?b.txt", id="line end"),
        pytest.param("a\x1b[2Jb.txt", "a?[2Jb.txt", id="escape code"),
        pytest.param("a\udcffb.txt", "a?b.txt", id="byte that is no text"),
    ],
)
def test_name_of_a_file_is_safe_to_print(name: str, shown: str) -> None:
    assert Found(Path(name), None).name == shown
