"""/bron/{plan}: a whole document, with the cited passage marked in its surroundings."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from assistant.api.dependencies import OpenNow, Today, web
from assistant.api.source_view import lay_out
from assistant.domain import Span
from assistant.errors import BadRequest
from assistant.validity import validity

router = APIRouter(include_in_schema=False)

_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_VERSION = re.compile(r"[0-9a-f]{12,64}")
_MOST_SPANS = 100


@router.get("/bron/{plan_id}")
def source(
    request: Request,
    plan_id: str,
    assistant: OpenNow,
    today: Today,
    v: str = "",
    span: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The document. Ranges that point into another version of it are not marked, for they would mark other words."""
    document = assistant.document(plan_id)
    spans, changed = read_spans(span or []), _changed(v, document.source.sha256)
    if not changed and any(wanted.end > len(document.source.text) for wanted in spans):
        raise BadRequest("span", "Dit adres wijst naar een plek voorbij het einde van het document.")
    view = lay_out(document, assistant.outline(plan_id), () if changed else spans)
    context = {
        "plan": document.plan,
        "view": view,
        "validity": validity(document.plan, today),
        "changed": changed,
        "lost": bool(spans) and not changed and not view.marked,
        "ocr": document.source.ocr,
    }
    return web(request).templates.TemplateResponse(request, "bron.html", context)


def read_spans(given: list[str]) -> tuple[Span, ...]:
    """Ranges such as 120-180. Raises BadRequest for anything else."""
    ranges = [_RANGE.fullmatch(text) for text in given[:_MOST_SPANS]]
    spans = tuple(Span(int(found[1]), int(found[2])) for found in ranges if found)
    if len(spans) < len(given) or any(span.start >= span.end for span in spans):
        raise BadRequest("span", "Dit adres wijst niet goed naar een plek in het document.")
    return spans


def _changed(version: str, sha256: str) -> bool:
    if version and not _VERSION.fullmatch(version):
        raise BadRequest("v", "Dit adres noemt een versie van het document die niet kan bestaan.")
    return not sha256.startswith(version)
