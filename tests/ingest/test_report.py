"""A report says the same to people and to programs."""

from __future__ import annotations

import json

import pytest

from assistant.errors import CatalogueError, CorruptSource
from assistant.indexes import Facts
from ingest.report import FileReport, Report, failure

FACTS = Facts(
    reader="pdf",
    pages=4,
    characters=9000,
    characters_per_page=2250,
    sections=7,
    chunks=21,
    keys=60,
    repairs={"hyphen": 3, "footnote": 12},
    ocr=True,
    hidden=5,
    warnings=("two columns",),
)
GOOD = FileReport("dorp.pdf", "indexed", "a" * 64, "dorp-2024", FACTS, seconds=1.26)
BAD = failure("kapot.pdf", CorruptSource("kapot.pdf", "its pages\ncannot be read"), "b" * 64)
REPORT = Report(
    "20260304T120000Z-abcdef", True, (GOOD, BAD), ("oud",), ("berg", "dal"), (), ("let op",), {"total": 2.0}
)


def test_line_of_a_good_file_holds_what_was_found() -> None:
    assert GOOD.line() == (
        "indexed    dorp.pdf · plan dorp-2024 · pdf with OCR · 4 pages of 2250 characters · "
        "9000 characters, 7 sections, 21 chunks · 5 hidden characters left out · "
        "15 repairs (footnote 12, hyphen 3) · 1.3 s"
    )


def test_line_of_a_failed_file_holds_error_and_reason() -> None:
    assert BAD.line() == "failed     kapot.pdf · CorruptSource: its pages cannot be read"


def test_reasons_and_rare_kinds_of_repairs_are_left_to_the_json() -> None:
    repairs = {"left out: contents": 4, "left out: duplicate": 5, **{f"kind {i}": i for i in range(1, 8)}}
    line = FileReport("dorp.pdf", "indexed", facts=FACTS.model_copy(update={"repairs": repairs})).line()

    assert "37 repairs (left out 9, kind 7 7, kind 6 6, kind 5 5, kind 4 4, kind 3 3, …)" in line


def test_error_that_is_no_source_error_is_told_whole() -> None:
    assert failure("a.txt", CatalogueError("lines 9-12 do not exist")).message == "lines 9-12 do not exist"


def test_lines_name_everything_and_end_with_the_index() -> None:
    lines = list(REPORT.lines())

    assert "           warning: two columns" in lines
    assert "removed    plan oud" in lines
    assert "no file for berg and dal" in lines
    assert "note: let op" in lines
    assert lines[-1] == "index 20260304T120000Z-abcdef is new: 21 passages under 60 keys; 2.0 s"


def test_json_holds_files_totals_and_seconds() -> None:
    content = json.loads(json.dumps(REPORT.as_json()))

    assert content["files"][0]["repairs"] == {"hyphen": 3, "footnote": 12}
    assert content["files"][0]["seconds"] == 1.26
    assert content["files"][1]["error"] == "CorruptSource"
    assert content["totals"] == {
        "files": 2,
        "failed": 1,
        "characters": 9000,
        "sections": 7,
        "chunks": 21,
        "keys": 60,
        "repairs": {"hyphen": 3, "footnote": 12},
    }


@pytest.mark.parametrize(
    ("report", "failed"),
    [
        pytest.param(Report("i", True, (GOOD,)), False, id="all good"),
        pytest.param(Report("i", True, (GOOD, BAD)), True, id="one file failed"),
        pytest.param(Report("i", False, (GOOD,), problems=("no sources",)), True, id="a problem beside the files"),
        pytest.param(Report("i", False, (GOOD,), notes=("let op",)), False, id="a note"),
    ],
)
def test_run_fails_when_a_file_or_the_whole_failed(report: Report, failed: bool) -> None:
    assert report.failed is failed
