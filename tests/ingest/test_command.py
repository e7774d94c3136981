"""`wegwijzer ingest`: what it prints, and with which number it ends."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.catalogue import load_catalogue
from assistant.indexes import current_index
from assistant.settings import ROOT, Settings
from ingest.command import make_command
from ingest.pipeline import Tools
from ingest.swap import locked
from tests.ingest.workshop import DORP, STAD, JsonWriter, Workshop, workshop

BERG = "Omhoog\n\nDe berg heeft een eigen loket.\n"
ENOUGH = [
    *("--plan-id", "berg", "--title", "Hoog", "--samenwerkingsverband", "SWV Berg"),
    *("--sector", "vo", "--sector", "so", "--valid-from", "2026-08-01", "--valid-until", "unknown"),
]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    made = workshop(tmp_path)
    made.stock(dorp=DORP, stad=STAD)
    for name in ("corpus", "sources", "state"):
        monkeypatch.setenv(f"WEGWIJZER_{name.upper()}", str(tmp_path / name))
    return made


@pytest.fixture
def berg(tmp_path: Path) -> Path:
    path = tmp_path / "berg plan.txt"
    path.write_text(BERG, encoding="utf-8")
    return path


def run(shop: Workshop, *arguments: object, writer: JsonWriter | None = None) -> Result:
    def tools(settings: Settings) -> Tools:
        return shop.tools(writer)

    app = typer.Typer()
    app.command()(make_command(tools))
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_good_run_prints_a_line_per_file_and_ends_with_0(shop: Workshop) -> None:
    result = run(shop)

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("indexed    dorp.txt · plan dorp · text")
    assert lines[-1].startswith(f"index {shop.current()} is new: 4 passages under 8 keys")


def test_progress_stands_on_the_error_stream(shop: Workshop) -> None:
    result = run(shop)

    assert "embedding 0/8" in result.stderr
    assert "embedding" not in result.stdout


def test_json_is_all_that_stands_on_the_output(shop: Workshop) -> None:
    report = json.loads(run(shop, "--json").stdout)

    assert (report["index"], report["changed"]) == (shop.current(), True)
    assert [(file["name"], file["chunks"]) for file in report["files"]] == [("dorp.txt", 2), ("stad.txt", 2)]


def test_failed_file_is_named_and_the_run_ends_with_1(shop: Workshop) -> None:
    shop.stock(dorp=DORP, kapot="Kapot\n\n!corrupt\n")

    result = run(shop)

    assert result.exit_code == 1
    assert "failed     kapot.txt · CorruptSource: cannot be read" in result.stdout


def test_no_sources_say_what_to_do_and_end_with_0(shop: Workshop) -> None:
    for path in shop.folders.sources.iterdir():
        path.unlink()

    result = run(shop)

    assert result.exit_code == 0
    assert f"put the plans in {shop.folders.sources}" in result.stderr
    assert "there is no index" in result.stdout


def test_file_with_its_metadata_is_added(shop: Workshop, berg: Path) -> None:
    result = run(shop, berg, *ENOUGH, "--region", "Berg, aan zee")

    assert result.exit_code == 0
    added = load_catalogue(shop.folders.corpus, shop.state).plan("berg")
    assert (added.sectors, added.region, added.valid_until) == (("vo", "so"), ("Berg, aan zee",), None)


def test_file_without_metadata_is_refused_naming_the_options(shop: Workshop, berg: Path) -> None:
    result = run(shop, berg)

    assert result.exit_code == 1
    assert "berg plan.txt · UnknownPlan" in result.stdout
    assert "--samenwerkingsverband" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--title", "Hoog"], id="metadata without a file"),
        pytest.param(["a.txt", "b.txt", "--title", "Hoog"], id="metadata for two files"),
        pytest.param([".", "--title", "Hoog"], id="metadata for a folder"),
        pytest.param(["--rollback", "a.txt"], id="rollback with a file"),
        pytest.param(["--rollback", "--force"], id="rollback with force"),
        pytest.param(["--colour"], id="unknown option"),
    ],
)
def test_unusable_arguments_end_with_2_and_do_nothing(shop: Workshop, arguments: list[str]) -> None:
    result = run(shop, *arguments)

    assert result.exit_code == 2
    assert not shop.state.exists()


def test_unusable_setting_ends_with_2(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_EMBEDDING__BATCH", "veel")

    result = run(shop)

    assert result.exit_code == 2
    assert "WEGWIJZER_EMBEDDING__BATCH" in result.stderr


def test_error_is_one_line_without_a_traceback(shop: Workshop) -> None:
    def full(folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    result = run(shop, writer=JsonWriter(before=full))

    assert result.exit_code == 1
    assert "is full" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output


def test_error_is_json_when_json_is_asked_for(shop: Workshop) -> None:
    with locked(shop.state):
        result = run(shop, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "IngestRunning"


def test_rollback_brings_the_previous_index_back(shop: Workshop) -> None:
    run(shop)
    first = shop.current()
    shop.stock(dorp=DORP)
    run(shop, "--force")

    result = run(shop, "--rollback")

    assert result.exit_code == 0
    assert current_index(shop.state).name == first
    assert f"index {first} of " in result.stdout


def test_rollback_without_a_previous_index_ends_with_1(shop: Workshop) -> None:
    run(shop)

    result = run(shop, "--rollback", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "NoIndex"


def test_force_makes_a_new_index(shop: Workshop) -> None:
    run(shop)
    first = shop.current()

    assert run(shop, "--force").exit_code == 0
    assert shop.current() != first


def test_command_is_light_to_import() -> None:
    heavy = "torch", "chromadb", "numpy", "pydantic", "pypdfium2", "yaml"
    program = f"import sys, ingest.command; print([m for m in {heavy} if m in sys.modules])"

    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
