"""The nouns of the rules register: a rule, where it stands, its terms, and where an old reference stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.domain import Sector
from assistant.statutes import Statute, written
from assistant.validity import dutch_date

Confidence = Literal["P", "P-old", "S", "K"]
Unit = Literal["hours", "days", "weeks", "months", "school_years", "years"]


@dataclass(frozen=True)
class Length:
    """A stretch of time; `when` says what must happen for it, where it is an extension."""

    length: int
    unit: Unit
    when: str | None = None


@dataclass(frozen=True)
class Term:
    """A term of a rule. It counts from the event `start`, or up to it when `before`.

    `at_most` makes the length an upper limit, else it is a lower one. `per` is the stretch within which it is counted.
    """

    name: str
    start: str
    length: int
    unit: Unit
    at_most: bool
    before: bool = False
    extension: Length | None = None
    per: Length | None = None


@dataclass(frozen=True)
class Article:
    """Where a rule stands. `old` is where it stood before; `article` is None where only the whole text is meant."""

    statute: Statute
    article: str | None
    lid: str | None
    part: str | None
    sectors: tuple[Sector, ...]
    old: str | None
    confidence: Confidence

    @property
    def text(self) -> str:
        """The place in one line: art. 2.44 lid 1–3 WVO 2020."""
        return written(self.statute.name, self.article, self.lid, self.part)

    @property
    def url(self) -> str | None:
        """The statute's current text. Anchors of articles are not known for certain, so it is the whole text."""
        return self.statute.url


@dataclass(frozen=True)
class Rule:
    """A rule in our own words. `unsure`: something in it is not certain, and `note` says what.

    `in_force_by` is a day on which a text that was read already held the rule, where its start is not known.
    """

    id: str
    rule: str
    citations: tuple[Article, ...]
    sectors: tuple[Sector, ...]
    in_force_from: date | None
    in_force_from_confidence: Confidence | None
    in_force_by: date | None
    in_force_until: date | None
    replaces: str | None
    governs: tuple[str, ...]
    confidence: Confidence
    unsure: bool
    note: str | None
    terms: tuple[Term, ...]

    @property
    def text(self) -> str:
        """The rule as it may be printed: what is uncertain is said."""
        return f"{self.rule} (Onzeker: {self.note})" if self.unsure else self.rule

    @property
    def since(self) -> str:
        """Since when it holds, as it may be printed; empty where that is not known."""
        if self.in_force_from is None:
            return ""
        doubt = "" if self.in_force_from_confidence == "P" else " (onzeker)"
        return f"sinds {dutch_date(self.in_force_from)}{doubt}"

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day; a start that is not known counts as past."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)

    def cited_for(self, sector: Sector) -> tuple[Article, ...]:
        """Where it stands for one sector."""
        return tuple(article for article in self.citations if sector in article.sectors)


@dataclass(frozen=True)
class Renumbered:
    """Where an old reference stands now; nowhere means gone or not traced, and `note` says which."""

    old: str
    now: tuple[Article, ...]
    unsure: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """The way from old to new as it may be printed; what is uncertain is said."""
        where = ", ".join(article.text for article in self.now)
        doubt = " (onzeker)" if self.unsure else ""
        return (
            f"{self.old}: {f'nu {where}' if where else 'geen nieuw artikel bekend'}{doubt}. {self.note or ''}".strip()
        )
