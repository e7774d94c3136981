"""How well the right passages are found: measures per question, and the groups that questions form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.cases import Case, Evidence
from evals.judges import Judge
from evals.runs import RunHit, RunLine

Measures = Mapping[str, float]
Grouping = Literal["role", "plan", "type"]

DEPTHS = (1, 3, 5, 10)
DEEPEST = max(DEPTHS)
WORDS = "words@5"
MEASURES = (*(f"hit@{k}" for k in DEPTHS), *(f"recall@{k}" for k in DEPTHS), "mrr@10", WORDS)
GROUPINGS: tuple[Grouping, ...] = ("role", "plan", "type")
REFUSED = ("abstain_on_unanswerable", "refused_answerable")


@dataclass(frozen=True)
class Scores:
    """What a run is worth, question by question.

    `missing` questions are not in the run and count as nothing found. `unjudged` ones the judge cannot tell: they get
    no score. `refused` says of the questions that were answered or refused which it was.
    """

    by_case: Mapping[str, Measures]
    missing: tuple[str, ...]
    unjudged: tuple[str, ...]
    refused: Mapping[str, bool]


def score_run(cases: Sequence[Case], run: Mapping[str, RunLine], judge: Judge) -> Scores:
    """Score a run. Questions that nothing answers count for refusals only."""
    by_case, unjudged = {}, []
    for case in cases:
        if case.answerable is False:
            continue
        measures = measure(case.evidence, run[case.id].hits if case.id in run else (), judge)
        if measures is None:
            unjudged.append(case.id)
        else:
            by_case[case.id] = measures
    refused = {case.id: run[case.id].abstained for case in cases if case.id in run and case.answerable is not None}
    return Scores(
        by_case=by_case,
        missing=tuple(case.id for case in cases if case.id not in run),
        unjudged=tuple(unjudged),
        refused={id: abstained for id, abstained in refused.items() if abstained is not None},
    )


def measure(evidence: Sequence[Evidence], hits: Sequence[RunHit], judge: Judge) -> Measures | None:
    """All measures of one question; None where there is no evidence, or some that the judge cannot tell of some hit."""
    found: list[list[bool]] = []
    for item in evidence:
        row = [judge(item, hit) for hit in hits[:DEEPEST]]
        if None in row:
            return None
        found.append([bool(cell) for cell in row])
    return _measures(found, hits) if found else None


def _measures(found: Sequence[Sequence[bool]], hits: Sequence[RunHit]) -> Measures:
    """`found` has a row per piece of evidence and a column per hit."""
    first = min((row.index(True) for row in found if True in row), default=None)
    measures: dict[str, float] = {}
    for k in DEPTHS:
        measures[f"hit@{k}"] = float(first is not None and first < k)
        measures[f"recall@{k}"] = sum(any(row[:k]) for row in found) / len(found)
    measures["mrr@10"] = 0.0 if first is None else 1 / (first + 1)
    measures[WORDS] = float(sum(len(hit.text.split()) for hit in hits[:5]))
    return measures


def values(by_case: Iterable[Measures]) -> dict[str, list[float]]:
    """The values of each measure, in the order of the cases."""
    columns: dict[str, list[float]] = {name: [] for name in MEASURES}
    for measures in by_case:
        for name in MEASURES:
            columns[name].append(measures[name])
    return columns


def means(by_case: Iterable[Measures]) -> dict[str, float]:
    """The mean of each measure; empty where there is no case."""
    return {name: sum(column) / len(column) for name, column in values(by_case).items() if column}


def grouped(scores: Scores, cases: Sequence[Case], grouping: Grouping) -> dict[str, dict[str, float]]:
    """Means per role, plan or type, with the number of cases as `n`; cases without it are left out."""
    groups: defaultdict[str, list[Measures]] = defaultdict(list)
    for case in cases:
        name = getattr(case, grouping)
        if name is not None and case.id in scores.by_case:
            groups[name].append(scores.by_case[case.id])
    return {name: {"n": float(len(groups[name])), **means(groups[name])} for name in sorted(groups)}


def refusals(scores: Scores, cases: Sequence[Case]) -> dict[str, float]:
    """The share refused of the questions that nothing answers, and of the others; absent where none was asked."""
    shares = {}
    for name, answerable in zip(REFUSED, (False, True), strict=True):
        asked = [
            scores.refused[case.id] for case in cases if case.answerable is answerable and case.id in scores.refused
        ]
        if asked:
            shares[name] = sum(asked) / len(asked)
    return shares
