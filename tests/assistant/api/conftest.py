"""A client on an application whose assistant is already open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant

Connect = Callable[[ScriptedAssistant], TestClient]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes a client for a given assistant."""
    with ExitStack() as stack:

        def make(assistant: ScriptedAssistant) -> TestClient:
            app = create_app(lambda: assistant, today=lambda: scenes.TODAY)
            client = stack.enter_context(TestClient(app))
            app.state.web.opening.assistant(patience=5)
            return client

        yield make


@pytest.fixture
def assistant() -> ScriptedAssistant:
    """The assistant of the scenes."""
    return scenes.assistant()


@pytest.fixture
def client(connect: Connect, assistant: ScriptedAssistant) -> TestClient:
    """A client of that assistant."""
    return connect(assistant)
