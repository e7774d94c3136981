"""What the doctor finds, and what it advises."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from assistant.doctor import embedding_model, examine, index, sources
from assistant.indexes import CURRENT, FORMAT, MANIFEST, Facts, Manifest, PlanEntry, Versions, index_root
from assistant.machine import (
    disk_space,
    node,
    ocr,
    packages,
    python_version,
    read_lock,
    torch_build,
    writable,
)
from assistant.retrieval.bundled_model import choose_model, prepare
from assistant.retrieval.e5_export import Variant
from assistant.retrieval.embedding import Progress
from assistant.settings import ROOT, load_settings

INDEX = "20260102T030405Z-abc123"
TEXT = "Eigen tekst van een verzonnen plan."


def build(source: Path, workshop: Path, variant: Variant, progress: Progress) -> Path:
    built = workshop / "built"
    built.mkdir()
    (built / "config.json").write_text("{}", encoding="utf-8")
    return built


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder with a model."""
    prepare(tmp_path / "var", build=build, measure=lambda folder: 0.995)
    return tmp_path / "var"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A catalogue of two plans, of which TEXT is the first."""
    shas = [hashlib.sha256(text.encode()).hexdigest() for text in (TEXT, "anders")]
    entries = [
        {"id": id, "title": id, "samenwerkingsverband": id, "sectors": ["vo"], "kind": "plan", "sha256": sha}
        | dict.fromkeys(("valid_from", "valid_until"))
        for id, sha in zip(("dorp-2024", "stad-2024"), shas, strict=True)
    ]
    (tmp_path / "plans.yaml").write_text(yaml.safe_dump({"plans": entries}), encoding="utf-8")
    return tmp_path


def write_index(state: Path, embedder: str) -> None:
    facts = Facts(reader="text", pages=None, characters=1, characters_per_page=None, sections=1, chunks=4, keys=9)
    entry = PlanEntry(plan="dorp-2024", sha256="0" * 64, file="a.txt", origin="sources", described="x", facts=facts)
    versions = Versions(reader="1", cleaner="1", chunker="1", layouts="1")
    created = datetime(2026, 1, 2, tzinfo=UTC)
    manifest = Manifest(
        format=FORMAT,
        id=INDEX,
        created=created,
        embedder=embedder,
        versions=versions,
        catalogue="x",
        plans=(entry,),
        parts=(),
    )
    folder = index_root(state) / INDEX
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")
    (index_root(state) / CURRENT).write_text(INDEX, encoding="ascii")


def test_model_that_was_verified_is_well(state: Path) -> None:
    finding = embedding_model("", state)

    assert finding.ok
    assert "0.995" in finding.detail


def test_absent_model_is_mended_by_setup(tmp_path: Path) -> None:
    finding = embedding_model("", tmp_path)

    assert (finding.ok, finding.remedy) == (False, "run 'wegwijzer setup'")


def test_model_whose_files_changed_is_found(state: Path) -> None:
    (choose_model("", state).folder / "config.json").write_text("torn", encoding="utf-8")

    finding = embedding_model("", state)

    assert not finding.ok
    assert "changed" in finding.detail


def test_named_model_that_is_not_here_is_explained(tmp_path: Path) -> None:
    finding = embedding_model("voorbeeld/bestaat-niet", tmp_path)

    assert not finding.ok
    assert "hf download voorbeeld/bestaat-niet" in finding.remedy


def test_index_of_the_present_model_is_well(state: Path) -> None:
    write_index(state, choose_model("", state).name)

    finding = index("", state)

    assert finding.ok
    assert finding.detail == f"{INDEX}: 4 passages of dorp-2024"


def test_index_of_another_model_is_found(state: Path) -> None:
    write_index(state, "other-model")

    finding = index("", state)

    assert not finding.ok
    assert "made with other-model" in finding.detail


@pytest.mark.parametrize(
    ("prepared", "remedy"),
    [
        pytest.param(True, "run 'wegwijzer ingest'", id="no index"),
        pytest.param(False, "run 'wegwijzer setup'", id="no model"),
    ],
)
def test_index_that_cannot_be_searched_names_what_to_run(tmp_path: Path, prepared: bool, remedy: str) -> None:
    state = tmp_path / "var"
    if prepared:
        prepare(state, build=build, measure=lambda folder: 0.995)
    else:
        write_index(state, "some-model")

    finding = index("", state)

    assert (finding.ok, finding.remedy) == (False, remedy)


def test_damaged_manifest_is_found(state: Path) -> None:
    write_index(state, "some-model")
    (index_root(state) / INDEX / MANIFEST).write_text("{", encoding="utf-8")

    assert not index("", state).ok


def test_sources_are_recognised_by_their_content(corpus: Path, tmp_path: Path) -> None:
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "another name.txt").write_text(TEXT, encoding="utf-8")

    total, dorp, stad = sources(corpus, originals, tmp_path / "var")

    assert (total.ok, total.detail) == (True, "1 of 2 plans")
    assert (dorp.detail, stad.detail) == (str(originals / "another name.txt"), "absent")


def test_files_that_users_added_count_as_sources(corpus: Path, tmp_path: Path) -> None:
    added = tmp_path / "var" / "sources"
    added.mkdir(parents=True)
    (added / "plan.txt").write_text(TEXT, encoding="utf-8")

    assert sources(corpus, tmp_path / "none", tmp_path / "var")[0].ok


def test_no_sources_at_all_is_wrong_and_says_where_to_put_them(corpus: Path, tmp_path: Path) -> None:
    total = sources(corpus, tmp_path / "none", tmp_path / "var")[0]

    assert not total.ok
    assert str(tmp_path / "none") in total.remedy


def test_unreadable_catalogue_is_a_finding(tmp_path: Path) -> None:
    [finding] = sources(tmp_path, tmp_path, tmp_path)

    assert (finding.name, finding.ok) == ("catalogue", False)


@pytest.mark.parametrize(
    ("found", "ok"),
    [pytest.param((3, 10, 9), False, id="old"), pytest.param((3, 11, 0), True, id="oldest that will do")],
)
def test_python_must_be_new_enough(found: tuple[int, ...], ok: bool) -> None:
    assert python_version(found).ok is ok


def test_lock_is_read_without_comments_and_markers(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("# pins\npydantic==2.0  # why\nuvloop==1.2 ; sys_platform != 'win32'\n\n", encoding="utf-8")

    assert read_lock(lock) == {"pydantic": "2.0", "uvloop": "1.2"}


def test_package_of_another_version_is_named() -> None:
    finding = packages({"pydantic": "1.0", "pytest": "1.0"})

    assert not finding.ok
    assert "(not 1.0)" in finding.detail
    assert "pydantic" in finding.detail


def test_package_that_is_not_installed_is_no_fault() -> None:
    assert packages({"no-such-package-at-all": "1.0"}).ok


def test_lock_pins_every_dependency_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = {name.lower() for name in read_lock(ROOT / "requirements.lock")}

    pins = [requirement.split("==") for requirement in named]

    assert all(len(pin) == 2 for pin in pins)
    assert {pin[0].split("[")[0].lower() for pin in pins} <= lock


def test_build_of_torch_is_told() -> None:
    finding = torch_build()

    assert finding.ok
    assert finding.detail.startswith(f"{version('torch')}, ")


def test_state_that_cannot_be_made_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert not writable(tmp_path / "file" / "var").ok
    assert writable(tmp_path / "new" / "var").ok


def test_full_disk_is_found(tmp_path: Path) -> None:
    assert not disk_space(tmp_path, needed=10**18).ok
    assert disk_space(tmp_path, needed=1).ok


def test_absent_programs_are_optional_but_told() -> None:
    findings = [ocr("no-such-program"), node("no-such-program")]

    assert all(finding.ok for finding in findings)
    assert all("absent" in finding.detail for finding in findings)
    assert "tesseract-ocr-nld" in findings[0].remedy


def test_nothing_is_changed_by_looking(state: Path, corpus: Path, tmp_path: Path) -> None:
    settings = load_settings(state=state, corpus=corpus, sources=tmp_path / "none")
    before = sorted(tmp_path.rglob("*"))

    findings = examine(settings)

    assert sorted(tmp_path.rglob("*")) == before
    assert {"python", "packages", "torch", "model", "index", "sources", "ocr"} <= {each.name for each in findings}
    assert all(finding.remedy for finding in findings if not finding.ok)


def test_no_original_is_no_fault_where_topic_cards_stand_in(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "cards" / "dorp").mkdir(parents=True)
    (tmp_path / "corpus" / "cards" / "dorp" / "vervoer.md").write_text("---", encoding="utf-8")
    (tmp_path / "corpus" / "plans.yaml").write_text("plans: []", encoding="utf-8")

    [total, *_] = sources(tmp_path / "corpus", tmp_path / "none", tmp_path / "state")

    assert total.ok
