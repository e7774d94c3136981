"""The fit of when to refuse finds what separates the groups, and refuses as many answerable questions as it may."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.answering.evidence import ABOUT, HOLDS
from assistant.domain import Answer, Hit, Plan, Role, Scope
from evals import refusal
from evals.cases import Case
from evals.refusal import MODELS, Group, Sample, cross_validated, fit, report, samples
from tests.fakes import plan


def made(group: Group, count: int, seed: int, **means: float) -> list[Sample]:
    chance = np.random.default_rng(seed)
    names = sorted({name for signals, _, _ in MODELS.values() for name in signals})
    return [Sample(group, {n: float(chance.normal(means.get(n, 0.5), 0.1)) for n in names}) for _ in range(count)]


FOUND = [
    *made("answerable", 100, 1),
    *made("unanswerable", 30, 2, asks=1.5, held=-0.5),
    *made("other", 30, 3, unknown=1.5, covered=-0.5),
]


def test_model_refuses_what_it_was_fitted_to_refuse_and_the_share_of_the_rest_that_it_may() -> None:
    model = fit(FOUND, ("unknown", "covered"), ("other",), may_refuse=0.05)

    verdicts = model.score(FOUND) > 0
    assert all(verdicts[-30:])
    assert sum(verdicts[:100]) == 5


def test_weights_point_the_way_of_the_difference() -> None:
    model = fit(FOUND, ("unknown", "covered"), ("other",), may_refuse=0.05)

    assert model.weights[0] > 0 > model.weights[1]


def test_questions_are_judged_by_models_that_have_not_seen_them() -> None:
    rates = cross_validated(FOUND, {"about": 0.02, "holds": 0.02}, times=2)

    assert rates["other"] > 0.9
    assert rates["unanswerable"] > 0.9
    assert rates["answerable"] < 0.1


class Signalling:
    """An assistant whose trace holds the length of the question as its only signal."""

    def plans(self) -> tuple[Plan, ...]:
        return (plan("a"), plan("b"))

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        return []

    def ask(self, question: str, scope: Scope, role: Role = "ouder") -> Answer:
        return Answer("no_source", "", trace={"signals": {"asks": len(question), "plan": ord(scope.plans[0][0])}})


def test_signals_are_read_from_the_trace_of_each_question_in_its_own_plan() -> None:
    cases = [Case("1", "wat?", "b", answerable=True), Case("2", "hoelang?", "b", answerable=False)]

    found = list(samples(cases, ["een", "twee", "drie"], Signalling()))

    assert [(one.group, one.signals["asks"], chr(int(one.signals["plan"]))) for one in found] == [
        ("answerable", 4, "b"),
        ("unanswerable", 8, "b"),
        ("other", 3, "a"),
        ("other", 4, "b"),
        ("other", 4, "a"),
    ]


def test_report_gives_what_evidence_holds() -> None:
    lines: list[str] = []

    report(FOUND, lines.append, times=1)

    assert [line.split(" =")[0] for line in lines[:2]] == ["ABOUT", "HOLDS"]
    assert {"", *MODELS["about"][0]} == set(ABOUT)
    assert {"", *MODELS["holds"][0]} == set(HOLDS)
    assert len(lines) == 3 + 5


def test_questions_about_other_subjects_are_there() -> None:
    others = Path(refusal.CASES / "other_subjects.txt").read_text(encoding="utf-8").splitlines()

    assert len(others) == len(set(others)) >= 30
    assert all(other.endswith(("?", ".")) for other in others)
