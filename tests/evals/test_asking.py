"""Questions are put in their own plan or in all, and what comes back is kept."""

from __future__ import annotations

from itertools import count

import pytest

from assistant.domain import Answer, Hit, Scope, Span, Status
from evals.asking import Manner, collect
from tests.evals.scenes import case
from tests.fakes import ScriptedAssistant, chunk, document, plan

TEXT = "De commissie beslist."
PLAN = plan(sha256="c" * 64)


def assistant(**changes: object) -> ScriptedAssistant:
    return ScriptedAssistant(
        documents=[document(TEXT, PLAN)],
        hits=[Hit(chunk(TEXT, id=f"dorp-2024-{n}", place=n), n, {"words": n}) for n in (1, 2, 3)],
        **changes,  # type: ignore[arg-type]
    )


def test_hits_are_kept_with_the_version_of_their_plan() -> None:
    ticks = count()

    [line] = collect([case("v1")], assistant(), Manner(k=2), clock=lambda: float(next(ticks)))

    assert (line.id, line.seconds, line.answer, line.abstained) == ("v1", 1.0, None, None)
    assert [found.chunk_id for found in line.hits] == ["dorp-2024-1", "dorp-2024-2"]
    assert line.hits[0].sha256 == "c" * 64
    assert line.hits[0].spans == (Span(0, len(TEXT)),)


@pytest.mark.parametrize(
    ("named", "manner", "scope"),
    [
        pytest.param("dorp-2024", Manner(), Scope(("dorp-2024",)), id="its own plan"),
        pytest.param("dorp-2024", Manner(scoped=False), Scope(), id="all plans"),
        pytest.param(None, Manner(), Scope(), id="no plan named"),
    ],
)
def test_scope_follows_the_case_and_the_manner(named: str | None, manner: Manner, scope: Scope) -> None:
    asked = assistant()

    list(collect([case("v1", plan=named)], asked, manner))

    assert asked.searched == [("vraag v1?", scope, 10)]
    assert asked.asked == []


@pytest.mark.parametrize(
    ("status", "abstained"),
    [("answered", False), ("partial", False), ("ask_back", False), ("no_source", True), ("out_of_scope", True)],
)
def test_refusal_is_told_from_an_answer(status: Status, abstained: bool) -> None:
    asked = assistant(otherwise=Answer(status, "Tekst."))

    [line] = collect([case("v1", role="medewerker")], asked, Manner(answers=True))

    assert line.abstained is abstained
    assert line.answer["status"] == status
    assert asked.asked == [("vraag v1?", Scope(("dorp-2024",)), "medewerker")]
