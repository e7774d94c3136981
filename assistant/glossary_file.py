"""What corpus/glossary.yaml may hold: its entries, what must hold between them, and the nouns they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.phrases import stems

LAY_WORDS = 4  # words that count, in a phrase of ouders


@dataclass(frozen=True)
class InPlan:
    """What one plan means by a term, and the words that it has for it."""

    meaning: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A term of the field. `lay` are phrases of ouders that point at it; `only_in` the plans that alone know it."""

    term: str
    meaning: str
    abbreviations: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    per_plan: Mapping[str, InPlan] = field(default_factory=dict)
    only_in: tuple[str, ...] = ()
    search: bool = True
    translations: Mapping[str, str] = field(default_factory=dict)
    checked: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that professionals call it."""
        return (self.term, *self.abbreviations, *self.variants)

    def in_plan(self, plan: str | None) -> InPlan | None:
        """What a plan says of it."""
        return self.per_plan.get(plan) if plan else None

    def known_in(self, plan: str | None) -> bool:
        """Whether a plan has it; every plan has what is not local."""
        return plan is None or not self.only_in or plan in self.only_in

    def words(self, plan: str | None) -> tuple[str, ...]:
        """What to search for: the plan's own words, else the term with an abbreviation, or with a variant."""
        own = self.in_plan(plan)
        return (own and own.words) or (self.term, *(self.abbreviations or self.variants)[:1])


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n]+$")]
Sentences = Annotated[Text, StringConstraints(pattern=r"^\S.*[.!]$")]
PlanId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InPlanEntry(_Strict):
    """What a plan says."""

    meaning: Sentences
    words: tuple[Text, ...] = ()


class TranslationsEntry(_Strict):
    """The term in other languages. `checked` says whether a native speaker has read it."""

    checked: bool
    en: Text
    tr: Text
    ar: Text
    pl: Text
    uk: Text


class TermEntry(_Strict):
    """A term."""

    term: Text
    abbreviations: tuple[Text, ...] = ()
    variants: tuple[Text, ...] = ()
    lay: tuple[Text, ...] = ()
    related: tuple[Text, ...] = ()
    meaning_b1: Sentences
    per_plan: dict[PlanId, InPlanEntry] = Field(default_factory=dict)
    only_in: tuple[PlanId, ...] = ()
    search: bool = True
    translations: TranslationsEntry | None = None

    @model_validator(mode="after")
    def _consistent(self) -> TermEntry:
        names = (self.term, *self.abbreviations, *self.variants)
        _refuse("is named twice", {name for name in (*names, *self.lay) if (*names, *self.lay).count(name) > 1})
        _refuse("holds no word that counts", {phrase for phrase in (*names, *self.lay) if not stems(phrase)})
        _refuse("has too many words", {phrase for phrase in self.lay if len(stems(phrase)) > LAY_WORDS})
        return self

    def made(self) -> Entry:
        """The entry."""
        per_plan = {plan: InPlan(said.meaning, said.words) for plan, said in self.per_plan.items()}
        told = self.translations
        return Entry(
            term=self.term,
            meaning=self.meaning_b1,
            abbreviations=self.abbreviations,
            variants=self.variants,
            lay=self.lay,
            related=self.related,
            per_plan=per_plan,
            only_in=self.only_in,
            search=self.search,
            translations=told.model_dump(exclude={"checked"}) if told else {},
            checked=told.checked if told else False,
        )


class GlossaryFile(_Strict):
    """The whole file."""

    entries: tuple[TermEntry, ...]

    @model_validator(mode="after")
    def _whole(self) -> GlossaryFile:
        terms = [entry.term for entry in self.entries]
        _refuse("is a term twice", {term for term in terms if terms.count(term) > 1})
        _refuse("is related but no term", {name for entry in self.entries for name in entry.related} - set(terms))
        return self


def _refuse(what: str, names: set[str]) -> None:
    if names:
        raise ValueError(f"{', '.join(sorted(names))} {what}")
