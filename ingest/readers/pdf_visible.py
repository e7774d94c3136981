"""Tells which glyphs of a page a reader can see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_parts import Box, Glyph, Ink, Raster, Shape, common
from ingest.readers.pdfium import PdfPage

SMALLEST = 2.0  # points; below this no one reads
_INVISIBLE_MODES = (3, 7)  # PDF 32000-1, table 106: neither filled nor stroked
_CHECK_SCALE = 1.5  # pixels per point
_CHECK_PIXELS = 6_000_000
_MOST_COVERS = 2_000  # past this, rendering the page is quicker than comparing boxes
_SEEN_PART = 0.12  # of a letter's box; the strokes of a letter fill a quarter of it or more
_SEEN_DIFFERENCE = 12  # grey levels of 255; off-white on white differs by less


@dataclass(frozen=True)
class Seen:
    """The glyphs a reader sees, how many were hidden, and whether the text is a scan's own OCR layer."""

    glyphs: list[Glyph]
    hidden: int
    layer: bool


def visible(page: PdfPage, glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> Seen:
    """Split off what no reader sees. Invisible text over a whole-page picture is that picture's OCR layer, and kept."""
    unreadable = {g.index for g in glyphs if g.ink.size < SMALLEST or not _inside(g, page.box)}
    readable = [glyph for glyph in glyphs if glyph.index not in unreadable]
    suspects = _suspects(page, readable, shapes)
    unseen = _unseen(page, readable, suspects) if suspects else set()
    layer = len(unseen) > 0.8 * len(readable) and coverage(page.box, shapes) > 0.5
    if layer:
        unseen = set()
    kept = [glyph for glyph in readable if glyph.index not in unseen]
    return Seen(kept, len(glyphs) - len(kept), layer)


def coverage(page: Box, shapes: Sequence[Shape]) -> float:
    """Which part of the page its pictures cover; overlapping pictures count twice, up to the whole."""
    whole = (page[2] - page[0]) * (page[3] - page[1])
    return min(1.0, sum(_area(common(shape.box, page)) for shape in shapes if shape.picture) / max(whole, 1.0))


def _suspects(page: PdfPage, glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> set[Ink]:
    """The texts worth rendering the page for: pale, transparent, without paint, in a layer, or hidden by a shape."""
    covers = [shape for shape in shapes if shape.filled]
    if len(covers) > _MOST_COVERS:
        return {glyph.ink for glyph in glyphs}
    return {
        ink
        for ink, box in _boxes(glyphs).items()
        if _is_pale(ink)
        or page.in_layer(ink)
        or any(_may_hide(cover, page.order_of(ink), ink, box) for cover in covers)
    }


def _boxes(glyphs: Sequence[Glyph]) -> dict[Ink, Box]:
    """The box around all glyphs of each text."""
    boxes: defaultdict[Ink, list[Box]] = defaultdict(list)
    for glyph in glyphs:
        boxes[glyph.ink].append(glyph.box)
    return {ink: _around(found) for ink, found in boxes.items()}


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _is_pale(ink: Ink) -> bool:
    red, green, blue, alpha = ink.colour
    return ink.mode in _INVISIBLE_MODES or alpha < 80 or min(red, green, blue) > 200


def _may_hide(cover: Shape, order: int, ink: Ink, box: Box) -> bool:
    """Whether a shape is painted over a text, or lies under it in its own colour."""
    shared = common(cover.box, box)
    if shared[2] - shared[0] < 1 or shared[3] - shared[1] < 1:
        return False
    alike = cover.colour is not None and all(abs(a - b) < 40 for a, b in zip(cover.colour, ink.colour, strict=False))
    return cover.order > order or alike


def _unseen(page: PdfPage, glyphs: Sequence[Glyph], suspects: set[Ink]) -> set[int]:
    """The suspect glyphs that make no difference: the page looks alike there when they are not painted.

    A text of which most letters cannot be seen is hidden whole: a letter of it may touch something that can.
    """
    with_them = page.raster(_CHECK_SCALE, _CHECK_PIXELS)
    without = page.raster(_CHECK_SCALE, _CHECK_PIXELS, without=suspects)
    letters: defaultdict[Ink, list[tuple[int, bool]]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.ink in suspects:
            area = page.pixels(page.tight(glyph), with_them)
            letters[glyph.ink].append((glyph.index, _differs(with_them, without, area)))
    unseen: set[int] = set()
    for found in letters.values():
        hidden_whole = 2 * sum(seen for _, seen in found) < len(found)
        unseen.update(index for index, seen in found if hidden_whole or not seen)
    return unseen


def _differs(one: Raster, other: Raster, area: tuple[int, int, int, int]) -> bool:
    """Whether enough pixels of an area differ: white letters over black ones change a few, yet cannot be read."""
    left, top, right, bottom = area
    left, right = max(left, 0), min(right, one.width - 1)
    top, bottom = max(top, 0), min(bottom, one.height - 1)
    changed = 0
    for row in range(top, bottom + 1):
        start, stop = row * one.stride + left, row * one.stride + right + 1
        mine, theirs = one.pixels[start:stop], other.pixels[start:stop]
        if mine != theirs:
            changed += sum(abs(a - b) > _SEEN_DIFFERENCE for a, b in zip(mine, theirs, strict=True))
    return changed > _SEEN_PART * (right - left + 1) * (bottom - top + 1)


def _inside(glyph: Glyph, box: Box) -> bool:
    """Whether the middle of a glyph lies in a box."""
    x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
