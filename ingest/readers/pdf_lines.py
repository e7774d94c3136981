"""Turns the visible glyphs of a page into words, and words into pieces of lines, in reading coordinates."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_parts import Box, Glyph

_LABEL = 6  # characters of the longest bullet or number that may stand apart from its text
_BAND = 16.0  # points
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(frozen=True, slots=True)
class Line:
    """A word, a piece of a line or a table's row (`cells`). x runs along it, y is its baseline, downwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool = True
    cells: bool = False

    @property
    def top(self) -> float:
        """The upper edge of its capitals."""
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its tails."""
        return self.y + 0.25 * self.size


def quarter_of(glyph: Glyph) -> int | None:
    """The direction of a glyph's text in quarter turns, None when it stands askew, as watermarks do."""
    turns = glyph.ink.angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.06 else None


def turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A page's point in the reading coordinates of text in one direction."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[quarter]


def turned_box(box: Box, quarter: int) -> Box:
    """A page's box in reading coordinates: left, top, right, bottom."""
    (x0, y0), (x1, y1) = turned(box[0], box[1], quarter), turned(box[2], box[3], quarter)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def words(glyphs: Iterable[Glyph], quarter: int) -> list[Line]:
    """The words of all text in one direction, in the order of the file; glyphs painted twice count once."""
    found: list[list[Line]] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        letter = _letter(glyph, quarter)
        at = (glyph.text, round(letter.x0), round(letter.y))
        if at in seen:
            continue
        seen.add(at)
        if found and not glyph.spaced and _follows(found[-1][-1], letter):
            found[-1].append(letter)
        else:
            found.append([letter])
    return [_joined(letters) for letters in found]


def pieces(words_: Sequence[Line]) -> list[Line]:
    """Join words that stand beside each other into pieces of lines; columns and cells stay apart."""
    rows: list[list[Line]] = []
    near: defaultdict[int, list[list[Line]]] = defaultdict(list)  # rows by height: a page has hundreds
    for word in sorted(words_, key=lambda word: (word.x0, word.y)):
        band = int(word.y // _BAND)
        row = _row_before([*near[band - 1], *near[band], *near[band + 1]], word)
        if row is None:
            rows.append([word])
            near[band].append(rows[-1])
        else:
            row.append(word)
    return _with_labels([_line(row) for row in rows])


def beside(one: Line, other: Line) -> bool:
    """Whether two pieces stand at the same height."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > 0.5 * min(one.size, other.size)


def joined_text(row: Sequence[Line]) -> str:
    """The text of words or pieces on one line, from left to right."""
    text = row[0].text
    for before, after in pairwise(row):
        # PDFium also reports a space where only the type changes; a real one is a fifth of an em or more.
        apart = after.x0 - before.x1 > (0.08 if after.spaced else 0.15) * min(before.size, after.size)
        text += f" {after.text}" if apart else after.text
    return text


def _letter(glyph: Glyph, quarter: int) -> Line:
    text, ink = _LIGATURES.get(glyph.text, glyph.text), glyph.ink
    if quarter == 0:  # nearly always, and a page holds thousands of glyphs
        return Line(text, glyph.box[0], glyph.box[2], -glyph.y, ink.size, ink.bold, glyph.spaced)
    left, _, right, _ = turned_box(glyph.box, quarter)
    _, y = turned(glyph.x, glyph.y, quarter)
    return Line(text, left, right, y, ink.size, ink.bold, glyph.spaced)


def _follows(before: Line, after: Line) -> bool:
    """Whether a letter continues a word: same height and size, no gap."""
    size = max(before.size, after.size)
    same = abs(before.y - after.y) < 0.1 * size and abs(before.size - after.size) < 0.1 * size
    return same and -0.5 * size < after.x0 - before.x1 < 0.5 * size


def _joined(letters: Sequence[Line]) -> Line:
    first, last = letters[0], letters[-1]
    bold = 2 * sum(letter.bold for letter in letters) > len(letters)
    x0, x1 = min(first.x0, last.x0), max(first.x1, last.x1)
    return Line("".join(letter.text for letter in letters), x0, x1, first.y, first.size, bold, first.spaced)


def _row_before(rows: Sequence[list[Line]], word: Line) -> list[Line] | None:
    """The row that the word continues: the one whose end is nearest, at most one em to the left."""
    best, nearest = None, math.inf
    for row in rows:
        gap = word.x0 - row[-1].x1
        if gap < nearest and -0.5 * word.size < gap < max(row[-1].size, word.size) and beside(row[-1], word):
            best, nearest = row, gap
    return best


def _line(row: Sequence[Line]) -> Line:
    """One piece from its words; its height and size are those of most of its letters."""
    main = max(row, key=lambda word: (sum(len(w.text) for w in row if w.size == word.size), word.size))
    marked = [_raised(word, main) for word in row]
    letters = sum(len(word.text) for word in row)
    bold = sum(len(word.text) for word in row if word.bold) >= 0.9 * letters
    return Line(joined_text(marked), row[0].x0, row[-1].x1, main.y, main.size, bold)


def _raised(word: Line, main: Line) -> Line:
    """A small raised number, such as a footnote's, becomes superscript digits: it must not merge into a number."""
    small = word.size < 0.8 * main.size and word.y < main.y - 0.15 * main.size
    if not (small and word.text.isascii() and word.text.isdecimal() and len(word.text) <= 3):
        return word
    return Line(word.text.translate(_SUPERSCRIPTS), word.x0, word.x1, word.y, word.size, word.bold, spaced=False)


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """Join each bullet or number with the piece that it opens, up to four and a half em to its right."""
    joined = {id(line): line for line in lines}
    for label in sorted((line for line in lines if _is_label(line.text)), key=lambda line: -line.x0):
        right = [
            key for key, line in joined.items() if 0 < line.x0 - label.x1 < 4.5 * line.size and beside(label, line)
        ]
        if right:
            key = min(right, key=lambda key: joined[key].x0)
            text = joined[key]
            del joined[id(label)]
            joined[key] = Line(f"{label.text} {text.text}", label.x0, text.x1, text.y, text.size, text.bold)
    return list(joined.values())


def _is_label(text: str) -> bool:
    """Whether a text is a bullet, or a number or letter with a mark behind it."""
    if len(text) > _LABEL:
        return False
    bullet = len(text) == 1 and not text.isalnum()
    return bullet or (text[-1] in ".)" and text[:-1].replace(".", "").isalnum()) or text.replace(".", "").isdecimal()
