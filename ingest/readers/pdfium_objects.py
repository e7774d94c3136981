"""Reads single PDFium objects: letters' ink, matrices, painted shapes. With pdfium.py the only user of pypdfium2."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from ingest.readers.pdf_parts import Ink, Matrix, Segment, Shape

_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "demi")
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123


def address(item: Any) -> int:
    """What tells one PDFium object from another while its page is open."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def character(code: int) -> str:
    """The character of a code. PDFium marks a hyphen at a line's end as U+0002 or U+FFFE."""
    if code in (0x02, 0xFFFE):
        return "-"
    return "" if code in (0, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def matrix_of(item: Any) -> Matrix:
    """The transformation of an object; none where it has none."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def read_ink(text: Any, index: int, item: Any, height: float) -> Ink:
    """How the text object of a letter is painted; `height` is that of the letter's advance box."""
    matrix, colour, flags = raw.FS_MATRIX(), [ctypes.c_uint(255) for _ in range(4)], ctypes.c_int()
    raw.FPDFText_GetMatrix(text, index, matrix)
    if not raw.FPDFText_GetFillColor(text, index, *colour):
        colour = [ctypes.c_uint(shade) for shade in (0, 0, 0, 255)]
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    # The letters of a Type 3 font are drawings: its nominal size may be 1 while they are as tall as any.
    size = size if size >= 2 else max(size, 0.8 * height)
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    heavy = any(word in name.value.decode("latin-1").lower() for word in _BOLD_NAMES)
    bold = heavy or raw.FPDFText_GetFontWeight(text, index) >= 600 or bool(flags.value & _FORCE_BOLD)
    mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else raw.FPDF_TEXTRENDERMODE_FILL
    red, green, blue, alpha = (part.value for part in colour)
    return Ink(address(item), size, bold, math.atan2(matrix.b, matrix.a), mode, (red, green, blue, alpha))


def shape(item: Any, matrix: Matrix, order: int, lines: bool) -> Shape | None:
    """A picture or a painted path; None for all else."""
    kind = raw.FPDFPageObj_GetType(item)
    if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING):
        return None
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return None
    box = matrix.box((sides[0].value, sides[1].value, sides[2].value, sides[3].value))
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return Shape(order, box, picture=kind == raw.FPDF_PAGEOBJ_IMAGE, filled=True)
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return None
    colour = _fill_colour(item) if fill.value else None
    seen = lines and (bool(stroke.value) or colour is None or min(colour) <= 250)
    segments = tuple(_segments(item, matrix_of(item).then(matrix))) if seen else ()
    return Shape(order, box, picture=False, filled=bool(fill.value), segments=segments, colour=colour)


def _fill_colour(item: Any) -> tuple[int, int, int] | None:
    """The colour that fills a path, None for a pattern."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *colour):
        return None
    return colour[0].value, colour[1].value, colour[2].value


def _segments(item: Any, matrix: Matrix) -> Iterator[Segment]:
    """The straight parts of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for place in range(min(raw.FPDFPath_CountSegments(item), 500)):
        part = raw.FPDFPath_GetPathSegment(item, place)
        raw.FPDFPathSegment_GetPoint(part, x, y)
        point = matrix.point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(part)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        if raw.FPDFPathSegment_GetClose(part):
            yield (*point, *first)
        last = point
