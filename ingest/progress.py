"""Shows how far an ingest is: a moving bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from assistant.retrieval.embedding import Progress

_EVERY = 5.0  # seconds between two lines about one step
_NAMES = {
    "find": "finding files",
    "read": "reading files",
    "copy": "copying what is unchanged",
    "embed": "embedding",
    "write": "writing the index",
    "check": "checking the index",
    "swap": "swapping the index in",
}


@dataclass(frozen=True)
class Display:
    """What shows progress; `pause` and `resume` let a question through."""

    progress: Progress
    pause: Callable[[], object] = lambda: None
    resume: Callable[[], object] = lambda: None

    def pausing(self, ask: Callable[[str], str]) -> Callable[[str], str]:
        """The same question, with nothing moving on the screen meanwhile."""

        def asked(question: str) -> str:
            self.pause()
            try:
                return ask(question)
            finally:
                self.resume()

        return asked


@contextmanager
def shown(stream: TextIO | None = None) -> Iterator[Display]:
    """A display on a stream, standard error unless told otherwise, while it is open."""
    stream = stream or sys.stderr
    if stream.isatty():
        with _bar(stream) as display:
            yield display
    else:
        yield Display(lines(lambda line: print(line, file=stream, flush=True)))


def lines(write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> Progress:
    """A line when a step begins, and one every few seconds while it lasts."""
    current, told = "", 0.0

    def progress(step: str, done: int, total: int) -> None:
        nonlocal current, told
        if step != current or clock() - told >= _EVERY:
            write(f"{_NAMES.get(step, step)} {done}/{total}" if total else _NAMES.get(step, step))
            current, told = step, clock()

    return progress


@contextmanager
def _bar(stream: TextIO) -> Iterator[Display]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        current = ""

        def progress(step: str, done: int, total: int) -> None:
            nonlocal current
            if step != current:
                bar.reset(task, description=_NAMES.get(step, step))
                current = step
            bar.update(task, completed=done, total=total or None)

        yield Display(progress, bar.stop, bar.start)
