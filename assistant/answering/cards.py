"""Card answers: for ouders, the short text of the topic card that fits the question, each sentence with its source.

A card says three kinds of things. What the plan says is shown with a verified quotation: the sentence that carries it,
or else the passage that the card was made of. What the law says is not the plan's to carry: it is left to the rule
itself, which the answer names beside it. Advice, and that a plan is silent, rest on no quotation and carry no number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.cite import Passages, citation_at
from assistant.answering.scoring import Scorer
from assistant.answering.words import content, stem, stems
from assistant.cards import Card
from assistant.citations import verify
from assistant.domain import Citation, Claim, Document, Plan, Span
from assistant.sentences import sentences, split

COMPARED = 8  # sentences whose meaning is compared; each takes about 8 ms the first time
MEANING = 3.0  # weight of a cosine beside the share of a sentence's words when a quotation is chosen for it
CARRIES = 0.86  # cosine from which one sentence carries another; the median of 287 sentences of cards
SHARED = 0.5  # share of a sentence's words from which a quotation with a lower cosine carries it too
LONGEST = 120  # words of a passage that is quoted whole
_ADVICE = re.compile(
    r"(?:.*\? )?(?:vraag|bel|bespreek|neem|kijk|schrijf|praat|meld|lees|ga|zeg|zoek|bewaar|stuur|overleg|mail)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:niet|niets|geen|weinig)\b.*\b(?:dit|het) (?:plan|boek)\b|"
    r"\b(?:dit|het) (?:plan|boek)\b.*\b(?:niet|niets|geen|weinig)\b",
    re.IGNORECASE,
)
_LAW = re.compile(r"\bwet(?:ten|telijk\w*)?\b", re.IGNORECASE)
_WORDS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, 2)}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[a-zé]+", re.IGNORECASE)

Places = list[tuple[str, tuple[Span, ...]]]


@dataclass(frozen=True)
class CardAnswer:
    """The sentences of a card that can be shown, with their quotations.

    `dropped` counts those that cannot. `law` are ids of rules; those that sentences of the card speak of come first.
    """

    card: Card
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    dropped: int
    law: tuple[str, ...]


@dataclass(frozen=True)
class Composer:
    """What turns cards into answers. `rules` are the texts of rules by id."""

    plans: Mapping[str, Plan]
    passages: Passages
    score: Scorer
    rules: Mapping[str, str]

    def compose(self, card: Card, document: Document) -> CardAnswer:
        """The short text of a card as claims. Two claims that rest on one quotation share its number."""
        quotable, whole = _quotable(card, document), _passages(card, document)
        laws = {self.rules[id]: id for id in card.rules if id in self.rules}
        claims: list[Claim] = []
        citations: dict[tuple[Span, ...], Citation] = {}
        spoken: list[str] = []
        written = _statements(card.kort)
        for sentence in written:
            if _ADVICE.match(sentence) or _SILENT.search(sentence):
                claims.append(Claim(sentence, ()))
                continue
            law = self._law(sentence, quotable, laws)
            if law or _LAW.search(sentence):
                spoken += [law] if law else []
                continue
            places = self._carried(card, sentence, quotable, whole, document)
            for quote, spans in places:
                if spans not in citations:
                    made = citation_at(len(citations) + 1, quote, spans, card.plan, document, self.plans, self.passages)
                    citations[spans] = made
            if places:
                claims.append(Claim(sentence, tuple(citations[spans].n for _, spans in places)))
        order = tuple(dict.fromkeys([*spoken, *laws.values()]))
        return CardAnswer(card, tuple(claims), tuple(citations.values()), len(written) - len(claims), order)

    def _law(self, sentence: str, quotable: Sequence[str], laws: Mapping[str, str]) -> str | None:
        """The rule that a sentence is nearer to than to anything that the plan says."""
        if not laws:
            return None
        quotes = _by_words(sentence, quotable)[:COMPARED]
        values = self.score(sentence, [*laws, *quotes])
        rule, best = max(zip(laws, values[: len(laws)], strict=True), key=lambda pair: pair[1])
        return laws[rule] if best > max(values[len(laws) :], default=0.0) else None

    def _carried(
        self, card: Card, sentence: str, quotable: Sequence[str], whole: Sequence[str], document: Document
    ) -> Places:
        """The quotation that carries a sentence and one more for each number that it lacks, or else the passages."""
        numbers = _numbers(sentence)
        chosen = self._chosen(sentence, quotable) or [text for text in whole if numbers <= _numbers(text)][:1]
        if not chosen or numbers - _numbers(" ".join(chosen)):
            return []
        within = card.spans if document.source.sha256 == card.sha256 else ()
        found = [(quote, verify(quote, document, within)) for quote in chosen]
        return [(quote, spans) for quote, spans in found if spans] if all(spans for _, spans in found) else []

    def _chosen(self, sentence: str, quotable: Sequence[str]) -> list[str]:
        first = _by_words(sentence, quotable)[:COMPARED]
        if not first:
            return []
        meaning = dict(zip(first, self.score(sentence, first), strict=True))
        best = max(first, key=lambda quote: MEANING * meaning[quote] + _share(sentence, quote))
        if meaning[best] < CARRIES and _share(sentence, best) < SHARED:
            return []
        chosen, missing = [best], _numbers(sentence) - _numbers(best)
        for quote in _by_words(sentence, quotable):
            if missing & _numbers(quote):
                chosen.append(quote)
                missing -= _numbers(quote)
        return [] if missing else chosen


def _statements(text: str) -> list[str]:
    """The sentences of a text; one that only opens the next, as a question does, is joined to it."""
    plain = " ".join(text.split())
    found: list[str] = []
    for start, end in sentences(plain):
        sentence = plain[start:end]
        if found and found[-1].endswith("?"):
            sentence = f"{found.pop()} {sentence}"
        found.append(sentence)
    return found


def _quotable(card: Card, document: Document) -> list[str]:
    """What can be quoted for a card: sentences of its passages, or of its own text where that is the document."""
    if document.source.sha256 != card.sha256:
        return _statements(card.kort)
    parts = [split(text) for text in _texts(card, document)]
    return [" ".join(part.text.split()) for found in parts for part in found if len(part.text.split()) > 2]


def _passages(card: Card, document: Document) -> list[str]:
    """The passages of a card, those that are short enough to be quoted whole; the first part of a longer one."""
    if document.source.sha256 != card.sha256:
        return []
    return [_shortened(text) for text in _texts(card, document)]


def _shortened(text: str) -> str:
    quote = ""
    for part in split(text):
        longer = f"{quote} {part.mark}{part.text}".strip()
        if quote and len(longer.split()) > LONGEST:
            break
        quote = longer
    return " ".join(quote.split())


def _texts(card: Card, document: Document) -> list[str]:
    clean = document.clean
    return [clean.text[clean.locate(span.start) : clean.locate(span.end)].strip() for span in card.spans]


def _by_words(sentence: str, quotable: Sequence[str]) -> list[str]:
    shares = {quote: _share(sentence, quote) for quote in quotable}
    return sorted(shares, key=lambda quote: -shares[quote])


def _share(sentence: str, quote: str) -> float:
    """The share of a sentence's content words that stand in a quotation."""
    own = {stem(word) for word in content(sentence)}
    return len(own & stems(quote)) / len(own) if own else 0.0


def _numbers(text: str) -> frozenset[str]:
    """The numbers in a text, in digits; "een" is left out, since it is mostly an article."""
    found = (_NUMBERS.get(word.lower(), word) for word in _NUMBER.findall(text))
    return frozenset(word for word in found if word[0].isdigit())
