"""What a user says of a file that the catalogue does not know: passed as options, asked for, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from assistant.catalogue import Catalogue, entry_of, one_line
from assistant.domain import SECTORS, Plan
from assistant.errors import CatalogueError, SourceError, UnknownPlan
from ingest.intake import Describe, Described, why_unknown

Ask = Callable[[str], str]
"""Puts a question to the user and gives the answer."""

_UNKNOWN = {"unknown", "onbekend"}


@dataclass(frozen=True)
class Metadata:
    """The options of the command line; what was not given is None. Dates are ISO dates or "unknown"."""

    plan_id: str | None = None
    title: str | None = None
    samenwerkingsverband: str | None = None
    sectors: tuple[str, ...] | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    region: tuple[str, ...] | None = None
    period: str | None = None
    kind: str | None = None
    replace: bool = False

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class _Field:
    """One thing to know: its option, the question for it, how an answer is read, and whether it must be answered."""

    name: str
    option: str
    question: str
    read: Callable[[Any], Any]
    needed: bool = True


def describer(said: Metadata, ask: Ask | None) -> Describe:
    """Describes files with what was said, then by asking; without `ask`, what lacks is named in UnknownPlan."""
    return lambda path, sha256, catalogue: _describe(path, sha256, catalogue, said, ask)


def _describe(path: Path, sha256: str, catalogue: Catalogue, said: Metadata, ask: Ask | None) -> Described | None:
    known = catalogue.with_sha256(sha256)
    if known and not said.replace:
        if _agrees(path, said, known):
            return None
        raise SourceError(path.name, f"is {known.id} already; add --replace to change what the catalogue says of it")
    if ask is None and not said.given:
        raise UnknownPlan(path.name, _lacking(path, sha256, catalogue))
    plan_id = said.plan_id or (known.id if known else None)
    base = _replaced(path, plan_id, catalogue, said.replace)
    found = {"kind": said.kind or (base.kind if base else "plan")}
    found |= _answers(path, _fields(found["kind"]), said, plan_id, base, ask)
    try:
        entry = entry_of(**{**_rest(base), **found, "sha256": sha256})
    except CatalogueError as error:
        raise UnknownPlan(path.name, str(error)) from error
    if entry.id != plan_id and not said.replace:
        _replaced(path, entry.id, catalogue, replace=False)
    return Described(entry.plan(), said.replace)


def _agrees(path: Path, said: Metadata, known: Plan) -> bool:
    """Whether the catalogue says already what is said, as when a killed command is given again."""
    asked = [field for field in _fields(known.kind) if field.name != "id" and getattr(said, field.name) is not None]
    same = all(_read(path, field, getattr(said, field.name)) == getattr(known, field.name) for field in asked)
    return same and said.plan_id in (None, known.id) and said.kind in (None, known.kind)


def _answers(
    path: Path, asked: tuple[_Field, ...], said: Metadata, plan_id: str | None, base: Plan | None, ask: Ask | None
) -> dict[str, Any]:
    """A value for each field. Raises UnknownPlan naming all options that lack, or the one that cannot be read."""
    found: dict[str, Any] = {}
    missing = []
    for field in asked:
        value = plan_id if field.name == "id" else getattr(said, field.name)
        if value is not None:
            found[field.name] = _read(path, field, value)
        elif base is not None:
            found[field.name] = getattr(base, field.name)
        elif ask is not None:
            found[field.name] = _asked(path, field, ask)
        elif field.needed:
            missing.append(field.option)
        else:
            found[field.name] = field.read("")
    if missing:
        raise UnknownPlan(path.name, f"is not in the catalogue and lacks {', '.join(missing)}")
    return found


def _replaced(path: Path, plan_id: str | None, catalogue: Catalogue, replace: bool) -> Plan | None:
    """The plan whose place is taken. Raises UnknownPlan when the id is taken and that was not meant."""
    plan = next((plan for plan in catalogue.plans if plan.id == plan_id), None)
    if plan and not replace:
        raise UnknownPlan(path.name, f"--plan-id {plan_id} is taken by {plan.title!r}; add --replace to replace it")
    return plan


def _rest(base: Plan | None) -> dict[str, Any]:
    """What nobody is asked about, taken over from the plan that is replaced."""
    return {name: getattr(base, name) for name in ("year", "publisher", "website", "period", "region") if base}


def _lacking(path: Path, sha256: str, catalogue: Catalogue) -> str:
    if sha256 in catalogue.superseded or catalogue.with_file(path.name):
        return why_unknown(path, sha256, catalogue)
    options = ", ".join(field.option for field in _fields("plan") if field.needed)
    return f"is not in the catalogue; describe it with {options} (a date may be 'unknown')"


def _read(path: Path, field: _Field, said: str | tuple[str, ...]) -> Any:
    try:
        return field.read(said)
    except ValueError as error:
        raise UnknownPlan(path.name, f"{field.option}: {error}") from error


def _asked(path: Path, field: _Field, ask: Ask) -> Any:
    """Ask until the answer can be read."""
    question = f"{path.name}: {field.question}"
    while True:
        answer = ask(question).strip()
        if not answer and not field.needed:
            return field.read("")
        try:
            return field.read(answer)
        except ValueError as error:
            question = f"{error}. {field.question}"


def _fields(kind: str) -> tuple[_Field, ...]:
    is_plan = kind == "plan"  # a book of interviews belongs to no samenwerkingsverband
    swv = one_line if is_plan else _optional
    return (
        _Field("id", "--plan-id", "a short id, such as dorp-2026", _slug),
        _Field("title", "--title", "its title", one_line),
        _Field("samenwerkingsverband", "--samenwerkingsverband", "the samenwerkingsverband", swv, is_plan),
        _Field("sectors", "--sector", f"its sectors ({', '.join(SECTORS)}), with commas", _sectors),
        _Field("valid_from", "--valid-from", "the first day on which it holds (YYYY-MM-DD or unknown)", _day),
        _Field("valid_until", "--valid-until", "the last day on which it holds (YYYY-MM-DD or unknown)", _day),
        _Field("region", "--region", "its municipalities, with commas (may be empty)", _list, needed=False),
        _Field("period", "--period", "the period on its cover, such as 2026-2030 (may be empty)", _optional, False),
    )


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"{text!r} is no id: small letters, digits and single hyphens")
    return text


def _optional(text: str) -> str | None:
    return one_line(text) if text.strip() else None


def _list(said: str | tuple[str, ...]) -> tuple[str, ...]:
    parts = said.split(",") if isinstance(said, str) else said
    return tuple(one_line(part) for part in parts if part.strip())


def _sectors(said: str | tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.lower() for part in _list(said)))
    if not found or set(found) - set(SECTORS):
        raise ValueError(f"a sector is one of {', '.join(SECTORS)}")
    return found


def _day(text: str) -> date | None:
    if text.strip().lower() in _UNKNOWN:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is not a day such as 2026-08-01, nor 'unknown'") from None
