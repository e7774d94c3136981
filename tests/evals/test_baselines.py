"""The baseline table holds what each judge finds in the right plan and in all plans."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.domain import Hit, Scope
from evals.baselines import as_markdown, measure, write
from evals.judges import BySpans, ByText, Judge
from tests.evals.scenes import VERSION, case, evidence
from tests.fakes import chunk

TEXT = "de school meldt het kind aan"
CASES = [
    case("a", evidence((0, len(TEXT)), quote=TEXT)),
    case("b", evidence((90, 99), quote="heel iets anders")),
    case("c"),
]
JUDGES: dict[str, Judge] = {"text": ByText(), "spans": BySpans()}


class ScopedOnly:
    """A search that finds its one passage only when told where to look."""

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """The passage."""
        return [Hit(chunk(TEXT), 1)] if scope.plans else []


def test_measured_in_the_right_plan_and_in_all() -> None:
    row = measure(ScopedOnly(), CASES, {"dorp-2024": VERSION}, JUDGES)

    assert (row["scoped"]["text"]["n"], row["scoped"]["text"]["hit@5"], row["scoped"]["spans"]["hit@5"]) == (
        2,
        0.5,
        0.5,
    )
    assert row["scoped"]["text"]["words@5"] == 6
    assert row["unscoped"]["text"]["hit@5"] == 0
    assert row["scoped"]["text"]["hit@5 interval"] == [0, 1]


def test_table_and_figures_are_written(tmp_path: Path) -> None:
    row = measure(ScopedOnly(), CASES, {"dorp-2024": VERSION}, JUDGES)
    result = {"index": {"chunks": 7, "embedder": "e5@abc"}, "rows": [{"name": "scoped only", **row}]}

    write(result, tmp_path)

    assert json.loads((tmp_path / "retrieval.json").read_text(encoding="utf-8")) == result
    shown = (tmp_path / "retrieval.md").read_text(encoding="utf-8")
    assert "7 chunks, embedded by e5." in shown
    assert as_markdown(result) in shown
    assert "| scoped only |         .500 |  .500 |     .500 |           .000 |          6 |" in shown
