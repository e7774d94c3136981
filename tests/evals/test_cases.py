"""Questions are read from our own lines and from lines with quotes; a bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Span
from assistant.errors import EvalError
from evals.cases import read_cases
from tests.evals.scenes import VERSION, write_lines


def test_own_line_gives_every_field(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "q.jsonl",
        {
            "id": "v1",
            "plan": "dorp-2024",
            "role": "medewerker",
            "type": "termijn",
            "question": "Hoe lang?",
            "answerable": True,
            "answer": "Zes weken.",
            "key_facts": ["zes weken"],
            "evidence": [{"sha256": VERSION, "start": 10, "end": 30, "also": [[90, 110]]}],
        },
    )

    [case] = read_cases(path)

    assert (case.id, case.plan, case.role, case.type) == ("v1", "dorp-2024", "medewerker", "termijn")
    assert (case.answerable, case.answer, case.key_facts) == (True, "Zes weken.", ("zes weken",))
    assert case.evidence[0].sha256 == VERSION
    assert case.evidence[0].places == (Span(10, 30), Span(90, 110))


def test_line_with_id_and_question_is_enough(tmp_path: Path) -> None:
    [case] = read_cases(write_lines(tmp_path / "q.jsonl", {"id": "v1", "question": "Hoe lang?"}))

    assert (case.plan, case.role, case.answerable, case.evidence) == (None, "ouder", None, ())


def test_quoted_evidence_is_taken_to_be_of_the_cases_plan(tmp_path: Path) -> None:
    line = {"id": "v1", "question": "Hoe?", "plan": "dorp-2024", "evidence": [{"start": 1, "end": 4, "quote": "zes"}]}

    [case] = read_cases(write_lines(tmp_path / "q.jsonl", line), {"dorp-2024": VERSION})

    assert case.evidence[0].sha256 == VERSION
    assert case.evidence[0].quote == "zes"
    assert case.answerable is True


def test_evidence_of_an_unknown_plan_has_no_version(tmp_path: Path) -> None:
    line = {"id": "v1", "question": "Hoe?", "plan": "elders", "evidence": [{"start": 1, "end": 4}]}

    [case] = read_cases(write_lines(tmp_path / "q.jsonl", line), {"dorp-2024": VERSION})

    assert case.evidence[0].sha256 is None


GOOD = {"id": "v1", "question": "Hoe lang?"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param({"id": "v2"}, "question", id="no question"),
        pytest.param({**GOOD, "id": ""}, "id", id="empty id"),
        pytest.param(GOOD, "used twice", id="id used twice"),
        pytest.param({**GOOD, "id": "v2", "role": "leerling"}, "role", id="unknown role"),
        pytest.param({**GOOD, "id": "v2", "evidence": [{"sha256": VERSION}]}, "neither a place", id="evidence nowhere"),
        pytest.param({**GOOD, "id": "v2", "evidence": [{"start": 3}]}, "go together", id="start without end"),
        pytest.param({**GOOD, "id": "v2", "evidence": [{"start": 9, "end": 9}]}, "range is empty", id="empty range"),
        pytest.param({**GOOD, "id": "v2", "evidence": [{"start": 1, "end": 9, "sha256": "x"}]}, "sha256", id="no sha"),
        pytest.param(["v2"], "object", id="not an object"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: object, reason: str) -> None:
    path = write_lines(tmp_path / "q.jsonl", GOOD, line)

    with pytest.raises(EvalError, match=reason) as failure:
        read_cases(path)

    assert str(failure.value).startswith(f"{path}:2: ")


def test_line_that_is_no_json_is_named_and_blank_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "v1", "question": "Hoe?"}\n\nniet\n', encoding="utf-8")

    with pytest.raises(EvalError, match=r"q\.jsonl:3: "):
        read_cases(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "cannot be read", id="absent"),
        pytest.param(b"\n", "holds no questions", id="empty"),
        pytest.param(b"\xff\xfe{", "cannot be read", id="not UTF-8"),
    ],
)
def test_file_without_questions_is_refused(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(EvalError, match=reason):
        read_cases(path)
