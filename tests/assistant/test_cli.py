"""The command `wegwijzer`, by its arguments and what it prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import assistant.wiring
from assistant import cli
from tests.assistant.shelf import assistant_of, indexed, stocked
from tests.ingest.workshop import Workshop

RUNNER = CliRunner()
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return indexed(stocked(tmp_path_factory.mktemp("shop")))


@pytest.fixture
def run(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(assistant.wiring, "open_assistant", lambda settings: assistant_of(shop))
    return lambda *arguments: RUNNER.invoke(cli.app, list(arguments))


def test_search_prints_passages_with_their_place_and_why(run: Run) -> None:
    result = run("search", "Binnen hoeveel weken beslist de school?", "--plan", "dorp")

    assert result.exit_code == 0
    assert "1. dorp › Aanmelden" in result.output.replace("1 Aanmelden", "Aanmelden")
    assert "zes weken" in result.output
    assert "words 1" in result.output


def test_search_as_json_gives_ranks_and_spans_and_no_scores(run: Run) -> None:
    result = run("search", "leerlingenvervoer", "--json", "-k", "1")

    [hit] = json.loads(result.output)["hits"]
    assert hit["plan"] == "dorp"
    assert all(isinstance(rank, int) for rank in hit["via"].values())
    assert hit["spans"]
    assert "score" not in hit


def test_ask_prints_the_answer_with_its_citations(run: Run) -> None:
    result = run("ask", "Binnen hoeveel weken beslist de school over de toelating?", "--plan", "dorp")

    assert result.exit_code == 0
    assert "zes weken" in result.output
    assert "/bron/dorp?v=" in result.output


def test_ask_as_json_gives_the_answer_of_the_api(run: Run) -> None:
    result = run("ask", "Wie regelt het vervoer?", "--plan", "dorp", "--role", "medewerker", "--json")

    answer = json.loads(result.output)
    assert {"status", "text", "claims", "citations", "notices", "contact", "unused", "trace"} <= set(answer)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("search", "vraag", "--plan", "elders"), id="unknown plan"),
        pytest.param(("search", "vraag", "--sector", "hbo"), id="unknown sector"),
        pytest.param(("search", "vraag", "-k", "0"), id="no passages"),
        pytest.param(("ask", "vraag", "--role", "burgemeester"), id="unknown role"),
        pytest.param(("ask",), id="no question"),
        pytest.param(("ask", "  "), id="empty question"),
        pytest.param(("search", "\udcff"), id="nothing but a broken character"),
        pytest.param(("search", "a" * 2000), id="too long"),
        pytest.param(("dans",), id="unknown command"),
    ],
)
def test_unusable_arguments_end_with_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_error_of_ours_is_one_line_and_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEGWIJZER_STATE", str(tmp_path / "nowhere"))
    monkeypatch.setattr(
        "sys.argv", ["wegwijzer", "eval", "score", "--questions", "absent.jsonl", "--run", "absent.jsonl"]
    )

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code in (1, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_doctor_names_what_is_wrong_and_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class Finding:
        name: str
        ok: bool
        detail: str
        remedy: str

    monkeypatch.setattr(
        "assistant.doctor.examine", lambda settings: [Finding("index", False, "there is none", "run wegwijzer ingest")]
    )

    result = RUNNER.invoke(cli.app, ["doctor"])

    assert result.exit_code == 1
    assert "wrong" in result.output
    assert "run wegwijzer ingest" in result.output
