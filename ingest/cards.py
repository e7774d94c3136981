"""Topic cards in an index: more keys to the passages they are about, or, without the original, a text of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.cards import SUMMARY, Card
from assistant.domain import CardPlace, Chunk, CleanText, Document, Key, Piece, Plan, Section, SourceText, Span

READER = "cards"
SHARE_OF_PASSAGE = 0.35  # of a passage that a card's span must cover for the card to be about it
SHARE_OF_SPAN = 0.5  # of a span that a passage must hold, for the same


def card_keys(cards: Sequence[Card]) -> list[Key]:
    """The questions and the short text of each card, as keys to it."""
    return [Key(card.id, text, "card") for card in cards for text in (*card.questions, f"{card.title}: {card.kort}")]


def places(cards: Sequence[Card], chunks: Sequence[Chunk]) -> list[CardPlace]:
    """Each card with the passages that its spans cover, or, in a summary, those that hold its own text."""
    return [
        CardPlace(card.id, card.plan, card.sectors, tuple(chunk.id for chunk in chunks if _about(card, chunk)))
        for card in cards
    ]


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
    described = replace(plan, title=f"{SUMMARY}{plan.title}", sha256=sha256, file=None)
    source = SourceText(sha256, f"cards of {plan.id}", whole, READER)
    return Document(described, source, CleanText((Piece(0, len(whole), whole),))), sections


def _about(card: Card, chunk: Chunk) -> bool:
    """Whether a card covers enough of a passage, a passage enough of one of its spans, or it is the card's own text."""
    if card.plan != chunk.plan:
        return False
    if chunk.path[-1:] == (card.title,):
        return True
    size = sum(span.end - span.start for span in chunk.spans)
    for wanted in card.spans:
        shared = sum(_shared(wanted, own) for own in chunk.spans)
        if shared >= SHARE_OF_PASSAGE * size or shared >= SHARE_OF_SPAN * (wanted.end - wanted.start):
            return True
    return False


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
