"""A run is written whole and read back; another system's run may hold texts only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import Hit, Span
from assistant.errors import EvalError
from evals.runs import RunLine, read_run, run_hit, write_run
from tests.evals.scenes import VERSION, hit, write_lines
from tests.fakes import chunk


def test_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    line = RunLine("v1", 0.25, (hit(10, 20, "één tekst"), hit(30, 40)), {"status": "no_source"}, True)

    count = write_run(tmp_path / "new" / "run.jsonl", [line])

    assert count == 1
    assert read_run(tmp_path / "new" / "run.jsonl") == {"v1": line}


def test_written_hit_has_the_agreed_fields(tmp_path: Path) -> None:
    found = Hit(chunk("Wie beslist?", start=7), 1, {"words": 2, "dense": 1})

    write_run(tmp_path / "run.jsonl", [RunLine("v1", 0.12345, (run_hit(found, {"dorp-2024": VERSION}),))])

    written = json.loads((tmp_path / "run.jsonl").read_text(encoding="utf-8"))
    assert written == {
        "id": "v1",
        "seconds": 0.1235,
        "hits": [
            {
                "chunk_id": "dorp-2024-1",
                "plan": "dorp-2024",
                "sha256": VERSION,
                "heading": "1 Aanmelden",
                "start": 7,
                "end": 19,
                "spans": [[7, 19]],
                "text": "Wie beslist?",
                "via": {"words": 2, "dense": 1},
            }
        ],
    }


def test_run_that_stops_halfway_leaves_the_earlier_file(tmp_path: Path) -> None:
    def failing() -> Iterator[RunLine]:
        yield RunLine("v1", 0.1, ())
        raise EvalError("halfway")

    path = tmp_path / "run.jsonl"
    write_run(path, [RunLine("old", 0.1, ())])

    with pytest.raises(EvalError):
        write_run(path, failing())

    assert list(read_run(path)) == ["old"]


def test_run_of_another_system_needs_texts_only(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "run.jsonl", {"id": "v1", "hits": [{"text": "een"}], "answer": "Ja.", "abstained": False}
    )

    line = read_run(path)["v1"]

    assert (line.hits[0].text, line.hits[0].spans, line.hits[0].sha256) == ("een", (), None)
    assert (line.answer, line.abstained) == ("Ja.", False)


def test_hit_without_spans_lies_from_start_to_end_in_the_version_of_its_plan(tmp_path: Path) -> None:
    found = {"text": "een", "plan": "dorp-2024", "start": 3, "end": 6}
    path = write_lines(tmp_path / "run.jsonl", {"id": "v1", "hits": [found]})

    [read] = read_run(path, {"dorp-2024": VERSION})["v1"].hits

    assert (read.spans, read.sha256) == ((Span(3, 6),), VERSION)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param({"id": "v2"}, "hits", id="no hits"),
        pytest.param({"id": "v2", "hits": [{"start": 1}]}, r"hits\.0\.text", id="a hit without text"),
        pytest.param({"id": "v1", "hits": []}, "used twice", id="id used twice"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: object, reason: str) -> None:
    path = write_lines(tmp_path / "run.jsonl", {"id": "v1", "hits": []}, line)

    with pytest.raises(EvalError, match=rf"run\.jsonl:2: .*{reason}"):
        read_run(path)
