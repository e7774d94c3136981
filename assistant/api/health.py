"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.api.dependencies import OpenNow

router = APIRouter()


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(assistant: OpenNow) -> dict[str, Any]:
    """The assistant is open; which index it serves. 503 with the reason when it is not."""
    return {"status": "ready", **assistant.status()}
