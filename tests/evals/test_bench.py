"""The bench reads the ingest's own report and writes its figures down."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import EvalError
from evals.bench import as_markdown, ingest, machine, write

REPORT = {
    "files": [{"plan": "dorp-2024"}, {"plan": "stad-2024"}],
    "totals": {"characters": 1000, "chunks": 40, "keys": 90, "files": 2},
    "seconds": {"read": 1.004, "embed": 3.0, "total": 5.0},
}


def printing(report: dict[str, Any], status: int = 0) -> tuple[str, ...]:
    """A command that prints this report and ends with this status."""
    return (sys.executable, "-c", f"print({json.dumps(report)!r}); raise SystemExit({status})")


def test_ingest_rates_come_from_its_report() -> None:
    measured = ingest({}, {"dorp-2024"}, printing(REPORT))

    assert measured.pop("wall_seconds") >= 0
    assert measured == {
        "seconds": {"read": 1.0, "embed": 3.0, "total": 5.0},
        "characters": 1000,
        "chunks": 40,
        "keys": 90,
        "keys_per_second": 30.0,
        "chunks_per_second": 8.0,
    }


def test_ingest_that_fails_is_told() -> None:
    with pytest.raises(EvalError, match="status 1"):
        ingest({}, {"dorp-2024"}, printing(REPORT, status=1))


def test_missing_original_is_named() -> None:
    with pytest.raises(EvalError, match="no file for eiland-2024;"):
        ingest({}, {"dorp-2024", "eiland-2024"}, printing(REPORT))


def test_machine_is_described_without_its_name() -> None:
    described = machine()

    assert {"processor", "cores", "memory_gb", "system", "python"} == set(described)
    assert platform.node() not in described.values()


def test_figures_are_written_as_json_and_as_a_table(tmp_path: Path) -> None:
    result = {"machine": {"cores": 2}, "search": {"in_process": {"p50_ms": 12.5}}}

    write(result, tmp_path)

    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == result
    assert as_markdown(result) in (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "| search · in process · p50 ms |  12.5 |" in as_markdown(result)
