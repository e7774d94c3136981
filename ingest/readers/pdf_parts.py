"""What a PDF page consists of, as plain values: glyphs, inks, shapes, rasters."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, y upwards."""
Segment = tuple[float, float, float, float]
"""A straight line from x0, y0 to x1, y1."""


def common(one: Box, other: Box) -> Box:
    """The area that two boxes share; its right or top lies below its left or bottom where they share none."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


@dataclass(frozen=True)
class Matrix:
    """A PDF transformation; the default leaves points where they are."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The box around a transformed box."""
        corners = [self.point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def then(self, outer: Matrix) -> Matrix:
        """This transformation followed by another."""
        a, b = outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b
        c, d = outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d
        return Matrix(a, b, c, d, *outer.point(self.e, self.f))


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """How one text object is painted. `angle` is its direction in radians, `mode` PDF's text rendering mode.

    There is one per text object, so inks are told apart by identity.
    """

    address: int
    size: float
    bold: bool
    angle: float
    mode: int
    colour: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page: its advance box, the origin on its baseline; `spaced` when white space precedes it."""

    index: int
    text: str
    box: Box
    x: float
    y: float
    ink: Ink
    spaced: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture or painted path, with its straight lines when they can be seen and the colour it is filled with."""

    order: int
    box: Box
    picture: bool
    filled: bool
    segments: tuple[Segment, ...] = ()
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Raster:
    """A page as rows of grey pixels, each row `stride` bytes long."""

    width: int
    height: int
    stride: int
    pixels: bytes

    def pgm(self) -> bytes:
        """The raster as a portable grey map."""
        rows = (self.pixels[row * self.stride : row * self.stride + self.width] for row in range(self.height))
        return b"P5 %d %d 255\n" % (self.width, self.height) + b"".join(rows)
