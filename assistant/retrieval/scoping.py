"""Which passages a scope admits. Applied inside each leg's query, so no place of the ranking is lost to others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Scope, Sector


class Placed(Protocol):
    """What belongs to a plan and to sectors: a passage, a topic card."""

    @property
    def plan(self) -> str: ...

    @property
    def sectors(self) -> tuple[Sector, ...]: ...


def admits(scope: Scope, one: Placed) -> bool:
    """Whether something is in scope. What names no sector belongs to all."""
    in_plan = not scope.plans or one.plan in scope.plans
    return in_plan and (not scope.sectors or not one.sectors or bool(set(one.sectors) & set(scope.sectors)))


class Scoping:
    """The plan and sectors of each thing that a leg holds, in the order in which the leg numbers them."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        self.mask = lru_cache(64)(self._mask)

    def _mask(self, scope: Scope) -> NDArray[np.float32]:
        """One for what is in scope, else zero."""
        return np.array([admits(scope, one) for one in self._placed], dtype=np.float32)
