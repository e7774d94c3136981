"""Makers of small questions, passages and runs, and the originals where they are on this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Span
from evals.cases import Case, Evidence
from evals.runs import RunHit, RunLine

VERSION = "a" * 64
OTHER_VERSION = "b" * 64


def evidence(*places: tuple[int, int], sha256: str | None = VERSION, quote: str | None = None) -> Evidence:
    """Evidence at these places of one version."""
    return Evidence(sha256, tuple(Span(*place) for place in places), quote)


def case(id: str, *items: Evidence, **changes: Any) -> Case:
    """A question of a parent about the invented plan, answerable where it has evidence."""
    fields: dict[str, Any] = {"question": f"vraag {id}?", "plan": "dorp-2024", "answerable": bool(items)}
    return Case(id=id, evidence=items, **{**fields, **changes})


def hit(start: int, end: int, text: str = "tekst", sha256: str | None = VERSION) -> RunHit:
    """A passage at one place."""
    return RunHit(text, f"dorp-2024-{start}", "dorp-2024", "1 Aanmelden", sha256, (Span(start, end),), {"words": 1})


def run_of(**hits: Sequence[RunHit]) -> dict[str, RunLine]:
    """A run with these hits per question."""
    return {id: RunLine(id, 0.01, tuple(found)) for id, found in hits.items()}


def write_lines(path: Path, *lines: object) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def sources_folder() -> Path:
    """The folder of the originals; the test is skipped where there is none."""
    folder = os.environ.get("WEGWIJZER_SOURCES", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("WEGWIJZER_SOURCES names no folder with the originals")
    return Path(folder)
