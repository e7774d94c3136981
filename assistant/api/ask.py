"""POST /api/ask: a question in, an answer with its verified citations out."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.api.dependencies import Opened
from assistant.api.questions import read_question, read_scope
from assistant.api.schemas import AnswerOut, AskIn, answer_out

router = APIRouter()


@router.post("/api/ask")
def ask(body: AskIn, assistant: Opened) -> AnswerOut:
    """Answer a question from the plans in scope."""
    plans = assistant.plans()
    question = read_question(body.question)
    scope = read_scope(_several(body.plan), _several(body.sector), plans)
    return answer_out(assistant.ask(question, scope, body.role), plans)


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
