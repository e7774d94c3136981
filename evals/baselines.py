"""The baseline table: what each system finds of the dev questions, kept in evals/baseline to compare changes with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.indexes import current_index, read_manifest
from evals.asking import Manner, Searcher, scope_of
from evals.cases import Case, read_cases
from evals.judges import Judge, Name, judge
from evals.report import figure, table
from evals.retrieval import WORDS, means, score_run, values
from evals.runs import RunLine, run_hit
from evals.sources import indexed_texts, known_versions
from evals.statistics import interval
from evals.systems import NAMES, Systems

if TYPE_CHECKING:
    from assistant.settings import Settings

__all__ = ["NAMES", "as_markdown", "measure_all", "write"]

HERE = Path(__file__).resolve().parent
QUESTIONS = HERE / "cases" / "dev.jsonl"
FOLDER = HERE / "baseline"

_JUDGES: tuple[Name, ...] = ("text", "spans")
_KEPT = ("hit@1", "hit@5", "hit@10", "recall@5", "mrr@10", WORDS)
_COLUMNS = (
    ("scoped hit@1", "scoped", "text", "hit@1"),
    ("hit@5", "scoped", "text", "hit@5"),
    ("recall@5", "scoped", "text", "recall@5"),
    ("unscoped hit@5", "unscoped", "text", "hit@5"),
    ("words in 5", "scoped", "text", WORDS),
    ("scoped hit@5 by place", "scoped", "spans", "hit@5"),
    ("recall@5 by place", "scoped", "spans", "recall@5"),
)


def measure_all(
    settings: Settings, open_ours: Callable[[Settings], Searcher], names: Sequence[str], tell: Callable[[str], None]
) -> dict[str, Any]:
    """The rows of these names. Raises NoIndex where there is none, ModelError where a peer's model is absent."""
    manifest = read_manifest(current_index(settings.state))
    versions = known_versions(settings.corpus, settings.state)
    cases, texts = read_cases(QUESTIONS, versions), indexed_texts(settings.state)
    judges: dict[str, Judge] = {name: judge(name, texts) for name in _JUDGES}
    systems, rows = Systems(settings, open_ours), []
    for name in names:
        tell(f"measuring {name}")
        rows.append({"name": name, **measure(systems.open(name), cases, versions, judges)})
    made_with = {"embedder": manifest.embedder, "chunks": manifest.chunks, **manifest.versions.model_dump()}
    return {"questions": QUESTIONS.name, "index": made_with, "rows": rows}


def measure(
    searcher: Searcher, cases: Sequence[Case], versions: Mapping[str, str], judges: Mapping[str, Judge]
) -> dict[str, Any]:
    """What a system finds in the right plan and in all plans, by each judge."""
    answerable = [case for case in cases if case.evidence]
    measured: dict[str, Any] = {}
    for where, scoped in (("scoped", True), ("unscoped", False)):
        run = _run(searcher, answerable, Manner(scoped), versions)
        measured[where] = {name: _figures(answerable, run, judge) for name, judge in judges.items()}
    return measured


def as_markdown(result: Mapping[str, Any]) -> str:
    """The table. Shares are of the questions that have an answer; the intervals of hit@5 stand in the JSON."""
    rows = [
        [row["name"], *(figure(measure, row[where][by][measure]) for _, where, by, measure in _COLUMNS)]
        for row in result["rows"]
    ]
    return table(["system", *(column[0] for column in _COLUMNS)], rows)


def write(result: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Replace the committed table."""
    index = result["index"]
    head = (
        "# What is found of the dev questions\n\n"
        "Made by `wegwijzer eval baselines`; all figures, with intervals, stand in retrieval.json. Evidence counts as\n"
        "found by its words; in the last columns by its place in the original. The first four systems search the same\n"
        "pieces of 1,000 characters of the raw text, ours its own chunks of the repaired text.\n"
        f"The index holds {index['chunks']} chunks, embedded by {index['embedder'].split('@')[0]}.\n\n"
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "retrieval.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "retrieval.md").write_text(f"{head}{as_markdown(result)}\n", encoding="utf-8")


def _run(searcher: Searcher, cases: Sequence[Case], manner: Manner, versions: Mapping[str, str]) -> dict[str, RunLine]:
    run = {}
    for case in cases:
        hits = searcher.search(case.question, scope_of(case, manner), manner.k)
        run[case.id] = RunLine(case.id, 0.0, tuple(run_hit(hit, versions) for hit in hits))
    return run


def _figures(cases: Sequence[Case], run: Mapping[str, RunLine], judge: Judge) -> dict[str, Any]:
    by_case = score_run(cases, run, judge).by_case.values()
    low, high = interval(values(by_case)["hit@5"])
    found = means(by_case)
    kept = {name: round(found[name], 3) for name in _KEPT}
    return {"n": len(by_case), **kept, "hit@5 interval": [round(low, 3), round(high, 3)]}
