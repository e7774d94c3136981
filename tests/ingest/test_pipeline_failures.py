"""When something goes wrong: it is named, the rest goes on, and the index that serves is never harmed."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import Chunk, Document, Section, SourceText
from assistant.errors import CatalogueError, DiskFull, IndexCheckFailed, IngestRunning, ModelError
from assistant.indexes import STORE, current_index, read_manifest
from assistant.storage import Store
from ingest.pipeline import Tools, ingest
from ingest.report import FileReport, Report
from ingest.swap import locked
from tests.ingest.workshop import DORP, STAD, CountingEmbedder, JsonWriter, Workshop, workshop

NEW = DORP + "\n\nEen nieuwe regel.\n"


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop with an index of two plans, one of which has changed since."""
    made = workshop(tmp_path)
    made.stock(dorp=DORP, stad=STAD)
    ingest([], made.folders, made.tools())
    made.stock(dorp=NEW, stad=STAD)
    return made


def by_name(report: Report, name: str) -> FileReport:
    return next(file for file in report.files if file.name == name)


def with_read(tools: Tools, read: object) -> Tools:
    return replace(tools, steps=replace(tools.steps, read=read))  # type: ignore[arg-type]


def full_disk(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def full_database(*_: object) -> NoReturn:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    connection.executescript("CREATE TABLE a(b); INSERT INTO a VALUES (zeroblob(100000));")
    raise AssertionError


def no_right(*_: object) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_corrupt_file_beside_good_ones_is_named_and_the_others_go_on(shop: Workshop) -> None:
    bad = "Kapot\n\n!corrupt\n"
    shop.stock(dorp=NEW, kapot=bad, stad=STAD)

    report = ingest([], shop.folders, shop.tools())

    failed = by_name(report, "kapot.txt")
    assert (failed.outcome, failed.error, failed.message) == ("failed", "CorruptSource", "cannot be read")
    assert (report.failed, report.changed) == (True, True)
    assert [entry.plan for entry in read_manifest(current_index(shop.state)).plans] == ["dorp", "stad"]


def test_file_that_keeps_failing_builds_nothing_and_keeps_being_named(shop: Workshop) -> None:
    shop.stock(dorp=NEW, kapot="Kapot\n\n!corrupt\n", stad=STAD)
    first = ingest([], shop.folders, shop.tools())

    second = ingest([], shop.folders, shop.tools())

    assert (second.index, second.changed, second.failed) == (first.index, False, True)


def test_unknown_file_is_named_with_the_way_to_add_it(shop: Workshop) -> None:
    path = shop.put("onbekend.txt", "Kop\n\nTekst.")

    report = ingest([], shop.folders, shop.tools())

    failed = by_name(report, "onbekend.txt")
    assert failed.error == "UnknownPlan"
    assert f"wegwijzer ingest {path}" in str(failed.message)


def test_changed_file_is_named_and_the_earlier_text_stays(shop: Workshop) -> None:
    shop.stock(dorp=DORP, stad=STAD)
    before = ingest([], shop.folders, shop.tools())
    shop.put("dorp.txt", "Heel anders\n\nNiets is hetzelfde.\n")

    report = ingest([], shop.folders, shop.tools())

    failed = report.files[0]
    assert failed.error == "UnknownPlan"
    assert "--plan-id dorp --replace" in str(failed.message)
    assert (report.files[2].name, report.files[2].outcome) == ("dorp.txt", "kept")
    assert (report.index, report.changed, report.failed) == (before.index, False, True)


def test_changed_file_is_not_kept_once_the_catalogue_names_another_version(shop: Workshop) -> None:
    shop.catalogue(dorp="een derde tekst", stad=STAD)

    report = ingest([], shop.folders, shop.tools())

    assert report.removed == ("dorp",)


@pytest.mark.parametrize(
    ("read", "error", "message"),
    [
        pytest.param(no_right, "SourceError", "cannot be read (Permission denied)", id="no right to read"),
        pytest.param(
            lambda path: SourceText("f" * 64, path.name, "tekst", "text"), "SourceError", "changed while", id="changing"
        ),
    ],
)
def test_file_that_cannot_be_read_is_named(shop: Workshop, read: object, error: str, message: str) -> None:
    report = ingest([], shop.folders, with_read(shop.tools(), read))

    failed = report.files[0]
    assert (failed.name, failed.error, report.index) == ("dorp.txt", error, shop.current())
    assert message in str(failed.message)


def test_half_characters_are_a_corrupt_source(shop: Workshop) -> None:
    def read(path: Path) -> SourceText:
        return replace(shop.tools().steps.read(path), text="half \ud800 teken")

    report = ingest([], shop.folders, with_read(shop.tools(), read))

    assert report.files[0].error == "CorruptSource"


def test_file_without_a_passage_is_empty(shop: Workshop) -> None:
    tools = shop.tools()

    def none(document: Document, sections: Sequence[Section]) -> list[Chunk]:
        return []

    report = ingest([], shop.folders, replace(tools, steps=replace(tools.steps, chunks=none)), force=True)

    assert {file.error for file in report.files if file.outcome == "failed"} == {"EmptySource"}


def test_layout_that_does_not_fit_fails_its_own_file_only(shop: Workshop) -> None:
    tools = shop.tools()

    def layout(sha256: str) -> None:
        raise CatalogueError("lines 900-901 do not exist")

    report = ingest([], shop.folders, replace(tools, steps=replace(tools.steps, layout=layout)))

    assert (report.files[0].error, report.files[1].outcome) == ("CatalogueError", "unchanged")


def test_when_every_file_fails_the_current_index_stays(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    shop.stock(dorp=DORP)
    ingest([], shop.folders, shop.tools())
    index = shop.current()
    shop.stock(dorp="Kapot\n\n!corrupt\n")

    report = ingest([], shop.folders, shop.tools())

    assert (report.index, report.changed, report.failed) == (index, False, True)
    assert "the current index stays" in report.problems[0]


@pytest.mark.parametrize("fail", [full_disk, full_database], ids=["system", "SQLite"])
def test_full_disk_is_one_clear_error_and_leaves_nothing_behind(shop: Workshop, fail: object) -> None:
    index = shop.current()

    with pytest.raises(DiskFull, match="is full"):
        ingest([], shop.folders, shop.tools(JsonWriter(before=fail)))  # type: ignore[arg-type]

    assert (shop.current(), shop.leftovers()) == (index, [])
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.text == DORP


def test_full_disk_while_reading_is_not_blamed_on_the_file(shop: Workshop) -> None:
    with pytest.raises(DiskFull):
        ingest([], shop.folders, with_read(shop.tools(), full_disk))


def test_next_run_after_a_full_disk_completes(shop: Workshop) -> None:
    with pytest.raises(DiskFull):
        ingest([], shop.folders, shop.tools(JsonWriter(before=full_disk)))

    report = ingest([], shop.folders, shop.tools())

    assert (report.changed, report.failed) == (True, False)


@pytest.mark.parametrize(
    ("writer", "message"),
    [
        pytest.param(JsonWriter(lose=1), "9 instead of 10 in keys", id="a key is lost"),
        pytest.param(JsonWriter(lose=2), "8 instead of 10 in keys", id="two keys are lost"),
        pytest.param(JsonWriter(stray="stad-0"), "passages of other plans", id="scope leaks"),
        pytest.param(JsonWriter(stray=""), "finds nothing", id="nothing is found"),
    ],
)
def test_index_that_fails_its_checks_does_not_serve(shop: Workshop, writer: JsonWriter, message: str) -> None:
    index = shop.current()

    with pytest.raises(IndexCheckFailed, match=message):
        ingest([], shop.folders, shop.tools(writer))

    assert (shop.current(), shop.leftovers()) == (index, [])


@dataclass
class BrokenEmbedder(CountingEmbedder):
    """An embedder whose vectors are not what they should be."""

    fault: str = "nan"

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors with the fault."""
        vectors = super().passages(texts)
        if self.fault == "nan":
            vectors[0, 0] = np.nan
        return (
            vectors[:-1]
            if self.fault == "short"
            else vectors.astype(np.float64 if self.fault == "wide" else np.float32)
        )


@pytest.mark.parametrize("fault", ["nan", "short", "wide"])
def test_unusable_vectors_are_refused(shop: Workshop, fault: str) -> None:
    index = shop.current()
    shop.embedder = BrokenEmbedder(fault=fault)

    with pytest.raises(ModelError, match="the model gave vectors"):
        ingest([], shop.folders, shop.tools())

    assert (shop.current(), shop.leftovers()) == (index, [])


def test_second_ingest_is_refused_while_one_runs(shop: Workshop) -> None:
    with locked(shop.state), pytest.raises(IngestRunning):
        ingest([], shop.folders, shop.tools())


def test_unusable_catalogue_stops_the_run(shop: Workshop) -> None:
    index = shop.current()
    (shop.folders.corpus / "plans.yaml").write_text("plans: 3")

    with pytest.raises(CatalogueError):
        ingest([], shop.folders, shop.tools())

    assert (shop.current(), shop.leftovers()) == (index, [])


def test_damaged_cache_of_vectors_is_made_anew(shop: Workshop) -> None:
    for path in (shop.state / "embeddings").glob("*.sqlite"):
        path.write_bytes(b"damaged" * 1000)

    report = ingest([], shop.folders, shop.tools())

    assert (report.changed, report.failed) == (True, False)


def test_damaged_memory_of_hashes_is_made_anew(shop: Workshop) -> None:
    (shop.state / "files.json").write_text('{"a": [1]')

    assert not ingest([], shop.folders, shop.tools()).failed
