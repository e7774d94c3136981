"""The questions that we measure with, and where in the originals their answers stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.domain import Role, Span
from assistant.errors import EvalError
from evals.lines import read_lines

ROLE: Role = "ouder"  # who asks where a file does not say: the reader who needs the plainest answer


@dataclass(frozen=True)
class Evidence:
    """Text of an original that answers a question: the places of one version where it stands, or its words, or both.

    Finding it at one of the places is enough: an original may print a passage twice.
    """

    sha256: str | None
    places: tuple[Span, ...]
    quote: str | None = None


@dataclass(frozen=True)
class Case:
    """A question. `answerable` is None where the file does not say; `answer` and `key_facts` are in our own words."""

    id: str
    question: str
    plan: str | None = None
    role: Role = ROLE
    type: str | None = None
    answerable: bool | None = None
    answer: str | None = None
    key_facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def read_cases(path: Path, versions: Mapping[str, str] | None = None) -> tuple[Case, ...]:
    """The cases of a file. Raises EvalError naming the file and the line.

    `versions` gives the sha256 of each plan, for evidence that names none and is then taken to be of the case's plan.
    """
    found: dict[str, Case] = {}
    for place, line in read_lines(path, _CaseLine):
        if line.id in found:
            raise EvalError(f"{place}: the id {line.id!r} is used twice")
        found[line.id] = _complete(line.case(), versions or {})
    if not found:
        raise EvalError(f"{path}: it holds no questions")
    return tuple(found.values())


class _EvidenceLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    start: int | None = Field(None, ge=0)
    end: int | None = None
    also: tuple[tuple[int, int], ...] = ()
    quote: str | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _findable(self) -> _EvidenceLine:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end go together")
        if self.start is None and self.quote is None:
            raise ValueError("it has neither a place nor a quote")
        if any(start < 0 or end <= start for start, end in self.ranges()):
            raise ValueError("a range is empty or negative")
        return self

    def ranges(self) -> tuple[tuple[int, int], ...]:
        own = () if self.start is None or self.end is None else ((self.start, self.end),)
        return (*own, *self.also)

    def evidence(self) -> Evidence:
        return Evidence(self.sha256, tuple(Span(start, end) for start, end in self.ranges()), self.quote)


class _CaseLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    plan: str | None = None
    role: Role = ROLE
    type: str | None = None
    answerable: bool | None = None
    answer: str | None = None
    key_facts: tuple[str, ...] = ()
    evidence: tuple[_EvidenceLine, ...] = ()

    def case(self) -> Case:
        values = {name: value for name, value in self if name != "evidence"}
        case = Case(**values, evidence=tuple(line.evidence() for line in self.evidence))
        return replace(case, answerable=True) if case.evidence and case.answerable is None else case


def _complete(case: Case, versions: Mapping[str, str]) -> Case:
    version = versions.get(case.plan) if case.plan else None
    evidence = (item if item.sha256 else replace(item, sha256=version) for item in case.evidence)
    return replace(case, evidence=tuple(evidence))
