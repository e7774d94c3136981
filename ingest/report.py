"""What an ingest did, file by file and as a whole: for people and, as JSON, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.errors import SourceError, WegwijzerError
from assistant.indexes import Facts
from ingest.files import printable

Outcome = Literal["indexed", "unchanged", "kept", "summary", "duplicate", "superseded", "failed"]
_KINDS = 6  # named in a line for people


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    `summary`: there is no file and topic cards stand in for it. `kept`: the file is gone or unusable and the text that
    the current index holds of it stays. `duplicate`: another file has the same content. `superseded`: the catalogue
    names a newer version of it.
    """

    name: str
    outcome: Outcome
    sha256: str | None = None
    plan: str | None = None
    facts: Facts | None = None
    seconds: float = 0.0
    error: str | None = None
    message: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; the facts stand among the rest."""
        known = {key: value for key, value in vars(self).items() if key != "facts"}
        return {**known, "seconds": round(self.seconds, 3), **(self.facts.model_dump() if self.facts else {})}

    def line(self) -> str:
        """One line for people."""
        parts = [f"{self.outcome:<10} {self.name}"]
        if self.plan and self.plan != self.name:
            parts.append(f"plan {self.plan}")
        parts += _describe(self.facts) if self.facts else []
        if self.seconds >= 0.05:
            parts.append(f"{self.seconds:.1f} s")
        if self.message:
            parts.append(f"{self.error}: {self.message}" if self.error else self.message)
        return " · ".join(parts)


def failure(name: str, error: WegwijzerError, sha256: str | None = None) -> FileReport:
    """The report of a file that could not be ingested."""
    reason = error.reason if isinstance(error, SourceError) else str(error)
    return FileReport(name, "failed", sha256, error=type(error).__name__, message=printable(" ".join(reason.split())))


@dataclass(frozen=True)
class Report:
    """What an ingest did. `index` is the one that serves now; `removed` are plans that it no longer holds.

    `absent` are plans of the catalogue without a file. `problems` make the run fail, `notes` do not.
    """

    index: str | None
    changed: bool
    files: tuple[FileReport, ...]
    removed: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for was not done."""
        return bool(self.problems) or any(file.outcome == "failed" for file in self.files)

    def totals(self) -> dict[str, Any]:
        """Counts over all files that the index holds, and over all that failed."""
        facts = [file.facts for file in self.files if file.facts]
        repairs: Counter[str] = Counter()
        for fact in facts:
            repairs.update(fact.repairs)
        sums = {
            name: sum(getattr(fact, name) for fact in facts) for name in ("characters", "sections", "chunks", "keys")
        }
        failed = sum(file.outcome == "failed" for file in self.files)
        return {"files": len(self.files), "failed": failed, **sums, "repairs": dict(repairs)}

    def as_json(self) -> dict[str, Any]:
        """Everything, as plain values."""
        return {
            "index": self.index,
            "changed": self.changed,
            "files": [file.as_json() for file in self.files],
            "removed": list(self.removed),
            "absent": list(self.absent),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "totals": self.totals(),
            "seconds": {step: round(seconds, 3) for step, seconds in self.seconds.items()},
        }

    def lines(self) -> Iterator[str]:
        """Everything, for people."""
        for file in self.files:
            yield file.line()
            for warning in file.facts.warnings if file.facts else ():
                yield f"           warning: {warning}"
        yield from (f"removed    plan {plan}" for plan in self.removed)
        if self.absent:
            yield f"no file for {_listed(self.absent)}"
        yield from (f"note: {note}" for note in self.notes)
        yield from (f"problem: {problem}" for problem in self.problems)
        yield self._summary()

    def _summary(self) -> str:
        if self.index is None:
            return "there is no index"
        totals = self.totals()
        state = "is new" if self.changed else "has not changed"
        size = f"{totals['chunks']} passages under {totals['keys']} keys"
        return f"index {self.index} {state}: {size}; {self.seconds.get('total', 0.0):.1f} s"


def _describe(facts: Facts) -> list[str]:
    parts = [facts.reader + (" with OCR" if facts.ocr else "")]
    if facts.pages:
        parts.append(f"{facts.pages} pages of {facts.characters_per_page} characters")
    parts.append(f"{facts.characters} characters, {facts.sections} sections, {facts.chunks} chunks")
    if facts.hidden:
        parts.append(f"{facts.hidden} hidden characters left out")
    if facts.repairs:
        parts.append(f"{sum(facts.repairs.values())} repairs ({_kinds(facts.repairs)})")
    return parts


def _kinds(repairs: Mapping[str, int]) -> str:
    """The commonest kinds; a kind may go on with a reason after a colon, which only the JSON tells."""
    counts: Counter[str] = Counter()
    for kind, count in repairs.items():
        counts[kind.split(":")[0]] += count
    named = [f"{kind} {count}" for kind, count in counts.most_common(_KINDS)]
    return ", ".join([*named, "…"] if len(counts) > _KINDS else named)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
