"""GET /api/passages/{chunk_id}: one passage with its place in the plan."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.api.dependencies import Opened
from assistant.api.schemas import chunk_href, pairs
from assistant.domain import Kind, Sector

router = APIRouter()


class PassageOut(BaseModel):
    """A passage. `previous` and `next` are the ids of its neighbours in reading order, null at the ends."""

    chunk_id: str
    plan: str
    title: str
    path: list[str]
    heading: str
    text: str
    spans: list[tuple[int, int]]
    start: int
    end: int
    page: int | None
    kind: Kind
    sectors: list[Sector]
    sha256: str | None
    previous: str | None
    next: str | None
    href: str


@router.get("/api/passages/{chunk_id}")
def passage(chunk_id: str, assistant: Opened) -> PassageOut:
    """The passage with this id."""
    chunk = assistant.passage(chunk_id)
    plan = next((plan for plan in assistant.plans() if plan.id == chunk.plan), None)
    before, after = assistant.neighbours(chunk_id)
    return PassageOut(
        chunk_id=chunk.id,
        plan=chunk.plan,
        title=plan.title if plan else chunk.plan,
        path=list(chunk.path),
        heading=chunk.heading,
        text=chunk.text,
        spans=pairs(chunk.spans),
        start=chunk.start,
        end=chunk.end,
        page=chunk.page,
        kind=chunk.kind,
        sectors=list(chunk.sectors),
        sha256=plan.sha256 if plan else None,
        previous=before,
        next=after,
        href=chunk_href(chunk, plan),
    )
