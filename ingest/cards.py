"""Topic cards in an index: more keys to the passages they are about, or, without the original, a text of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.cards import Card
from assistant.domain import Chunk, CleanText, Document, Key, Piece, Plan, Section, SourceText, Span

READER = "cards"
SHARE_OF_PASSAGE = 0.35  # of a passage that a card's span must cover for the card to be about it
SHARE_OF_SPAN = 0.5  # of a span that a passage must hold, for the same


def card_keys(cards: Sequence[Card], chunks: Sequence[Chunk]) -> list[Key]:
    """The questions and the short text of each card, as keys to the passages that its spans cover."""
    about = [(card, chunk) for card in cards for chunk in chunks if _about(card, chunk)]
    return [Key(chunk.id, text, "card") for card, chunk in about for text in _texts(card)]


def summary(plan: Plan, cards: Sequence[Card]) -> tuple[Document, list[Section]]:
    """A document of the cards of a plan whose original is not here, with a section per card; its title says so."""
    parts, sections, at = [], [], 0
    for card in cards:
        text = f"{card.kort}\n\n{card.precies}"
        sections.append(Section(plan.id, (*card.path, card.title), at, at + len(text), card.kind, card.sectors))
        parts.append(text)
        at += len(text) + 2
    whole = "\n\n".join(parts)
    sha256 = hashlib.sha256(whole.encode()).hexdigest()
    described = replace(plan, title=f"Eigen samenvatting van {plan.title}", sha256=sha256, file=None)
    source = SourceText(sha256, f"cards of {plan.id}", whole, READER)
    return Document(described, source, CleanText((Piece(0, len(whole), whole),))), sections


def summary_keys(cards: Sequence[Card], chunks: Sequence[Chunk]) -> list[Key]:
    """The questions of each card, as keys to its own text in a summary."""
    titles = {card.title: card for card in cards}
    found = [(chunk, titles.get(chunk.path[-1])) for chunk in chunks]
    return [Key(chunk.id, text, "card") for chunk, card in found if card is not None for text in card.questions]


def _texts(card: Card) -> tuple[str, ...]:
    return (*card.questions, f"{card.title}: {card.kort}")


def _about(card: Card, chunk: Chunk) -> bool:
    """Whether a card covers enough of a passage, or a passage enough of one of its spans."""
    if card.plan != chunk.plan:
        return False
    size = sum(span.end - span.start for span in chunk.spans)
    for wanted in card.spans:
        shared = sum(_shared(wanted, own) for own in chunk.spans)
        if shared >= SHARE_OF_PASSAGE * size or shared >= SHARE_OF_SPAN * (wanted.end - wanted.start):
            return True
    return False


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
