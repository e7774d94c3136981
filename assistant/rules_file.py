"""What corpus/rules.yaml may hold: its entries, what must hold between them, and the nouns they become."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.domain import Sector
from assistant.law import Article, Confidence, Length, Renumbered, Rule, Term, Unit
from assistant.statutes import Statute, readings

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-\d{2}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
Sentence = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][^\n]+\.$")]
Sectors = Annotated[tuple[Sector, ...], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StatuteEntry(_Entry):
    """A statute under its short name. `read` is the day of the text that was read."""

    title: str
    bwb: Annotated[str, StringConstraints(pattern=r"^BWBR\d{7}$")] | None
    read: date | None
    former: bool = False
    also: tuple[str, ...] = ()


class ArticleEntry(_Entry):
    """A citation. Without sectors it holds for all of its rule's; without a confidence it has its rule's."""

    statute: str
    article: str | None
    lid: str | None = None
    part: str | None = None
    sectors: Sectors | None = None
    old: str | None = None
    confidence: Confidence | None = None


class LengthEntry(_Entry):
    """A stretch of time."""

    length: int = Field(ge=1)
    unit: Unit
    when: str | None = None


class TermEntry(_Entry):
    """A term."""

    name: Slug
    start: Slug
    length: int = Field(ge=1)
    unit: Unit
    at_most: bool
    before: bool = False
    extension: LengthEntry | None = None
    per: LengthEntry | None = None


class RuleEntry(_Entry):
    """A rule."""

    id: Id
    rule: Sentence
    citations: tuple[ArticleEntry, ...]
    sectors: Sectors
    in_force_from: date | None
    in_force_from_confidence: Confidence | None = None
    in_force_by: date | None = None
    in_force_until: date | None = None
    replaces: Id | None = None
    governs: tuple[Slug, ...] = Field(min_length=1)
    confidence: Confidence
    unsure: bool = False
    note: Sentence | None = None
    terms: tuple[TermEntry, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> RuleEntry:
        if self.unsure and self.note is None:
            raise ValueError("an unsure rule needs a note that says what is unsure")
        if (self.in_force_from is None) != (self.in_force_from_confidence is None):
            raise ValueError("in_force_from and in_force_from_confidence go together")
        if self.in_force_from and self.in_force_until and self.in_force_from > self.in_force_until:
            raise ValueError("in_force_from lies after in_force_until")
        strange = {sector for article in self.citations for sector in article.sectors or ()} - set(self.sectors)
        if strange:
            raise ValueError(f"a citation is for {', '.join(sorted(strange))}, which the rule is not for")
        return self


class MoveEntry(_Entry):
    """Where an old reference stands now."""

    old: str
    now: tuple[ArticleEntry, ...]
    unsure: bool = False
    note: Sentence | None = None

    @model_validator(mode="after")
    def _explained(self) -> MoveEntry:
        if (self.unsure or not self.now) and self.note is None:
            raise ValueError("what is unsure, or stands nowhere now, needs a note")
        return self


class Register(_Entry):
    """The whole file."""

    read_on: date
    texts_until: date
    statutes: dict[str, StatuteEntry]
    governs: dict[Slug, str]
    events: dict[Slug, str]
    rules: tuple[RuleEntry, ...]
    old_citations: tuple[MoveEntry, ...]

    @model_validator(mode="after")
    def _whole(self) -> Register:
        ids = [rule.id for rule in self.rules]
        _refuse("used twice", {id for id in ids if ids.count(id) > 1})
        _refuse("is no rule", {rule.replaces for rule in self.rules if rule.replaces} - set(ids))
        _refuse("is not in governs", {name for rule in self.rules for name in rule.governs} - set(self.governs))
        _refuse("is not in events", {term.start for rule in self.rules for term in rule.terms} - set(self.events))
        current = {name for name, statute in self.statutes.items() if not statute.former}
        articles = [
            *(a for rule in self.rules for a in rule.citations),
            *(a for m in self.old_citations for a in m.now),
        ]
        _refuse("is no current statute", {article.statute for article in articles} - current)
        old = {article.old for article in articles if article.old} | {move.old for move in self.old_citations}
        _refuse("cannot be read as a reference", {text for text in old if not readings(text, self.statutes_made())})
        return self

    def statutes_made(self) -> tuple[Statute, ...]:
        """The statutes."""
        return tuple(Statute(name, s.title, s.bwb, s.former, s.also) for name, s in self.statutes.items())

    def rules_made(self) -> tuple[Rule, ...]:
        """The rules, in the order of the file."""
        return tuple(self._rule(entry) for entry in self.rules)

    def renumbered_made(self) -> tuple[Renumbered, ...]:
        """The table from old to new."""
        found = []
        for entry in self.old_citations:
            now = tuple(self._article(article, (), "P") for article in entry.now)
            found.append(Renumbered(entry.old, now, entry.unsure, entry.note))
        return tuple(found)

    def _rule(self, entry: RuleEntry) -> Rule:
        citations = tuple(self._article(article, entry.sectors, entry.confidence) for article in entry.citations)
        terms = tuple(_term(term) for term in entry.terms)
        return Rule(**{**dict(entry), "citations": citations, "terms": terms})

    def _article(self, entry: ArticleEntry, sectors: tuple[Sector, ...], confidence: Confidence) -> Article:
        statute = next(statute for statute in self.statutes_made() if statute.name == entry.statute)
        known = {"statute": statute, "sectors": entry.sectors or sectors, "confidence": entry.confidence or confidence}
        return Article(**{**dict(entry), **known})


def _term(entry: TermEntry) -> Term:
    return Term(
        name=entry.name,
        start=entry.start,
        length=entry.length,
        unit=entry.unit,
        at_most=entry.at_most,
        before=entry.before,
        extension=_length(entry.extension),
        per=_length(entry.per),
    )


def _length(entry: LengthEntry | None) -> Length | None:
    return None if entry is None else Length(entry.length, entry.unit, entry.when)


def _refuse(what: str, names: set[str] | set[str | None]) -> None:
    if names:
        raise ValueError(f"{', '.join(sorted(map(str, names)))} {what}")
