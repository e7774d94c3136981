"""Tables say what the scores hold, in Markdown and as plain values."""

from __future__ import annotations

import pytest

from evals.comparison import compare
from evals.judges import BySpans
from evals.report import comparison_json, comparison_markdown, figure, listed, score_json, score_markdown, table
from evals.retrieval import score_run
from tests.evals.scenes import case, evidence, hit, run_of

RIGHT = (10, 20)
CASES = [
    case("a", evidence(RIGHT), role="ouder"),
    case("b", evidence(RIGHT), role="medewerker"),
    case("c", evidence(RIGHT), role="medewerker"),
    case("d", answerable=None),
]
BEFORE = score_run(CASES, run_of(a=[hit(*RIGHT, text="een twee")], b=[]), BySpans())
AFTER = score_run(CASES, run_of(a=[], b=[hit(*RIGHT)], c=[hit(*RIGHT)]), BySpans())


def test_table_aligns_its_columns() -> None:
    assert table(["measure", "n"], [["hit@5", ".728"], ["x", "1"]]) == (
        "| measure |    n |\n| ------- | ---: |\n| hit@5   | .728 |\n| x       |    1 |"
    )


@pytest.mark.parametrize(
    ("measure", "value", "shown"),
    [("hit@5", 0.7279, ".728"), ("hit@5", 1.0, "1.000"), ("hit@5", 0.0, ".000"), ("words@5", 611.6, "612")],
)
def test_figures_are_short(measure: str, value: float, shown: str) -> None:
    assert figure(measure, value) == shown


def test_long_lists_are_cut() -> None:
    assert listed([]) == "none"
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(n) for n in range(15)]).endswith("11 and 3 more")


def test_score_names_means_groups_and_questions_without_a_score() -> None:
    found = score_json(BEFORE, CASES)

    assert (found["n"], found["hit@5"], found["words@5"]) == (3, 0.333, 0.667)
    assert found["intervals"]["hit@5"][0] <= 0.333 <= found["intervals"]["hit@5"][1]
    assert set(found["groups"]["role"]) == {"ouder", "medewerker"}
    assert found["groups"]["role"]["medewerker"]["hit@5"] == 0
    assert (found["missing"], found["unjudged"]) == (["c", "d"], ["d"])


def test_score_for_people_says_the_same() -> None:
    shown = score_markdown(BEFORE, CASES)

    assert "3 questions scored" in shown
    assert "| hit@5     | .333 |" in shown
    assert "not in the run, counted as missed (2): c, d" in shown
    assert "cannot be judged, no score (1): d" in shown


def test_comparison_names_questions_won_and_lost() -> None:
    changes = compare(BEFORE, AFTER)

    shown, plain = comparison_markdown(changes), {row["measure"]: row for row in comparison_json(changes)}

    assert "hit@5 won: b, c\nhit@5 lost: a" in shown
    assert plain["hit@5"] == {
        "measure": "hit@5",
        "before": 0.333,
        "after": 0.667,
        "won": ["b", "c"],
        "lost": ["a"],
        "p": 1,
    }
    assert plain["words@5"] == {"measure": "words@5", "before": 0.667, "after": 0.667}


@pytest.mark.parametrize(("questions", "shown"), [(12, "<.001"), (5, ".062")])
def test_small_chances_are_not_shown_as_none(questions: int, shown: str) -> None:
    cases = [case(str(n), evidence(RIGHT)) for n in range(questions)]
    before, after = (
        score_run(cases, run_of(**{each.id: [hit(*place)] for each in cases}), BySpans()) for place in ((50, 60), RIGHT)
    )

    assert comparison_markdown(compare(before, after, ["hit@1"])).splitlines()[2].endswith(f"{shown} |")
