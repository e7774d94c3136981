"""Sentences are scored by several things together, and a model is asked about the promising ones only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answering.asked import Question
from assistant.answering.scoring import SHORTLIST, EmbeddedScorer, score_parts
from assistant.answering.words import Rarity
from assistant.domain import Hit
from tests.assistant.answering.scenes import ADMISSION, DORP_CHUNKS, TERM, WHERE, hits, no_meaning, passage, scored


def best(question: str, *texts: str) -> str:
    chunks = [passage(text, f"dorp-{n}") for n, text in enumerate(texts)]
    return max(scored(question, *chunks), key=lambda one: one.score).part.text


def test_sentence_with_the_words_of_the_question_wins() -> None:
    assert best("Waar melden ouders hun kind aan?", ADMISSION) == WHERE


def test_sentence_with_the_number_asked_for_wins() -> None:
    assert best("Hoe lang duurt het voor de school beslist?", ADMISSION) == TERM


def test_heading_counts_for_the_sentences_under_it() -> None:
    question = Question.of("vervoer", Rarity.of(["vervoer"]))
    under = passage("De gemeente betaalt dat.", "a", ("5 Vervoer",))
    elsewhere = passage("De gemeente betaalt dat.", "b", ("6 Het plein",))

    one, other = score_parts(question, [Hit(under, 2, {"words": 2}), Hit(elsewhere, 2, {"words": 2})], no_meaning)

    assert one.score > other.score


def test_line_that_introduces_a_list_counts_for_its_items() -> None:
    led, loose = (
        "Bij de aanvraag hoort:\n- een verslag;\n- een brief.",
        "De school schrijft:\n- een verslag;\n- een brief.",
    )

    items = [one for one in scored("Wat hoort bij de aanvraag?", passage(led, "a")) if one.part.form == "item"]
    others = [one for one in scored("Wat hoort bij de aanvraag?", passage(loose, "b")) if one.part.form == "item"]

    assert items[0].score > others[0].score


def test_first_passage_counts_for_more() -> None:
    one, other = scored("iets anders", passage("Zin van de eerste.", "a"), passage("Zin van de tweede.", "b"))

    assert one.score > other.score


def test_meaning_decides_between_sentences_that_are_otherwise_alike() -> None:
    texts = hits(passage("De eerste zin is hier. De andere zin is daar."))

    def prefers_the_other(question: str, given: Sequence[str]) -> list[float]:
        return [float("andere zin is daar" in text) for text in given]

    first, other = score_parts(Question.of("iets", Rarity.of([])), texts, prefers_the_other)

    assert other.score > first.score


def test_meaning_is_asked_for_a_short_list_with_heading_and_what_comes_before() -> None:
    given: list[str] = []

    def keeps(question: str, texts: Sequence[str]) -> list[float]:
        given.extend(texts)
        return [0.0] * len(texts)

    score_parts(Question.of("aanmelden", Rarity.of([])), hits(*DORP_CHUNKS), keeps)

    assert len(given) == SHORTLIST
    assert f"2 Aanmelden: {WHERE} {TERM}" in given


def test_nothing_found_is_nothing_scored() -> None:
    assert score_parts(Question.of("iets", Rarity.of([])), [], no_meaning) == []


class CountingEmbedder:
    """An Embedder that keeps what it was asked."""

    name, dimension = "counting", 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 0] for text in texts], np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        return np.array([1, 0], np.float32)


def test_embedded_scorer_embeds_each_sentence_once() -> None:
    embedder = CountingEmbedder()
    scorer = EmbeddedScorer(embedder)

    scorer("vraag", ["aap", "noot"])
    again = scorer("andere vraag", ["noot", "mies", "noot"])

    assert embedder.asked == ["aap", "noot", "mies"]
    assert again == pytest.approx([4, 4, 4])


def test_embedded_scorer_forgets_what_was_used_least_recently() -> None:
    embedder = CountingEmbedder()
    scorer = EmbeddedScorer(embedder, remember=2)

    for text in ("aap", "noot", "aap", "mies", "aap", "noot"):
        scorer("vraag", [text])

    assert embedder.asked == ["aap", "noot", "mies", "noot"]
