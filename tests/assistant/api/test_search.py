"""GET /api/search gives passages with ranks and reasons."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.domain import Scope
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant


def test_hit_carries_place_text_and_reason(client: TestClient) -> None:
    first = client.get("/api/search", params={"q": "weigeren"}).json()["hits"][0]

    start = scenes.span_of(scenes.TERM).start
    assert first == {
        "rank": 1,
        "chunk_id": "dorp-2024-1",
        "plan": "dorp-2024",
        "heading": "2 Aanmelden › 2.1 Beslissen",
        "page": 2,
        "start": start,
        "end": start + len(scenes.TERM),
        "spans": [[start, start + len(scenes.TERM)]],
        "text": scenes.TERM,
        "kind": "regel",
        "sectors": ["vo", "so"],
        "via": {"words": 1, "dense": 2},
        "href": f"/bron/dorp-2024?v={scenes.DORP.source.sha256[:12]}&span={start}-{start + len(scenes.TERM)}#citaat",
    }


def test_scope_and_number_reach_the_search(client: TestClient, assistant: ScriptedAssistant) -> None:
    client.get("/api/search?q=weigeren&plan=dorp-2024&plan=berg-2018&sector=vo&k=3")

    assert assistant.searched == [("weigeren", Scope(("dorp-2024", "berg-2018"), ("vo",)), 3)]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        pytest.param("", "q", id="no question"),
        pytest.param("q=%20", "question", id="empty question"),
        pytest.param("q=x&k=0", "k", id="no hits wanted"),
        pytest.param("q=x&k=51", "k", id="too many hits wanted"),
        pytest.param("q=x&plan=nergens", "plan", id="unknown plan"),
        pytest.param("q=x&sector=mbo", "sector", id="unknown sector"),
    ],
)
def test_unusable_search_is_refused(client: TestClient, query: str, field: str) -> None:
    reply = client.get(f"/api/search?{query}")

    assert (reply.status_code, reply.json()["field"]) == (422, field)
