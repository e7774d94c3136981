"""Footnotes: markers are taken out of words only for notes that exist, and bodies stand behind their paragraph."""

from __future__ import annotations

import pytest

from assistant.domain import Span
from ingest.clean import clean
from ingest.repairs.footnotes import markers
from tests.ingest.texts import cleaned, layout, source


@pytest.mark.parametrize(
    ("text", "numbers", "found"),
    [
        pytest.param("in het jaarplan5 staat", {5}, ["5"], id="word"),
        pytest.param("in het jaarplan5 staat", {4}, [], id="no-such-note"),
        pytest.param("vindt plaats.19 Daarna", {19}, ["19"], id="full-stop"),
        pytest.param("voor vso2 en vso3", {2, 3}, [], id="kinds-of-schools"),
        pytest.param("het ZAT 2.0 en stap2", {2}, [], id="versions-and-steps"),
        pytest.param("op 1-10-175 telden wij", {5}, ["5"], id="date"),
        pytest.param("op 1-10-2017 telden wij", {7}, [], id="year"),
        pytest.param("een groep18moet", {18}, [], id="group-number"),
        pytest.param("onze ondersteuning18moet", {18}, ["18"], id="glued-on-both-sides"),
        pytest.param("ongeveer 10% 1van hen", {1}, ["1"], id="glued-to-the-next-word"),
        pytest.param("een 4jarige of 3de keer", {3, 4}, [], id="ages-and-ordinals"),
        pytest.param("bij Ouders010 melden", {10}, [], id="leading-zero"),
        pytest.param("de wijkteams224 en", {24}, ["224"], id="stray-digit-before-it"),
        pytest.param("zie www.dorp.example/a12 hier", {12}, [], id="address"),
        pytest.param("(De Boer, 2017)7. Verder", {7}, ["7"], id="behind-a-year-in-brackets"),
        pytest.param("een School2Care plek", {2}, [], id="digit-inside-a-name"),
    ],
)
def test_marker(text: str, numbers: set[int], found: list[str]) -> None:
    assert [text[marker.start : marker.end] for marker in markers(text, numbers)] == found


def test_of_two_candidates_the_one_in_the_rising_row_is_the_marker() -> None:
    text = "eerst noot1 dan noot2 dan noot3 en in een bijlage nog wet2"

    assert [m.start for m in markers(text, {1, 2, 3})] == [text.index(f"noot{n}") + 4 for n in (1, 2, 3)]


def test_number_inside_a_note_is_no_marker() -> None:
    assert markers("zie plan2", {2}, [Span(0, 9)]) == []


NOTED = """De school vraagt advies aan het team.4
Daarna beslist zij binnen

4 Het team bestaat uit drie mensen.
 zes weken over de plek.

De ouders krijgen bericht.
"""


def test_note_is_read_behind_the_paragraph_of_its_marker() -> None:
    made = cleaned(NOTED, layout(footnotes=[{"number": 4, "lines": [4, 4]}]))

    assert made == (
        "De school vraagt advies aan het team. Daarna beslist zij binnen zes weken over de plek.\n\n"
        "Noot 4: Het team bestaat uit drie mensen.\n\nDe ouders krijgen bericht."
    )


def test_note_without_a_layout_is_found_by_its_number() -> None:
    assert "\n\nNoot 4: Het team bestaat uit drie mensen.\n\n" in cleaned(NOTED)


def test_marker_is_kept_as_a_dropped_piece() -> None:
    made = clean(source(NOTED))

    assert [NOTED[p.start : p.end] for p in made.pieces if p.repair == "footnote marker"] == ["4"]


def test_lines_of_one_note_given_in_two_places_are_one_paragraph() -> None:
    text = "Zie ons plan.1 Meer volgt.\n\n1 Zie de website:\n\nNieuwe alinea hier.\n\nhttps://dorp.example/plan\n"
    notes = [{"number": 1, "lines": [3, 3]}, {"number": 1, "lines": [7, 7]}]

    made = cleaned(text, layout(footnotes=notes))

    assert "Noot 1: Zie de website:\nhttps://dorp.example/plan\n\nNieuwe" in made


def test_note_whose_marker_stands_in_a_heading_is_read_behind_the_first_paragraph() -> None:
    text = "Plaatsing2\nDe school plaatst het kind.\n\nDe ouders tekenen.\n\n2 Zie de wet.\n"
    by = layout(
        headings=[{"level": 1, "title": "Plaatsing", "lines": [1, 1]}], footnotes=[{"number": 2, "lines": [6, 6]}]
    )

    assert cleaned(text, by) == "De school plaatst het kind.\n\nNoot 2: Zie de wet.\n\nDe ouders tekenen."
