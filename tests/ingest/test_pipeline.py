"""The ingest as a whole: what it makes, what it leaves alone, what it removes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.domain import SourceText
from assistant.indexes import PREVIOUS, STORE, current_index, pointed, read_manifest
from assistant.storage import Counts, Store
from ingest.pipeline import ingest
from ingest.report import Report
from tests.ingest.workshop import DORP, STAD, JsonWriter, Workshop, sha256, workshop


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = workshop(tmp_path)
    made.stock(dorp=DORP, stad=STAD)
    return made


def run(shop: Workshop, *given: Path, force: bool = False) -> Report:
    return ingest(given, shop.folders, shop.tools(), force=force)


def outcomes(report: Report) -> dict[str, str]:
    return {file.name: file.outcome for file in report.files}


def test_first_run_makes_an_index_of_all_files(shop: Workshop) -> None:
    report = run(shop)

    assert outcomes(report) == {"dorp.txt": "indexed", "stad.txt": "indexed"}
    assert (report.index, report.changed, report.failed) == (shop.current(), True, False)
    with Store(current_index(shop.state) / STORE) as store:
        assert store.counts() == Counts(plans=2, sections=2, chunks=4)
        assert store.document("dorp").source.text == DORP
        assert store.chunk("stad-1").text == "Zij vraagt twee deskundigen om advies."


def test_manifest_says_what_the_index_is_made_of(shop: Workshop) -> None:
    at = datetime(2026, 3, 4, tzinfo=UTC)

    ingest([], shop.folders, shop.tools(), now=lambda: at)

    manifest = read_manifest(current_index(shop.state))
    assert (manifest.created, manifest.embedder, manifest.chunks, manifest.keys) == (at, "words", 4, 8)
    assert [(entry.plan, entry.sha256, entry.file) for entry in manifest.plans] == [
        ("dorp", sha256(DORP), "dorp.txt"),
        ("stad", sha256(STAD), "stad.txt"),
    ]
    assert set(manifest.parts) == {"store.db", "keys.json", "embedded.bin"}


def test_report_tells_what_was_found_in_a_file(shop: Workshop) -> None:
    facts = run(shop).files[0].facts

    assert facts is not None
    assert (facts.reader, facts.pages, facts.characters, facts.sections, facts.chunks) == ("text", 1, len(DORP), 1, 2)
    assert facts.repairs == {"heading": 1}
    assert facts.hidden == 3
    assert facts.warnings == (f"only {len(DORP)} characters per page; some pages may be pictures",)


def test_nothing_changed_makes_nothing_and_loads_no_model(shop: Workshop) -> None:
    first = run(shop)
    shop.loads = 0

    second = run(shop)

    assert (second.index, second.changed, shop.loads) == (first.index, False, 0)
    assert outcomes(second) == {"dorp.txt": "unchanged", "stad.txt": "unchanged"}
    assert second.files[0].facts == first.files[0].facts
    assert shop.leftovers() == []


def test_file_that_only_moved_or_got_another_name_is_unchanged(shop: Workshop) -> None:
    run(shop)
    (shop.folders.sources / "dorp.txt").unlink()
    shop.put("map/anders.txt", DORP)

    report = run(shop)

    assert (report.changed, outcomes(report)["anders.txt"]) == (False, "unchanged")


def test_changed_plan_is_made_anew_and_the_other_is_copied(shop: Workshop) -> None:
    run(shop)
    shop.embedder.seen.clear()
    shop.stock(dorp=DORP.replace("school", "klas"), stad=STAD)

    report = run(shop)

    assert outcomes(report) == {"dorp.txt": "indexed", "stad.txt": "unchanged"}
    assert sorted(shop.embedder.seen) == [
        "De klas zoekt een passende plek.",
        "Ouders melden hun kind aan bij een klas.",
    ]
    with Store(current_index(shop.state) / STORE) as store:
        assert [plan.id for plan in store.plans()] == ["dorp", "stad"]
        assert store.document("stad").source.text == STAD
        assert store.chunk("dorp-1").text == "De klas zoekt een passende plek."


def test_source_that_is_gone_disappears(shop: Workshop) -> None:
    run(shop)
    (shop.folders.sources / "stad.txt").unlink()

    report = run(shop)

    assert (report.removed, report.absent, report.changed, report.failed) == (("stad",), ("stad",), True, False)
    with Store(current_index(shop.state) / STORE) as store:
        assert [plan.id for plan in store.plans()] == ["dorp"]


def test_source_that_returns_needs_no_embedding_while_the_previous_index_has_it(shop: Workshop) -> None:
    run(shop)
    (shop.folders.sources / "stad.txt").unlink()
    run(shop)
    shop.put("stad.txt", STAD)
    shop.embedder.seen.clear()

    report = run(shop)

    assert outcomes(report)["stad.txt"] == "indexed"
    assert shop.embedder.seen == []


def test_vectors_that_no_index_uses_any_more_are_forgotten(shop: Workshop) -> None:
    run(shop)
    (shop.folders.sources / "stad.txt").unlink()
    run(shop)
    shop.stock(dorp=DORP + "\n\nNieuw.\n")
    run(shop)
    shop.stock(dorp=DORP + "\n\nNieuw.\n", stad=STAD)
    shop.embedder.seen.clear()

    run(shop)

    assert len(shop.embedder.seen) == 3


@pytest.mark.parametrize("part", ["reader", "cleaner", "chunker", "layouts"])
def test_change_of_a_step_makes_everything_anew_without_embedding_it_again(shop: Workshop, part: str) -> None:
    first = run(shop)
    shop.loads = 0

    report = ingest([], shop.folders, shop.tools(**{part: "2"}))

    assert set(outcomes(report).values()) == {"indexed"}
    assert report.index != first.index
    assert shop.loads == 0


@pytest.mark.parametrize(
    ("change", "times"),
    [
        pytest.param({"cleaner": "2"}, 0, id="another cleaner takes the text from the index"),
        pytest.param({"reader": "2"}, 2, id="another reader reads"),
    ],
)
def test_files_are_read_only_when_the_reader_changed(shop: Workshop, change: dict[str, str], times: int) -> None:
    run(shop)
    tools = shop.tools(**change)
    read: list[str] = []

    def reading(path: Path) -> SourceText:
        read.append(path.name)
        return tools.steps.read(path)

    ingest([], shop.folders, replace(tools, steps=replace(tools.steps, read=reading)))

    assert len(read) == times


def test_other_embedder_embeds_everything_and_forgets_the_older_vectors_in_time(shop: Workshop) -> None:
    run(shop)
    shop.embedder.seen.clear()

    report = ingest([], shop.folders, shop.tools(name="other/words"))

    assert set(outcomes(report).values()) == {"unchanged"}
    assert read_manifest(current_index(shop.state)).embedder == "other/words"
    assert len(shop.embedder.seen) == 6
    assert len(list((shop.state / "embeddings").glob("*.sqlite"))) == 2
    ingest([], shop.folders, shop.tools(name="other/words"), force=True)
    assert len(list((shop.state / "embeddings").glob("*.sqlite"))) == 1


def test_force_reads_everything_anew_but_embeds_nothing_twice(shop: Workshop) -> None:
    run(shop)
    shop.embedder.seen.clear()

    report = run(shop, force=True)

    assert (report.changed, set(outcomes(report).values()), shop.embedder.seen) == (True, {"indexed"}, [])


def test_change_of_the_catalogue_reaches_the_index(shop: Workshop) -> None:
    run(shop)
    path = shop.folders.corpus / "plans.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Plan van dorp", "Nieuwe titel"), encoding="utf-8")

    report = run(shop)

    assert outcomes(report) == {"dorp.txt": "indexed", "stad.txt": "unchanged"}
    with Store(current_index(shop.state) / STORE) as store:
        assert store.plan("dorp").title == "Nieuwe titel"


def test_plan_that_leaves_the_catalogue_leaves_the_index_and_its_file_is_named(shop: Workshop) -> None:
    run(shop)
    shop.catalogue(dorp=DORP)

    report = run(shop)

    assert report.removed == ("stad",)
    assert (report.files[1].error, report.failed) == ("UnknownPlan", True)


def test_same_content_under_two_names_is_taken_once(shop: Workshop) -> None:
    shop.put("kopie.txt", DORP)

    report = run(shop)

    assert outcomes(report)["kopie.txt"] == "duplicate"
    assert not report.failed
    assert read_manifest(current_index(shop.state)).chunks == 4


def test_files_that_are_no_sources_are_passed_over(shop: Workshop) -> None:
    for name in ("README.md", ".DS_Store", "~$dorp.docx", ".map/x.txt", "Thumbs.db"):
        shop.put(name, "iets")

    assert set(outcomes(run(shop))) == {"dorp.txt", "stad.txt"}


def test_no_sources_and_no_index_is_no_failure(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    shop.catalogue(dorp=DORP)

    report = run(shop)

    assert (report.index, report.failed, report.absent) == (None, False, ("dorp",))
    assert shop.leftovers() == []


@pytest.mark.parametrize("folder_stays", [True, False], ids=["empty folder", "missing folder"])
def test_sources_that_vanish_as_a_whole_do_not_empty_the_index(shop: Workshop, folder_stays: bool) -> None:
    first = run(shop)
    for path in shop.folders.sources.iterdir():
        path.unlink()
    if not folder_stays:
        shop.folders.sources.rmdir()

    report = run(shop)

    assert (report.index, report.changed, report.failed) == (first.index, False, True)
    assert "missing or empty" in report.problems[0]
    assert outcomes(report) == {"dorp.txt": "kept", "stad.txt": "kept"}


def test_vanished_sources_survive_a_change_of_the_cleaner(shop: Workshop) -> None:
    run(shop)
    for path in shop.folders.sources.iterdir():
        path.unlink()

    report = ingest([], shop.folders, shop.tools(cleaner="2"))

    assert (report.changed, report.failed) == (True, True)
    assert read_manifest(current_index(shop.state)).versions.cleaner == "2"
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.text == DORP


def test_older_indexes_are_removed_but_one(shop: Workshop) -> None:
    ids = []
    for text in (DORP, DORP + "\n\nTwee.\n", DORP + "\n\nDrie.\n", DORP + "\n\nVier.\n"):
        shop.stock(dorp=text)
        ids.append(run(shop).index)
    run(shop)

    kept = {path.name for path in (shop.state / "index").iterdir() if path.is_dir()}
    assert kept == set(ids[2:])
    assert pointed(shop.state, PREVIOUS) == shop.state / "index" / str(ids[2])


def test_every_step_tells_its_progress_and_is_timed(shop: Workshop) -> None:
    told: list[tuple[str, int, int]] = []

    report = ingest([], shop.folders, shop.tools(), progress=lambda *step: told.append(step))

    assert list(dict.fromkeys(step for step, _, _ in told)) == [
        "find",
        "read",
        "copy",
        "embed",
        "write",
        "check",
        "swap",
    ]
    assert set(report.seconds) == {"find", "read", "copy", "embed", "write", "check", "swap", "total"}
    assert ("read", 1, 2) in told
    assert ("embed", 6, 6) in told


def test_plans_that_hold_at_the_same_time_are_noted(shop: Workshop) -> None:
    path = shop.folders.corpus / "plans.yaml"
    dates = {"valid_from: null": "valid_from: 2024-08-01", "valid_until: null": "valid_until: 2028-07-31"}
    text = path.read_text(encoding="utf-8").replace("SWV stad", "SWV dorp")
    for old, new in dates.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")

    assert run(shop).notes == ("dorp and stad hold at the same time for one sector",)


def test_index_with_a_missing_part_is_made_anew(shop: Workshop) -> None:
    run(shop)
    (current_index(shop.state) / "keys.json").unlink()

    report = run(shop)

    assert (report.changed, report.failed) == (True, False)
    assert "lacks keys.json" in report.notes[0]
    assert JsonWriter().counts(current_index(shop.state)) == {"keys": 8}


def test_damaged_store_is_made_anew(shop: Workshop) -> None:
    run(shop)
    (current_index(shop.state) / STORE).write_bytes(b"damaged" * 1000)

    report = run(shop)

    assert (report.changed, outcomes(report)) == (True, {"dorp.txt": "indexed", "stad.txt": "indexed"})
    assert pointed(shop.state, PREVIOUS) is None


def test_damaged_index_without_files_is_a_failure(shop: Workshop) -> None:
    run(shop)
    (current_index(shop.state) / STORE).write_bytes(b"damaged" * 1000)
    for path in shop.folders.sources.iterdir():
        path.unlink()

    report = run(shop)

    assert (report.index, report.failed) == (None, True)
    assert "no file to build it from" in report.problems[0]


def test_file_with_an_unprintable_name_is_indexed(shop: Workshop) -> None:
    (shop.folders.sources / "dorp.txt").rename(shop.folders.sources / "d\udcff\n.txt")

    report = run(shop)

    assert (outcomes(report)["d??.txt"], report.failed) == ("indexed", False)
    json.dumps(report.as_json(), ensure_ascii=False).encode()
