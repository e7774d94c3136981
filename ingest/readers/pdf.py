"""PDF: columns in reading order, headings by type, tables row by row; scanned pages by OCR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import SourceText
from assistant.errors import EmptySource, OversizedSource, ScannedSource
from ingest.readers import ocr
from ingest.readers.file import File
from ingest.readers.limits import Limits
from ingest.readers.manuscript import Manuscript
from ingest.readers.pdf_headings import headings
from ingest.readers.pdf_page import Row, Sheet, compose, sheet
from ingest.readers.pdf_parts import Shape
from ingest.readers.pdf_running import running_lines
from ingest.readers.pdf_visible import coverage, visible
from ingest.readers.pdfium import PdfFile, PdfPage

_FEW = 50  # letters: a stamp or page number over a scan, no page of text
_PICTURE = 0.5  # part of a page that a scan covers
_CURVES = 400  # painted paths: letters that were turned into outlines
_OCR_PIXELS = 30_000_000


@dataclass(frozen=True)
class _Read:
    """A page as it was read: `scanned` when it is a picture of text, `layer` when a scanner added the text."""

    number: int
    sheet: Sheet
    letters: int
    hidden: int
    scanned: bool
    layer: bool


def read_pdf(file: File, limits: Limits) -> SourceText:
    """The text of a PDF with its pages and headings. Raises SourceError naming the file."""
    with PdfFile(file) as pdf:
        if len(pdf) > limits.pages:
            raise OversizedSource(file.name, f"it has {len(pdf):,} pages; at most {limits.pages:,} are read")
        pages = [_read_page(pdf, index) for index in range(len(pdf))]
        recognised = _recognise(pdf, file, pages)
        odd_labels = pdf.unnumbered()
    running = running_lines([page.sheet for page in pages])
    texts = [recognised.get(i) or compose(page.sheet, running[i]) for i, page in enumerate(pages)]
    if not any(texts) and any(page.scanned for page in pages):
        raise EmptySource(file.name, "it is a scan in which OCR finds no text")
    manuscript = Manuscript(file, limits.characters)
    manuscript.hidden = sum(page.hidden for page in pages)
    _write(manuscript, pages, texts)
    manuscript.warnings += _warnings(pages, recognised)
    if odd_labels:
        manuscript.warnings.append("pages without a plain printed number are numbered by their place in the file")
    if b"%%EOF" not in file.content[-2048:]:
        manuscript.warnings.append("the file ends abruptly; pages may be missing")
    return manuscript.finish("pdf", ocr=bool(recognised) or any(page.layer for page in pages))


def _read_page(pdf: PdfFile, index: int) -> _Read:
    with pdf.page(index) as page:
        shapes = page.shapes()
        seen = visible(page, page.glyphs(), shapes)
        scanned = len(seen.glyphs) < _FEW and _is_picture(page, shapes)
        lines = sheet(seen.glyphs, shapes, page.box)
        return _Read(pdf.number(index), lines, len(seen.glyphs), seen.hidden, scanned, seen.layer)


def _is_picture(page: PdfPage, shapes: Sequence[Shape]) -> bool:
    return coverage(page.box, shapes) > _PICTURE or len(shapes) > _CURVES


def _recognise(pdf: PdfFile, file: File, pages: Sequence[_Read]) -> dict[int, list[Row]]:
    """The scanned pages as OCR reads them, where it finds more than the page's own text.

    Raises ScannedSource when OCR is not installed and half of the pages or more need it.
    """
    scanned = [index for index, page in enumerate(pages) if page.scanned]
    if not scanned:
        return {}
    if not ocr.available():
        if 2 * len(scanned) >= len(pages):
            reason = f"{len(scanned)} of its {len(pages)} pages are pictures of text; {ocr.ADVICE}"
            raise ScannedSource(file.name, reason)
        return {}
    found = {}
    for index in scanned:
        with pdf.page(index) as page:
            picture = page.raster(ocr.DPI / 72, _OCR_PIXELS).pgm()
        rows = _rows(ocr.recognise(picture, file.name, index + 1))
        if sum(len(row.text) for row in rows) > 1.5 * pages[index].letters:
            found[index] = rows
    return found


def _rows(lines: Sequence[str]) -> list[Row]:
    """Lines as OCR gives them, an empty one between paragraphs; without type sizes, so never headings."""
    rows, gap = [], True
    for line in lines:
        if line:
            rows.append(Row(line, gap=gap, apart=True))
        gap = not line
    return rows


def _write(manuscript: Manuscript, pages: Sequence[_Read], texts: Sequence[Sequence[Row]]) -> None:
    found = headings(texts)
    for index, (page, rows) in enumerate(zip(pages, texts, strict=True)):
        manuscript.page(page.number)
        at = 0
        while at < len(rows):
            heading = found.get((index, at))
            if heading:
                manuscript.heading([row.text for row in rows[at : at + heading.lines]], heading.level)
                at += heading.lines
                continue
            if rows[at].gap:
                manuscript.gap()
            manuscript.line(rows[at].text)
            at += 1


def _warnings(pages: Sequence[_Read], recognised: Mapping[int, list[Row]]) -> list[str]:
    read = [pages[index].number for index in sorted(recognised)]
    layers = [page.number for page in pages if page.layer]
    found = []
    if read:
        found.append(f"OCR read {_named(read)}; it makes mistakes")
    if layers:
        found.append(f"the text of {_named(layers)} is a scanner's OCR; it makes mistakes")
    unread = [page.number for index, page in enumerate(pages) if page.scanned and index not in recognised]
    if unread and not ocr.available():
        found.append(f"{_named(unread)} may hold pictures of text that were not read; {ocr.ADVICE}")
    elif unread:
        found.append(f"{_named(unread)} may hold pictures of text in which OCR finds none")
    return found


def _named(numbers: Sequence[int]) -> str:
    """Page numbers in words, runs of them shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {words}"
