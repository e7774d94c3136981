"""Intervals and the sign test, checked against values calculated by hand."""

from __future__ import annotations

import pytest

from evals.statistics import interval, sign_test


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    [
        pytest.param(0, 0, 1.0, id="nothing changed"),
        pytest.param(1, 0, 1.0, id="one change tells nothing"),
        pytest.param(5, 0, 2 / 32, id="five of five"),
        pytest.param(8, 2, 2 * (1 + 10 + 45) / 1024, id="eight of ten"),
        pytest.param(2, 8, 2 * (1 + 10 + 45) / 1024, id="either side"),
        pytest.param(3, 3, 1.0, id="even"),
    ],
)
def test_sign_test_is_the_exact_two_sided_binomial(wins: int, losses: int, p: float) -> None:
    assert sign_test(wins, losses) == pytest.approx(p)


def test_interval_of_equal_values_is_that_value() -> None:
    assert interval([1.0, 1.0, 1.0]) == (1.0, 1.0)


def test_interval_lies_around_the_mean_as_the_normal_one_does() -> None:
    low, high = interval([1.0] * 50 + [0.0] * 50)  # normal: 0.5 ± 1.96 × 0.05

    assert low == pytest.approx(0.402, abs=0.015)
    assert high == pytest.approx(0.598, abs=0.015)


def test_interval_is_the_same_each_time() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0]

    assert interval(values) == interval(values)
