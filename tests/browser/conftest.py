"""A real Chromium in front of a real server on a free port, with the assistant of the scenes behind it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assistant.api.app import create_app
from assistant.api.dependencies import Assistant
from assistant.errors import NoIndex
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant

CHROMIUM = Path("/usr/bin/chromium")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


def _serve(open_assistant: Callable[[], Assistant]) -> Iterator[str]:
    app = create_app(open_assistant, today=lambda: scenes.TODAY)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def scripted() -> ScriptedAssistant:
    """The assistant behind the site."""
    return scenes.assistant()


@pytest.fixture(scope="session")
def site(scripted: ScriptedAssistant) -> Iterator[str]:
    """The address of a site that can answer."""
    yield from _serve(lambda: scripted)


@pytest.fixture(scope="session")
def empty_site() -> Iterator[str]:
    """The address of a site without an index."""

    def open_assistant() -> Assistant:
        raise NoIndex("none")

    yield from _serve(open_assistant)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window as large as a phone."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page of the site on which no script fails, nothing breaks the policy and no dialog opens."""
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    assert wrong == []
