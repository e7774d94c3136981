"""Measures the steps of a run and tells whoever watches how far each is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.retrieval.embedding import Progress, silent


@dataclass
class StepClock:
    """Seconds per step, from the moment it is made."""

    progress: Progress = silent
    started: float = field(default_factory=time.monotonic)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, total: int = 0) -> Iterator[Callable[[int, int], None]]:
        """Time one step. Gives a function that tells how far it is."""
        self.progress(name, 0, total)
        began = time.monotonic()
        yield lambda done, of: self.progress(name, done, of)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - began

    def all(self) -> dict[str, float]:
        """Seconds per step, and in total."""
        return {**self.seconds, "total": time.monotonic() - self.started}
