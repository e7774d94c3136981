"""GET /api/plans: the catalogue, with the validity of each plan today."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.api.dependencies import Opened, Today
from assistant.domain import Plan, Sector
from assistant.validity import State, validity

router = APIRouter()


class ValidityOut(BaseModel):
    state: State
    text: str


class PlanOut(BaseModel):
    """One plan; what is unknown is null."""

    id: str
    title: str
    samenwerkingsverband: str | None
    region: list[str]
    sectors: list[Sector]
    valid_from: date | None
    valid_until: date | None
    period: str | None
    year: int | None
    publisher: str | None
    kind: str
    sha256: str | None
    website: str | None
    validity: ValidityOut
    href: str


class PlansOut(BaseModel):
    plans: list[PlanOut]


@router.get("/api/plans")
def plans(assistant: Opened, today: Today) -> PlansOut:
    """Every plan that can be searched."""
    return PlansOut(plans=[_out(plan, today) for plan in assistant.plans()])


def _out(plan: Plan, today: date) -> PlanOut:
    judged = validity(plan, today)
    return PlanOut(
        **{name: value for name, value in vars(plan).items() if name in PlanOut.model_fields},
        validity=ValidityOut(state=judged.state, text=judged.text),
        href=f"/bron/{plan.id}",
    )
