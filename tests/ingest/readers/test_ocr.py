"""Scanned PDFs: read by tesseract where it is installed, else named with the way to install it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assistant.errors import EmptySource, ScannedSource
from ingest.readers import ocr, read
from ingest.readers.file import load
from ingest.readers.pdfium import PdfFile
from tests.ingest.readers.papers import Draw, lines, pdf, scan, together

SENTENCES = ("De mentor belt met de ouders.", "Het loket antwoordt binnen zes weken.")
with_ocr = pytest.mark.skipif(not ocr.available(), reason="tesseract with Dutch is not installed; see the README")


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A picture of a page with SENTENCES, as a scanner would make it."""
    path = pdf(tmp_path_factory.mktemp("scan") / "bron.pdf", lines(SENTENCES, size=16, top=90))
    with PdfFile(load(path, 10**6)) as opened, opened.page(0) as page:
        return page.raster(150 / 72, 10_000_000).pgm()


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no program is found."""
    monkeypatch.setenv("PATH", "")


@cache
def blank() -> bytes:
    """A picture with nothing on it."""
    return b"P5 60 80 255\n" + b"\xff" * 4800


def layered(picture: bytes) -> Draw:
    """A scan with a scanner's invisible text over it."""

    def layer(canvas: object) -> None:
        text = canvas.beginText(60, 700)  # type: ignore[attr-defined]
        text.setFont("Helvetica", 16)
        text.setTextRenderMode(3)
        for sentence in SENTENCES:
            text.textLine(sentence)
        canvas.drawText(text)  # type: ignore[attr-defined]

    return together(scan(picture), layer)


@with_ocr
def test_a_scanned_page_is_read_by_ocr_with_a_warning(tmp_path: Path, picture: bytes) -> None:
    source = read(pdf(tmp_path / "plan.pdf", scan(picture)))

    assert all(sentence in source.text for sentence in SENTENCES)
    assert source.ocr
    assert source.warnings == ("OCR read page 1; it makes mistakes",)


@with_ocr
def test_of_mixed_pages_only_the_scanned_ones_go_through_ocr(tmp_path: Path, picture: bytes) -> None:
    typed = lines(["Deze bladzijde is getypt en heeft dus geen OCR nodig, ook al is zij kort."])

    source = read(pdf(tmp_path / "plan.pdf", typed, scan(picture), typed))

    assert [source.text[page.start : page.end].count("getypt") for page in source.pages] == [1, 0, 1]
    assert source.page_of(source.text.index(SENTENCES[0])) == 2
    assert "OCR read page 2; it makes mistakes" in source.warnings


@with_ocr
def test_a_photo_with_a_typed_title_keeps_the_title(tmp_path: Path) -> None:
    source = read(pdf(tmp_path / "plan.pdf", together(scan(blank()), lines(["Steunplan 2031"]))))

    assert (source.text, source.ocr) == ("Steunplan 2031\n", False)
    assert source.warnings == ("page 1 may hold pictures of text in which OCR finds none",)


@with_ocr
def test_a_scan_of_nothing_is_empty(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", scan(blank()))

    with pytest.raises(EmptySource, match="OCR finds no text"):
        read(path)


@pytest.mark.usefixtures("without_ocr")
def test_a_scan_without_ocr_says_how_to_install_it(tmp_path: Path, picture: bytes) -> None:
    path = pdf(tmp_path / "plan.pdf", scan(picture), scan(picture))

    with pytest.raises(ScannedSource, match=r"2 of its 2 pages .* tesseract-ocr-nld"):
        read(path)


@pytest.mark.usefixtures("without_ocr")
def test_a_few_scanned_pages_without_ocr_are_named(tmp_path: Path, picture: bytes) -> None:
    typed = lines(["Deze bladzijde is getypt en heeft dus geen OCR nodig, ook al is zij kort."])

    source = read(pdf(tmp_path / "plan.pdf", typed, typed, typed, scan(picture), scan(picture)))

    assert any(warning.startswith("pages 4-5 may hold pictures of text") for warning in source.warnings)
    assert not source.ocr


def test_a_scanners_own_text_layer_is_kept_and_named(tmp_path: Path, picture: bytes) -> None:
    source = read(pdf(tmp_path / "plan.pdf", layered(picture)))

    assert source.text == "".join(f"{sentence}\n" for sentence in SENTENCES)
    assert (source.ocr, source.hidden) == (True, 0)
    assert source.warnings == ("the text of page 1 is a scanner's OCR; it makes mistakes",)
