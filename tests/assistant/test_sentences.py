"""Passages are cut where a reader would cut them, and nothing of their text is lost or changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import Part, sentences, split


def texts(passage: str) -> list[str]:
    return [part.text for part in split(passage)]


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param("Een arts, o.a. Van Dijk, geeft advies.", id="o.a."),
        pytest.param("Dat kan bijv. Anna zijn.", id="bijv."),
        pytest.param("Het staat in art. 12 van de wet.", id="art."),
        pytest.param("Vraag het aan dhr. De Boer of mw. De Wit.", id="dhr. and mw."),
        pytest.param("Bel i.v.m. Kerst eerder dan m.b.t. Pasen.", id="i.v.m."),
        pytest.param("Zie nr. 4 of par. 3.", id="nr. and par."),
        pytest.param("De les begint om 10.00 uur en kost 1.250 euro.", id="times and thousands"),
        pytest.param("Mevrouw A. B. Jansen leidt de raad.", id="initials"),
        pytest.param("Zij zei: “Wij helpen. Altijd en overal.” en ging weer aan het werk.", id="quotation marks"),
        pytest.param("De raad (acht leden. Meer mag niet.) vergadert vaak.", id="brackets"),
        pytest.param("Er zijn twee taken: 1. Informeren en 2. Adviseren.", id="enumeration in a line"),
    ],
)
def test_sentence_is_not_cut_at(whole: str) -> None:
    assert texts(whole) == [whole]


@pytest.mark.parametrize(
    ("passage", "parts"),
    [
        pytest.param("Dat is zo. En nu?  Ja! Goed.", ["Dat is zo.", "En nu?", "Ja!", "Goed."], id="stops"),
        pytest.param(
            "Zij gaat naar het vso. De school helpt.", ["Zij gaat naar het vso.", "De school helpt."], id="vso."
        ),
        pytest.param("Dit geldt in 2018. De raad las mee.", ["Dit geldt in 2018.", "De raad las mee."], id="a year"),
        pytest.param("Pennen, boeken enz. De rest niet.", ["Pennen, boeken enz.", "De rest niet."], id="enz."),
        pytest.param("Ouders, leraren e.d. Zij kiezen.", ["Ouders, leraren e.d.", "Zij kiezen."], id="e.d."),
        pytest.param("“Het kan.” Daarna volgt hulp.", ["“Het kan.”", "Daarna volgt hulp."], id="behind a quotation"),
    ],
)
def test_sentences_are_cut_at(passage: str, parts: list[str]) -> None:
    assert texts(passage) == parts


def test_long_quotation_is_cut_so_that_a_sentence_of_it_can_be_quoted() -> None:
    long = "“" + " ".join(f"Zin {'x ' * 12}nummer eindigt hier." for _ in range(5)) + "”"

    assert len(texts(long)) == 5


def test_list_knows_the_line_that_introduces_it() -> None:
    parts = split("Wie komt er?\n\nAanwezig zijn:\n- de ouders;\n- de mentor.\n\nDaarna volgt een verslag.")

    assert [(part.form, part.mark, part.series, part.lead) for part in parts] == [
        ("sentence", "", None, None),
        ("sentence", "", None, None),
        ("item", "- ", 0, 1),
        ("item", "- ", 0, 1),
        ("sentence", "", None, None),
    ]


def test_steps_are_told_from_items_and_start_a_list_of_their_own() -> None:
    parts = split("De stappen:\n1. Bel de school.\n2. Wacht af.\n- neem tijd;\n- vraag hulp.")

    assert [(part.form, part.series) for part in parts[1:]] == [("step", 0), ("step", 0), ("item", 1), ("item", 1)]


def test_long_item_is_quoted_by_the_sentence() -> None:
    parts = split(f"Taken:\n- {'Een woord ' * 35}hier. De raad leest mee.\n- Kort.")

    assert [part.mark for part in parts[1:]] == ["- ", "", "- "]
    assert parts[2].text == "De raad leest mee."


def test_line_of_a_table_is_a_row() -> None:
    parts = split("Jaar Leerlingen\n2019 120\n2020 135")

    assert [part.form for part in parts] == ["row", "row", "row"]


def test_number_of_a_moved_footnote_is_no_part_of_its_quote() -> None:
    assert texts("Noot 12: De wet noemt dit anders.") == ["De wet noemt dit anders."]


@given(st.text(alphabet="abcD. !?\n-“”()12,:", max_size=120))
def test_parts_stand_in_the_passage_in_order_and_leave_nothing_out(passage: str) -> None:
    parts = split(passage)

    assert all(passage[part.start : part.end] == part.text for part in parts)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    assert _letters("".join(part.text for part in parts)) == _letters_but_marks(passage, parts)


@given(st.text(alphabet="abcD. !?“”()12,:", max_size=80))
def test_sentences_cover_a_line(line: str) -> None:
    assert "".join(line[a:b] for a, b in sentences(line)).replace(" ", "") == line.replace(" ", "")


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _letters_but_marks(passage: str, parts: tuple[Part, ...]) -> str:
    marks = {at for part in parts for at in range(part.start - len(part.mark), part.start)}
    return "".join(c for at, c in enumerate(passage) if c.isalnum() and at not in marks)
