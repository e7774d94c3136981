"""Card answers: for ouders, the short text of the topic card that fits the question, each sentence with its source.

A sentence of ours is shown only with a quotation from the passages that the card was made of, verified like any other,
and only if the quotations it cites hold every number in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.cite import Passages, citation_at
from assistant.answering.scoring import Scorer
from assistant.answering.words import stems
from assistant.cards import Card
from assistant.citations import verify
from assistant.domain import Citation, Claim, Document, Plan, Span
from assistant.sentences import sentences, split

COMPARED = 10  # sentences whose meaning is compared; each takes about 8 ms the first time
MEANING = 3.0  # weight of a cosine beside the share of a sentence's words when a quotation is chosen for it
_WORDS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, 2)}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[a-zé]+", re.IGNORECASE)


@dataclass(frozen=True)
class CardAnswer:
    """The sentences of a card that are carried, with their quotations; `dropped` counts those that are not."""

    card: Card
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    dropped: int


def compose(card: Card, document: Document, plans: Mapping[str, Plan], passages: Passages, score: Scorer) -> CardAnswer:
    """The short text of a card as claims. Two claims that rest on one quotation share its number."""
    quotable = _quotable(card, document)
    claims: list[Claim] = []
    citations: dict[tuple[Span, ...], Citation] = {}
    written = _statements(card.kort)
    for sentence in written:
        places = _carried(sentence, quotable, document, score)
        for quote, spans in places:
            if spans not in citations:
                n = len(citations) + 1
                citations[spans] = citation_at(n, quote, spans, card.plan, document, plans, passages)
        if places:
            claims.append(Claim(sentence, tuple(citations[spans].n for _, spans in places)))
    return CardAnswer(card, tuple(claims), tuple(citations.values()), len(written) - len(claims))


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
    text = document.clean.text
    parts = [split(text[_clean(document, span.start) : _clean(document, span.end)]) for span in card.spans]
    return [" ".join(part.text.split()) for found in parts for part in found if len(part.text.split()) > 2]


def _clean(document: Document, offset: int) -> int:
    return document.clean.locate(offset)


def _carried(
    sentence: str, quotable: Sequence[str], document: Document, score: Scorer
) -> list[tuple[str, tuple[Span, ...]]]:
    """The quotations that carry a sentence: the one nearest to it, and one more for each number that it lacks."""
    if not quotable:
        return []
    ranked = _nearest(sentence, quotable, score)
    chosen, missing = [ranked[0]], _numbers(sentence) - _numbers(ranked[0])
    for quote in ranked[1:]:
        if missing & _numbers(quote):
            chosen.append(quote)
            missing -= _numbers(quote)
    if missing:
        return []
    found = [(quote, verify(quote, document)) for quote in chosen]
    return [(quote, spans) for quote, spans in found if spans] if all(spans for _, spans in found) else []


def _nearest(sentence: str, quotable: Sequence[str], score: Scorer) -> list[str]:
    """What can be quoted, nearest first: by shared words, and of the first few by meaning too."""
    own = stems(sentence)
    shares = {quote: len(own & stems(quote)) / (len(own) or 1) for quote in quotable}
    ranked = sorted(shares, key=lambda quote: -shares[quote])
    first = ranked[:COMPARED]
    meaning = dict(zip(first, score(sentence, first), strict=True))
    return [*sorted(first, key=lambda quote: -(MEANING * meaning[quote] + shares[quote])), *ranked[COMPARED:]]


def _numbers(text: str) -> frozenset[str]:
    """The numbers in a text, in digits; "een" is left out, since it is mostly an article."""
    found = (_NUMBERS.get(word.lower(), word) for word in _NUMBER.findall(text) if word.lower() not in ("een", "één"))
    return frozenset(word for word in found if word[0].isdigit())
