"""A document is laid out whole: no word is lost, headings keep their order, the cited characters are marked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.source_view import Block, SourceView, clean_ranges, lay_out
from assistant.domain import CleanText, Document, Page, Piece, Section, SourceText, Span
from tests.fakes import document, plan


def words(view: SourceView) -> list[str]:
    return [text(block) for part in view.parts for block in part.blocks]


def text(block: Block) -> str:
    return "".join(segment.text for segment in block.segments)


def marked(view: SourceView) -> list[str]:
    blocks = [block for part in view.parts for block in part.blocks]
    return [segment.text for block in blocks for segment in block.segments if segment.marked]


def repaired(*pieces: Piece) -> CleanText:
    return CleanText(pieces)


def test_text_without_outline_is_shown_in_paragraphs_and_points() -> None:
    view = lay_out(document("Een.\nTwee.\n\nDrie:\n• vier\n• vijf\n  zes\n\n\nZeven."), ())

    assert words(view) == ["Een.\nTwee.", "Drie:", "vier", "vijf\n  zes", "Zeven."]
    assert [block.point for block in view.parts[0].blocks] == [False, False, True, True, False]


def test_headings_are_told_once_and_levels_follow_the_path() -> None:
    made = document("aa\n\nbb\n\ncc\n\ndd")
    outline = (
        Section("p", ("1", "1.1"), 0, 2),
        Section("p", ("1", "1.2"), 4, 6),
        Section("p", ("1", "1.2"), 8, 10),
        Section("p", ("2", "1.2"), 12, 14),
    )

    view = lay_out(made, outline)

    assert [(title.text, title.level) for title in view.titles] == [
        *(("1", 2), ("1.1", 3), ("1.2", 3)),
        *(("2", 2), ("1.2", 3)),
    ]
    assert len({title.anchor for title in view.titles}) == 5


def test_heading_that_repeats_the_title_of_the_plan_is_left_out() -> None:
    view = lay_out(document("aa"), (Section("p", ("Samen verder",), 0, 2),))

    assert view.titles == ()
    assert words(view) == ["aa"]


def test_heading_in_the_text_is_not_shown_twice() -> None:
    view = lay_out(document("2.1  BESLISSEN\n\nDe school beslist."), (Section("p", ("2.1 Beslissen",), 16, 34),))

    assert words(view) == ["De school beslist."]


def test_words_outside_every_section_are_kept() -> None:
    view = lay_out(document("Voorblad\n\nKop\n\nTekst.\n\nColofon"), (Section("p", ("Kop",), 15, 21),))

    assert words(view) == ["Voorblad", "Tekst.", "Colofon"]


@given(st.lists(st.text("ab •\n1", max_size=12), max_size=8), st.lists(st.integers(0, 60), max_size=6))
def test_no_letter_is_lost_whatever_the_outline(parts: list[str], cuts: list[int]) -> None:
    made = document("\n\n".join(parts))
    cuts = sorted({min(cut, len(made.clean.text)) for cut in cuts})
    outline = tuple(Section("p", ("Z",), low, high) for low, high in pairwise(cuts))

    shown = "".join(words(lay_out(made, outline)))

    assert [c for c in shown if c.isalnum()] == [c for c in made.clean.text if c.isalnum()]


def test_cited_words_are_marked_and_their_section_is_pointed_out() -> None:
    made = document("Voor. De school beslist. Na.\n\nAnders.")
    outline = (Section("p", ("1",), 0, 28), Section("p", ("2",), 30, 37))

    view = lay_out(made, outline, [Span(6, 24)])

    assert marked(view) == ["De school beslist."]
    assert [title.cited for title in view.titles] == [True, False]


def test_mark_over_paragraphs_has_one_place_to_lead_to() -> None:
    view = lay_out(document("Eerst.\n\n• een;\n• twee."), (), [Span(0, 22)])

    segments = [s for part in view.parts for block in part.blocks for s in block.segments if s.marked]
    assert [segment.text for segment in segments] == ["Eerst.", "een;", "twee."]
    assert [segment.first for segment in segments] == [True, False, False]


def test_mark_that_starts_at_a_bullet_still_has_a_place_to_lead_to() -> None:
    view = lay_out(document("• een;\n• twee."), (), [Span(7, 14)])

    assert [segment.first for part in view.parts for block in part.blocks for segment in block.segments] == [
        False,
        True,
    ]


def test_cited_heading_is_shown_and_marked() -> None:
    view = lay_out(document("2.1 Beslissen\n\nTekst."), (Section("p", ("2.1 Beslissen",), 15, 21),), [Span(0, 13)])

    assert marked(view) == ["2.1 Beslissen"]


def test_pages_are_told_where_they_begin() -> None:
    source = SourceText("0" * 64, "x.pdf", "Een.\n\nTwee.\n\nDrie.", "pdf", (Page(7, 0, 6), Page(8, 6, 18)))
    view = lay_out(Document(plan(), source, CleanText((Piece(0, 18, source.text),))), ())

    assert [block.page for block in view.parts[0].blocks] == [7, 8, None]


MENDED = repaired(
    Piece(0, 4, "De o"),
    Piece(4, 7, "n", "hyphen"),
    Piece(7, 12, "dersc"),
    Piece(12, 20, "", "page header"),
    Piece(20, 24, "heid"),
    Piece(24, 24, "\n\n", "paragraph"),
    Piece(30, 34, "laat"),
    Piece(24, 30, " eerst", None),
)


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        pytest.param([Span(0, 4)], ["De o"], id="copied text"),
        pytest.param([Span(5, 6)], ["n"], id="a repair that is touched counts whole"),
        pytest.param([Span(2, 24)], ["onderscheid"], id="over a page header"),
        pytest.param([Span(12, 20)], [], id="only what was left out"),
        pytest.param([Span(20, 34)], ["heid\n\nlaat eerst"], id="text that was moved"),
        pytest.param([Span(30, 34), Span(0, 2)], ["De", "laat"], id="two places in reading order"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_source_ranges_become_clean_ranges(spans: list[Span], found: list[str]) -> None:
    ranges = clean_ranges(MENDED, spans)

    assert [MENDED.text[span.start : span.end].strip() for span in ranges] == found


@given(st.integers(0, 30), st.integers(1, 30))
def test_range_found_from_clean_text_leads_back_to_it(start: int, length: int) -> None:
    end = min(start + length, len(MENDED.text))
    wanted = {at for at in range(start, end) if not MENDED.text[at].isspace()}

    ranges = clean_ranges(MENDED, MENDED.spans(start, end))

    assert wanted <= {at for span in ranges for at in range(span.start, span.end)}
