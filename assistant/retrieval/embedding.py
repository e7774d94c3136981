"""What an embedding model must do; the one that is used is chosen in wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]  # step, done, total


class Embedder(Protocol):
    """Turns texts into unit vectors of float32. `name` identifies model, weights and prompts."""

    @property
    def name(self) -> str:
        """An index made under another name is refused."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, shape (texts, dimension)."""
        ...

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, shape (dimension,)."""
        ...


def silent(step: str, done: int, total: int) -> None:
    """The Progress that nobody watches."""
