"""What is told of a text without a layout: running lines, contents pages, headings and endnotes."""

from __future__ import annotations

from itertools import accumulate

import pytest

from assistant.domain import Heading, Page
from ingest.clean import clean
from ingest.layout import Layout
from ingest.structure.infer import infer
from ingest.structure.numbering import Numbered, best_row, follows
from tests.ingest.texts import source

BODY = "De school bespreekt met de ouders wat het kind nodig heeft en legt dat samen vast.\n"


def titles(made: Layout) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in made.headings]


def dropped(text: str, made: Layout) -> list[str]:
    lines = text.split("\n")
    return [line for drop in made.drops for line in lines[drop.lines[0] - 1 : drop.lines[1]] if line.strip()]


def test_numbered_titles_in_sequence_are_headings() -> None:
    text = "".join(f"{title}\n\n{BODY}\n" for title in ("1 Aanmelden", "1.1 Bij de school", "1.2 Daarna", "2 Plaatsen"))

    assert titles(infer(source(text))) == [
        (1, "1 Aanmelden"), (2, "1.1 Bij de school"), (2, "1.2 Daarna"), (1, "2 Plaatsen"),
    ]  # fmt: skip


def test_items_of_a_list_are_no_headings() -> None:
    text = f"1.1 Aanmelden\n\n{BODY}\nWij letten op:\n5. Financieel beheer\n6. Zorg voor\n\n1.2 Plaatsen\n\n{BODY}"

    assert titles(infer(source(text))) == [(2, "1.1 Aanmelden"), (2, "1.2 Plaatsen")]


def test_contents_page_is_left_out_and_says_which_lines_are_headings() -> None:
    page = "Inhoud\n1. AANMELDEN ........ 4\nWERKWIJZE ........ 5\n2. PLAATSEN ........ 9\n"
    text = f"{page}\n1. Aanmelden\n\n{BODY}\nWerkwijze\n\n{BODY}\n3. Geen kop\n\n{BODY}\n2. Plaatsen\n\n{BODY}"

    made = infer(source(text))

    assert titles(made) == [(1, "1. Aanmelden"), (2, "Werkwijze"), (1, "2. Plaatsen")]
    assert dropped(text, made) == page.strip().split("\n")


def test_contents_page_without_dots_is_left_out() -> None:
    page = "Inhoudsopgave\nAanmelden  4\nPlaatsen  9\nOuders  12\nGeld  15\n"

    assert dropped(f"{page}\n{BODY}", infer(source(f"{page}\n{BODY}"))) == page.strip().split("\n")


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Schoolplan Dorp en Stad 2024-2028 {}", id="at-the-end"),
        pytest.param("Schoolplan Dorp en Stad 2024-2028{}Inleiding", id="glued"),
        pytest.param("{} Schoolplan Dorp en Stad", id="in-front"),
    ],
)
def test_line_that_comes_back_with_other_page_numbers_is_left_out(header: str) -> None:
    text = "".join(f"{BODY}{header.format(page)}\n" for page in (12, 13, 15, 18))

    assert dropped(text, infer(source(text))) == [header.format(page) for page in (12, 13, 15, 18)]


def test_sentences_about_the_same_thing_are_no_running_lines() -> None:
    text = "".join(
        f"In het schooljaar {year} zijn er minder kinderen thuis, zo blijkt,\n{BODY}" for year in (2021, 2022, 2023)
    )

    assert infer(source(text)).drops == ()


def test_line_at_the_edge_of_many_pages_is_left_out_even_without_a_number() -> None:
    made = [f"Dorp en Stad\n{word} begint.\n{BODY}{BODY}Dan {word}.\nTot {word}.\n" for word in ("een", "twee", "drie")]
    text, length = "".join(made), [0, *accumulate(map(len, made))]
    pages = tuple(Page(n + 1, *length[n : n + 2]) for n in range(3))

    assert dropped(text, infer(source(text, pages))) == ["Dorp en Stad"] * 3


def test_capitals_and_short_lines_set_apart_are_headings() -> None:
    text = f"{BODY}\nWAT OUDERS DOEN\n\n{BODY}\nDe rol van het team\n{BODY}\n"

    assert titles(infer(source(text))) == [(1, "WAT OUDERS DOEN"), (1, "De rol van het team")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("De school zegt toe dat", id="open-ended"),
        pytest.param("Meld het bij j@dorp.example", id="address"),
        pytest.param("Zo werkt het hier.", id="sentence"),
        pytest.param("een regel zonder hoofdletter", id="lower-case"),
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert titles(infer(source(f"{BODY}\n{line}\n{BODY}"))) == []


def test_headings_that_the_format_marks_are_used_alone() -> None:
    text = f"Een\n{BODY}Twee\n{BODY}Drie\n{BODY}\nVIER GROOT\n\n{BODY}"
    marks = tuple(Heading(text.index(word), text.index(word) + len(word), 2) for word in ("Een", "Twee", "Drie"))

    assert titles(infer(source(text, headings=marks))) == [(2, "Een"), (2, "Twee"), (2, "Drie")]


def test_footnote_marker_is_taken_out_of_a_title() -> None:
    text = f"1.1 Plaatsen2\n\n{BODY}\n1.2 Vragen\n\n{BODY}\n2 Zie de wet.\n"

    assert titles(infer(source(text))) == [(2, "1.1 Plaatsen"), (2, "1.2 Vragen")]


def test_rows_whose_cells_are_parted_by_bars_are_a_table() -> None:
    text = f"{BODY}\njaar | vo | vso\n2024 | 205 | 12\n\n{BODY}"

    assert [table.lines for table in infer(source(text)).tables] == [(3, 4)]


def test_headings_that_touch_are_paragraphs_of_their_own() -> None:
    text = f"1 Aanmelden\n1.1 Bij de school\n\n{BODY}\n1.2 Daarna\n\n{BODY}"

    assert clean(source(text)).text.split("\n\n")[:2] == ["1 Aanmelden", "1.1 Bij de school"]


def test_notes_at_the_end_of_a_text_are_found_by_their_row() -> None:
    words = ("plan", "team", "wijk", "dorp", "geld")
    text = "".join(f"De school heeft een {word}{n}.\n" + BODY * 60 for n, word in enumerate(words, 1))
    text += "".join(f"{n} Zie het {word}.\n" for n, word in enumerate(words, 1))

    assert [note.number for note in infer(source(text)).footnotes] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("last", "number", "expected"),
    [
        pytest.param((1,), (1, 1), True, id="first-below"),
        pytest.param((1, 2), (1, 3), True, id="next"),
        pytest.param((1, 2), (1, 4), True, id="one-left-out"),
        pytest.param((1, 2), (1, 5), False, id="two-left-out"),
        pytest.param((1, 2, 3), (2,), True, id="next-chapter"),
        pytest.param((1, 2), (2, 1), True, id="chapter-title-left-out"),
        pytest.param((2,), (1, 9), False, id="backwards"),
    ],
)
def test_heading_number_follows(last: tuple[int, ...], number: tuple[int, ...], expected: bool) -> None:
    assert follows(last, number) is expected


def test_heaviest_row_wins_from_items_that_interrupt_it() -> None:
    numbers = [(1,), (1, 1), (5,), (6,), (1, 2), (2,)]
    candidates = [Numbered(i, number, 0.1 if number[0] > 4 else 1.0) for i, number in enumerate(numbers)]

    assert [found.number for found in best_row(candidates)] == [(1,), (1, 1), (1, 2), (2,)]
