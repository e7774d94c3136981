"""What holds for every clean text: nothing is lost, every range finds its way back, and the format is fixed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import CleanText
from assistant.errors import CatalogueError
from ingest.clean import NO_LAYOUT, clean
from ingest.layout import Layout
from tests.ingest.texts import cleaned, layout, repairs, source

PARTS = [
    "De school zoekt een plek.", "Ouders melden aan", "ondersteunings-", "structuur", "vo-", "1.2 Aanmelden", "- punt",
    "•\t punt", "2. stap", "VOORBEELD", "Schoolplan 2024 dorp en stad pagina 7", "zin1 gaat door", "1 Een noot.",
    "wĳ s", "\ufffd", "\u200b", "\u2028", "\t", "  ", " ", "http://dorp.", "example/a", "worden.Samen", "\x0c", "",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join), max_size=30))
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", " \n\n"]))


@st.composite
def layouts(draw: st.DrawFn, lines: int) -> Layout:
    def span() -> tuple[int, int]:
        first = draw(st.integers(1, lines))
        return first, draw(st.integers(first, min(lines, first + 4)))

    def spans() -> list[tuple[int, int]]:
        return [span() for _ in range(draw(st.integers(0, 2)))]

    outside = [(s, after) for s in spans() if not s[0] <= (after := draw(st.integers(1, lines))) <= s[1]]
    return layout(
        headings=[{"level": 1, "title": "Titel", "lines": s} for s in spans()],
        moves=[{"lines": s, "after": after} for s, after in outside],
        drops=[{"lines": s, "why": "test"} for s in spans()],
        footnotes=[{"number": n + 1, "lines": s} for n, s in enumerate(spans())],
        tables=[{"lines": s} for s in spans()],
    )


def assert_partition(text: str, made: CleanText) -> None:
    ranges = sorted((piece.start, piece.end) for piece in made.pieces if piece.end > piece.start)
    assert [(a.start, a.end) for a in made.pieces if a.repair is None and a.text != text[a.start : a.end]] == []
    assert ([0, *(end for _, end in ranges)], [*(start for start, _ in ranges), len(text)]) == (
        [*(start for start, _ in ranges), len(text)],
        [0, *(end for _, end in ranges)],
    )


def assert_ranges_come_back(made: CleanText) -> None:
    text, at, ends = made.text, 0, [0]
    for paragraph in text.split("\n\n"):
        start, end = at, at + len(paragraph)
        at = end + 2
        ends.append(end)
        assert made.within(made.spans(start, end)) == paragraph.strip()
    for start, end in pairwise(ends):
        assert made.within(made.spans(start, end)) == text[start:end].strip()


@given(text=texts())
def test_every_character_of_a_text_is_in_one_piece_and_every_paragraph_comes_back(text: str) -> None:
    made = clean(source(text))

    assert_partition(text, made)
    assert_ranges_come_back(made)


@given(text=texts(), choose=st.data())
def test_every_character_is_in_one_piece_under_any_layout(text: str, choose: st.DataObject) -> None:
    made = clean(source(text), choose.draw(layouts(text.count("\n") + 1)))

    assert_partition(text, made)
    assert_ranges_come_back(made)


@given(text=st.text(max_size=200))
def test_any_characters_at_all_can_be_cleaned(text: str) -> None:
    made = clean(source(text))

    assert_partition(text, made)


def test_lines_of_a_paragraph_are_joined_by_spaces_and_paragraphs_by_an_empty_line() -> None:
    text = "Ouders melden hun kind aan\nbij de school van hun keuze.\n\nDe school antwoordt binnen zes weken.\n"

    assert cleaned(text) == (
        "Ouders melden hun kind aan bij de school van hun keuze.\n\nDe school antwoordt binnen zes weken."
    )


def test_list_items_stand_on_lines_of_their_own_with_their_numbers() -> None:
    text = "De stappen zijn:\n1. aanmelden bij\nde school;\n2.\tsamen praten;\n•\t  een plan\n\nmaken.\n"

    assert cleaned(text) == "De stappen zijn:\n1. aanmelden bij de school;\n2. samen praten;\n- een plan maken."


def test_repairs_can_be_counted_from_the_pieces() -> None:
    counts = repairs(clean(source("•\tEen\u200b  punt over de ondersteunings-\nstructuur.\n")))

    assert counts == {"bullet": 1, "invisible character": 1, "spaces": 1, "hyphen closed": 1, "end of text": 1}


def test_an_empty_text_is_clean() -> None:
    assert clean(source("")).pieces == ()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"drops": [{"lines": [2, 9], "why": "x"}]}, id="past-the-end"),
        pytest.param({"footnotes": [{"number": 1, "lines": [3, 2]}]}, id="backwards"),
        pytest.param({"moves": [{"lines": [1, 2], "after": 2}]}, id="behind-itself"),
    ],
)
def test_a_layout_that_does_not_fit_the_text_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(CatalogueError, match=r"do not exist|cannot be read"):
        clean(source("een\ntwee\ndrie"), layout(**wrong))


def test_no_layout_means_that_headings_stay_as_paragraphs() -> None:
    text = "1. Aanmelden\n\nOuders melden hun kind aan.\n\n2. Plaatsen\n\nDe school plaatst het kind.\n"

    assert clean(source(text), NO_LAYOUT).text.split("\n\n")[0] == "1. Aanmelden"
