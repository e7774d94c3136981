"""Puts the web application together, and is the outer edge where every unexpected error stops."""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

from fastapi import FastAPI, Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api import ask, failures, health, pages, passages, plans, search, source
from assistant.api.dependencies import Assistant, Opening, Web
from assistant.api.protection import BodyLimit, SecurityHeaders
from assistant.api.templates import WEB, make_templates

log = logging.getLogger(__name__)

ROUTERS = (health.router, ask.router, search.router, plans.router, passages.router, pages.router, source.router)


def create_app(open_assistant: Callable[[], Assistant], *, today: Callable[[], date] = date.today) -> FastAPI:
    """The application. The assistant is opened in the background, so that the first page is there at once."""
    opening = Opening(open_assistant)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opening.start()
        yield
        opening.close()

    # The interactive documentation of FastAPI is off: it loads its scripts from another host.
    app = FastAPI(title="Wegwijzer", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.web = Web(opening, make_templates(), today)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", _Static(directory=WEB / "static"), name="static")
    failures.install(app)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, refuse=lambda scope: failures.respond(Request(scope), failures.TOO_LARGE))
    app.add_middleware(Edge)
    app.add_middleware(SecurityHeaders)
    return app


class Edge:
    """Gives each request a number, logs number, route, status and duration, and answers what nobody expected.

    The log never holds an address or the text of an error: both may repeat a question.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = scope["wegwijzer.request"] = secrets.token_hex(4)
        started, status = time.perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            log.error("%s %s at %s", number, type(error).__name__, _places(error))
            if not status:
                await failures.respond(Request(scope), failures.BROKEN)(scope, receive, send_and_note)
        route = getattr(scope.get("route"), "path", "-")
        log.info("%s %s %s %d %.0f ms", number, scope["method"], route, status, 1000 * (time.perf_counter() - started))


class _Static(StaticFiles):
    """Static files; their addresses change with their content, so browsers may keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=604800"
        return response


def _places(error: Exception) -> str:
    """Where an error arose, innermost first: file names and lines, no values."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    return " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames)
