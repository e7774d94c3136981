"""How sure a figure is: bootstrap intervals and the sign test."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

_ROUNDS = 2000
_SEED = 20180801  # fixed, so that the same run always gets the same interval


def interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """The bootstrap percentile interval of the mean of values, of which there is at least one."""
    random = np.random.default_rng(_SEED)
    sample = np.asarray(values, dtype=np.float64)
    means = random.choice(sample, size=(_ROUNDS, sample.size)).mean(axis=1)
    tail = (1 - level) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return float(low), float(high)


def sign_test(wins: int, losses: int) -> float:
    """The chance that a fair coin parts wins and losses at least as unevenly, to either side. Ties do not count."""
    thrown = wins + losses
    tail = sum(comb(thrown, k) for k in range(min(wins, losses) + 1))
    return min(1.0, 2 * tail / (1 << thrown))
