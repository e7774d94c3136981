"""Swapping an index in: whole or not at all, one ingest at a time, and a way back."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import IndexMismatch, IndexUnusable, IngestRunning, NoIndex, SettingsError
from assistant.indexes import (
    CURRENT,
    FORMAT,
    INDEX_ID,
    MANIFEST,
    PREVIOUS,
    STORE,
    Manifest,
    Versions,
    current_index,
    generation,
    index_root,
    pointed,
    read_manifest,
)
from assistant.storage import write_store
from ingest.swap import building, locked, new_index_id, publish, rollback, sweep

NOON = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)
HOLDER = """
import sys
from pathlib import Path
from ingest.swap import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def manifest(index_id: str, format: int = FORMAT) -> Manifest:
    versions = Versions(reader="1", cleaner="1", chunker="1", layouts="1")
    return Manifest(
        format=format,
        id=index_id,
        created=NOON,
        embedder="words",
        versions=versions,
        catalogue="c",
        plans=(),
        parts=(STORE,),
    )


def put(state: Path, format: int = FORMAT) -> str:
    """Build and publish an index that holds nothing."""
    index_root(state).mkdir(parents=True, exist_ok=True)
    index_id = new_index_id(NOON)
    with building(state) as folder:
        write_store(folder / STORE, [], [], [])
        publish(state, folder, manifest(index_id, format))
    return index_id


def names(state: Path) -> set[str]:
    return {path.name for path in index_root(state).iterdir()}


def test_index_id_says_when_and_differs_each_time() -> None:
    one, other = new_index_id(NOON), new_index_id(NOON)

    assert one.startswith("20260304T120000Z-")
    assert INDEX_ID.fullmatch(one)
    assert one != other


def test_published_index_is_current_and_says_what_it_is(tmp_path: Path) -> None:
    index_id = put(tmp_path)

    assert current_index(tmp_path).name == index_id
    assert read_manifest(current_index(tmp_path)) == manifest(index_id)
    assert names(tmp_path) == {CURRENT, index_id}


def test_one_before_it_becomes_previous(tmp_path: Path) -> None:
    first, second = put(tmp_path), put(tmp_path)

    assert (current_index(tmp_path).name, pointed(tmp_path, PREVIOUS)) == (second, index_root(tmp_path) / first)


def test_generation_changes_with_every_swap(tmp_path: Path) -> None:
    seen = [generation(tmp_path)]
    for _ in range(3):
        put(tmp_path)
        seen.append(generation(tmp_path))
    rollback(tmp_path)
    seen.append(generation(tmp_path))

    assert seen[0] is None
    assert len(set(seen)) == 5


def test_generation_stays_while_nothing_is_swapped(tmp_path: Path) -> None:
    put(tmp_path)

    assert generation(tmp_path) == generation(tmp_path)


@pytest.mark.parametrize(
    "pointer",
    [
        pytest.param(None, id="absent"),
        pytest.param(b"", id="empty"),
        pytest.param(b"../../etc", id="outside"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"20260304T120000Z-abcdef", id="folder is gone"),
    ],
)
def test_pointer_that_names_no_index_means_no_index(tmp_path: Path, pointer: bytes | None) -> None:
    index_root(tmp_path).mkdir()
    if pointer is not None:
        (index_root(tmp_path) / CURRENT).write_bytes(pointer)

    with pytest.raises(NoIndex, match="wegwijzer ingest"):
        current_index(tmp_path)


@pytest.mark.parametrize("content", ["", "{", '{"id": "x"}', f'{{"format": {FORMAT}}}'])
def test_unreadable_manifest_is_unusable(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)

    with pytest.raises(IndexUnusable, match="no readable manifest"):
        read_manifest(tmp_path)


def test_other_format_is_a_mismatch_whatever_else_it_holds(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"format": 99, "news": true}')

    with pytest.raises(IndexMismatch, match="format 99"):
        read_manifest(tmp_path)


def test_folder_is_removed_when_building_fails(tmp_path: Path) -> None:
    index_root(tmp_path).mkdir()

    def fail_halfway() -> None:
        with building(tmp_path) as folder:
            (folder / "half").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    assert names(tmp_path) == set()


def test_kill_between_the_pointers_leaves_the_old_index_serving(tmp_path: Path) -> None:
    first, second = put(tmp_path), put(tmp_path)
    orphan = index_root(tmp_path) / new_index_id(NOON)
    orphan.mkdir()
    (index_root(tmp_path) / PREVIOUS).write_text(second)

    assert current_index(tmp_path).name == second
    with pytest.raises(NoIndex, match="no previous"):
        rollback(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == {CURRENT, PREVIOUS, second}
    assert not (index_root(tmp_path) / first).exists()


def test_sweep_removes_what_is_left_over_and_nothing_else(tmp_path: Path) -> None:
    first, second, third = put(tmp_path), put(tmp_path), put(tmp_path)
    root = index_root(tmp_path)
    (root / ".building-99-abc").mkdir()
    (root / ".building-99-abc" / "store.db").write_text("half")
    (root / ".CURRENT.new").write_text("half")
    (root / "LOCK").write_text("1")
    (root / "notes.txt").write_text("mine")
    (root / "backup").mkdir()

    sweep(tmp_path)

    assert names(tmp_path) == {CURRENT, PREVIOUS, second, third, "LOCK", "notes.txt", "backup"}
    assert first not in names(tmp_path)


def test_rollback_swaps_the_two_and_back(tmp_path: Path) -> None:
    first, second = put(tmp_path), put(tmp_path)

    assert rollback(tmp_path).id == first
    assert current_index(tmp_path).name == first
    assert rollback(tmp_path).id == second
    assert current_index(tmp_path).name == second


def test_rollback_without_a_previous_index_is_refused(tmp_path: Path) -> None:
    index_id = put(tmp_path)

    with pytest.raises(NoIndex, match="no previous index"):
        rollback(tmp_path)

    assert current_index(tmp_path).name == index_id


def test_rollback_to_another_format_is_refused(tmp_path: Path) -> None:
    put(tmp_path, format=0)
    index_id = put(tmp_path)

    with pytest.raises(IndexMismatch):
        rollback(tmp_path)

    assert current_index(tmp_path).name == index_id


def test_rollback_to_a_damaged_index_is_refused(tmp_path: Path) -> None:
    first, second = put(tmp_path), put(tmp_path)
    (index_root(tmp_path) / first / STORE).write_bytes(b"damaged" * 100)

    with pytest.raises(IndexUnusable):
        rollback(tmp_path)

    assert current_index(tmp_path).name == second


def test_second_ingest_is_told_which_process_runs(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"

        with pytest.raises(IngestRunning, match=f"process {holder.pid}"), locked(tmp_path):
            pass

        holder.kill()
    with locked(tmp_path):
        pass


def test_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError

    with locked(tmp_path):
        pass


def test_state_that_is_no_folder_is_a_setting_to_mend(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")

    with pytest.raises(SettingsError, match="WEGWIJZER_STATE"), locked(tmp_path / "state"):
        pass
