"""Whom to call: organisations per plan and nationally, each with the day on which it was true and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from assistant.domain import Contact
from assistant.errors import CatalogueError, NotFound

FILE = "contacts.yaml"


@dataclass(frozen=True)
class Source:
    """Where a contact stands: in a plan, at a line of its text, or on another basis."""

    plan: str | None = None
    line: int | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Entry:
    """An organisation to turn to. `plan` is None where it is national; `as_of` is a year, a month or a day."""

    id: str
    plan: str | None
    name: str
    url: str | None
    phone: str | None
    email: str | None
    about: tuple[str, ...]
    as_of: str
    source: Source
    note: str

    @property
    def contact(self) -> Contact:
        """It as an answer names it."""
        return Contact(self.name, self.url, self.phone)


@dataclass(frozen=True)
class Contacts:
    """All of them. `absent` says what a plan does not give."""

    entries: tuple[Entry, ...]
    absent: Mapping[str, str]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, id: str) -> Entry:
        """The contact with this id. Raises NotFound."""
        found = next((entry for entry in self.entries if entry.id == id), None)
        if found is None:
            raise NotFound(f"no contact is called {id!r}")
        return found

    def of(self, plan: str | None) -> tuple[Entry, ...]:
        """Those that a plan gives; with None the national ones."""
        return tuple(entry for entry in self.entries if entry.plan == plan)

    def about(self, term: str, plan: str | None = None) -> tuple[Entry, ...]:
        """Those for a term of the glossary: first the plan's, then the national ones."""
        near = self.of(plan) if plan else ()
        return tuple(entry for entry in (*near, *self.of(None)) if term in entry.about)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n]+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Source(_Strict):
    plan: Slug | None = None
    line: int | None = None
    basis: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> _Source:
        if (self.plan is None) != (self.line is None) or (self.plan is None) == (self.basis is None):
            raise ValueError("a source is a plan and a line, or a basis")
        return self


class _Entry(_Strict):
    id: Slug
    name: Line
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 -]+$")] | None = None
    email: Annotated[str, StringConstraints(pattern=r"^[a-z]+@[a-z-]+\.nl$")] | None = None
    about: tuple[Line, ...]
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    source: _Source
    note: Line

    @model_validator(mode="after")
    def _reachable(self) -> _Entry:
        if not (self.url or self.phone or self.email):
            raise ValueError("a contact needs a url, a phone or an email")
        return self

    def made(self, plan: str | None) -> Entry:
        """The contact."""
        return Entry(**{**dict(self), "plan": plan, "source": Source(**dict(self.source))})


class _OfPlan(_Strict):
    absent: Line
    contacts: tuple[_Entry, ...]


class _File(_Strict):
    national: tuple[_Entry, ...]
    plans: dict[Slug, _OfPlan]

    @model_validator(mode="after")
    def _whole(self) -> _File:
        ids = [entry.id for entry in (*self.national, *(one for plan in self.plans.values() for one in plan.contacts))]
        twice = {id for id in ids if ids.count(id) > 1}
        if twice:
            raise ValueError(f"{', '.join(sorted(twice))} is used twice")
        return self


def load_contacts(path: Path) -> Contacts:
    """Read the contacts. Raises CatalogueError naming the file and what is wrong."""
    try:
        file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'contacts'}: {e['msg']}" for e in error.errors())
        raise CatalogueError(f"{path}: {reasons}") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    local = [entry.made(plan) for plan, given in file.plans.items() for entry in given.contacts]
    entries = (*(entry.made(None) for entry in file.national), *local)
    return Contacts(entries, {plan: given.absent for plan, given in file.plans.items()})
