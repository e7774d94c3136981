"""Asked: what kind of thing a question wants to hear, and how a sentence shows that it holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.answering.words import Rarity, reach, weigh

Name = Literal["term", "money", "address", "iq", "number", "moment", "who"]

_COUNT = (
    r"(?:\d+(?:[.,]\d+)?|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|half|halve|anderhalf|enkele|"
    r"maximaal|minimaal|hooguit|onbepaalde|gehele|hele|elke|ieder|iedere|per)"
)
_TIME = (
    r"(?:dag|dagen|werkdag|werkdagen|week|weken|maand|maanden|jaar|jaren|schooljaar|schooljaren|uur|periode|tijd|keer)"
)
_MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_ACTOR = (
    r"\w*(?:bestuur|besturen|commissie|directeur|directie|gemeenten?|mentor|coach|co[oö]rdinator|consulent|begeleiders?|"
    r"ambtenaar|psycholoog|pedagoog|deskundigen?|team|inspectie|raad|scholen|school|arts|wethouder|rechter|ouders?|docent|"
    r"leraar|leerkracht|samenwerkingsverband|secretaris|steunpunt|loket|overleg|medewerkers?|functionaris|gezag)"
)


@dataclass(frozen=True)
class Want:
    """A kind of thing that questions ask for. `measured` holds for what is a number, a date or an address."""

    name: Name
    measured: bool
    question: re.Pattern[str]
    answer: re.Pattern[str]

    def met_by(self, sentence: str) -> bool:
        """Whether a sentence holds a thing of this kind."""
        return self.answer.search(sentence) is not None


def _want(name: Name, measured: bool, question: str, answer: str) -> Want:
    return Want(name, measured, re.compile(question, re.IGNORECASE), re.compile(answer, re.IGNORECASE))


WANTS = (
    _want("iq", True, r"\biq\b", r"\biq\b.*\d|\d.*\biq\b"),
    _want(
        "address",
        True,
        r"telefoonnummer|\be?-?mail\w*|\w*adres\b|bereikbaar|openingstijden|\bbellen\b",
        r"@|www\.|https?:|\d{3}[- ]?\d{6,7}|telefo|postbus|\b\d{4} ?[A-Z]{2}\b|bereikbaar|formulier op de website",
    ),
    _want(
        "money",
        True,
        r"bedrag\w*|\beuro|\bkost\b|kosten\b|\bbaten\b|betaal\w*|betalen|vergoed\w*|bijdrage|financieel",
        r"€|\beuro|\d\.\d{3}\b|bekostig|gratis|kosten|betaal|betalen|vergoed|financ|rekening van",
    ),
    _want(
        "term",
        True,
        r"hoe ?lang\b|hoelang|termijn|\bduur\b|duurt|looptijd|tot wanneer|\bgrens\b|bewaren|"
        r"(?:hoeveel|welke|binnen hoe ?veel|binnen welke) (?:school)?(?:dagen|weken|maanden|jaar|jaren|uur|tijd)\b",
        rf"\b{_COUNT}\s+(?:\w+\s+)?{_TIME}\b|\w+jarig|jaarlijks|maandelijks|wekelijks|\btot (?:en met|het einde)\b",
    ),
    _want(
        "number",
        True,
        r"hoeveel|percentage|hoe (?:groot|vaak)\b|aandeel|hoe ?veel",
        rf"\d|%|procent|\b{_COUNT}\s+\w+|jaarlijks|maandelijks|wekelijks",
    ),
    _want(
        "moment",
        False,
        r"wanneer\b|\bdatum\b|\bdata\b|welke maand\w*|welk moment|welke dagen|per wanneer|vanaf welke",
        rf"{_MONTH}|\d\d?-\d\d?-\d{{2,4}}|\b20\d\d\b|schooljaar|\bgroep \d|leerjaar|zodra|nadat|voordat|wanneer",
    ),
    _want("who", False, r"\bwie\b|\bwiens\b|waar (?:kan|moet|kunnen|moeten) (?:ik|wij|we)|instantie", rf"\b{_ACTOR}\b"),
)


@dataclass(frozen=True)
class Question:
    """A question as sentences are held against it: its weighted stems and what it wants to hear."""

    text: str
    weights: Mapping[str, float]
    want: Want | None
    _reached: dict[str, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str, rarity: Rarity) -> Question:
        """Read a question; `rarity` tells how common its words are in the plans."""
        return cls(text, weigh(text, rarity), wanted(text))

    def share(self, text: Iterable[str]) -> float:
        """The share of the question's weighted stems that the stems of a text cover."""
        covered: dict[str, float] = {}
        for word in text:
            if word not in self._reached:
                self._reached[word] = reach(word, self.weights)
            for found, part in self._reached[word].items():
                covered[found] = max(part, covered.get(found, 0.0))
        whole = sum(self.weights.values())
        return sum(self.weights[found] * part for found, part in covered.items()) / whole if whole else 0.0


def wanted(question: str) -> Want | None:
    """The most particular kind of thing that a question asks for, None where it asks for none of these."""
    return next((want for want in WANTS if want.question.search(question)), None)
