"""Measures speed and memory on this machine: ingest, embedding, search, start; kept in evals/baseline.

It ingests the originals into a state folder of its own, which it throws away.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from assistant.domain import Scope
from assistant.errors import EvalError
from assistant.indexes import STORE, current_index
from assistant.retrieval import bundled_model, e5_export, e5_weights
from assistant.storage import Store
from evals.asking import Searcher
from evals.baselines import FOLDER, QUESTIONS
from evals.cases import Case, read_cases
from evals.report import table
from evals.serving import served
from evals.speed import embedding_rates, sample, time_each

if TYPE_CHECKING:
    from assistant.settings import Settings

INGEST = (sys.executable, "-c", "from assistant.cli import main; main()", "ingest", "--json")
WARM_UP = "Wie helpt mij als mijn kind thuis zit?"
_SAMPLE = 160


def measure_all(
    settings: Settings, open_ours: Callable[[Settings], Searcher], tell: Callable[[str], None]
) -> dict[str, Any]:
    """All measures. Raises EvalError when the originals are not all there or the server does not answer."""
    with _workshop(settings) as state:
        environment = {"WEGWIJZER_STATE": str(state), "WEGWIJZER_SOURCES": str(settings.sources.resolve())}
        cases = read_cases(QUESTIONS)
        tell("measuring the ingest of the originals")
        result = {"machine": machine(), "ingest": ingest(environment, {case.plan for case in cases})}
        tell("measuring the embedding")
        result["embedding"] = embedding(settings, state)
        tell("measuring the server")
        result |= serving(environment, cases)
        tell("measuring the search")
        result["search"]["in_process"] = search(settings.model_copy(update={"state": state}), open_ours, cases)
        return result


def ingest(environment: Mapping[str, str], plans: set[str | None], command: Sequence[str] = INGEST) -> dict[str, Any]:
    """The ingest of the originals by the command itself: seconds per step, passages and keys per second."""
    began = time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        raise EvalError(f"'wegwijzer ingest' ended with status {done.returncode}")
    report = json.loads(done.stdout)
    if absent := plans - {file["plan"] for file in report["files"]}:
        raise EvalError(f"no file for {', '.join(sorted(map(str, absent)))}; WEGWIJZER_SOURCES must name the originals")
    seconds, totals = report["seconds"], report["totals"]
    return {
        "wall_seconds": round(wall, 1),
        "seconds": {step: round(value, 2) for step, value in seconds.items()},
        **{name: totals[name] for name in ("characters", "chunks", "keys")},
        "keys_per_second": round(totals["keys"] / seconds["embed"], 1),
        "chunks_per_second": round(totals["chunks"] / seconds["total"], 1),
    }


def embedding(settings: Settings, state: Path) -> dict[str, Any]:
    """Our embedded model against torch in full precision, on the same passages of the new index."""
    with Store(current_index(state) / STORE) as store:
        texts = [chunk.text for plan in store.plans() for chunk in store.chunks_of(plan.id)]
    torch_folder = state / "torch"
    e5_export.write_torch_folder(e5_weights.parse(bundled_model.find_weights().read_bytes()), torch_folder)
    ours, how = bundled_model.model_folder(settings.state), settings.embedding
    return embedding_rates(ours, torch_folder, sample(texts, _SAMPLE), how.batch, how.threads)


def search(settings: Settings, open_ours: Callable[[Settings], Searcher], cases: tuple[Case, ...]) -> dict[str, float]:
    """Each question in its own plan, after one other question that lets everything load."""
    ours = open_ours(settings)
    ours.search(WARM_UP, Scope())
    return time_each(cases, lambda asked, plan: ours.search(asked, Scope((plan,) if plan else ()))).as_json()


def serving(environment: Mapping[str, str], cases: tuple[Case, ...]) -> dict[str, Any]:
    """Two starts to the first answer; search and answers over HTTP; memory after all questions."""
    with served(environment) as server:
        first = server.first_answer(WARM_UP)
    with served(environment) as server:
        second = server.first_answer(WARM_UP)
        over_http = time_each(cases, server.search).as_json()
        asked = time_each(cases, server.ask).as_json()
        memory = server.memory()
    starts = {"first_start_seconds": round(first, 1), "second_start_seconds": round(second, 1)}
    return {
        "search": {"http": over_http},
        "ask": {"http": asked},
        "server": {**starts, "memory_mb": round(memory / 1e6)},
    }


def machine() -> dict[str, Any]:
    """What the figures depend on; never the name of the machine."""
    import psutil

    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def as_markdown(result: Mapping[str, Any]) -> str:
    """All figures, a row each."""
    return table(["measure", "value"], list(_rows(result)))


def write(result: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Replace the committed figures."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    head = "# How fast it is\n\nMade by `wegwijzer eval bench`; every question is put once, in its own plan.\n\n"
    (folder / "bench.md").write_text(f"{head}{as_markdown(result)}\n", encoding="utf-8")


@contextmanager
def _workshop(settings: Settings) -> Iterator[Path]:
    """A state folder that has the embedded model, made if need be, and nothing else."""
    bundled_model.prepare(settings.state)
    with TemporaryDirectory(prefix="wegwijzer-bench-") as folder:
        models = bundled_model.model_folder(settings.state).parent
        (Path(folder) / models.name).symlink_to(models.resolve(), target_is_directory=True)
        yield Path(folder)


def _rows(values: Mapping[str, Any], under: str = "") -> Iterator[list[str]]:
    for name, value in values.items():
        title = f"{under} · {name}".removeprefix(" · ").replace("_", " ")
        if isinstance(value, Mapping):
            yield from _rows(value, title)
        else:
            yield [title, str(value)]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
