"""Units at which clean text may be cut."""

from typing import Any

import pytest

from assistant.units import split_units


def cut(text: str, longest: int = 400) -> list[str]:
    return [text[unit.start : unit.end] for unit in split_units(text, 0, len(text), longest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Eerst dit. Dan dat.", ["Eerst dit.", "Dan dat."], id="sentences"),
        pytest.param("Zie o.a. artikel 3. Klaar.", ["Zie o.a. artikel 3.", "Klaar."], id="abbreviation"),
        pytest.param("Nodig:\n- een brief\n- een plan", ["Nodig:", "- een brief", "- een plan"], id="list"),
        pytest.param("Deel een.\n\nDeel twee.", ["Deel een.", "Deel twee."], id="paragraphs"),
        pytest.param("  \n\n ", [], id="white space"),
    ],
)
def test_text_is_cut_at_sentences_and_lines(text: str, expected: Any) -> None:
    assert cut(text) == expected


def test_a_unit_that_is_too_long_is_cut_at_white_space() -> None:
    text = "woord " * 100

    parts = cut(text, longest=100)

    assert " ".join(parts).split() == text.split()
    assert max(map(len, parts)) <= 160


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert "".join(cut("a" * 1000, longest=100)) == "a" * 1000
