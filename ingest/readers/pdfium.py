"""Opens a PDF with PDFium and gives each page's glyphs, painted shapes and pixels as plain values."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw

from assistant.errors import CorruptSource, EncryptedSource
from ingest.readers.file import File
from ingest.readers.pdf_parts import Box, Glyph, Ink, Matrix, Raster, Shape, common
from ingest.readers.pdfium_objects import address, character, matrix_of, read_ink, shape

_MOST_SHAPES = 20_000  # a map or drawing holds more; its lines are no tables


class PdfFile:
    """An open PDF. Use as a context manager. Raises EncryptedSource or CorruptSource when it does not open."""

    def __init__(self, file: File) -> None:
        self._name = file.name
        try:
            self._pdf = pypdfium2.PdfDocument(file.content)
        except pypdfium2.PdfiumError as error:
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise EncryptedSource(file.name, "it needs a password; save it without one") from error
            raise CorruptSource(file.name, "it is a damaged or cut off PDF, or one without pages") from error

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def number(self, index: int) -> int:
        """The printed number of a page when its label is a plain number, else its place in the file."""
        label = self._pdf.get_page_label(index)
        return int(label) if label.isascii() and label.isdecimal() and len(label) < 6 else index + 1

    def unnumbered(self) -> bool:
        """Whether some page is labelled with something else than a plain number, such as a Roman numeral."""
        labels = [self._pdf.get_page_label(index) for index in range(len(self._pdf))]
        return any(labels) and not all(label.isascii() and label.isdecimal() for label in labels)

    @contextmanager
    def page(self, index: int) -> Iterator[PdfPage]:
        """One page, closed again afterwards: open pages keep their fonts and pictures in memory."""
        try:
            page = self._pdf[index]
            text = page.get_textpage()
            try:
                yield PdfPage(page, text)
            finally:
                text.close()
                page.close()
        except pypdfium2.PdfiumError as error:
            raise CorruptSource(self._name, f"page {index + 1} is damaged") from error


class PdfPage:
    """One open page. Coordinates are the PDF's own: points, y upwards, before the page's own rotation."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._objects: dict[int, Any] = {}
        self.box: Box = common(tuple(page.get_mediabox()), tuple(page.get_cropbox()))

    def glyphs(self) -> list[Glyph]:
        """Every glyph that is not white space, in the order of the file, whether visible or not."""
        inks: dict[int, Ink] = {}
        glyphs: list[Glyph] = []
        handle, x, y, loose = self._text.raw, ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        spaced = True
        for index in range(self._text.count_chars()):
            text = character(raw.FPDFText_GetUnicode(handle, index))
            if text.isspace() or not text:
                spaced = spaced or text.isspace()
                continue
            raw.FPDFText_GetLooseCharBox(handle, index, loose)
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            ink = self._ink(index, inks, loose.top - loose.bottom)
            box = (loose.left, loose.bottom, loose.right, loose.top)
            glyphs.append(Glyph(index, text, box, x.value, y.value, ink, spaced))
            spaced = False
        return glyphs

    def shapes(self) -> list[Shape]:
        """The pictures and painted paths in the order of painting; without their lines where they are too many."""
        shapes: list[Shape] = []
        for order, (item, matrix) in enumerate(self._walk(None, Matrix())):
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                self._objects[address(item)] = (order, item)
                continue
            found = shape(item, matrix, order, lines=len(shapes) < _MOST_SHAPES)
            if found is not None:
                shapes.append(found)
        return shapes

    def order_of(self, ink: Ink) -> int:
        """When a text is painted, compared with the shapes; call `shapes` first."""
        return int(self._objects[ink.address][0]) if ink.address in self._objects else -1

    def in_layer(self, ink: Ink) -> bool:
        """Whether a text belongs to an optional layer, that may be switched off."""
        if ink.address not in self._objects:
            return False
        item, name, size = self._objects[ink.address][1], (ctypes.c_ushort * 16)(), ctypes.c_ulong()
        for place in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, place)
            raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
            if size.value == 6 and name[0] == ord("O") and name[1] == ord("C"):
                return True
        return False

    def tight(self, glyph: Glyph) -> Box:
        """The box around the glyph's own outline."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._text, glyph.index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def raster(self, scale: float, most: int, without: Collection[Ink] = ()) -> Raster:
        """The page in shades of grey, at most `most` pixels, as if the texts `without` were not there."""
        width, height = self._page.get_size()
        scale = min(scale, math.sqrt(most / max(width * height, 1.0)))
        off = [self._objects[ink.address][1] for ink in without if ink.address in self._objects]
        for item in off:
            raw.FPDFPageObj_SetIsActive(item, False)
        bitmap = self._page.render(scale=scale, grayscale=True)
        for item in off:
            raw.FPDFPageObj_SetIsActive(item, True)
        pixels = bytes(bitmap.buffer)
        raster = Raster(bitmap.width, bitmap.height, bitmap.stride, pixels)
        bitmap.close()
        return raster

    def pixels(self, box: Box, raster: Raster) -> tuple[int, int, int, int]:
        """The pixels that a box covers on a raster of this page: left, top, right, bottom, all included."""
        xs, ys, x, y = [], [], ctypes.c_int(), ctypes.c_int()
        for left, bottom in ((box[0], box[1]), (box[2], box[3])):
            raw.FPDF_PageToDevice(self._page, 0, 0, raster.width, raster.height, 0, left, bottom, x, y)
            xs.append(x.value)
            ys.append(y.value)
        return min(xs), min(ys), max(xs), max(ys)

    def _ink(self, index: int, inks: dict[int, Ink], height: float) -> Ink:
        """How the text object of a glyph is painted; looked up once per object."""
        item = raw.FPDFText_GetTextObject(self._text, index)
        key = address(item)
        if key not in inks:
            inks[key] = read_ink(self._text, index, item, height)
        return inks[key]

    def _walk(self, form: Any, matrix: Matrix, depth: int = 0) -> Iterator[tuple[Any, Matrix]]:
        """All page objects in painting order, those inside forms included, with the matrix of their form."""
        count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(self._page)
        for place in range(count):
            item = raw.FPDFFormObj_GetObject(form, place) if form else raw.FPDFPage_GetObject(self._page, place)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < 8:
                yield from self._walk(item, matrix_of(item).then(matrix), depth + 1)
            else:
                yield item, matrix
