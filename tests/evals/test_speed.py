"""Durations and rates, with clocks that tick as told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.speed import latency, race, sample, time_each
from tests.evals.scenes import case
from tests.fakes import WordEmbedder


def ticking(*steps: float) -> Callable[[], float]:
    """A clock that moves by each step in turn."""
    times = accumulate(steps)
    return lambda: next(times)


def test_latency_is_the_median_the_95th_percentile_and_the_longest() -> None:
    measured = latency([n / 1000 for n in range(1, 102)])

    assert (measured.calls, measured.p50, measured.p95, measured.longest) == pytest.approx((101, 51, 96, 101))


def test_latency_in_json_names_its_unit() -> None:
    assert latency([0.0123]).as_json() == {"calls": 1, "p50_ms": 12.3, "p95_ms": 12.3, "longest_ms": 12.3}


def test_each_question_is_timed_once_in_its_own_plan() -> None:
    called: list[tuple[str, str | None]] = []

    measured = time_each(
        [case("a"), case("b", plan=None)], lambda *asked: called.append(asked), ticking(0, 0.01, 5, 0.03)
    )

    assert called == [("vraag a?", "dorp-2024"), ("vraag b?", None)]
    assert (measured.p50, measured.longest) == pytest.approx((20, 30))


class Recorder(WordEmbedder):
    """Keeps the texts that it embeds, under one list for all."""

    def __init__(self, name: str, embedded: list[tuple[str, list[str]]]) -> None:
        self.name, self._embedded = name, embedded

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As usual."""
        self._embedded.append((self.name, list(texts)))
        return super().passages(texts)


def test_models_take_turns_with_the_same_texts_and_loading_is_left_out() -> None:
    embedded: list[tuple[str, list[str]]] = []
    texts = [str(n) for n in range(10)]
    one_turn = (0, 1, 0, 3)  # the clock before and after the first model's share, then the second's

    rates = race({name: Recorder(name, embedded) for name in ("fast", "slow")}, texts, ticking(*one_turn * 5))

    assert embedded[:2] == [("fast", ["0"]), ("slow", ["0"])]
    assert embedded[2:4] == [("fast", ["0", "5"]), ("slow", ["0", "5"])]
    assert sorted(text for name, part in embedded[2:] if name == "slow" for text in part) == texts
    assert rates == {"fast": 2, "slow": pytest.approx(2 / 3)}


@pytest.mark.parametrize(
    ("size", "expected"),
    [pytest.param(3, ["0", "3", "6"], id="spread"), pytest.param(20, [str(n) for n in range(10)], id="all")],
)
def test_sample_is_evenly_spread(size: int, expected: list[str]) -> None:
    assert sample([str(n) for n in range(10)], size) == expected
