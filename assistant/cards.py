"""Topic cards: one subject of one plan in our own words, each in a Markdown file with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from assistant.domain import Kind, Plan, Sector, Span
from assistant.errors import CatalogueError

FOLDER = "cards"
SUMMARY = "Eigen samenvatting van "  # opens the title of a plan that is known by its cards only

_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_BODY = re.compile(r"\s*## Kort\n(.+?)\n## Precies\n(.+)", re.DOTALL)


@dataclass(frozen=True)
class Card:
    """A subject of a plan. `kort` is for ouders, `precies` for professionals.

    `spans` are the passages of the source version `sha256` that carry it; `rules` the ids that govern or overtake it.
    """

    id: str
    plan: str
    title: str
    path: tuple[str, ...]
    sha256: str
    spans: tuple[Span, ...]
    sectors: tuple[Sector, ...]
    kind: Kind
    rules: tuple[str, ...]
    terms: tuple[str, ...]
    questions: tuple[str, ...]
    kort: str
    precies: str

    @property
    def heading(self) -> str:
        """The heading path in one line."""
        return " › ".join(self.path)


def is_summary(plan: Plan) -> bool:
    """Whether a plan's text in the index is that of its cards, for want of the original."""
    return plan.title.startswith(SUMMARY)


def load_cards(folder: Path) -> tuple[Card, ...]:
    """All cards, by id; none where the folder is not there. Raises CatalogueError naming the file and the field."""
    return tuple(load_card(path) for path in sorted(folder.glob("*/*.md")))


def load_card(path: Path) -> Card:
    """One card. Raises CatalogueError naming the file and the field."""
    try:
        return _parse(path)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'card'}: {e['msg']}" for e in error.errors())
        raise CatalogueError(f"{path}: {reasons}") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]+$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*$")]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    plan: Word
    title: Word
    path: tuple[Word, ...] = Field(min_length=1)
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    spans: tuple[tuple[int, int], ...] = Field(min_length=1)
    sectors: tuple[Sector, ...] = Field(min_length=1)
    kind: Kind
    rules: tuple[Word, ...]
    terms: tuple[Word, ...]
    questions: tuple[Word, ...] = Field(min_length=3, max_length=6)

    @model_validator(mode="after")
    def _consistent(self) -> _FrontMatter:
        if any(not 0 <= start < end for start, end in self.spans):
            raise ValueError("spans: a range is empty or negative")
        for name in ("sectors", "rules", "questions"):
            _refuse_twice(name, getattr(self, name))
        return self


def _parse(path: Path) -> Card:
    front, body = _match(_FRONT, path.read_text(encoding="utf-8"), path, "front matter between two lines of ---")
    kort, precies = _match(_BODY, body, path, "a body of ## Kort and ## Precies, each with text")
    matter = _FrontMatter.model_validate(yaml.safe_load(front))
    if matter.id != f"{path.parent.name}/{path.stem}" or matter.plan != path.parent.name:
        raise CatalogueError(f"{path}: id: must be {path.parent.name}/{path.stem}, and plan {path.parent.name}")
    if "\n## " in f"{kort}\n{precies}":
        raise CatalogueError(f"{path}: body: has a heading beside ## Kort and ## Precies")
    spans = tuple(Span(start, end) for start, end in matter.spans)
    return Card(**{**dict(matter), "spans": spans, "kort": kort.strip(), "precies": precies.strip()})


def _match(pattern: re.Pattern[str], text: str, path: Path, wanted: str) -> tuple[str, str]:
    found = pattern.fullmatch(text)
    if found is None or not found[1].strip() or not found[2].strip():
        raise CatalogueError(f"{path}: body: lacks {wanted}")
    return found[1], found[2]


def _refuse_twice(name: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{name}: {value!r} is named twice")
        seen.add(value)
