"""How fast passages are embedded and found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.embedding import Embedder
from evals.cases import Case

_BATCHES = (8, 32)  # 32 is the default of sentence-transformers, 8 was faster for us; the peer may have its best
_TURNS = 5
_COMPARED = 40


@dataclass(frozen=True)
class Latency:
    """How long calls took, in milliseconds."""

    calls: int
    p50: float
    p95: float
    longest: float

    def as_json(self) -> dict[str, float]:
        """Rounded, with the unit in the names."""
        return {name if name == "calls" else f"{name}_ms": round(value, 1) for name, value in asdict(self).items()}


def latency(seconds: Sequence[float]) -> Latency:
    """The median, the 95th percentile and the longest of some durations, of which there is at least one."""
    p50, p95 = np.percentile(np.asarray(seconds) * 1000, (50, 95))
    return Latency(len(seconds), float(p50), float(p95), max(seconds) * 1000)


def time_each(
    cases: Iterable[Case], call: Callable[[str, str | None], object], clock: Callable[[], float] = time.perf_counter
) -> Latency:
    """How long a call takes for each question in its own plan; each question is put once."""
    seconds = []
    for case in cases:
        began = clock()
        call(case.question, case.plan)
        seconds.append(clock() - began)
    return latency(seconds)


def embedding_rates(ours: Path, torch_folder: Path, texts: Sequence[str], batch: int, threads: int) -> dict[str, Any]:
    """Texts per second with our int8 model and with torch in full precision, and how alike their vectors are."""
    from assistant.retrieval.sentence_model import SentenceModel

    models: dict[str, Embedder] = {"int8": SentenceModel(ours, backend="onnx", batch=batch, threads=threads)}
    for size in _BATCHES:
        models[f"torch {size}"] = SentenceModel(torch_folder, backend="torch", batch=size, threads=threads)
    rates = race(models, texts)
    fastest = max(_BATCHES, key=lambda size: rates[f"torch {size}"])
    full = models[f"torch {fastest}"].passages(texts[:_COMPARED])
    alike = np.einsum("ij,ij->i", models["int8"].passages(texts[:_COMPARED]), full)
    return {
        "texts": len(texts),
        "characters_per_text": sum(map(len, texts)) // len(texts),
        "int8_per_second": round(rates["int8"], 1),
        "torch_fp32_per_second": round(rates[f"torch {fastest}"], 1),
        "torch_fp32_batch": fastest,
        "ratio": round(rates["int8"] / rates[f"torch {fastest}"], 2),
        "lowest_cosine": round(float(alike.min()), 4),
    }


def race(
    models: Mapping[str, Embedder], texts: Sequence[str], clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Texts per second of each model, loading left out. They take turns, so that what else runs slows all alike."""
    for model in models.values():
        model.passages(texts[:1])
    spent = dict.fromkeys(models, 0.0)
    for turn in range(_TURNS):
        for name, model in models.items():
            began = clock()
            model.passages(texts[turn::_TURNS])
            spent[name] += clock() - began
    return {name: len(texts) / seconds for name, seconds in spent.items()}


def sample(texts: Sequence[str], size: int) -> list[str]:
    """So many texts, evenly spread."""
    step = max(1, len(texts) // size)
    return list(texts[::step][:size])
