"""The answer JSON has exactly the fields that everyone outside was promised."""

from __future__ import annotations

import json

from assistant.api.schemas import to_json
from assistant.domain import Answer
from tests.assistant.api import scenes

PLANS = (scenes.DORP.plan, scenes.BERG.plan)


def test_answer_json_has_the_promised_fields() -> None:
    out = to_json(scenes.ANSWERED, PLANS)

    assert list(out) == ["status", "text", "claims", "citations", "notices", "contact", "unused", "trace"]
    assert out["claims"][0] == {"text": scenes.TERM, "citations": [1]}
    assert list(out["citations"][0]) == [
        *("n", "plan", "title", "heading", "kind", "quote", "start", "end", "spans", "page", "sha256", "href")
    ]
    assert out["contact"] == {"name": "Steunpunt Dorp", "url": scenes.LINE.url, "phone": "012 345 67 89"}
    assert list(out["unused"][0]) == ["chunk_id", "plan", "heading", "href"]


def test_citation_points_at_its_own_words() -> None:
    cited = to_json(scenes.ANSWERED)["citations"][0]

    assert scenes.DORP.source.text[cited["start"] : cited["end"]] == cited["quote"]
    assert cited["spans"] == [[cited["start"], cited["end"]]]
    assert cited["href"] == scenes.ANSWERED.citations[0].href


def test_answer_json_survives_json() -> None:
    out = to_json(scenes.PARTIAL)

    assert json.loads(json.dumps(out)) == out
    assert out["contact"] is None


def test_unused_source_names_its_version_when_the_plans_are_given() -> None:
    with_plans = to_json(scenes.ANSWERED, PLANS)["unused"][0]["href"]
    without = to_json(scenes.ANSWERED)["unused"][0]["href"]

    assert f"v={scenes.DORP.source.sha256[:12]}&" in with_plans
    assert "v=&" in without


def test_answer_without_anything_is_still_complete() -> None:
    out = to_json(Answer("no_source", "Niets gevonden."))

    assert (out["claims"], out["citations"], out["notices"], out["unused"], out["trace"]) == ([], [], [], [], {})
