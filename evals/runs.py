"""A run: what a system found, and answered, for each question. One JSON line per question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Hit, Span
from assistant.errors import EvalError
from evals.lines import read_lines


@dataclass(frozen=True)
class RunHit:
    """A passage found. Another system's run may hold texts only."""

    text: str
    chunk_id: str = ""
    plan: str = ""
    heading: str = ""
    sha256: str | None = None
    spans: tuple[Span, ...] = ()
    via: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "chunk_id": self.chunk_id,
            "plan": self.plan,
            "sha256": self.sha256,
            "heading": self.heading,
            "start": min((span.start for span in self.spans), default=None),
            "end": max((span.end for span in self.spans), default=None),
            "spans": [[span.start, span.end] for span in self.spans],
            "text": self.text,
            "via": dict(self.via),
        }


@dataclass(frozen=True)
class RunLine:
    """What came of one question. `abstained` is None where no answer was asked for."""

    id: str
    seconds: float
    hits: tuple[RunHit, ...]
    answer: Any = None
    abstained: bool | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; what was not asked for is absent."""
        line: dict[str, Any] = {"id": self.id, "seconds": round(self.seconds, 4)}
        line["hits"] = [hit.as_json() for hit in self.hits]
        if self.answer is not None:
            line["answer"] = self.answer
        if self.abstained is not None:
            line["abstained"] = self.abstained
        return line


def run_hit(hit: Hit, versions: Mapping[str, str]) -> RunHit:
    """A hit as a run keeps it; `versions` gives the sha256 of each plan."""
    chunk = hit.chunk
    version = versions.get(chunk.plan)
    return RunHit(chunk.text, chunk.id, chunk.plan, chunk.heading, version, chunk.spans, dict(hit.via))


def write_run(path: Path, lines: Iterable[RunLine]) -> int:
    """Write a run as its lines come, and count them. The file appears when the last line is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    count = 0
    with unfinished.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line.as_json(), ensure_ascii=False) + "\n")
            count += 1
    unfinished.replace(path)
    return count


def read_run(path: Path, versions: Mapping[str, str] | None = None) -> dict[str, RunLine]:
    """A run by the ids of its questions; `versions` serves hits that name no sha256. Raises EvalError."""
    found: dict[str, RunLine] = {}
    for place, line in read_lines(path, _Line):
        if line.id in found:
            raise EvalError(f"{place}: the id {line.id!r} is used twice")
        hits = tuple(hit.run_hit(versions or {}) for hit in line.hits)
        found[line.id] = RunLine(line.id, line.seconds, hits, line.answer, line.abstained)
    return found


class _HitLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str
    chunk_id: str = ""
    plan: str = ""
    heading: str = ""
    sha256: str | None = None
    start: int | None = None
    end: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    via: dict[str, int] = Field(default_factory=dict)

    def run_hit(self, versions: Mapping[str, str]) -> RunHit:
        version = self.sha256 or versions.get(self.plan)
        return RunHit(self.text, self.chunk_id, self.plan, self.heading, version, tuple(self._spans()), self.via)

    def _spans(self) -> Iterator[Span]:
        if self.spans:
            yield from (Span(start, end) for start, end in self.spans)
        elif self.start is not None and self.end is not None:
            yield Span(self.start, self.end)


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    seconds: float = 0.0
    hits: tuple[_HitLine, ...]
    answer: Any = None
    abstained: bool | None = None
