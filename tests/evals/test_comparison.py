"""Two runs are compared over the questions that both have a score for."""

from __future__ import annotations

import pytest

from evals.comparison import compare
from evals.judges import BySpans, ByText
from evals.retrieval import score_run
from tests.evals.scenes import case, evidence, hit, run_of

RIGHT, WRONG = (10, 20), (100, 110)
CASES = [case(id, evidence(RIGHT)) for id in ("a", "b", "c")]


def test_questions_won_and_lost_are_named() -> None:
    before = score_run(CASES, run_of(a=[hit(*RIGHT)], b=[], c=[]), BySpans())
    after = score_run(CASES, run_of(a=[], b=[hit(*RIGHT)], c=[hit(*WRONG), hit(*RIGHT)]), BySpans())

    [first, fifth] = compare(before, after, ["hit@1", "hit@5"])

    assert [first.before, first.after] == pytest.approx([1 / 3, 1 / 3])
    assert (first.won, first.lost) == (("b",), ("a",))
    assert (fifth.won, fifth.lost) == (("b", "c"), ("a",))
    assert (fifth.after, fifth.p) == pytest.approx((2 / 3, 1.0))


def test_question_without_a_score_in_one_run_is_left_out_of_both() -> None:
    quoted = [case("a", evidence(RIGHT, quote="een twee drie vier")), case("b", evidence(RIGHT))]
    before = score_run(quoted, run_of(a=[hit(*RIGHT)], b=[hit(*RIGHT)]), BySpans())
    after = score_run(quoted, run_of(a=[hit(*RIGHT)], b=[hit(*RIGHT)]), ByText())

    [change] = compare(before, after, ["hit@1"])

    assert (change.before, change.after, change.lost) == (1.0, 0.0, ("a",))


def test_runs_that_share_nothing_have_no_changes() -> None:
    one, other = score_run(CASES[:1], run_of(a=[]), BySpans()), score_run(CASES[1:], run_of(b=[]), BySpans())

    assert compare(one, other) == ()
