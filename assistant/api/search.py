"""GET /api/search: the passages that fit a question best, each with the reason why it is there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from assistant.api.dependencies import Opened
from assistant.api.questions import read_question, read_scope
from assistant.api.schemas import HitOut, hit_out

router = APIRouter()

MOST_HITS = 50


class HitsOut(BaseModel):
    """Passages, best first."""

    hits: list[HitOut]


@router.get("/api/search")
def search(
    assistant: Opened,
    q: Annotated[str, Query()],
    plan: Annotated[list[str] | None, Query()] = None,
    sector: Annotated[list[str] | None, Query()] = None,
    k: Annotated[int, Query(ge=1, le=MOST_HITS)] = 10,
) -> HitsOut:
    """Search the plans in scope."""
    plans = {plan.id: plan for plan in assistant.plans()}
    scope = read_scope(plan or (), sector or (), tuple(plans.values()))
    hits = assistant.search(read_question(q), scope, k)
    return HitsOut(hits=[hit_out(hit, plans.get(hit.chunk.plan)) for hit in hits])
