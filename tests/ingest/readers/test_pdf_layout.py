"""PDF: the text of a page in the order in which a reader reads it, on PDFs made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import SourceText
from ingest.readers import read
from tests.ingest.readers.papers import (
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Draw,
    lines,
    pdf,
    plan_page,
    raw_pdf,
    table,
    together,
    two_columns,
)


def made(folder: Path, *draws: Draw) -> SourceText:
    """What the reader makes of a PDF with these pages."""
    return read(pdf(folder / "plan.pdf", *draws))


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts stand in a text, each behind the one before."""
    places = [text.find(part) for part in parts]
    return min(places) >= 0 and places == sorted(places)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SourceText:
    """Three pages with all that makes PDFs hard to read."""
    return made(tmp_path_factory.mktemp("plan"), *(plan_page(number) for number in (1, 2, 3)))


@pytest.mark.parametrize(
    "must",
    [
        pytest.param("Samen-\nhang met de jeugdhulp", id="line-end-hyphen"),
        pytest.param("aan bod.\n\nNa zes schoolweken", id="paragraph-gap"),
        pytest.param("in de groep en\nkrijgt binnen vijf", id="sentence-over-columns"),
        pytest.param(
            "gemeente.\n\nStappen en termijnen\n\nStap | Wie | Termijn\n", id="heading-and-table-after-columns"
        ),
        pytest.param("Aanmelden | ouders | tien weken vooraf\nWegen | loket | drie weken\n", id="table-rows"),
        pytest.param("daarna nog vier\n\n1 Zie ook de brochure", id="footnote-at-end"),
        pytest.param("2 De commissie telt drie leden.\n\n2 | Rivierenhof\n\nSteunplan", id="running-lines-around-page"),
    ],
)
def test_a_page_must_hold(plan: SourceText, must: str) -> None:
    assert must in plan.text


@pytest.mark.parametrize(
    "never",
    [
        pytest.param("welke steun in krijgt binnen", id="columns-read-across"),
        pytest.param("Stap Wie", id="cells-run-together"),
        pytest.param("\n\n\n", id="two-empty-lines"),
        pytest.param(" \n", id="space-at-line-end"),
        pytest.param("\ufffe", id="pdfium-hyphen"),
    ],
)
def test_a_page_must_not_hold(plan: SourceText, never: str) -> None:
    assert never not in plan.text


def test_every_line_of_both_columns_is_there_once_per_page(plan: SourceText) -> None:
    for line in (*LEFT, *RIGHT):
        assert not line or plan.text.count(line) == 3


def test_pages_keep_their_place(plan: SourceText) -> None:
    first, last = plan.text.index("1 Extra steun"), plan.text.index("3 | Rivierenhof")

    assert [page.number for page in plan.pages] == [1, 2, 3]
    assert (plan.page_of(first), plan.page_of(last)) == (1, 3)
    assert plan.pages[0].start == 0
    assert plan.pages[-1].end == len(plan.text)
    assert all(one.end == other.start for one, other in zip(plan.pages, plan.pages[1:], strict=False))


def test_headings_rank_by_type_size(plan: SourceText) -> None:
    found = [(plan.text[h.start : h.end], h.level) for h in plan.headings[:3]]

    assert found == [("1 Extra steun in de klas", 1), ("Wie doet wat, en wanneer", 2), ("Stappen en termijnen", 2)]


def test_running_lines_are_never_headings(plan: SourceText) -> None:
    assert not any("Rivierenhof" in plan.text[h.start : h.end] for h in plan.headings)


def test_a_plain_pdf_gives_no_warning(plan: SourceText) -> None:
    assert (plan.warnings, plan.hidden, plan.ocr, plan.reader) == ((), 0, False, "pdf")


def test_columns_are_read_apart_when_the_file_draws_them_row_by_row(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, 700 - 12 * row, left)
            canvas.drawString(315, 700 - 12 * row, right)

    source = made(tmp_path, draw)

    assert in_order(source.text, LEFT[0], LEFT[-1], RIGHT[0], RIGHT[-1])


def test_three_columns_under_a_wide_line_are_read_one_by_one(tmp_path: Path) -> None:
    columns = [[f"{name} staat op regel {row} hier" for row in range(8)] for name in ("Anna", "Bram", "Cees")]
    wide = ["Deze regel loopt over de hele breedte van de bladzijde boven en onder de drie kolommen door."]
    drawn = [lines(column, x=60 + 160 * place, top=100, size=9) for place, column in enumerate(columns)]

    source = made(tmp_path, together(lines(wide, top=60), *drawn, lines(wide, top=260)))

    flat = [line for line in source.text.split("\n") if line]
    assert flat == [*wide, *(line for column in columns for line in column), *wide]


def test_a_heading_under_the_left_column_is_read_after_the_right_one(tmp_path: Path) -> None:
    source = made(tmp_path, together(two_columns(), lines(["Vervolg"], top=262, size=14), lines(["Slot."], top=285)))

    assert in_order(source.text, LEFT[-1], RIGHT[0], RIGHT[-1], "Vervolg", "Slot.")


def test_running_lines_close_to_columns_are_read_around_them_when_they_return(tmp_path: Path) -> None:
    page = together(two_columns(top=115), lines(["Rivierenhof"], x=400, top=97, size=9))

    source = made(tmp_path, page, page, page)

    assert in_order(source.text, "Rivierenhof", LEFT[0], LEFT[-1], RIGHT[0])


def test_a_running_line_set_apart_is_read_around_the_columns_of_a_single_page(tmp_path: Path) -> None:
    head, foot = lines(["Rivierenhof"], x=400, top=60, size=9), lines(["31"], x=60, top=320, size=9)

    source = made(tmp_path, together(two_columns(), head, foot))

    assert in_order(source.text, "Rivierenhof", LEFT[0], LEFT[-1], RIGHT[0], RIGHT[-1], "31")


def test_footnotes_under_a_column_follow_both_columns(tmp_path: Path) -> None:
    note = lines(["1 Een noot bij links.", "met een tweede regel."], x=60, top=254, size=7)

    source = made(tmp_path, together(two_columns(), note))

    assert in_order(source.text, LEFT[-1], RIGHT[0], RIGHT[-1], "1 Een noot bij links.", "met een tweede regel.")


def test_a_raised_number_never_merges_with_what_it_follows(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 700, "In 2031")
        at = 60 + canvas.stringWidth("In 2031", "Helvetica", 10)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(at, 704, "12")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(at + 7, 700, ", zes weken.")

    assert made(tmp_path, draw).text == "In 2031¹², zes weken.\n"


def test_a_table_without_rules_is_read_row_by_row(tmp_path: Path) -> None:
    cells = [("Naam", "Telefoon", "Dag"), ("Noord", "555 01", "maandag"), ("Zuid", "555 02", "dinsdag"),
             ("West", "555 03", "vrijdag")]  # fmt: skip
    drawn = [lines([row[at] for row in cells], x=60 + 150 * at, top=100) for at in range(3)]

    source = made(tmp_path, together(*drawn))

    assert (
        source.text
        == "Naam | Telefoon | Dag\nNoord | 555 01 | maandag\nZuid | 555 02 | dinsdag\nWest | 555 03 | vrijdag\n"
    )


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row, (left, right) in enumerate([("Stap", "Toelichting"), ("Wegen", "")]):
            y = 700 - 40 * row
            canvas.rect(60, y - 40, 80, 40)
            canvas.rect(140, y - 40, 200, 40)
            canvas.drawString(64, y - 14, left)
            canvas.drawString(144, y - 14, right)
        canvas.drawString(144, 646, "het loket ziet de onder-")
        canvas.drawString(144, 632, "steuning van de vo-")
        canvas.drawString(144, 624, "vso-school na")

    assert (
        made(tmp_path, draw).text
        == "Stap | Toelichting\nWegen | het loket ziet de ondersteuning van de vo-vso-school na\n"
    )


def test_merged_cells_are_read_in_their_first_row(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.rect(60, 640, 100, 60)
        canvas.rect(160, 670, 100, 30)
        canvas.rect(160, 640, 100, 30)
        for x, y, text in ((64, 655, "loket"), (164, 685, "zes weken"), (164, 655, "drie weken")):
            canvas.drawString(x, y, text)

    assert made(tmp_path, draw, table()).text.startswith("loket | zes weken\n| drie weken\n")


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(50, 640, 400, 80)

    source = made(tmp_path, together(frame, lines(["Let op: bel op tijd.", "Dat scheelt wachten."], top=140)))

    assert source.text == "Let op: bel op tijd.\nDat scheelt wachten.\n"


def test_bullets_and_numbers_stay_with_their_text(tmp_path: Path) -> None:
    marks = lines(["•", "•", "3.", "2.1"], x=60, top=100)
    texts = lines(
        ["bellen kan altijd", "schrijven mag ook", "langskomen op afspraak", "een genummerde alinea"], x=84, top=100
    )

    source = made(tmp_path, together(marks, texts))

    assert source.text.split("\n")[:4] == [
        "• bellen kan altijd", "• schrijven mag ook", "3. langskomen op afspraak", "2.1 een genummerde alinea"
    ]  # fmt: skip


def test_bold_lines_of_body_size_are_the_lowest_headings(tmp_path: Path) -> None:
    body = lines(["Ouders bellen het loket en maken", "samen een afspraak voor een gesprek."] * 3, top=100)
    draw = together(lines(["Steun"], top=50, size=20), lines(["Wie belt"], top=82, font="Helvetica-Bold"), body)

    source = made(tmp_path, draw)

    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [("Steun", 1), ("Wie belt", 2)]


def test_a_heading_of_two_lines_is_one_heading(tmp_path: Path) -> None:
    body = lines(["Ouders bellen het loket en maken", "samen een afspraak voor een gesprek."] * 3, top=150)

    source = made(tmp_path, together(lines(["Steun in de klas", "en daarbuiten"], top=60, size=20, pitch=1.1), body))

    assert [source.text[h.start : h.end] for h in source.headings] == ["Steun in de klas\nen daarbuiten"]


def test_a_line_of_a_contents_page_is_no_heading(tmp_path: Path) -> None:
    contents = lines(["1 Steun in de klas . . . . . . . . 4", "2 Geld ........... 9"], top=60, font="Helvetica-Bold")
    body = lines(["Ouders bellen het loket en maken samen een afspraak."] * 12, top=300)

    assert made(tmp_path, together(contents, body)).headings == ()


def test_a_large_paragraph_is_no_heading(tmp_path: Path) -> None:
    sentence = ["Dit plan is gemaakt voor iedereen die", "een kind heeft dat meer steun vraagt dan"]
    lead = lines(
        [*sentence, "de klas kan geven, en die wil weten", "hoe school, loket en gemeente dan", "werken"], size=14
    )
    body = lines(["Ouders bellen het loket en maken samen een afspraak."] * 12, top=300)

    assert made(tmp_path, together(lead, body)).headings == ()


def test_printed_page_labels_are_the_numbers(tmp_path: Path) -> None:
    def labelled(canvas: Canvas) -> None:
        canvas.addPageLabel(0, style="ARABIC", start=17)
        canvas.drawString(60, 700, "Steun")

    source = made(tmp_path, labelled, lines(["in de klas"]))

    assert [page.number for page in source.pages] == [17, 18]


def test_roman_labels_fall_back_on_the_place_in_the_file_with_a_warning(tmp_path: Path) -> None:
    def labelled(canvas: Canvas) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=4)
        canvas.drawString(60, 700, "Voorwoord")

    source = made(tmp_path, labelled)

    assert source.pages[0].number == 1
    assert any("place in the file" in warning for warning in source.warnings)


@pytest.mark.parametrize("turn", ["90", "180", "270"])
def test_a_page_that_is_shown_turned_is_read_along_its_lines(tmp_path: Path, turn: str) -> None:
    path = pdf(tmp_path / "plan.pdf", two_columns())
    upright = path.read_bytes()
    assert b"/Rotate 0 " in upright
    path.write_bytes(upright.replace(b"/Rotate 0 ", f"/Rotate {turn}".encode()))

    source = read(path)

    assert in_order(source.text, LEFT[0], LEFT[-1], RIGHT[0], RIGHT[-1])
    assert source.hidden == 0


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_drawn_sideways_is_read_along_its_own_lines(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turn)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2 - 100)
        two_columns(top=260)(canvas)

    source = made(tmp_path, draw)

    assert in_order(source.text, LEFT[0], LEFT[-1], RIGHT[0], RIGHT[-1])


def test_a_watermark_askew_does_not_mix_with_the_text(tmp_path: Path) -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 500)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "CONCEPT")
        canvas.restoreState()

    source = made(tmp_path, together(mark, two_columns()))

    assert source.text.endswith("gemeente.\n\nCONCEPT\n")
    assert source.headings == ()


def test_words_set_letter_by_letter_are_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        x = 60.0
        for letter in "steun in de klas":
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Helvetica", 10)

    assert made(tmp_path, draw).text == "steun in de klas\n"


def test_letters_painted_twice_count_once(tmp_path: Path) -> None:
    source = made(tmp_path, together(lines(["Steun in de klas"]), lines(["Steun in de klas"], x=60.3)))

    assert source.text == "Steun in de klas\n"


def test_a_page_that_is_wider_than_its_crop_shows_only_the_crop(tmp_path: Path) -> None:
    stream = "BT /F 12 Tf 100 700 Td (binnen beeld) Tj 300 0 Td (erbuiten) Tj ET"
    path = raw_pdf(tmp_path / "plan.pdf", stream, page="/CropBox[0 600 300 842]/Resources<</Font<</F 5 0 R>>>>")

    source = read(path)

    assert (source.text, source.hidden) == ("binnen beeld\n", len("erbuiten"))
