"""Kinds and sectors that headings and words give away, for plans whose layout nobody made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Kind, Sector

AMBITIONS, RULES = 0.3, 0.12  # shares of sentences; agree with our hand-made layouts on 55% of 997 sections

_AMBITION_TITLE = re.compile(
    r"\b(?:ambities?|voornemens?|wat willen we|willen we (?:realiseren|bereiken)|doel(?:en)? 20\d\d|speerpunten|"
    r"activiteitenplan|toekomst|stip op de horizon|waar werken wij aan)\b",
    re.IGNORECASE,
)
_AMBITION = re.compile(
    r"\b(?:wil|willen|streven|streeft|gaan we|gaan wij|zullen we|zullen wij|zal het samenwerkingsverband|ambitie|"
    r"beogen|komende (?:jaren|vier jaar|periode|beleidsperiode|planperiode)|"
    r"in 20[2-4]\d (?:is|zijn|heeft|hebben|werken))\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:moet|moeten|dient|dienen|verplicht|zorgplicht|uiterlijk|binnen (?:\w+|\d+) (?:weken|dagen|maanden)|"
    r"artikel \d+|criteria|voorwaarden?|vereist|heeft recht|hebben recht|beslist|besluit|stelt .{0,40} vast|"
    r"toelaatbaar\w*|kunnen bezwaar|wordt .{0,40} aangevraagd|vraagt .{0,40} aan)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_PO = re.compile(r"^(?:\d[\d.]*\s+)?(?:primair onderwijs|po|basisonderwijs)\s*$", re.IGNORECASE)
_VO = re.compile(r"^(?:\d[\d.]*\s+)?(?:voortgezet onderwijs|vo)\s*$", re.IGNORECASE)


def guess_kind(path: Sequence[str], text: str) -> Kind:
    """Whether a section tells of plans for later, of rules or of facts: by its nearest headings, then its words."""
    if any(_AMBITION_TITLE.search(title) for title in path[-2:]):
        return "voornemen"
    parts = [part for part in _SENTENCE.split(text) if len(part) > 20] or [text]
    ambitions = sum(bool(_AMBITION.search(part)) for part in parts) / len(parts)
    rules = sum(bool(_RULE.search(part)) for part in parts) / len(parts)
    if ambitions >= AMBITIONS and ambitions > rules:
        return "voornemen"
    return "regel" if rules >= RULES and rules > ambitions else "feit"


def sectors_named(title: str, sectors: Sequence[Sector]) -> tuple[Sector, ...] | None:
    """The sectors of a plan for which a heading that only names a sector holds; None for any other heading."""
    if _PO.match(title):
        return tuple(sector for sector in sectors if sector != "vo") or None
    if _VO.match(title):
        return tuple(sector for sector in sectors if sector != "po") or None
    return None
