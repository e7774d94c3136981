"""Widening a hit."""

from typing import Any

import pytest

from assistant.retrieval.widen import Shelf
from tests import fakes

PASSAGES = ["Een. Twee drie.", "Vier vijf. Zes.", "Zeven acht negen. Tien. Elf."]
TEXT = "\n\n".join(PASSAGES)
CHUNKS = [fakes.chunk(text, id=f"c{i}", start=TEXT.index(text), place=i) for i, text in enumerate(PASSAGES)]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(TEXT, CHUNKS, lambda offset: offset)


def widened(shelf: Shelf, place: int, words: int, **scores: float) -> str:
    span = shelf.widen(place, words, scores)
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        pytest.param(1, 3, "Vier vijf. Zes.", id="no room"),
        pytest.param(1, 5, "Twee drie.\n\nVier vijf. Zes.", id="a sentence that does not fit is left out"),
        pytest.param(1, 6, "Vier vijf. Zes.\n\nZeven acht negen.", id="after comes before before"),
        pytest.param(1, 8, "Twee drie.\n\nVier vijf. Zes.\n\nZeven acht negen.", id="then the other side"),
        pytest.param(1, 99, TEXT, id="room for all"),
        pytest.param(0, 8, "Een. Twee drie.\n\nVier vijf. Zes.", id="first passage"),
        pytest.param(2, 6, "Zes.\n\nZeven acht negen. Tien. Elf.", id="last passage"),
    ],
)
def test_a_passage_takes_whole_sentences_from_both_sides_while_they_fit(
    shelf: Shelf, place: int, words: int, expected: Any
) -> None:
    assert widened(shelf, place, words) == expected


def test_the_better_neighbour_gives_the_first_sentence(shelf: Shelf) -> None:
    assert widened(shelf, 1, 5, c0=2.0, c2=1.0) == "Twee drie.\n\nVier vijf. Zes."
    assert widened(shelf, 1, 6, c0=1.0, c2=2.0) == "Vier vijf. Zes.\n\nZeven acht negen."
