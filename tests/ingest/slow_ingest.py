"""Run as a program, an ingest that is slow enough to be killed anywhere: `slow_ingest.py ROOT`. A line per event."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import CardPlace, Chunk, Key
from ingest.pipeline import ingest
from tests.ingest.workshop import CountingEmbedder, JsonWriter, workshop

PAUSE = 0.01


def tell(event: str) -> None:
    """Say where the run is, and stay there for a moment."""
    print(event, flush=True)
    time.sleep(PAUSE)


class SlowEmbedder(CountingEmbedder):
    """An embedder that says when it begins a batch."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector per text."""
        tell("batch")
        return super().passages(texts)


class SlowWriter(JsonWriter):
    """A writer that writes half a part first."""

    def write(
        self,
        folder: Path,
        chunks: Sequence[Chunk],
        keys: Sequence[Key],
        vectors: NDArray[np.float32],
        cards: Sequence[CardPlace],
    ) -> None:
        """Write half, then all."""
        super().write(folder, chunks, keys[: len(keys) // 2], vectors[: len(keys) // 2], cards)
        tell("half a part")
        super().write(folder, chunks, keys, vectors, cards)
        tell("all parts")


def main(root: Path) -> None:
    """Ingest what stands in a workshop."""
    shop = workshop(root)
    shop.embedder = SlowEmbedder()
    ingest([], shop.folders, shop.tools(SlowWriter()), progress=lambda step, done, total: tell(step))
    tell("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
