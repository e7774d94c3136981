"""Two runs of the same questions beside each other: what was won, what was lost, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.retrieval import MEASURES, Scores
from evals.statistics import sign_test


@dataclass(frozen=True)
class Change:
    """One measure before and after. `won` and `lost` are the questions whose value rose or fell."""

    measure: str
    before: float
    after: float
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def p(self) -> float:
        """The sign test over the questions that changed."""
        return sign_test(len(self.won), len(self.lost))


def compare(before: Scores, after: Scores, measures: Sequence[str] = MEASURES) -> tuple[Change, ...]:
    """The change of each measure over the questions that both runs have a score for; empty where there are none."""
    shared = [id for id in before.by_case if id in after.by_case]
    return tuple(_change(measure, shared, before, after) for measure in measures) if shared else ()


def _change(measure: str, ids: Sequence[str], before: Scores, after: Scores) -> Change:
    was = {id: before.by_case[id][measure] for id in ids}
    now = {id: after.by_case[id][measure] for id in ids}
    return Change(
        measure=measure,
        before=sum(was.values()) / len(ids),
        after=sum(now.values()) / len(ids),
        won=tuple(id for id in ids if now[id] > was[id]),
        lost=tuple(id for id in ids if now[id] < was[id]),
    )
