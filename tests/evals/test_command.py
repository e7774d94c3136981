"""`wegwijzer eval score` and `compare`: tables, JSON, and exit status 2 for files that cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.command import app
from tests.evals.scenes import VERSION, write_lines

RUNNER = CliRunner()


def found(start: int, text: str = "de school beslist") -> dict[str, object]:
    return {"text": text, "plan": "dorp-2024", "sha256": VERSION, "start": start, "end": start + 10}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two questions and two runs, of which the second finds one more; there is no index."""
    monkeypatch.setenv("WEGWIJZER_STATE", str(tmp_path / "state"))
    evidence = [{"sha256": VERSION, "start": 10, "end": 20}]
    questions = [{"id": id, "question": "Hoe?", "role": "ouder", "evidence": evidence} for id in ("a", "b")]
    write_lines(tmp_path / "q.jsonl", *questions)
    before = [{"id": "a", "hits": [found(10)]}, {"id": "b", "hits": [found(90)]}]
    write_lines(tmp_path / "before.jsonl", *before)
    write_lines(tmp_path / "after.jsonl", before[0], {"id": "b", "hits": [found(90), found(10)]})
    return tmp_path


def test_score_prints_tables(files: Path) -> None:
    done = RUNNER.invoke(app, ["score", "--questions", str(files / "q.jsonl"), "--run", str(files / "before.jsonl")])

    assert done.exit_code == 0
    assert "2 questions scored" in done.stdout
    assert "| hit@1     | .500 |" in done.stdout


def test_score_as_json(files: Path) -> None:
    arguments = ["score", "--questions", str(files / "q.jsonl"), "--run", str(files / "before.jsonl"), "--json"]

    done = RUNNER.invoke(app, arguments)

    assert json.loads(done.stdout)["hit@5"] == 0.5


def test_score_by_text_gives_no_score_where_quotes_are_unknown(files: Path) -> None:
    arguments = ["score", "--questions", str(files / "q.jsonl"), "--run", str(files / "before.jsonl")]

    done = RUNNER.invoke(app, [*arguments, "--judge", "text", "--json"])

    assert json.loads(done.stdout)["unjudged"] == ["a", "b"]
    assert json.loads(done.stdout)["n"] == 0


def test_compare_names_the_question_that_was_won(files: Path) -> None:
    runs = [str(files / "before.jsonl"), str(files / "after.jsonl")]

    done = RUNNER.invoke(app, ["compare", *runs, "--questions", str(files / "q.jsonl")])

    assert done.exit_code == 0
    assert "hit@5 won: b" in done.stdout


def test_compare_as_json(files: Path) -> None:
    runs = [str(files / "before.jsonl"), str(files / "after.jsonl")]

    done = RUNNER.invoke(app, ["compare", *runs, "--questions", str(files / "q.jsonl"), "--json"])

    changes = {change["measure"]: change for change in json.loads(done.stdout)["changes"]}
    assert (changes["mrr@10"]["before"], changes["mrr@10"]["after"], changes["mrr@10"]["won"]) == (0.5, 0.75, ["b"])


def test_runs_without_a_common_score_are_refused(files: Path) -> None:
    write_lines(files / "q.jsonl", {"id": "z", "question": "Hoe?"})

    done = RUNNER.invoke(app, ["compare", *[str(files / "before.jsonl")] * 2, "--questions", str(files / "q.jsonl")])

    assert done.exit_code == 2
    assert "share no question" in done.stderr


def test_bad_line_is_told_in_one_line_with_status_2(files: Path) -> None:
    with (files / "q.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "c"}\n')
    arguments = ["score", "--questions", str(files / "q.jsonl"), "--run", str(files / "before.jsonl")]

    done, as_json = RUNNER.invoke(app, arguments), RUNNER.invoke(app, [*arguments, "--json"])

    assert (done.exit_code, as_json.exit_code) == (2, 2)
    assert done.stderr.startswith(f"error: {files / 'q.jsonl'}:3: question")
    assert len(done.stderr.splitlines()) == 1
    assert json.loads(as_json.stdout)["error"] == "EvalError"


def test_unknown_row_of_the_baselines_is_refused(files: Path) -> None:
    done = RUNNER.invoke(app, ["baselines", "--only", "nothing"])

    assert done.exit_code == 2
    assert "no row is called" in done.stderr


def test_run_without_an_index_fails_and_writes_nothing(files: Path) -> None:
    out = files / "run.jsonl"

    done = RUNNER.invoke(app, ["run", "--questions", str(files / "q.jsonl"), "--out", str(out)])

    assert done.exit_code == 1
    assert "wegwijzer ingest" in done.stderr
    assert not out.exists()


def test_heavy_libraries_are_not_loaded_for_help() -> None:
    heavy = ("numpy", "torch", "chromadb", "sentence_transformers", "bm25s", "pydantic_settings", "rich.progress")
    check = f"import sys, evals.command; print([name for name in {heavy!r} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() == "[]"
