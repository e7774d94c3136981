"""Citing: chosen sentences become claims, each with a citation that has been verified in the stored source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.scoring import Scored
from assistant.citations import verify
from assistant.domain import Chunk, Citation, Document, Kind, Plan, Span

Passages = Callable[[str], Sequence[Chunk]]
"""The passages of a plan as they are stored; a hit may have been widened beyond its own."""


@dataclass(frozen=True)
class Quoted:
    """A chosen part with the citation that carries it."""

    scored: Scored
    citation: Citation


def cite(
    chosen: Sequence[Scored], documents: Callable[[str], Document], plans: Mapping[str, Plan], passages: Passages
) -> list[Quoted]:
    """The parts whose words stand in the source, numbered from 1 in the order given; the others are left out."""
    quoted: list[Quoted] = []
    for scored in chosen:
        document = documents(scored.hit.chunk.plan)
        quote = _unwrapped(" ".join(scored.part.text.split()))
        spans = verify(quote, document, scored.hit.chunk.spans)
        if spans is not None:
            here = scored.hit.chunk
            made = citation_at(len(quoted) + 1, quote, spans, here.plan, document, plans, passages, otherwise=here)
            quoted.append(Quoted(scored, made))
    return quoted


def citation_at(
    n: int,
    quote: str,
    spans: tuple[Span, ...],
    plan_id: str,
    document: Document,
    plans: Mapping[str, Plan],
    passages: Passages,
    otherwise: Chunk | None = None,
) -> Citation:
    """The citation of a verified quote, with the heading and the kind of the passage in which it begins.

    `otherwise` is that passage where none is stored.
    """
    plan, home = plans.get(plan_id, document.plan), _home(spans[0], passages(plan_id)) or otherwise
    heading, kind = (home.heading, home.kind) if home else (plan.title, _kind_of(plan))
    page = document.source.page_of(spans[0].start)
    return Citation(n, plan.id, plan.title, heading, kind, quote, spans, document.source.sha256, page)


def _unwrapped(quote: str) -> str:
    """A quote without quotation marks that enclose all of it, or that only open or only close."""
    if quote.startswith("“") and ("”" not in quote or quote.find("”") == len(quote) - 1):
        quote = quote[1:]
    if quote.endswith("”") and "“" not in quote:
        quote = quote[:-1]
    return quote


def _home(span: Span, passages: Sequence[Chunk]) -> Chunk | None:
    """The passage in which a range begins."""
    inside = (chunk for chunk in passages if any(own.start <= span.start < own.end for own in chunk.spans))
    return next(inside, None)


def _kind_of(plan: Plan) -> Kind:
    return "praktijk" if plan.kind == "praktijk" else "feit"
