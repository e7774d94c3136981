"""The answer, step by step: each named step adds to the work or ends it with an answer. It quotes what is verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from assistant.answering.asked import Question
from assistant.answering.cards import CardAnswer, Composer
from assistant.answering.cite import Passages, Quoted, cite
from assistant.answering.evidence import Signals, doubt, signals
from assistant.answering.extract import choose
from assistant.answering.notices import Cited, notices
from assistant.answering.safety import holds_personal_numbers, in_danger
from assistant.answering.scope import named_sectors, resolve
from assistant.answering.scoring import Scored, Scorer, score_parts
from assistant.answering.texts import Texts, load_texts
from assistant.answering.vocabulary import Vocabulary
from assistant.answering.wording import Wording
from assistant.answering.words import Rarity, asks, content
from assistant.cards import Card, is_summary
from assistant.domain import Answer, Citation, Contact, Document, Hit, Notice, Plan, Role, Scope, Status
from assistant.law import Rule

_LEADS: Mapping[Status, tuple[str, ...]] = {"ask_back": ("ask_back_region", "ask_back_found"), "partial": ("partial",)}
PASSAGES = 10
QUOTES: Mapping[Role, int] = {"ouder": 4, "zorgcoordinator": 6, "medewerker": 6}  # 81 and 103 words on average
FEWEST_WORDS = 2  # content words, or one and a question word, that make a question
PLANS_SHOWN = 3  # where the region is not known
QUOTES_PER_PLAN, WORDS_PER_PLAN = 2, 60
UNUSED = 5
EMERGENCY = "112"
CARDS_KEPT = 512  # composed; what carries a card depends on no question
LAWS_SHOWN = 2
FEWEST_SENTENCES = 2  # of a card that must be carried for it to be the answer


@dataclass(frozen=True)
class Work:
    """What is known of a question so far; `answer` ends the work."""

    question: str
    scope: Scope
    role: Role
    hits: tuple[Hit, ...] = ()
    read: Question | None = None
    scored: tuple[Scored, ...] = ()
    chosen: tuple[Scored, ...] = ()
    signals: Signals | None = None
    quoted: tuple[Quoted, ...] = ()
    dropped: int = 0
    card: str | None = None
    answer: Answer | None = None

    @property
    def several(self) -> bool:
        """Whether passages of several plans were found, so that each quote must say whose it is."""
        return len({hit.chunk.plan for hit in self.hits}) > 1

    @property
    def regional(self) -> bool:
        """Whether the region matters and is not known."""
        return self.several and not self.scope.plans


Step = Callable[[Work], Work]


class Answerer:
    """Answers questions from one index. Thread-safe. Make one for each index: it counts the words of plans once."""

    def __init__(
        self,
        search: Callable[[str, Scope, int], list[Hit]],
        documents: Callable[[str], Document],
        plans: Sequence[Plan],
        score: Scorer,
        today: Callable[[], date],
        *,
        passages: Passages = lambda plan: (),
        card: Callable[[str, Scope], Card | None] = lambda question, scope: None,
        rules: Sequence[Rule] = (),
        texts: Texts | None = None,
    ) -> None:
        """`passages` are those of a plan as stored; they give a quote the heading and the kind of its own place.

        `card` finds the topic card that fits a question best; `rules` are the law that cards name.
        """
        self._search, self._documents, self._passages, self._card = search, documents, passages, card
        self._plans = {plan.id: plan for plan in plans}
        self._score, self._today = score, today
        self._texts = texts or load_texts()
        self._vocabulary = Vocabulary(documents)
        self._rules = {rule.id: rule for rule in rules}
        self._composer = Composer(self._plans, passages, score, {rule.id: rule.rule for rule in rules})
        self._carried = lru_cache(CARDS_KEPT)(self._compose_card)
        self._steps: tuple[tuple[str, Step], ...] = (
            ("safety", self._guard),
            ("read", self._read),
            ("scope", self._narrow),
            ("search", self._find),
            ("compose", self._compose),
            ("evidence", self._weigh),
            ("card", self._explain),
            ("verify", self._verify),
            ("write", self._write),
        )

    def prepare(self) -> None:
        """Count the words of all plans now, so that the first question need not wait."""
        self._vocabulary.of(list(self._plans))

    def answer(self, question: str, scope: Scope = Scope(), role: Role = "ouder") -> Answer:
        """The answer to a question, for a role; everything that it quotes can be opened in the source."""
        work = Work(question, scope, role)
        seconds: dict[str, float] = {}
        for name, step in self._steps:
            begun = time.perf_counter()
            work = step(work)
            seconds[name] = round(time.perf_counter() - begun, 4)
            if work.answer is not None:
                break
        return replace(work.answer or self._refused(work), trace=_trace(work, seconds))

    def _guard(self, work: Work) -> Work:
        """Danger comes first; what belongs to one person is not searched for, nor shown again."""
        if in_danger(work.question):
            name, url = (self._texts.say(key, work.role) for key in ("crisis_name", "crisis_url"))
            told = Answer("crisis", self._texts.say("crisis", work.role), contact=Contact(name, url, EMERGENCY))
            return replace(work, answer=told)
        if holds_personal_numbers(work.question):
            return replace(work, answer=Answer("personal_data", self._texts.say("personal_data", work.role)))
        return work

    def _read(self, work: Work) -> Work:
        words = len(content(work.question))
        if words and words + asks(work.question) >= FEWEST_WORDS:
            return work
        return replace(work, answer=Answer("ask_back", self._texts.say("ask_back_more", work.role)))

    def _narrow(self, work: Work) -> Work:
        return replace(work, scope=resolve(work.question, work.scope, list(self._plans.values())))

    def _find(self, work: Work) -> Work:
        hits = self._search(work.question, work.scope, PASSAGES)
        return replace(work, hits=tuple(hits), answer=None if hits else self._refused(work))

    def _compose(self, work: Work) -> Work:
        read = Question.of(work.question, self._vocabulary.of(list(self._plans)))
        scored = tuple(score_parts(read, work.hits, self._score))
        chosen = _from_each_plan(scored) if work.several else choose(scored, QUOTES[work.role])
        return replace(work, read=read, scored=scored, chosen=tuple(chosen))

    def _weigh(self, work: Work) -> Work:
        if work.read is None or not work.chosen:
            return replace(work, answer=self._refused(work))
        found = signals(work.read, work.scored, work.hits, self._known(work))
        return replace(work, signals=found, answer=self._refused(work) if doubt(found).refuses else None)

    def _explain(self, work: Work) -> Work:
        """For ouders, the topic card that fits, if enough of it is carried by the source."""
        if work.role != "ouder" or work.several:
            return work
        card = self._card(work.question, replace(work.scope, plans=(work.hits[0].chunk.plan,)))
        if card is None:
            return work
        made = self._carried(card)
        if sum(bool(claim.citations) for claim in made.claims) < FEWEST_SENTENCES:
            return work
        return replace(self._told(work, made), card=card.id, dropped=made.dropped)

    def _compose_card(self, card: Card) -> CardAnswer:
        return self._composer.compose(card, self._documents(card.plan))

    def _told(self, work: Work, made: CardAnswer) -> Work:
        wording = Wording(self._texts, self._plans, work.role)
        cited = Cited(made.citations, self._plans, self._documents, self._today(), named_sectors(work.question))
        summary = is_summary(self._plans[made.card.plan])
        lead = wording.say("card_lead_summary" if summary else "card_lead")
        written = " ".join(
            f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}".strip() for claim in made.claims
        )
        answer = Answer(
            "answered",
            f"{lead}\n{written}",
            made.claims,
            made.citations,
            (*notices(cited, self._texts, work.role), *self._law(made, wording)),
            wording.contact([made.card.plan]),
            tuple(hit for hit in work.hits if not _cited(hit, made.citations))[:UNUSED],
        )
        return replace(work, answer=answer)

    def _law(self, made: CardAnswer, wording: Wording) -> Iterator[Notice]:
        """What the law says today, by the rules that a card names for its sectors and that are certain."""
        named = (self._rules[id] for id in made.law)
        sectors = made.card.sectors
        holding = (rule for rule in named if rule.holds(self._today()) and not rule.unsure)
        for rule in islice((rule for rule in holding if set(rule.sectors) & set(sectors)), LAWS_SHOWN):
            places = dict.fromkeys(article.text for sector in sectors for article in rule.cited_for(sector))
            yield Notice("wet", wording.say("notice_wet", rule=rule.rule, places="; ".join(places)))

    def _verify(self, work: Work) -> Work:
        quoted = cite(work.chosen, self._documents, self._plans, self._passages)
        verified = replace(work, quoted=tuple(quoted), dropped=len(work.chosen) - len(quoted))
        return verified if quoted else replace(verified, answer=self._refused(verified))

    def _write(self, work: Work) -> Work:
        wording = Wording(self._texts, self._plans, work.role)
        citations = tuple(one.citation for one in work.quoted)
        plans = list(dict.fromkeys(citation.plan for citation in citations))
        claims = wording.claims(work.quoted, attributed=work.several)
        status = self._status(work)
        text = wording.text(_LEADS.get(status, ()), claims, work.quoted, attributed=work.several)
        cited = Cited(citations, self._plans, self._documents, self._today(), named_sectors(work.question))
        answer = Answer(
            status,
            text,
            claims,
            citations,
            notices(cited, self._texts, work.role),
            None if work.regional else wording.contact(work.scope.plans or plans),
            _unused(work),
        )
        return replace(work, answer=answer)

    def _status(self, work: Work) -> Status:
        if work.regional:
            return "ask_back"
        return "partial" if work.dropped > len(work.quoted) else "answered"

    def _refused(self, work: Work) -> Answer:
        wording = Wording(self._texts, self._plans, work.role)
        text = wording.refusal(work.scope.plans, work.question, self._known(work), nearest=bool(work.hits))
        return Answer("no_source", text, contact=wording.contact(work.scope.plans), unused=work.hits[:UNUSED])

    def _known(self, work: Work) -> Rarity:
        return self._vocabulary.of(work.scope.plans or list(self._plans))


def _from_each_plan(scored: Sequence[Scored]) -> list[Scored]:
    """The best of a few plans, each apart: no region's rule may read as another's."""
    plans: dict[str, list[Scored]] = {}
    for one in sorted(scored, key=lambda other: -other.score):
        plans.setdefault(one.hit.chunk.plan, []).append(one)
    best = list(plans.values())[:PLANS_SHOWN]
    return [one for parts in best for one in choose(parts, QUOTES_PER_PLAN, WORDS_PER_PLAN)]


def _cited(hit: Hit, citations: Sequence[Citation]) -> bool:
    quoted = [span for citation in citations if citation.plan == hit.chunk.plan for span in citation.spans]
    return any(one.start < other.end and other.start < one.end for one in hit.chunk.spans for other in quoted)


def _unused(work: Work) -> tuple[Hit, ...]:
    used = {one.scored.hit.chunk.id for one in work.quoted}
    return tuple(hit for hit in work.hits if hit.chunk.id not in used)[:UNUSED]


def _trace(work: Work, seconds: Mapping[str, float]) -> dict[str, object]:
    """What makes an answer replayable: durations, scope, signals and counts, never words."""
    doubts = asdict(doubt(work.signals)) if work.signals else {}
    return {
        "seconds": dict(seconds),
        "scope": {"plans": list(work.scope.plans), "sectors": list(work.scope.sectors)},
        "signals": {name: round(value, 3) for name, value in (asdict(work.signals) if work.signals else {}).items()},
        "refusal": round(max(doubts.values(), default=0.0), 3),
        **({"card": work.card} if work.card else {}),
        "dropped": work.dropped,
    }
