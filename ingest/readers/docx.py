"""DOCX: paragraphs, headings by style, lists with their numbers, tables row by row, notes under their paragraph.

Read from the XML itself: python-docx knows neither footnotes, numbering, hidden type nor tracked changes, and unpacks
a zip bomb without a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.domain import SourceText
from assistant.errors import CorruptSource
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import Element, Package
from ingest.readers.docx_runs import RunReader
from ingest.readers.docx_styles import Styles, has_ground
from ingest.readers.file import File
from ingest.readers.limits import Limits
from ingest.readers.manuscript import Manuscript

_TRANSPARENT = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "smartTag")


def read_docx(file: File, limits: Limits) -> SourceText:
    """The text of a DOCX with its headings. Raises SourceError naming the file."""
    manuscript = Manuscript(file, limits.characters)
    with Package(file, limits) as package:
        root = package.part(package.main)
        body = root.find("body") if root is not None else None
        if root is None or body is None:
            raise CorruptSource(file.name, "it is a DOCX without a main document")
        writer = _Writer(manuscript, package)
        writer.blocks(body, ground=_has_coloured_page(root))
        if root.find(".//altChunk") is not None:
            manuscript.warnings.append("a document embedded in it was left out")
    return manuscript.finish("docx")


class _Writer:
    """Writes the blocks of a document into a manuscript, in order."""

    def __init__(self, manuscript: Manuscript, package: Package) -> None:
        self._out = manuscript
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._runs = RunReader(self._styles)
        self._notes = _notes(package)
        self._carried = ""

    def blocks(self, parent: Element, ground: bool) -> None:
        """Write all paragraphs and tables of a body, cell or text box."""
        for block in _blocks(parent):
            if block.tag == "p":
                self._paragraph(block, ground)
            else:
                self._table(block, ground)

    def _paragraph(self, paragraph: Element, ground: bool) -> None:
        text, below = self._text(paragraph, ground)
        if paragraph.find("pPr/rPr/del") is not None:  # its end was deleted: it runs on into the next one
            self._carried += text
            return
        text, self._carried = self._carried + text, ""
        level, in_list = self._styles.level(paragraph), self._styles.numbering(paragraph) is not None
        if level is not None and text.strip():
            self._out.heading([_tidy(text)], level)
        elif in_list:
            self._out.line(_tidy(text))
        else:
            self._out.gap()
            self._out.line(_tidy(text))
        self._below(below)
        if not in_list:
            self._out.gap()

    def _text(self, paragraph: Element, ground: bool) -> tuple[str, list[Element | str]]:
        """A paragraph's text with its list label, and what comes under it: notes and text boxes."""
        letters = self._runs.read(paragraph, ground)
        self._out.hidden += letters.hidden
        below: list[Element | str] = [f"{mark} {self._note(key)}" for key, mark in letters.notes if key in self._notes]
        below += letters.boxes
        listed = self._styles.numbering(paragraph)
        if listed is None or not letters.text.strip():
            return letters.text, below
        label = self._numbering.label(*listed)
        return f"{label} {letters.text.lstrip()}" if label else letters.text, below

    def _note(self, key: str) -> str:
        """A note's paragraphs in one line."""
        texts = []
        for paragraph in self._notes[key].iter("p"):
            letters = self._runs.read(paragraph, ground=False)
            self._out.hidden += letters.hidden
            texts.append(letters.text.strip())
        return _one_line(texts)

    def _below(self, items: Sequence[Element | str]) -> None:
        for item in items:
            if isinstance(item, str):
                self._out.line(item)
                continue
            self._out.gap()
            content = item.find(".//txbxContent")
            if content is not None:
                self.blocks(content, ground=_is_filled(item))
            self._out.gap()

    def _table(self, table: Element, ground: bool) -> None:
        """Write a table row by row; one with a single column is a frame, whose blocks are written as they are."""
        style = table.find("tblPr/tblStyle")
        ground = ground or self._styles.is_shaded(style.get("val") if style is not None else None)
        ground = ground or has_ground(table.find("tblPr"))
        rows = [_cells(row) for row in _rows(table)]
        self._out.gap()
        if all(len(cells) == 1 for cells in rows):
            for cells in rows:
                self.blocks(cells[0], ground or has_ground(cells[0].find("tcPr")))
        else:
            for cells in rows:
                self._row(cells, ground)
        self._out.gap()

    def _row(self, cells: Sequence[Element], ground: bool) -> None:
        below: list[Element | str] = []
        texts = [self._cell(cell, ground, below) for cell in cells]
        if any(texts):
            self._out.line(" | ".join(texts))
        self._below(below)

    def _cell(self, cell: Element, ground: bool, below: list[Element | str]) -> str:
        """A cell's text in one line; tables inside it are read cell by cell."""
        ground = ground or has_ground(cell.find("tcPr"))
        texts = []
        for block in _blocks(cell):
            if block.tag == "p":
                text, more = self._text(block, ground)
                texts.append(text)
                below += more
            else:
                texts += [self._cell(inner, ground, below) for row in _rows(block) for inner in _cells(row)]
        return _one_line(texts)


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables directly in a parent, those inside controls and insertions included."""
    for child in parent:
        if child.tag in ("p", "tbl"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _blocks(child)


def _rows(table: Element) -> list[Element]:
    """A table's rows, those that were deleted with changes tracked left out."""
    return [row for row in _inside(table, "tr") if row.find("trPr/del") is None]


def _cells(row: Element) -> list[Element]:
    return list(_inside(row, "tc"))


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _inside(child, tag)


def _notes(package: Package) -> dict[str, Element]:
    """Foot- and endnotes by kind and id; separators are no notes."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = package.related(f"{kind}s")
        for note in root.iter(kind) if root is not None else ():
            if note.get("type") in (None, "normal"):
                notes[f"{kind} {note.get('id', '')}"] = note
    return notes


def _has_coloured_page(root: Element) -> bool:
    background = root.find("background")
    return background is not None and background.get("color", "auto").lower() not in ("auto", "ffffff")


def _is_filled(shape: Element) -> bool:
    """Whether a text box has a ground of its own."""
    properties = shape.find("spPr")
    fills = ("solidFill", "gradFill", "blipFill", "pattFill")
    if properties is not None and any(properties.find(fill) is not None for fill in fills):
        return True
    plain = properties is not None and properties.find("noFill") is not None
    themed = shape.find("style/fillRef")
    if not plain and themed is not None and themed.get("idx", "0") != "0":
        return True
    return shape.get("fillcolor", "white").lower() not in ("white", "#ffffff", "#fff")


def _one_line(texts: Sequence[str]) -> str:
    return " ".join(word for text in texts for word in text.split())


def _tidy(text: str) -> str:
    """A paragraph's text without white space around its lines; its own line breaks stay."""
    return "\n".join(" ".join(line.split(" ")).strip() for line in text.split("\n") if line.strip())
