"""What goes over the wire: the question that comes in, and the answer JSON that API, CLI and exports share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Answer, Chunk, Citation, Hit, Kind, Plan, Role, Sector, Span, Status, source_href


class AskIn(BaseModel):
    """A question with the plans and sectors that it is about; none given means all."""

    model_config = ConfigDict(extra="forbid")

    question: str
    plan: str | list[str] = Field(default_factory=list)
    sector: str | list[str] = Field(default_factory=list)
    role: Role = "ouder"


class ClaimOut(BaseModel):
    text: str
    citations: list[int]


class CitationOut(BaseModel):
    n: int
    plan: str
    title: str
    heading: str
    kind: Kind
    quote: str
    start: int
    end: int
    spans: list[tuple[int, int]]
    page: int | None
    sha256: str
    href: str


class NoticeOut(BaseModel):
    kind: str
    text: str


class ContactOut(BaseModel):
    name: str
    url: str | None
    phone: str | None


class UnusedOut(BaseModel):
    chunk_id: str
    plan: str
    heading: str
    href: str


class AnswerOut(BaseModel):
    """An answer as everyone outside sees it."""

    status: Status
    text: str
    claims: list[ClaimOut]
    citations: list[CitationOut]
    notices: list[NoticeOut]
    contact: ContactOut | None
    unused: list[UnusedOut]
    trace: dict[str, Any]


class HitOut(BaseModel):
    """A passage found: ranks, never scores."""

    rank: int
    chunk_id: str
    plan: str
    heading: str
    page: int | None
    start: int
    end: int
    spans: list[tuple[int, int]]
    text: str
    kind: Kind
    sectors: list[Sector]
    via: dict[str, int]
    href: str


def to_json(answer: Answer, plans: Iterable[Plan] = ()) -> dict[str, Any]:
    """The answer JSON. `plans` lets the addresses of unused sources name the version that they point into."""
    return answer_out(answer, plans).model_dump(mode="json")


def answer_out(answer: Answer, plans: Iterable[Plan] = ()) -> AnswerOut:
    """The answer for the wire."""
    known = {plan.id: plan for plan in plans}
    return AnswerOut(
        status=answer.status,
        text=answer.text,
        claims=[ClaimOut(text=claim.text, citations=list(claim.citations)) for claim in answer.claims],
        citations=[_citation(citation) for citation in answer.citations],
        notices=[NoticeOut(kind=notice.kind, text=notice.text) for notice in answer.notices],
        contact=ContactOut(**vars(answer.contact)) if answer.contact else None,
        unused=[_unused(hit, known.get(hit.chunk.plan)) for hit in answer.unused],
        trace=dict(answer.trace),
    )


def hit_out(hit: Hit, plan: Plan | None) -> HitOut:
    """The hit for the wire."""
    chunk = hit.chunk
    return HitOut(
        rank=hit.rank,
        chunk_id=chunk.id,
        plan=chunk.plan,
        heading=chunk.heading,
        page=chunk.page,
        start=chunk.start,
        end=chunk.end,
        spans=pairs(chunk.spans),
        text=chunk.text,
        kind=chunk.kind,
        sectors=list(chunk.sectors),
        via=dict(hit.via),
        href=chunk_href(chunk, plan),
    )


def chunk_href(chunk: Chunk, plan: Plan | None) -> str:
    """The address at which the source viewer opens with the passage marked."""
    return source_href(chunk.plan, (plan and plan.sha256) or "", chunk.spans)


def pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Spans as pairs of offsets."""
    return [(span.start, span.end) for span in spans]


def _citation(citation: Citation) -> CitationOut:
    return CitationOut(
        n=citation.n,
        plan=citation.plan,
        title=citation.title,
        heading=citation.heading,
        kind=citation.kind,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        spans=pairs(citation.spans),
        page=citation.page,
        sha256=citation.sha256,
        href=citation.href,
    )


def _unused(hit: Hit, plan: Plan | None) -> UnusedOut:
    chunk = hit.chunk
    return UnusedOut(chunk_id=chunk.id, plan=chunk.plan, heading=chunk.heading, href=chunk_href(chunk, plan))
