"""Notices: what a reader must know beside an answer, by rules over its citations; the weightiest first, each once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.answering.texts import Texts
from assistant.domain import Citation, Document, Notice, Plan, Role, Sector
from assistant.validity import Validity, validity

ORDER = (
    "verlopen",
    "nog_niet",
    "praktijk",
    "voornemen",
    "andere_sector",
    "loopt_af",
    "bijlage",
    "website",
    "procedure",
    "onbekend",
)
_APPENDIX = re.compile(r"\bbijlagen?\b(?:\s+(\d+|[A-Z])\b)?|\bbijlagenboek\b", re.IGNORECASE)
_WEBSITE = re.compile(r"\b(?:web)?site\b|\bwww\.|https?://", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"aanvra|aanmeld|procedure|stappenplan|\bstap\b|\btlv\b|toelaatbaarheid|formulier", re.IGNORECASE
)
_APPENDIX_HEADING = re.compile(r"^[ \t]*(?:Bijlage|BIJLAGE)[ \t]+(\w{1,2})\b(?![^\n]*\.{3})", re.MULTILINE)
_EMPTY = 200  # characters; an appendix with fewer is only named in the file


@dataclass(frozen=True)
class Cited:
    """What the rules look at: the citations of an answer and all that is known of their plans."""

    citations: Sequence[Citation]
    plans: Mapping[str, Plan]
    documents: Callable[[str], Document]
    today: date
    asked: tuple[Sector, ...] = ()

    @property
    def by_plan(self) -> dict[str, list[Citation]]:
        """The citations of each plan, in the order in which plans are first cited."""
        found: dict[str, list[Citation]] = {}
        for citation in self.citations:
            found.setdefault(citation.plan, []).append(citation)
        return found


@dataclass(frozen=True)
class _Finding:
    """A rule that applies to citations of one plan."""

    kind: str
    citations: Sequence[Citation]
    fields: Mapping[str, str]


def notices(cited: Cited, texts: Texts, role: Role) -> tuple[Notice, ...]:
    """The notices that belong to some citations. Which source is meant is said where it is not all of them."""
    found: dict[str, list[_Finding]] = {}
    for plan_id, citations in cited.by_plan.items():
        if plan_id in cited.plans:
            for finding in _findings(cited.plans[plan_id], citations, cited):
                found.setdefault(finding.kind, []).append(finding)
    every = [notice for kind in ORDER for notice in _written(found.get(kind, []), cited, texts, role)]
    return tuple(dict.fromkeys(every))


def _findings(plan: Plan, citations: Sequence[Citation], cited: Cited) -> Iterator[_Finding]:
    judged = validity(plan, cited.today)
    yield from _of_validity(judged, citations)
    for kind in ("voornemen", "praktijk"):
        of_kind = [c for c in citations if c.kind == kind or (kind == "praktijk" and plan.kind == "praktijk")]
        if of_kind:
            yield _Finding(kind, of_kind, {})
    if cited.asked and not set(cited.asked) & set(plan.sectors):
        yield _Finding("andere_sector", citations, {})
    absent = [c for c in citations if _absent_appendix(c.quote, cited.documents(plan.id))]
    if absent:
        yield _Finding("bijlage", absent, {})
    referring = [c for c in citations if _WEBSITE.search(c.quote)]
    if referring:
        yield _Finding("website", referring, {})
    steps = [c for c in citations if c.kind != "praktijk" and _PROCEDURE.search(f"{c.heading} {c.quote}")]
    if steps and plan.website and judged.state not in ("verlopen", "geen_norm"):
        yield _Finding("procedure", steps, {"url": plan.website})


def _of_validity(judged: Validity, citations: Sequence[Citation]) -> Iterator[_Finding]:
    if judged.state in ("verlopen", "nog_niet", "loopt_af", "onbekend"):
        yield _Finding(judged.state, citations, {"validity": judged.text})


def _absent_appendix(quote: str, document: Document) -> bool:
    """Whether a quote sends the reader to an appendix that the file does not hold."""
    return any(not _holds_appendix(match[1], document) for match in _APPENDIX.finditer(quote))


def _holds_appendix(number: str | None, document: Document) -> bool:
    """Whether a file holds the appendix with this number, or any where there is no number: its heading and its text."""
    text = document.source.text
    headings = [(match.start(), match[1]) for match in _APPENDIX_HEADING.finditer(text)]
    full = {own for (start, own), (end, _) in pairwise([*headings, (len(text), "")]) if end - start > _EMPTY}
    return bool(full) if number is None else number in full


def _written(findings: Sequence[_Finding], cited: Cited, texts: Texts, role: Role) -> Iterator[Notice]:
    """The notices of one kind: one where plans say the same, else one for each plan."""
    said: dict[str, list[_Finding]] = {}
    for finding in findings:
        said.setdefault(_say(finding, cited, texts, role), []).append(finding)
    for text, same in said.items():
        yield Notice(same[0].kind, _placed(text, same, cited, texts, role))


def _placed(text: str, same: Sequence[_Finding], cited: Cited, texts: Texts, role: Role) -> str:
    """The text with the plan or the sources it is about, unless it is about all of them."""
    numbers = sorted(citation.n for finding in same for citation in finding.citations)
    if len(numbers) == len(cited.citations):
        return text
    plan = cited.plans[same[0].citations[0].plan]
    whole = len(same) == 1 and len(numbers) == len(cited.by_plan[plan.id])
    if whole and plan.samenwerkingsverband:
        return texts.say("notice_about", role, who=plan.samenwerkingsverband, text=text)
    return texts.say("notice_sources", role, numbers=texts.enumerate([str(n) for n in numbers], role), text=text)


def _say(finding: _Finding, cited: Cited, texts: Texts, role: Role) -> str:
    fields = dict(finding.fields)
    if finding.kind == "andere_sector":
        plan = cited.plans[finding.citations[0].plan]
        fields = {"asked": _sectors(cited.asked, texts, role), "covered": _sectors(plan.sectors, texts, role)}
    return texts.say(f"notice_{finding.kind}", role, **fields)


def _sectors(sectors: Sequence[Sector], texts: Texts, role: Role) -> str:
    return texts.enumerate([texts.say(f"sector_{sector}", role) for sector in sectors], role)
