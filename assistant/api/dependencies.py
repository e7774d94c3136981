"""What the routes need: an assistant that is opened in the background, the clock, and the pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request
from starlette.templating import Jinja2Templates

from assistant.domain import Answer, Chunk, Document, Hit, Plan, Role, Scope, Section
from assistant.errors import NotReady, WegwijzerError

log = logging.getLogger(__name__)

GLANCE = 0.5  # seconds that a page waits: enough to learn that there is no index, too short to be felt
PATIENCE = 20.0  # seconds that a question waits for an assistant that is still opening
RETRY_AFTER = 5.0  # seconds between two tries to open after a failure, so that a new index is picked up


class Assistant(Protocol):
    """All that the pages and the API ask for. Every method may raise IndexUnusable or ModelError."""

    def plans(self) -> tuple[Plan, ...]: ...

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]: ...

    def ask(self, question: str, scope: Scope, role: Role = "ouder") -> Answer: ...

    def document(self, plan_id: str) -> Document: ...

    def passage(self, chunk_id: str) -> Chunk: ...

    def neighbours(self, chunk_id: str) -> tuple[str | None, str | None]: ...

    def outline(self, plan_id: str) -> tuple[Section, ...]: ...

    def status(self) -> Mapping[str, object]: ...


class Opening:
    """An assistant being opened in a thread of its own; it is handed over, or the reason why it is not there."""

    def __init__(self, open_assistant: Callable[[], Assistant], retry_after: float = RETRY_AFTER) -> None:
        self._open, self._retry_after = open_assistant, retry_after
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
        self._future: Future[Assistant] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Begin to open, unless it is open, opening, or has just failed."""
        with self._lock:
            if self._future is None or self._failed_long_ago(self._future):
                self._started = time.monotonic()
                self._future = self._threads.submit(self._open)
                self._future.add_done_callback(_report)

    def assistant(self, patience: float = 0.0) -> Assistant:
        """The assistant. Raises NotReady after `patience` seconds, or whatever kept it from opening."""
        self.start()
        future = cast("Future[Assistant]", self._future)
        if not wait([future], timeout=patience).done:
            raise NotReady("the assistant is still being opened")
        return future.result()

    def close(self) -> None:
        """Stop trying to open."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _failed_long_ago(self, future: Future[Assistant]) -> bool:
        return future.done() and future.exception() is not None and time.monotonic() - self._started > self._retry_after


def _report(future: Future[Assistant]) -> None:
    """Tell the operator how opening ended: our own errors in full, another's by name and place only."""
    if future.cancelled():
        return
    error = future.exception()
    if error is None:
        log.info("the assistant is open")
    else:
        log.error(
            "the assistant did not open: %s", error if isinstance(error, WegwijzerError) else type(error).__name__
        )


@dataclass(frozen=True)
class Web:
    """What the pages are made with."""

    opening: Opening
    templates: Jinja2Templates
    today: Callable[[], date]


def web(request: Request) -> Web:
    """The web of this application."""
    return cast(Web, request.app.state.web)


def _open_now(request: Request) -> Assistant:
    return web(request).opening.assistant(GLANCE)


def _opened(request: Request) -> Assistant:
    return web(request).opening.assistant(PATIENCE)


def _today(request: Request) -> date:
    return web(request).today()


OpenNow = Annotated[Assistant, Depends(_open_now)]
"""The assistant, for pages that must answer at once."""

Opened = Annotated[Assistant, Depends(_opened)]
"""The assistant, for requests that may wait while it opens."""

Today = Annotated[date, Depends(_today)]
