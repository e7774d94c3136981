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


class Scoping:
    """The plan and sectors of each thing that a leg holds, in the order in which the leg numbers them."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._plans = np.array([one.plan for one in placed], dtype=object)
        self._sectors = [frozenset(one.sectors) for one in placed]
        self.mask = lru_cache(64)(self._mask)

    def _mask(self, scope: Scope) -> NDArray[np.float32]:
        """One for what is in scope, else zero. What names no sector belongs to all."""
        admitted = np.ones(len(self._sectors), dtype=bool)
        if scope.plans:
            admitted &= np.isin(self._plans, list(scope.plans))
        if scope.sectors:
            wanted = frozenset(scope.sectors)
            admitted &= np.array([not own or bool(own & wanted) for own in self._sectors], dtype=bool)
        return admitted.astype(np.float32)
