"""The assistant opens in the background; until it is there, and when it fails, the server says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.dependencies import Opening
from assistant.errors import IndexMismatch, ModelError, NoIndex, NotReady
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Keeps an assistant from opening until it is set."""
    event = threading.Event()
    yield event
    event.set()


def fails(error: Exception) -> Callable[[], ScriptedAssistant]:
    def open_assistant() -> ScriptedAssistant:
        raise error

    return open_assistant


def test_pages_answer_while_the_assistant_opens(gate: threading.Event) -> None:
    def open_assistant() -> ScriptedAssistant:
        gate.wait(10)
        return scenes.assistant()

    with TestClient(create_app(open_assistant)) as client:
        page, ready, alive = client.get("/"), client.get("/readyz"), client.get("/healthz")
        gate.set()
        answer = client.post("/api/ask", json={"question": "termijn"})

    assert (page.status_code, ready.status_code, alive.status_code) == (503, 503, 200)
    assert "start nog op" in page.text
    assert ready.json()["error"] == "starting"
    assert ready.headers["retry-after"] == "3"
    assert answer.json()["status"] == "answered"


def test_ready_tells_which_index_is_served(client: TestClient) -> None:
    assert client.get("/readyz").json() == {
        "status": "ready",
        "index": "scripted",
        "embedder": "none",
        "chunks": 5,
        "created": "2026-01-01T00:00:00Z",
    }


@pytest.mark.parametrize(
    ("error", "code", "command"),
    [
        pytest.param(NoIndex("none at /geheim"), "no_index", "wegwijzer ingest", id="no index"),
        pytest.param(IndexMismatch("e5, not x"), "index_mismatch", "wegwijzer ingest", id="another embedder"),
        pytest.param(ModelError("no file /geheim"), "no_model", "wegwijzer doctor", id="no model"),
    ],
)
@pytest.mark.parametrize("page", ["/", "/zoek", "/bron/dorp-2024"])
def test_server_stays_up_and_explains_what_to_do(error: Exception, code: str, command: str, page: str) -> None:
    with TestClient(create_app(fails(error))) as client:
        shown, told, alive = client.get(page), client.get("/api/plans"), client.get("/healthz")

    assert (shown.status_code, told.status_code, alive.status_code) == (503, 503, 200)
    assert command in shown.text
    assert (told.json()["error"], told.json()["command"]) == (code, command)
    assert "geheim" not in shown.text + told.text


def test_index_that_is_lost_later_is_explained_too(client: TestClient, assistant: ScriptedAssistant) -> None:
    assistant.fails = NoIndex("gone")

    reply = client.post("/", data={"question": "termijn"})

    assert reply.status_code == 503
    assert "wegwijzer ingest" in reply.text


def test_page_that_tries_again_still_tells_what_is_wrong() -> None:
    app = create_app(fails(NoIndex("none")))
    app.state.web = replace(app.state.web, opening=Opening(fails(NoIndex("none")), retry_after=0.0))

    with TestClient(app) as client:
        pages = [client.get("/").text for _ in range(3)]

    assert all("wegwijzer ingest" in page for page in pages)


def test_opening_is_tried_again_after_a_failure() -> None:
    replies: list[Exception | ScriptedAssistant] = [NoIndex("not yet"), scenes.assistant()]

    def open_assistant() -> ScriptedAssistant:
        reply = replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    opening = Opening(open_assistant, retry_after=0.0)
    with pytest.raises(NoIndex):
        opening.assistant(patience=5)

    assert opening.assistant(patience=5).plans()


def test_opening_is_not_tried_again_at_once() -> None:
    tries: list[int] = []

    def open_assistant() -> ScriptedAssistant:
        tries.append(1)
        raise NoIndex("none")

    opening = Opening(open_assistant)
    for _ in range(3):
        with pytest.raises(NoIndex):
            opening.assistant(patience=5)

    assert len(tries) == 1


def test_assistant_that_is_not_open_yet_is_not_waited_for(gate: threading.Event) -> None:
    def open_assistant() -> ScriptedAssistant:
        gate.wait(10)
        return scenes.assistant()

    opening = Opening(open_assistant)

    with pytest.raises(NotReady):
        opening.assistant()
