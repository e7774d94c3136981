"""Joining rankings."""

from typing import Any

import pytest

from assistant.retrieval.fusion import Scored, fuse, standardise


def test_a_passage_that_two_legs_prefer_comes_first() -> None:
    rankings = {
        "dense": [Scored("a", 0.9), Scored("b", 0.8), Scored("c", 0.7)],
        "words": [Scored("b", 7.0), Scored("c", 2.0)],
    }

    fused = fuse(rankings, {"dense": 1.0, "words": 1.0})

    assert [one.id for one in fused] == ["b", "a", "c"]


def test_ranks_tell_which_legs_found_a_passage() -> None:
    fused = fuse({"dense": [Scored("a", 0.9), Scored("b", 0.8)], "grams": [Scored("b", 3.0)]}, {"dense": 1, "grams": 1})

    assert {one.id: one.via for one in fused} == {"a": {"dense": 1}, "b": {"dense": 2, "grams": 1}}


def test_a_leg_that_clearly_prefers_one_passage_outweighs_one_that_hardly_does() -> None:
    rankings = {
        "dense": [Scored("a", 0.80), Scored("b", 0.79), Scored("c", 0.78), Scored("d", 0.77)],
        "words": [Scored("b", 20.0), Scored("c", 2.0), Scored("d", 1.9), Scored("a", 1.8)],
    }

    assert fuse(rankings, {"dense": 1.0, "words": 1.0})[0].id == "b"


def test_a_leg_whose_scores_are_alike_says_the_same_of_each() -> None:
    assert standardise([Scored("a", 2.0), Scored("b", 2.0)]) == [("a", 1.0), ("b", 1.0)]


@pytest.mark.parametrize("rankings", [pytest.param({}, id="no leg"), pytest.param({"dense": []}, id="nothing found")])
def test_nothing_found_gives_nothing(rankings: Any) -> None:
    assert fuse(rankings) == []
