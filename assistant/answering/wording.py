"""Wording: the sentences around quotations, filled in with the names of plans, and whom to turn to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.cite import Quoted
from assistant.answering.texts import Texts
from assistant.answering.words import Rarity, content, stem
from assistant.cards import is_summary
from assistant.domain import Citation, Claim, Contact, Plan, Role

_WORDS_NAMED = 3
_SHORTEST_NAMED = 7  # letters of a word that a refusal names: mostly nouns, seldom what was said in passing


class Wording:
    """Writes for one role."""

    def __init__(self, texts: Texts, plans: Mapping[str, Plan], role: Role) -> None:
        self._texts, self._plans, self._role = texts, plans, role

    def say(self, key: str, **fields: str) -> str:
        """A fixed text."""
        return self._texts.say(key, self._role, **fields)

    def claims(self, quoted: Sequence[Quoted], attributed: bool) -> tuple[Claim, ...]:
        """One claim for each quotation: its own words, with whose they are where `attributed`."""
        return tuple(
            Claim(self._attribute(one.citation) if attributed else one.citation.quote, (one.citation.n,))
            for one in quoted
        )

    def text(self, lead: Sequence[str], claims: Sequence[Claim], quoted: Sequence[Quoted], attributed: bool) -> str:
        """Fixed texts, then the claims with the numbers of their sources; items and steps on lines of their own."""
        text = " ".join(self.say(key) for key in lead)
        for at, (claim, one) in enumerate(zip(claims, quoted, strict=True)):
            listed = one.scored.part.series is not None and not attributed
            written = claim.text if attributed or "“" in claim.text else f"“{claim.text}”"
            separator = "\n" if listed or attributed or at == 0 else " "
            text += f"{separator}{one.scored.part.mark if listed else ''}{written} [{one.citation.n}]"
        return text.strip()

    def refusal(self, plans: Sequence[str], question: str, known: Rarity, nearest: bool) -> str:
        """What was looked for and where, what to do now, and what stands below."""
        words = [f"“{word}”" for word in _unknown(question, known)]
        sentences = [self.say("no_source", where=self._where(plans))]
        if words:
            sentences.append(self.say("no_source_words", words=self._texts.enumerate(words, self._role)))
        contact = self._regional_contact(plans)
        if contact and contact.url:
            sentences.append(self.say("no_source_contact", name=contact.name, url=contact.url))
        sentences.append(self.say("no_source_national", url=self.say("national_url")))
        if nearest:
            sentences.append(self.say("no_source_nearest"))
        return " ".join(sentences)

    def contact(self, plans: Sequence[str]) -> Contact:
        """The samenwerkingsverband of the only plan that is meant, else the national one."""
        return self._regional_contact(plans) or Contact(self.say("national_name"), self.say("national_url"))

    def _regional_contact(self, plans: Sequence[str]) -> Contact | None:
        only = self._plans.get(plans[0]) if len(set(plans)) == 1 else None
        return Contact(only.samenwerkingsverband, only.website) if only and only.samenwerkingsverband else None

    def _where(self, plans: Sequence[str]) -> str:
        if not plans:
            return self.say("where_all")
        return self._texts.enumerate(
            [self._name(self._plans[plan]) for plan in plans if plan in self._plans], self._role
        )

    def _name(self, plan: Plan) -> str:
        if plan.samenwerkingsverband:
            return self.say("where_plan", who=plan.samenwerkingsverband)
        return self.say("where_book", who=plan.title)

    def _attribute(self, citation: Citation) -> str:
        plan = self._plans[citation.plan]
        key = "attribution" if plan.samenwerkingsverband else "attribution_book"
        if is_summary(plan):
            key = "attribution_summary"
        return self.say(key, who=plan.samenwerkingsverband or plan.title, quote=citation.quote)


def _unknown(question: str, known: Rarity) -> list[str]:
    """Words of a question that the plans never use, at most three."""
    words = [word for word in content(question) if len(word) >= _SHORTEST_NAMED and not word.isdigit()]
    return [word for word in words if not known.knows(stem(word))][:_WORDS_NAMED]
