"""Which passages a scope admits. Applied inside each leg's query, so no place of the ranking is lost to others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Chunk, Scope


class Scoping:
    """The plan and sectors of each passage, in the order in which an index numbers them."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._plans = np.array([chunk.plan for chunk in chunks], dtype=object)
        self._sectors = [frozenset(chunk.sectors) for chunk in chunks]
        self.mask = lru_cache(64)(self._mask)

    def _mask(self, scope: Scope) -> NDArray[np.float32]:
        """One where a passage is in scope, else zero. A passage that names no sector belongs to all."""
        admitted = np.ones(len(self._sectors), dtype=bool)
        if scope.plans:
            admitted &= np.isin(self._plans, list(scope.plans))
        if scope.sectors:
            wanted = frozenset(scope.sectors)
            admitted &= np.array([not own or bool(own & wanted) for own in self._sectors], dtype=bool)
        return admitted.astype(np.float32)
