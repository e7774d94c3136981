"""DOCX: what Word shows of the document's own text, in one line per paragraph, item and row."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from assistant.domain import SourceText
from ingest.readers import read
from tests.ingest.readers.offices import docx, item, level, p, r, table

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Koptwee"><w:name w:val="Kop 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tussen"><w:name w:val="Tussenkop"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Blauw"><w:name w:val="Blauw"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Rooster"><w:name w:val="Rooster"/><w:tblStylePr w:type="firstRow">'
    '<w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "upperRoman", "%1.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def made(folder: Path, body: str, **parts: str) -> SourceText:
    """What the reader makes of a DOCX with this body."""
    return read(docx(folder / "plan.docx", body, **{"styles": STYLES, "numbering": NUMBERING, **parts}))


def test_headings_are_known_by_style_name_outline_and_ancestry(tmp_path: Path) -> None:
    body = p("Plan", "Titel") + p("Een", "Kop1") + p("Twee", "Koptwee") + p("Drie", "Tussen") + p("Vier", "Blauw")
    body += p("Vijf", properties='<w:outlineLvl w:val="4"/>') + p(
        "Gewone tekst.", properties='<w:outlineLvl w:val="9"/>'
    )

    source = made(tmp_path, body)

    found = [(source.text[h.start : h.end], h.level) for h in source.headings]
    assert found == [("Plan", 1), ("Een", 1), ("Twee", 2), ("Drie", 3), ("Vier", 1), ("Vijf", 5)]


def test_paragraphs_are_parted_by_an_empty_line_and_items_are_not(tmp_path: Path) -> None:
    source = made(tmp_path, p("Vooraf.") + item("bellen", numbers=2) + item("schrijven", numbers=2) + p("Daarna."))

    assert source.text == "Vooraf.\n\n• bellen\n• schrijven\n\nDaarna.\n"


def test_numbers_are_counted_per_level_and_restarted(tmp_path: Path) -> None:
    body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1) + item("g", numbers=3)

    source = made(tmp_path, body)

    assert source.text.split("\n") == ["1. a", "a) b", "b) c", "1.I d", "2. e", "a) f", "1. g", ""]


def test_a_heading_style_brings_its_number(tmp_path: Path) -> None:
    link = '<w:pStyle w:val="Kop1"/>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1", link)}</w:abstractNum>'
    numbering += '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    styles = STYLES.replace(
        '"heading 1"/>', '"heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    )  # fmt: skip

    source = made(tmp_path, p("Steun", "Kop1") + p("Geld", "Kop1"), styles=styles, numbering=numbering)

    assert [source.text[h.start : h.end] for h in source.headings] == ["1 Steun", "2 Geld"]


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    two = p("zes") + p("weken")

    source = made(tmp_path, p("Vooraf.") + table(("Stap", "Termijn"), ("Besluit", two), ("Bezwaar", "")) + p("Daarna."))

    assert source.text == "Vooraf.\n\nStap | Termijn\nBesluit | zes weken\nBezwaar |\n\nDaarna.\n"


def test_a_frame_of_one_cell_keeps_its_paragraphs(tmp_path: Path) -> None:
    source = made(tmp_path, table((p("Let op", "Kop1") + p("Bel op tijd."),)))

    assert source.text == "Let op\n\nBel op tijd.\n"
    assert len(source.headings) == 1


def test_a_table_inside_a_cell_is_read_in_its_cell(tmp_path: Path) -> None:
    source = made(tmp_path, table(("Loket", table(("maandag", "dinsdag")) + p()), ("School", "altijd")))

    assert source.text == "Loket | maandag dinsdag\nSchool | altijd\n"


def test_notes_stand_under_the_paragraph_that_cites_them(tmp_path: Path) -> None:
    cite = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("Zie de wet.")}</w:footnote><w:footnote w:id="3">{p("Bij het loket.")}</w:footnote>'
    )
    end = f'<w:endnote w:id="2">{p("Achterin.")}</w:endnote>'
    body = p("In 2031", raw=cite.format(2) + r(" en later") + cite.format(3) + ".") + p("Daarna.")
    body += p("Slot", raw='<w:r><w:endnoteReference w:id="2"/></w:r>')

    source = made(tmp_path, body, footnotes=notes, endnotes=end)

    assert source.text == ("In 2031¹ en later²\n¹ Zie de wet.\n² Bij het loket.\n\nDaarna.\n\nSlotᵉ¹\nᵉ¹ Achterin.\n")


def test_a_note_cited_in_a_table_stands_under_its_row(tmp_path: Path) -> None:
    cell = p("zes weken", raw='<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{p("Met uitloop.")}</w:footnote>'

    source = made(tmp_path, table(("Besluit", cell), ("Bezwaar", "kort")), footnotes=notes)

    assert source.text == "Besluit | zes weken¹\n¹ Met uitloop.\nBezwaar | kort\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + r("acht uur"), "acht uur", id="deleted"),
        pytest.param(r("acht ") + f'<w:ins>{r("tot tien ")}</w:ins>' + r("uur"), "acht tot tien uur", id="inserted"),
        pytest.param(f'<w:moveFrom>{r("weg")}</w:moveFrom><w:moveTo>{r("hier")}</w:moveTo>', "hier", id="moved"),
        pytest.param(f'<w:hyperlink r:id="x">{r("loket")}</w:hyperlink>{r(".")}', "loket.", id="link"),
        pytest.param(f'<w:fldSimple>{r("12")}</w:fldSimple>', "12", id="field-result"),
        pytest.param('<w:r><w:instrText>PAGE</w:instrText></w:r>' + r("3"), "3", id="field-code"),
        pytest.param(f"<w:sdt><w:sdtContent>{r('keuze')}</w:sdtContent></w:sdt>", "keuze", id="control"),
        pytest.param("<w:r><w:t>vo</w:t><w:noBreakHyphen/><w:t>vso</w:t></w:r>", "vo-vso", id="hard-hyphen"),
        pytest.param("<w:r><w:t>onder</w:t><w:softHyphen/><w:t>wijs</w:t></w:r>", "onderwijs", id="soft-hyphen"),
        pytest.param("<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r>", "een\ntwee", id="line-break"),
    ],
)  # fmt: skip
def test_the_letters_of_a_paragraph(tmp_path: Path, raw: str, text: str) -> None:
    source = made(tmp_path, p(raw=raw))

    assert source.text == text + "\n"


def test_a_deleted_paragraph_end_joins_two_paragraphs(tmp_path: Path) -> None:
    source = made(tmp_path, p("Eerste deel ", properties="<w:rPr><w:del/></w:rPr>") + p("en tweede deel."))

    assert source.text == "Eerste deel en tweede deel.\n"


def test_a_row_deleted_with_changes_tracked_is_left_out(tmp_path: Path) -> None:
    rows = table(("a", "b"), ("weg", "ook weg"), ("c", "d")).replace(
        "<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space=\"preserve\">weg<",
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space=\"preserve\">weg<",
    )  # fmt: skip

    assert made(tmp_path, rows).text == "a | b\nc | d\n"


def test_page_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    source = made(tmp_path, p("Steun."), header=p("Boven aan elke bladzijde"), footer=p("Bladzijde 3"))

    assert source.text == "Steun.\n"


def test_text_boxes_are_read_once_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In het kader.')}</w:txbxContent>"
    raw = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:spPr/><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    source = made(tmp_path, p("Bij de tekst.", raw=raw) + p("Daarna."))

    assert source.text == "Bij de tekst.\n\nIn het kader.\n\nDaarna.\n"


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(p("Zichtbaar.") + p(raw=r("geheim", "<w:vanish/>")), id="vanish"),
        pytest.param(p("Zichtbaar.") + p(raw=r("geheim", '<w:rStyle w:val="Weg"/>')), id="vanish-by-style"),
        pytest.param(p("Zichtbaar.") + p(raw=r("geheim", WHITE)), id="white-on-white"),
        pytest.param(p("Zichtbaar.", raw=r("geheim", '<w:sz w:val="2"/>')), id="one-point"),
        pytest.param(p("Zichtbaar.") + table((p(raw=r("geheim", WHITE)), ""), ("", "")), id="white-in-a-table"),
    ],
)
def test_hidden_type_is_left_out_and_counted(tmp_path: Path, body: str) -> None:
    source = made(tmp_path, body)

    assert source.text == "Zichtbaar.\n"
    assert source.hidden == len("geheim")
    assert any("6 characters" in warning for warning in source.warnings)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(p(raw=r("Kop", WHITE), properties='<w:shd w:fill="1F3864"/>'), id="shaded-paragraph"),
        pytest.param(p(raw=r("Kop", WHITE + '<w:highlight w:val="blue"/>')), id="marked-run"),
        pytest.param(table((p(raw=r("Kop", WHITE)), ""), ("", ""), style="Rooster"), id="table-style"),
        pytest.param(
            table(('<w:tcPr><w:shd w:fill="4472C4"/></w:tcPr>' + p(raw=r("Kop", WHITE)), "")), id="shaded-cell"
        ),
        pytest.param(p(raw=r("Kop", '<w:vanish w:val="0"/>')), id="vanish-switched-off"),
        pytest.param(p(raw=r("Kop", '<w:color w:val="FF0000"/>')), id="red"),
    ],
)
def test_white_type_on_a_coloured_ground_is_kept(tmp_path: Path, body: str) -> None:
    source = made(tmp_path, body)

    assert "Kop" in source.text
    assert source.hidden == 0


def test_white_type_on_a_coloured_page_is_kept(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p(raw=r("Wit", WHITE)), lead='<w:background w:color="112244"/>')

    assert read(path).text == "Wit\n"


def test_zero_width_direction_and_tag_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    source = made(tmp_path, p("ste\u200bun\u202e \U000e0041in de klas\ufeff"))

    assert source.text == "steun in de klas\n"
    assert source.hidden == 4


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    assert made(tmp_path, p("coo\u0308rdinator")).text == "coördinator\n"


def test_a_document_that_python_docx_made_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Extra steun", level=1)
    document.add_paragraph("Ouders bellen het loket.")
    document.add_paragraph("maandag", style="List Bullet")
    document.add_paragraph("eerst bellen", style="List Number")
    document.add_paragraph("dan schrijven", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for cell, text in zip([*grid.rows[0].cells, *grid.rows[1].cells], ["Stap", "Wie", "Wegen", "loket"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "plan.docx"))

    source = read(tmp_path / "plan.docx")

    assert source.text == (
        "Extra steun\n\nOuders bellen het loket.\n\n• maandag\n1. eerst bellen\n2. dan schrijven\n\n"
        "Stap | Wie\nWegen | loket\n"
    )
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [("Extra steun", 1)]
