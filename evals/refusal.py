"""Fits when to refuse: `python -m evals.refusal` prints the coefficients of answering/evidence.py and their table.

Needs an index of the originals. Questions about other subjects are put to each plan in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Scope
from evals.asking import Assistant
from evals.cases import Case, read_cases

Array = NDArray[np.float64]
Group = Literal["answerable", "unanswerable", "other"]

CASES = Path(__file__).parent / "cases"
MODELS: Mapping[str, tuple[tuple[str, ...], tuple[Group, ...], float]] = {
    "about": (("unknown", "covered", "agreement"), ("other",), 0.02),
    "holds": (("asks", "held", "standing", "unknown"), ("unanswerable",), 0.06),
}  # its signals, whom it must refuse, the share of answerable questions that it may refuse
PENALTY = 10.0  # on squared coefficients of standardised signals
FOLDS, TIMES = 10, 20


@dataclass(frozen=True)
class Sample:
    """The signals of one question, and of what group it is."""

    group: Group
    signals: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """A fitted logistic model; above 0 it refuses."""

    names: tuple[str, ...]
    weights: Array
    intercept: float

    def score(self, samples: Sequence[Sample]) -> Array:
        """How far each sample is on the refusing side."""
        return _table(samples, self.names) @ self.weights + self.intercept


def samples(cases: Sequence[Case], others: Sequence[str], assistant: Assistant) -> Iterator[Sample]:
    """Put every question to the assistant and keep its signals."""
    for case in cases:
        scope = Scope(plans=(case.plan,)) if case.plan else Scope()
        yield _sample("answerable" if case.answerable else "unanswerable", case.question, scope, assistant)
    plans = assistant.plans()
    for at, question in enumerate(others):
        yield _sample("other", question, Scope(plans=(plans[at % len(plans)].id,)), assistant)


def fit(found: Sequence[Sample], names: tuple[str, ...], refused: Sequence[str], may_refuse: float) -> Model:
    """A model that refuses those groups; its intercept lets it refuse that share of the answerable ones."""
    used = [sample for sample in found if sample.group in ("answerable", *refused)]
    target = np.array([sample.group != "answerable" for sample in used])
    table = _table(used, names)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    weights = _logistic((table - mean) / spread, target) / spread
    answerable = table[~target] @ weights
    return Model(names, weights, -float(np.quantile(answerable, 1 - may_refuse)))


def cross_validated(found: Sequence[Sample], shares: Mapping[str, float], times: int = TIMES) -> dict[Group, float]:
    """The share of each group that is refused when questions are judged by models that have not seen them."""
    refused: dict[Group, list[bool]] = {"answerable": [], "unanswerable": [], "other": []}
    for time in range(times):
        fold = np.random.default_rng(time).permutation(len(found)) % FOLDS
        for held in range(FOLDS):
            seen = [sample for sample, own in zip(found, fold, strict=True) if own != held]
            unseen = [sample for sample, own in zip(found, fold, strict=True) if own == held]
            models = [fit(seen, names, whom, shares[name]) for name, (names, whom, _) in MODELS.items()]
            verdicts = np.max([model.score(unseen) for model in models], axis=0) > 0
            for sample, verdict in zip(unseen, verdicts, strict=True):
                refused[sample.group].append(bool(verdict))
    return {group: float(np.mean(verdicts)) for group, verdicts in refused.items()}


def report(found: Sequence[Sample], say: Callable[[str], None], times: int = TIMES) -> None:
    """The coefficients, and the risk-coverage table around the shares that were chosen."""
    for name, (names, whom, share) in MODELS.items():
        model = fit(found, names, whom, share)
        terms = {"": model.intercept, **dict(zip(names, model.weights, strict=True))}
        say(f"{name.upper()} = {{{', '.join(f'{term!r}: {weight:.2f}' for term, weight in terms.items())}}}")
    say("\n| may refuse | answerable refused | unanswerable refused | other subjects refused |\n|---|---|---|---|")
    for factor in (0.5, 1.0, 1.5, 2.0, 3.0):
        shares = {name: share * factor for name, (_, _, share) in MODELS.items()}
        rates = cross_validated(found, shares, times)
        say(f"| {sum(shares.values()):.0%} | {' | '.join(f'{rate:.0%}' for rate in rates.values())} |")


def _sample(group: Group, question: str, scope: Scope, assistant: Assistant) -> Sample:
    signals = assistant.ask(question, scope).trace.get("signals")
    return Sample(group, signals if isinstance(signals, dict) else {})


def _table(found: Sequence[Sample], names: Sequence[str]) -> Array:
    return np.array([[float(sample.signals.get(name, 0.0)) for name in names] for sample in found])


def _logistic(table: Array, target: NDArray[np.bool_]) -> Array:
    """Weights by Newton's method; both classes count as much, and the intercept is not penalised."""
    full = np.column_stack([table, np.ones(len(table))])
    balance = np.where(target, 0.5 / target.sum(), 0.5 / (~target).sum()) * len(target)
    penalty = np.diag([PENALTY] * table.shape[1] + [0.0])
    weights = np.zeros(full.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-full @ weights))
        slope = full.T @ (balance * (chance - target)) + penalty @ weights
        bend = (full * (balance * chance * (1 - chance))[:, None]).T @ full + penalty
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights[:-1])


def main() -> None:
    """Fit on the questions of this folder and the index of the settings."""
    from assistant.settings import load_settings
    from assistant.wiring import open_assistant

    assistant = open_assistant(load_settings())
    others = (CASES / "other_subjects.txt").read_text(encoding="utf-8").splitlines()
    report(list(samples(read_cases(CASES / "dev.jsonl"), others, assistant)), print)


if __name__ == "__main__":
    main()
