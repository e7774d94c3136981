"""POST /api/ask answers within the scope that was asked for, and refuses what it cannot use."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.api.schemas import to_json
from assistant.domain import Scope
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant


@pytest.mark.parametrize("question", scenes.ANSWERS)
def test_every_status_comes_back_as_the_answer_json(client: TestClient, question: str) -> None:
    reply = client.post("/api/ask", json={"question": question})

    assert reply.status_code == 200
    assert reply.json() == to_json(scenes.ANSWERS[question], client.app.state.web.opening.assistant().plans())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "scope"),
    [
        pytest.param({}, Scope(), id="everywhere"),
        pytest.param({"plan": "berg-2018"}, Scope(("berg-2018",)), id="one plan as text"),
        pytest.param({"plan": ["dorp-2024", "berg-2018"]}, Scope(("dorp-2024", "berg-2018")), id="a list of plans"),
        pytest.param({"sector": "vo"}, Scope((), ("vo",)), id="one sector as text"),
        pytest.param({"sector": ["so", "vo"]}, Scope((), ("vo", "so")), id="a list of sectors"),
    ],
)
def test_scope_reaches_the_assistant(
    client: TestClient, assistant: ScriptedAssistant, asked: dict[str, object], scope: Scope
) -> None:
    client.post("/api/ask", json={"question": " termijn\u200b ", "role": "medewerker", **asked})

    assert assistant.asked == [("termijn", scope, "medewerker")]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"question": ""}, "question", id="empty question"),
        pytest.param({"question": "x" * 1001}, "question", id="question too long"),
        pytest.param({"question": "x", "plan": "nergens"}, "plan", id="unknown plan"),
        pytest.param({"question": "x", "sector": "mbo"}, "sector", id="unknown sector"),
        pytest.param({"question": "x", "role": "leerling"}, "role", id="unknown role"),
        pytest.param({"question": "x", "prompt": "y"}, "prompt", id="unknown field"),
        pytest.param({}, "question", id="no question"),
        pytest.param([], "body", id="not an object"),
    ],
)
def test_unusable_request_is_refused_by_field(
    client: TestClient, assistant: ScriptedAssistant, body: object, field: str
) -> None:
    reply = client.post("/api/ask", json=body)

    assert reply.status_code == 422
    assert reply.json()["error"] == "invalid_request"
    assert reply.json()["field"] == field
    assert reply.json()["message"].endswith(".")
    assert assistant.asked == []


def test_refusal_repeats_none_of_the_words(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "geheim", "role": "geheim", "plan": "geheim"})

    assert "geheim" not in reply.text


def test_body_that_is_not_json_is_refused(client: TestClient) -> None:
    reply = client.post("/api/ask", content="vraag", headers={"content-type": "application/json"})

    assert reply.status_code == 422
