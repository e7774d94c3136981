"""The measures, checked against values calculated by hand."""

from __future__ import annotations

import pytest

from evals.judges import BySpans, ByText
from evals.retrieval import WORDS, grouped, means, measure, refusals, score_run
from evals.runs import RunHit, RunLine
from tests.evals.scenes import case, evidence, hit, run_of

RIGHT, OTHER, WRONG = (10, 20), (40, 50), (100, 110)


def test_measures_of_evidence_found_second_and_fourth() -> None:
    hits = [hit(*WRONG), hit(*RIGHT), hit(*WRONG), hit(*OTHER)]

    measures = measure([evidence(RIGHT), evidence(OTHER)], hits, BySpans())

    assert measures is not None
    assert {name: measures[name] for name in ("hit@1", "hit@3", "hit@5", "hit@10")} == {
        "hit@1": 0,
        "hit@3": 1,
        "hit@5": 1,
        "hit@10": 1,
    }
    assert {name: measures[name] for name in ("recall@1", "recall@3", "recall@5")} == {
        "recall@1": 0,
        "recall@3": 0.5,
        "recall@5": 1,
    }
    assert measures["mrr@10"] == 0.5


def test_one_hit_may_hold_several_pieces_of_evidence() -> None:
    measures = measure([evidence(RIGHT), evidence(OTHER)], [hit(0, 60)], BySpans())

    assert measures is not None
    assert (measures["hit@1"], measures["recall@1"], measures["mrr@10"]) == (1, 1, 1)


def test_evidence_spread_over_two_hits_is_not_found() -> None:
    measures = measure([evidence(RIGHT)], [hit(10, 15), hit(15, 20)], BySpans())

    assert measures is not None
    assert measures["recall@10"] == 0


def test_hits_beyond_the_tenth_do_not_count() -> None:
    measures = measure([evidence(RIGHT)], [*[hit(*WRONG)] * 10, hit(*RIGHT)], BySpans())

    assert measures is not None
    assert (measures["hit@10"], measures["mrr@10"]) == (0, 0)


def test_words_are_those_of_the_first_five_hits() -> None:
    measures = measure([evidence(RIGHT)], [hit(*WRONG, text="een twee drie")] * 6, BySpans())

    assert measures is not None
    assert measures[WORDS] == 15


def test_nothing_found_scores_zero() -> None:
    measures = measure([evidence(RIGHT)], [], BySpans())

    assert measures is not None
    assert set(measures.values()) == {0}


@pytest.mark.parametrize(
    "hits",
    [
        pytest.param([RunHit("tekst zonder plaats")], id="a hit without a place"),
        pytest.param([hit(*RIGHT), RunHit("tekst zonder plaats")], id="among others"),
    ],
)
def test_question_that_cannot_be_judged_gets_no_score(hits: list[RunHit]) -> None:
    assert measure([evidence(RIGHT)], hits, BySpans()) is None


def test_run_is_scored_over_questions_that_have_an_answer() -> None:
    cases = [
        case("found", evidence(RIGHT)),
        case("missed", evidence(RIGHT)),
        case("absent", evidence(RIGHT)),
        case("unanswerable"),
        case("unknown", answerable=None),
    ]
    run = run_of(found=[hit(*RIGHT)], missed=[hit(*WRONG)], unanswerable=[hit(*WRONG)], unknown=[hit(*WRONG)])

    scores = score_run(cases, run, BySpans())

    assert list(scores.by_case) == ["found", "missed", "absent"]
    assert scores.missing == ("absent",)
    assert scores.unjudged == ("unknown",)
    assert means(scores.by_case.values())["hit@5"] == pytest.approx(1 / 3)


def test_unjudged_question_does_not_lower_the_mean() -> None:
    cases = [case("quoted", evidence(RIGHT, quote="een twee drie vier")), case("placed", evidence(RIGHT))]
    run = run_of(quoted=[hit(*RIGHT, text="een twee drie vier")], placed=[hit(*RIGHT)])

    scores = score_run(cases, run, ByText())

    assert scores.unjudged == ("placed",)
    assert means(scores.by_case.values())["hit@1"] == 1


def test_no_questions_have_no_means() -> None:
    assert means([]) == {}


def test_groups_hold_their_own_questions() -> None:
    cases = [
        case("a", evidence(RIGHT), role="ouder", type="termijn"),
        case("b", evidence(RIGHT), role="ouder", type=None),
        case("c", evidence(RIGHT), role="medewerker", type="termijn"),
    ]
    scores = score_run(cases, run_of(a=[hit(*RIGHT)], b=[], c=[hit(*RIGHT)]), BySpans())

    by_role, by_type = grouped(scores, cases, "role"), grouped(scores, cases, "type")

    assert {name: (row["n"], row["hit@5"]) for name, row in by_role.items()} == {
        "medewerker": (1, 1),
        "ouder": (2, 0.5),
    }
    assert {name: (row["n"], row["hit@5"]) for name, row in by_type.items()} == {"termijn": (2, 1)}


def test_refusals_are_counted_apart_for_questions_with_and_without_an_answer() -> None:
    cases = [case("a", evidence(RIGHT)), case("b", evidence(RIGHT)), case("c"), case("d", answerable=None)]
    lines = [
        RunLine(id, 0.1, (), None, abstained) for id, abstained in zip("abcd", (True, False, True, True), strict=True)
    ]

    scores = score_run(cases, {line.id: line for line in lines}, BySpans())

    assert refusals(scores, cases) == {"abstain_on_unanswerable": 1.0, "refused_answerable": 0.5}


def test_run_without_answers_has_no_refusals() -> None:
    cases = [case("a", evidence(RIGHT)), case("b")]

    assert refusals(score_run(cases, run_of(a=[], b=[]), BySpans()), cases) == {}
