"""The catalogue and single passages over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.assistant.api import scenes


def test_catalogue_tells_the_validity_of_each_plan(client: TestClient) -> None:
    plans = {plan["id"]: plan for plan in client.get("/api/plans").json()["plans"]}

    states = {id: plan["validity"]["state"] for id, plan in plans.items()}
    assert states == {"dorp-2024": "geldig", "berg-2018": "verlopen", "boek-2016": "geen_norm"}
    assert plans["berg-2018"]["valid_until"] is None
    assert plans["dorp-2024"]["valid_until"] == "2028-07-31"
    assert plans["dorp-2024"]["href"] == "/bron/dorp-2024"
    assert "file" not in plans["dorp-2024"]


def test_passage_comes_with_its_place_and_neighbours(client: TestClient) -> None:
    passage = client.get("/api/passages/dorp-2024-2").json()

    assert passage["text"] == scenes.REFUSAL
    assert passage["path"] == ["2 Aanmelden", "2.2 Weigeren"]
    assert (passage["previous"], passage["next"]) == ("dorp-2024-1", "berg-2018-3")
    assert passage["sha256"] == scenes.DORP.source.sha256
    assert passage["href"].endswith("#citaat")


def test_first_passage_has_none_before_it(client: TestClient) -> None:
    assert client.get("/api/passages/dorp-2024-1").json()["previous"] is None


def test_unknown_passage_is_not_found(client: TestClient) -> None:
    reply = client.get("/api/passages/nergens-1")

    assert (reply.status_code, reply.json()["error"]) == (404, "not_found")
