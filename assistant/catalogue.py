"""The catalogue: which documents there are. `corpus/plans.yaml` is ours, `<state>/plans.yaml` holds what users add."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from assistant.atomic import write_atomically
from assistant.domain import Plan, Sector
from assistant.errors import CatalogueError, NotFound

FILE = "plans.yaml"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def one_line(text: str) -> str:
    """A text that shows as one line: no control characters, nothing invisible. Raises ValueError."""
    stripped = text.strip()
    if any(unicodedata.category(c) in _INVISIBLE for c in stripped):
        raise ValueError("holds characters that do not show")
    if not 1 <= len(stripped) <= 300:
        raise ValueError("must have 1 to 300 characters")
    return stripped


def _plain_name(name: str) -> str:
    if "/" in name or "\\" in name or name.startswith("."):
        raise ValueError("must be a file name without a folder")
    return name


Line = Annotated[str, AfterValidator(one_line)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Entry(BaseModel):
    """One document of a catalogue file. `supersedes` names earlier versions of its file, which are left alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    title: Line
    samenwerkingsverband: Line | None
    region: tuple[Line, ...] = ()
    sectors: tuple[Sector, ...] = Field(min_length=1)
    valid_from: date | None
    valid_until: date | None
    period: Line | None = None
    year: int | None = Field(None, ge=1990, le=2100)
    publisher: Line | None = None
    kind: Literal["plan", "praktijk"]
    file: Annotated[Line, AfterValidator(_plain_name)] | None = None
    sha256: Sha256 | None
    website: Annotated[Line, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    supersedes: tuple[Sha256, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Entry:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValueError("valid_from lies after valid_until")
        if len(set(self.sectors)) < len(self.sectors):
            raise ValueError("a sector is named twice")
        if self.kind == "plan" and self.samenwerkingsverband is None:
            raise ValueError("a plan needs a samenwerkingsverband")
        return self

    def plan(self) -> Plan:
        """The document as the rest of the project knows it."""
        return Plan(**{name: value for name, value in vars(self).items() if name != "supersedes"})


class _Plans(BaseModel):
    model_config = ConfigDict(extra="forbid")
    plans: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """All documents known. `superseded` maps the sha256 of an earlier version of a file to the plan it belonged to."""

    plans: tuple[Plan, ...]
    superseded: Mapping[str, str]

    def plan(self, plan_id: str) -> Plan:
        """The document with this id. Raises NotFound."""
        found = next((plan for plan in self.plans if plan.id == plan_id), None)
        if found is None:
            raise NotFound(f"no plan is called {plan_id!r}")
        return found

    def with_sha256(self, sha256: str) -> Plan | None:
        """The document whose file has this content, whatever its name."""
        return next((plan for plan in self.plans if plan.sha256 == sha256), None)

    def with_file(self, name: str) -> Plan | None:
        """The document whose file has this name."""
        return next((plan for plan in self.plans if plan.file and plan.file.casefold() == name.casefold()), None)


def load_catalogue(corpus: Path, state: Path) -> Catalogue:
    """Read both files; an entry of the user replaces ours with the same id. Raises CatalogueError."""
    return _merge(_read(corpus / FILE), _read(state / FILE, required=False))


def add_plan(corpus: Path, state: Path, plan: Plan, replace: bool = False) -> Catalogue:
    """Write a plan to the user's file and return the new catalogue. Raises CatalogueError, and then nothing changes."""
    ours, theirs = _read(corpus / FILE), _read(state / FILE, required=False)
    earlier = next((entry for entry in (*theirs, *ours) if entry.id == plan.id), None)
    if earlier and not replace:
        raise CatalogueError(f"the plan id {plan.id!r} is taken by {earlier.title!r}; --replace replaces it")
    entry = entry_of(**asdict(plan), supersedes=_earlier_versions(earlier, plan))
    theirs = (*(other for other in theirs if other.id != plan.id), entry)
    merged = _merge(ours, theirs)
    listed = [other.model_dump(mode="python") for other in theirs]
    write_atomically(state / FILE, yaml.safe_dump({"plans": listed}, allow_unicode=True, sort_keys=False))
    return merged


def entry_of(**fields: object) -> Entry:
    """An entry from its fields. Raises CatalogueError naming the field that is wrong."""
    try:
        return Entry.model_validate(fields)
    except ValidationError as error:
        raise CatalogueError(_reasons(error)) from error


def plan_digest(plans: Iterable[Plan]) -> str:
    """A short name for everything that is known of some plans; it changes when any of it changes."""
    fields = json.dumps([asdict(plan) for plan in plans], default=str, sort_keys=True)
    return hashlib.sha256(fields.encode()).hexdigest()[:16]


def overlaps(plans: Sequence[Plan]) -> list[tuple[Plan, Plan]]:
    """Pairs of plans of one samenwerkingsverband that hold on the same days for the same sector.

    Touching on one day is no overlap: plans print the first day of the next plan as their own last.
    """
    return [(one, other) for one, other in combinations(plans, 2) if _overlap(one, other)]


def _overlap(one: Plan, other: Plan) -> bool:
    if one.samenwerkingsverband is None or one.samenwerkingsverband != other.samenwerkingsverband:
        return False
    if not set(one.sectors) & set(other.sectors):
        return False
    if not (one.valid_from and one.valid_until and other.valid_from and other.valid_until):
        return False
    return max(one.valid_from, other.valid_from) < min(one.valid_until, other.valid_until)


def _read(path: Path, required: bool = True) -> tuple[Entry, ...]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _Plans.model_validate(content or {}).plans
    except FileNotFoundError as error:
        if not required:
            return ()
        raise CatalogueError(f"{path} is missing") from error
    except ValidationError as error:
        raise CatalogueError(f"{path}: {_reasons(error)}") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} cannot be read: {' '.join(str(error).split())}") from error


def _reasons(error: ValidationError) -> str:
    """What is wrong and where, in one line."""
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}" for e in error.errors())


def _merge(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Catalogue:
    for entries in (ours, theirs):
        _refuse_duplicates("id", [entry.id for entry in entries])
    replaced = {entry.id for entry in theirs}
    entries = [*(entry for entry in ours if entry.id not in replaced), *theirs]
    _refuse_duplicates("sha256", [entry.sha256 for entry in entries if entry.sha256])
    _refuse_duplicates("file", [entry.file.casefold() for entry in entries if entry.file])
    current = {entry.sha256 for entry in entries}
    older = {sha: entry.id for entry in entries for sha in entry.supersedes}
    older |= {entry.sha256: entry.id for entry in ours if entry.id in replaced and entry.sha256}
    return Catalogue(
        tuple(entry.plan() for entry in entries), {sha: id for sha, id in older.items() if sha not in current}
    )


def _refuse_duplicates(field: str, values: Sequence[str]) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise CatalogueError(f"two plans of the catalogue have the {field} {twice!r}")


def _earlier_versions(earlier: Entry | None, plan: Plan) -> tuple[str, ...]:
    if earlier is None:
        return ()
    versions = (*earlier.supersedes, *([earlier.sha256] if earlier.sha256 else []))
    return tuple(dict.fromkeys(version for version in versions if version != plan.sha256))
