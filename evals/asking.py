"""Puts the questions to a system and keeps what it finds and answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.api.schemas import to_json
from assistant.domain import Answer, Hit, Plan, Role, Scope
from evals.cases import Case
from evals.runs import RunLine, run_hit

REFUSALS = ("no_source", "out_of_scope")


class Searcher(Protocol):
    """Finds passages."""

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]: ...


class Assistant(Searcher, Protocol):
    """Finds passages of its plans, and answers from them."""

    def plans(self) -> tuple[Plan, ...]: ...

    def ask(self, question: str, scope: Scope, role: Role = "ouder") -> Answer: ...


@dataclass(frozen=True)
class Manner:
    """How to ask: `scoped` names the case's plan, `answers` asks for an answer too, `k` is the number of passages."""

    scoped: bool = True
    answers: bool = False
    k: int = 10


def collect(
    cases: Iterable[Case], assistant: Assistant, manner: Manner, clock: Callable[[], float] = time.perf_counter
) -> Iterator[RunLine]:
    """A line per question, as soon as it is there. Its seconds are those of all that was asked for."""
    plans = assistant.plans()
    versions = versions_of(plans)
    for case in cases:
        scope = scope_of(case, manner)
        began = clock()
        hits = assistant.search(case.question, scope, manner.k)
        answer = assistant.ask(case.question, scope, case.role) if manner.answers else None
        yield RunLine(
            id=case.id,
            seconds=clock() - began,
            hits=tuple(run_hit(hit, versions) for hit in hits),
            answer=to_json(answer, plans) if answer else None,
            abstained=answer.status in REFUSALS if answer else None,
        )


def scope_of(case: Case, manner: Manner) -> Scope:
    """The case's own plan, or everywhere."""
    return Scope(plans=(case.plan,)) if manner.scoped and case.plan else Scope()


def versions_of(plans: Iterable[Plan]) -> dict[str, str]:
    """The sha256 of each plan that has one."""
    return {plan.id: plan.sha256 for plan in plans if plan.sha256}
