"""The outer edge: headers on every answer, limits, logs without words, and errors that give nothing away."""

from __future__ import annotations

import logging
import re

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from tests.fakes import ScriptedAssistant

EVERYWHERE = [
    pytest.param("GET", "/", 200, id="page"),
    pytest.param("GET", "/bron/dorp-2024", 200, id="source"),
    pytest.param("GET", "/api/plans", 200, id="api"),
    pytest.param("GET", "/static/wegwijzer.css", 200, id="static file"),
    pytest.param("GET", "/nergens", 404, id="page not found"),
    pytest.param("GET", "/static/nergens.css", 404, id="static file not found"),
    pytest.param("GET", "/api/nergens", 404, id="api not found"),
    pytest.param("PUT", "/", 405, id="method not allowed"),
    pytest.param("DELETE", "/api/ask", 405, id="api method not allowed"),
    pytest.param("GET", "/bron/dorp-2024?span=x", 422, id="unusable address"),
]


@pytest.mark.parametrize(("method", "path", "status"), EVERYWHERE)
def test_every_answer_carries_the_security_headers(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)

    assert reply.status_code == status
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(("method", "path", "status"), EVERYWHERE[4:])
def test_failure_is_json_for_machines_and_dutch_for_people(
    client: TestClient, method: str, path: str, status: int
) -> None:
    reply = client.request(method, path)

    if path.startswith("/api/"):
        assert set(reply.json()) >= {"error", "message", "request"}
    else:
        assert '<html lang="nl">' in reply.text
        assert "<h1>" in reply.text


def test_pages_are_kept_by_nobody_else_and_static_files_are_kept(client: TestClient) -> None:
    assert client.get("/").headers["cache-control"] == "private, no-cache"
    assert "max-age" in client.get("/static/wegwijzer.css").headers["cache-control"]


@pytest.mark.parametrize(
    "path", [pytest.param("/api/ask", id="api"), pytest.param("/", id="page"), pytest.param("/nergens", id="nowhere")]
)
def test_large_body_is_refused(client: TestClient, assistant: ScriptedAssistant, path: str) -> None:
    reply = client.post(path, content=b"x" * (16 * 1024 + 1))

    assert reply.status_code == 413
    assert assistant.asked == []


def test_large_body_without_a_length_is_refused(client: TestClient) -> None:
    reply = client.post("/api/ask", content=(b"x" * 1024 for _ in range(17)))

    assert reply.status_code == 413
    assert reply.json()["error"] == "too_large"


def test_body_of_the_largest_size_is_read(client: TestClient) -> None:
    body = b'{"question": "termijn"}'

    reply = client.post("/api/ask", content=body.ljust(16 * 1024), headers={"content-type": "application/json"})

    assert reply.json()["status"] == "answered"


@pytest.mark.parametrize("path", ["/api/plans", "/"])
def test_unexpected_error_gives_nothing_away(
    client: TestClient, assistant: ScriptedAssistant, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    assistant.fails = RuntimeError("Sam uit groep 8")

    with caplog.at_level(logging.INFO):
        reply = client.get(path)

    assert reply.status_code == 500
    assert "Sam" not in reply.text + caplog.text
    assert "RuntimeError at fakes.py:" in caplog.text


def test_number_of_a_broken_request_is_in_page_and_log(
    client: TestClient, assistant: ScriptedAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.fails = RuntimeError("x")

    with caplog.at_level(logging.INFO):
        page = client.get("/").text

    number = re.search(r"Nummer van deze fout: ([0-9a-f]{8})", page)
    assert number
    assert f"{number[1]} GET / 500" in caplog.text


def test_assistant_that_breaks_while_opening_is_an_unexpected_error() -> None:
    def open_assistant() -> ScriptedAssistant:
        raise RuntimeError("geheim")

    with TestClient(create_app(open_assistant)) as client:
        reply = client.post("/api/ask", json={"question": "x"})

    assert (reply.status_code, reply.json()["error"]) == (500, "internal_error")
    assert "geheim" not in reply.text


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("GET", "/zoek?q=geheim", None, id="search page"),
        pytest.param("GET", "/api/search?q=geheim", None, id="search"),
        pytest.param("POST", "/", {"question": "geheim"}, id="question page"),
        pytest.param("GET", "/geheim", None, id="unknown address"),
        pytest.param("GET", "/api/passages/geheim", None, id="unknown passage"),
    ],
)
def test_log_holds_route_status_and_time_but_no_words(
    client: TestClient, caplog: pytest.LogCaptureFixture, method: str, path: str, body: dict[str, str] | None
) -> None:
    with caplog.at_level(logging.INFO, logger="assistant"):
        client.request(method, path, data=body)

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("assistant")]
    assert re.fullmatch(rf"[0-9a-f]{{8}} {method} \S+ \d{{3}} \d+ ms", ours[-1])
    assert not any("geheim" in line for line in ours)


def test_documentation_that_needs_another_host_is_off(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/api/openapi.json").json()["info"]["title"] == "Wegwijzer"
