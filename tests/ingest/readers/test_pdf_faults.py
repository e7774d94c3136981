"""PDFs that are locked, damaged, empty, large, or hold text that no reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import Color, black, blue, lightgrey, white
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import CorruptSource, EmptySource, EncryptedSource, OversizedSource
from ingest.readers import Limits, read
from tests.ingest.readers.papers import HEIGHT, Draw, coloured, lines, pdf, raw_pdf, table, together

SEEN = lines(["Zichtbare zin over steun."], top=60)
SECRET = lines(["geheim"], top=100)


def in_mode(mode: int) -> Draw:
    """SECRET in one of PDF's text rendering modes."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, HEIGHT - 100)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(mode)
        text.textLine("geheim")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    return draw


def under(colour: Color) -> Draw:
    """SECRET with a block painted over it."""

    def draw(canvas: Canvas) -> None:
        SECRET(canvas)
        canvas.setFillColor(colour)
        canvas.rect(50, HEIGHT - 110, 200, 20, stroke=0, fill=1)
        canvas.setFillColor(black)

    return draw


def see_through(canvas: Canvas) -> None:
    """SECRET in ink without any cover."""
    canvas.saveState()
    canvas.setFillAlpha(0)
    SECRET(canvas)
    canvas.restoreState()


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(coloured(SECRET, white), id="white-on-white"),
        pytest.param(coloured(SECRET, Color(0.98, 0.98, 0.98)), id="off-white"),
        pytest.param(coloured(SECRET, black, back=(50, 85, 200, 25)), id="black-on-black"),
        pytest.param(in_mode(3), id="mode-3"),
        pytest.param(see_through, id="transparent"),
        pytest.param(lines(["geheim"], top=100, size=1), id="one-point"),
        pytest.param(lines(["geheim"], top=-40), id="above-the-page"),
        pytest.param(lines(["geheim"], x=900), id="beside-the-page"),
        pytest.param(under(white), id="under-a-white-block"),
        pytest.param(under(blue), id="under-a-blue-block"),
    ],
)
def test_text_that_no_reader_sees_is_left_out_and_counted(tmp_path: Path, secret: Draw) -> None:
    source = read(pdf(tmp_path / "plan.pdf", together(SEEN, secret)))

    assert source.text == "Zichtbare zin over steun.\n"
    assert source.hidden == len("geheim")
    assert any("hidden text" in warning for warning in source.warnings)


def test_white_text_under_other_text_is_left_out(tmp_path: Path) -> None:
    source = read(pdf(tmp_path / "plan.pdf", together(coloured(lines(["geheim"], top=60), white), SEEN)))

    assert (source.text, source.hidden) == ("Zichtbare zin over steun.\n", len("geheim"))


def test_white_text_that_only_nicks_other_text_is_left_out(tmp_path: Path) -> None:
    nicked = together(SEEN, coloured(lines(["geheim geheim geheim"], x=61, top=54), white))

    source = read(pdf(tmp_path / "plan.pdf", nicked))

    assert (source.text, source.hidden) == ("Zichtbare zin over steun.\n", 18)


def test_words_under_a_block_are_left_out_of_a_line_that_can_be_seen(tmp_path: Path) -> None:
    def block(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 64, 45, 14, stroke=0, fill=1)

    source = read(pdf(tmp_path / "plan.pdf", together(SEEN, block)))

    assert (source.text, source.hidden) == ("zin over steun.\n", len("Zichtbare"))


def test_text_in_a_layer_that_is_switched_off_is_left_out(tmp_path: Path) -> None:
    stream = "BT /F 12 Tf 60 700 Td (zichtbaar) Tj ET /OC /L BDC BT /F 12 Tf 60 600 Td (geheim) Tj ET EMC"
    path = raw_pdf(
        tmp_path / "plan.pdf",
        stream,
        page="/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>",
        catalog="/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>",
        objects="6 0 obj<</Type/OCG/Name(laag)>>endobj\n",
    )

    source = read(path)

    assert (source.text, source.hidden) == ("zichtbaar\n", 6)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(coloured(SECRET, white, back=(50, 85, 200, 25)), id="white-on-black"),
        pytest.param(coloured(SECRET, lightgrey), id="light-grey"),
        pytest.param(in_mode(1), id="outlined"),
        pytest.param(lines(["geheim"], top=100, size=4), id="small-print"),
    ],
)
def test_pale_or_small_text_that_can_be_seen_is_kept(tmp_path: Path, shown: Draw) -> None:
    source = read(pdf(tmp_path / "plan.pdf", together(SEEN, shown)))

    assert "geheim" in source.text
    assert source.hidden == 0


def test_white_type_in_a_dark_table_row_is_kept(tmp_path: Path) -> None:
    source = read(pdf(tmp_path / "plan.pdf", table()))

    assert source.text.startswith("Stap | Wie | Termijn\n")


def test_zero_width_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    cmap = "begincmap 1 beginbfchar <61> <200B> endbfchar endcmap"
    font = (
        f"6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>endobj\n7 0 obj<</Length {len(cmap)}>>"
    )
    path = raw_pdf(
        tmp_path / "plan.pdf",
        "BT /F 12 Tf 60 700 Td (kopapje) Tj ET",
        page="/Resources<</Font<</F 6 0 R>>>>",
        objects=f"{font}stream\n{cmap}\nendstream endobj\n",
    )

    source = read(path)

    assert "\u200b" not in source.text
    assert source.hidden == 1


def test_a_pdf_with_an_empty_user_password_opens(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", SEEN, password="")

    assert read(path).text == "Zichtbare zin over steun.\n"


def test_a_pdf_with_a_password_is_named_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", SEEN, password="sesam")

    with pytest.raises(EncryptedSource, match=r"plan\.pdf: it needs a password"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.7\n", id="header-only"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, id="noise"),
        pytest.param(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", id="no-pages"),
    ],
)
def test_a_damaged_pdf_is_corrupt(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)

    with pytest.raises(CorruptSource, match="damaged or cut off"):
        read(path)


def test_a_cut_off_pdf_is_corrupt_or_warned_of(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", *[SEEN] * 20)
    whole = path.read_bytes()

    outcomes = set()
    for part in (0.2, 0.5, 0.8, 0.97):
        path.write_bytes(whole[: int(len(whole) * part)])
        try:
            outcomes.add(any("ends abruptly" in warning for warning in read(path).warnings))
        except CorruptSource:
            outcomes.add(True)

    assert outcomes == {True}


def test_a_pdf_of_blank_pages_is_empty(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", lines([]), lines([]))

    with pytest.raises(EmptySource):
        read(path)


def test_a_pdf_of_five_hundred_pages_is_read_whole(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", *(lines([f"Regel van bladzijde {number}."]) for number in range(1, 501)))

    source = read(path)

    assert len(source.pages) == 500
    assert source.text.count("Regel van bladzijde") == 500
    assert source.page_of(source.text.index("bladzijde 500.")) == 500


def test_more_pages_than_a_plan_has_are_refused(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", *[SEEN] * 4)

    with pytest.raises(OversizedSource, match="4 pages; at most 3"):
        read(path, Limits(pages=3))


def test_a_page_of_absurd_size_is_read_without_filling_memory(tmp_path: Path) -> None:
    stream = "BT /F 12 Tf 60 700 Td (steun) Tj 1 1 1 rg 0 -90 Td (geheim) Tj ET"
    path = raw_pdf(tmp_path / "plan.pdf", stream, page="/UserUnit 1/Resources<</Font<</F 5 0 R>>>>")
    path.write_bytes(path.read_bytes().replace(b"[0 0 595 842]", b"[0 0 99999 99999]"))

    assert read(path).text.startswith("steun")
