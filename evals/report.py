"""Scores and comparisons as Markdown for people and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.cases import Case
from evals.comparison import Change
from evals.retrieval import GROUPINGS, MEASURES, WORDS, Scores, grouped, means, refusals, values
from evals.statistics import interval

_GROUP_MEASURES = ("hit@1", "hit@5", "recall@5")
_LISTED = 12  # questions named per line; --json names all


def score_json(scores: Scores, cases: Sequence[Case]) -> dict[str, Any]:
    """Means with their intervals, refusals, groups, and the questions that have no score."""
    columns = values(scores.by_case.values())
    return {
        "n": len(scores.by_case),
        **_rounded({**means(scores.by_case.values()), **refusals(scores, cases)}),
        "intervals": {name: [round(end, 3) for end in interval(column)] for name, column in columns.items() if column},
        "groups": {
            grouping: {name: _rounded(row) for name, row in grouped(scores, cases, grouping).items()}
            for grouping in GROUPINGS
        },
        "missing": list(scores.missing),
        "unjudged": list(scores.unjudged),
    }


def score_markdown(scores: Scores, cases: Sequence[Case]) -> str:
    """The same for people."""
    columns = values(scores.by_case.values())
    rows = [_mean_row(name, columns[name]) for name in MEASURES if columns[name]]
    rows += [[name, figure(name, share), ""] for name, share in refusals(scores, cases).items()]
    parts = [f"{len(scores.by_case)} questions scored", table(["measure", "mean", "95% interval"], rows)]
    for grouping in GROUPINGS:
        groups = grouped(scores, cases, grouping)
        if groups:
            parts.append(table([grouping, "n", *_GROUP_MEASURES], [_group_row(*group) for group in groups.items()]))
    parts += _without_score(scores)
    return "\n\n".join(parts)


def comparison_json(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Each measure before and after; the sign test does not apply to words."""
    return [
        {
            "measure": change.measure,
            "before": round(change.before, 3),
            "after": round(change.after, 3),
            **({} if change.measure == WORDS else _moved(change)),
        }
        for change in changes
    ]


def comparison_markdown(changes: Sequence[Change], named: Sequence[str] = ("hit@5", "recall@5")) -> str:
    """A table of all measures, then the questions won and lost of the `named` ones."""
    head = ["measure", "before", "after", "change", "won", "lost", "p (sign test)"]
    parts = [table(head, [_change_row(change) for change in changes])]
    for change in changes:
        if change.measure in named and (change.won or change.lost):
            parts.append(f"{change.measure} won: {listed(change.won)}\n{change.measure} lost: {listed(change.lost)}")
    return "\n\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with its columns aligned: the first to the left, the others to the right."""
    cells = [list(head), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [_aligned(row, widths) for row in [cells[0], rule, *cells[1:]]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(measure: str, value: float) -> str:
    """A share as .728, words as 612."""
    return f"{value:.0f}" if measure == WORDS else f"{value:.3f}".removeprefix("0")


def listed(ids: Sequence[str]) -> str:
    """The first few ids and how many more there are."""
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return (", ".join(ids[:_LISTED]) or "none") + more


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]


def _mean_row(name: str, column: Sequence[float]) -> list[str]:
    low, high = interval(column)
    return [name, figure(name, sum(column) / len(column)), f"{figure(name, low)} – {figure(name, high)}"]


def _group_row(name: str, row: Mapping[str, float]) -> list[str]:
    return [name, f"{row['n']:.0f}", *(figure(measure, row[measure]) for measure in _GROUP_MEASURES)]


def _change_row(change: Change) -> list[str]:
    name, difference = change.measure, change.after - change.before
    moved = f"{difference:+.0f}" if name == WORDS else f"{difference:+.3f}"
    tested = ["", "", ""] if name == WORDS else [str(len(change.won)), str(len(change.lost)), _chance(change.p)]
    return [name, figure(name, change.before), figure(name, change.after), moved, *tested]


def _chance(p: float) -> str:
    return "<.001" if p < 0.001 else figure("p", p)


def _moved(change: Change) -> dict[str, Any]:
    return {"won": list(change.won), "lost": list(change.lost), "p": round(change.p, 4)}


def _without_score(scores: Scores) -> list[str]:
    named = {"not in the run, counted as missed": scores.missing, "cannot be judged, no score": scores.unjudged}
    return [f"{what} ({len(ids)}): {listed(ids)}" for what, ids in named.items() if ids]


def _rounded(row: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in row.items()}
