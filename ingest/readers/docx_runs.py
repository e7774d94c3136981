"""Reads the letters of one DOCX paragraph: tracked changes settled, hidden type left out, notes marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.docx_package import Element
from ingest.readers.docx_styles import Styles, has_ground, is_on, paragraph_style

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DROPPED = {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "rt"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_WHITE = ("ffffff", "fefefe", "fdfdfd")
_SMALLEST = 4  # half points; no one reads type of less than 2 points


@dataclass
class Letters:
    """What a paragraph holds: its text, the notes it cites, the text boxes anchored in it, and what was hidden."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: int = 0


class RunReader:
    """Reads paragraphs one by one; numbers the notes as they are cited."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers = {"footnote": 0, "endnote": 0}

    def read(self, paragraph: Element, ground: bool) -> Letters:
        """The letters of a paragraph; `ground` says that it stands on a colour, where white type can be seen."""
        letters = Letters()
        style = paragraph_style(paragraph)
        ground = ground or has_ground(paragraph.find("pPr"))
        ground = ground or any(has_ground(each.paragraph) for each in self._styles.lineage(style))
        for run in _runs(paragraph):
            self._read_run(run, style, ground, letters)
        return letters

    def _read_run(self, run: Element, style: str | None, ground: bool, letters: Letters) -> None:
        found = Letters()
        for part in run:
            self._read_part(part, found)
        if self._is_hidden(run, style, ground):
            letters.hidden += len(found.text.strip())
            return
        letters.text += found.text
        letters.notes += found.notes
        letters.boxes += found.boxes

    def _read_part(self, part: Element, letters: Letters) -> None:
        if part.tag == "t":
            letters.text += part.text or ""
        elif part.tag in _MARKS:
            letters.text += _MARKS[part.tag]
        elif part.tag in ("footnoteReference", "endnoteReference"):
            self._cite(part, letters)
        elif part.tag in ("drawing", "pict", "object", "AlternateContent"):
            letters.boxes += _boxes(part)

    def _cite(self, part: Element, letters: Letters) -> None:
        """Mark a note in superscript, as it is printed, so that it never merges into a number."""
        kind = part.tag.removesuffix("Reference")
        self._numbers[kind] += 1
        mark = str(self._numbers[kind]).translate(SUPERSCRIPTS)
        mark = mark if kind == "footnote" else f"ᵉ{mark}"
        letters.text += mark
        letters.notes.append((f"{kind} {part.get('id', '')}", mark))

    def _is_hidden(self, run: Element, style: str | None, ground: bool) -> bool:
        vanish = self._styles.letters(run, style, "vanish")
        if vanish is not None and is_on(vanish.get("val")):
            return True
        size = self._styles.letters(run, style, "sz")
        if size is not None and size.get("val", "").isdecimal() and int(size.get("val", "")) < _SMALLEST:
            return True
        colour = self._styles.letters(run, style, "color")
        white = colour is not None and colour.get("val", "").lower() in _WHITE
        return white and not ground and not has_ground(run.find("rPr"))


def _runs(parent: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, those inside links, fields, controls and insertions included."""
    for child in parent:
        if child.tag == "r":
            yield child
        elif child.tag not in _DROPPED:
            yield from _runs(child)


def _boxes(part: Element) -> Iterator[Element]:
    """The shapes inside a drawing that hold text; of two renderings of one shape only the first."""
    if part.tag in ("wsp", "shape", "rect", "roundrect") and part.find(".//txbxContent") is not None:
        yield part
    elif part.tag != "Fallback":
        for child in part:
            yield from _boxes(child)
