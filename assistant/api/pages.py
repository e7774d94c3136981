"""The pages for people: / for ouders, /zoek for professionals. They work without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from assistant.api.answer_view import answer_view, regional
from assistant.api.dependencies import Assistant, Opened, OpenNow, Today, web
from assistant.api.questions import LONGEST_QUESTION, read_question, read_scope
from assistant.api.schemas import chunk_href
from assistant.api.search import MOST_HITS
from assistant.domain import KINDS, Hit, Kind, Plan, Scope
from assistant.errors import BadRequest
from assistant.validity import Validity, validity

router = APIRouter(include_in_schema=False)

EXAMPLES = (
    "Mijn kind zit thuis. Wie moet er nu iets doen?",
    "Wie beslist of mijn kind naar het speciaal onderwijs mag?",
    "Wat staat er in een ontwikkelingsperspectief (OPP)?",
    "Mag een school mijn kind weigeren?",
    "Ik ben het niet eens met de school. Wat kan ik doen?",
)
HITS = 10


@router.get("/")
def start(request: Request, assistant: OpenNow) -> Response:
    """An empty question form."""
    return _parents(request, assistant.plans())


@router.post("/")
def answer(
    request: Request,
    assistant: Opened,
    today: Today,
    question: Annotated[str, Form()] = "",
    voorbeeld: Annotated[str, Form()] = "",
    regio: Annotated[str, Form()] = "",
    plan: Annotated[str, Form()] = "",
    sector: Annotated[str, Form()] = "",
) -> Response:
    """The answer to a question. It comes by POST, so that no address, history or log holds the question.

    `regio` is what was chosen in the form, `plan:gemeente`; `plan` and `sector` are answers to what we asked back.
    """
    plans = assistant.plans()
    asked = voorbeeld or question
    chosen = plan or regio.partition(":")[0]
    form = {"question": asked, "regio": plan or regio, "sector": sector}
    try:
        question, scope = read_question(asked), read_scope([chosen], [sector], plans)
    except BadRequest as error:
        return _parents(request, plans, form=form, problem=error, status=422)
    view = answer_view(assistant.ask(question, scope, "ouder"), scope, plans, today)
    if view.answer.status == "personal_data":
        form["question"] = question = ""
    return _parents(request, plans, form=form, asked=question, view=view)


@dataclass(frozen=True)
class Found:
    """A hit with what a professional must know to use it."""

    hit: Hit
    plan: Plan | None
    href: str
    validity: Validity | None


@router.get("/zoek")
def search(
    request: Request,
    assistant: OpenNow,
    today: Today,
    q: str = "",
    plan: Annotated[list[str] | None, Query()] = None,
    sector: Annotated[list[str] | None, Query()] = None,
    soort: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The passages for a question, with filters."""
    plans = assistant.plans()
    kinds = [kind for kind in KINDS if kind in (soort or ())]
    form: dict[str, Any] = {"q": q, "plan": plan or [], "sector": sector or [], "soort": kinds}
    if not q.strip():
        return _professionals(request, plans, form)
    try:
        question, scope = read_question(q), read_scope(plan or (), sector or (), plans)
    except BadRequest as error:
        return _professionals(request, plans, form, problem=error, status=422)
    return _professionals(request, plans, form, found=_find(assistant, question, scope, kinds, plans, today))


def _find(
    assistant: Assistant, question: str, scope: Scope, kinds: list[Kind], plans: tuple[Plan, ...], today: date
) -> list[Found]:
    """The best passages; of some kinds only, those among the best that the index gives."""
    hits = assistant.search(question, scope, MOST_HITS if kinds else HITS)
    known = {plan.id: plan for plan in plans}
    wanted = [hit for hit in hits if not kinds or hit.chunk.kind in kinds]
    return [_found(hit, known.get(hit.chunk.plan), today) for hit in wanted[:HITS]]


def _found(hit: Hit, plan: Plan | None, today: date) -> Found:
    return Found(hit, plan, chunk_href(hit.chunk, plan), validity(plan, today) if plan else None)


def _parents(request: Request, plans: tuple[Plan, ...], status: int = 200, **context: Any) -> Response:
    shown = {"form": {}, "regional": regional(plans), "examples": EXAMPLES, "longest": LONGEST_QUESTION, **context}
    return web(request).templates.TemplateResponse(request, "vraag.html", shown, status)


def _professionals(
    request: Request, plans: tuple[Plan, ...], form: dict[str, Any], status: int = 200, **context: Any
) -> Response:
    shown = {"form": form, "plans": plans, "kinds": KINDS, "longest": LONGEST_QUESTION, "deep": MOST_HITS, **context}
    return web(request).templates.TemplateResponse(request, "zoek.html", shown, status)
