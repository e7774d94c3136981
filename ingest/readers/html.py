"""HTML: the page's own text in reading order, headings, lists and tables; code, navigation and hidden text left out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

import bs4
from bs4.element import CData, NavigableString, PageElement

from assistant.domain import SourceText
from assistant.errors import CorruptSource
from ingest.readers.file import File
from ingest.readers.html_visible import prune
from ingest.readers.limits import Limits
from ingest.readers.manuscript import Manuscript
from ingest.readers.text import Decoded, decode

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu")
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hr", "html", "legend", "main", "p", "section", "summary",
}  # fmt: skip
_APART = {*_BLOCKS, *_HEADINGS, *_LISTS, "br", "li", "table", "tr", "td", "th", "pre", "caption"}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_CHARSET = re.compile(rb"""\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.I)
_DECLARATIONS = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.I | re.S)  # entities of a page's own: never resolved
_DEEPEST = 200


def read_html(file: File, limits: Limits) -> SourceText:
    """The text of a web page with its headings. Raises SourceError naming the file."""
    decoded = decode_page(file)
    soup = bs4.BeautifulSoup(_DECLARATIONS.sub("", decoded.text, count=1), "lxml")
    left = prune(soup)
    manuscript = Manuscript(file, limits.characters)
    manuscript.hidden = left.hidden
    _Writer(manuscript, file.name).blocks(soup.body or soup)
    if decoded.doubt:
        manuscript.warnings.append(decoded.doubt)
    if left.code or left.around:
        counted = f"{left.code} characters of code and form fields, {left.around} of navigation, headers and footers"
        manuscript.warnings.append(f"left out as no part of the text: {counted}")
    return manuscript.finish("html")


def decode_page(file: File) -> Decoded:
    """A page's text by its byte order mark, else by what it declares, else as plain text is decoded."""
    head = file.content[:4096]
    declared = _CHARSET.search(head) or _XML_CHARSET.match(head)
    if declared and not head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Decoded(file.content.decode(_encoding(declared.group(1).decode("ascii"))))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(file)


def _encoding(name: str) -> str:
    """The encoding that browsers take a name for: pages that say Latin-1 are Windows-1252 (WHATWG Encoding)."""
    found = codecs.lookup(name).name
    return "cp1252" if found in ("iso8859-1", "ascii") else found


class _Writer:
    """Walks a page of which only visible text is left, and writes it block by block."""

    def __init__(self, manuscript: Manuscript, name: str) -> None:
        self._out, self._name = manuscript, name
        self._inline = ""
        self._special: dict[str, Callable[[bs4.Tag, int], None]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_LISTS, self._list),
            "table": self._table,
            "pre": self._preformatted,
        }

    def blocks(self, parent: bs4.Tag, depth: int = 0) -> None:
        """Write the content of an element: text between its blocks makes paragraphs of its own."""
        if depth > _DEEPEST:
            raise CorruptSource(self._name, f"its elements are nested deeper than {_DEEPEST} levels")
        for child in parent.children:
            if not isinstance(child, bs4.Tag):
                self._inline += _string(child)
            elif child.name in self._special:
                self._paragraph()
                self._special[child.name](child, depth + 1)
                self._out.gap()
            elif child.name == "br":
                self._inline += "\n"
            else:
                self._inside(child, depth)
        if depth == 0 or parent.name in _BLOCKS:
            self._paragraph()

    def _inside(self, tag: bs4.Tag, depth: int) -> None:
        if tag.name in _BLOCKS:
            self._paragraph()
        self.blocks(tag, depth + 1)

    def _paragraph(self) -> None:
        """Write the text gathered so far as a paragraph."""
        lines = [" ".join(line.split()) for line in self._inline.split("\n")]
        self._inline = ""
        self._out.gap()
        for line in lines:
            self._out.line(line)
        self._out.gap()

    def _heading(self, tag: bs4.Tag, _: int) -> None:
        self._out.heading([_flat(tag)], int(tag.name[1]))

    def _list(self, tag: bs4.Tag, depth: int) -> None:
        """Write a list: a line per item, its bullet or number first; what is listed inside an item follows it."""
        number = _whole(tag.get("start"), 1)
        for item in tag.find_all("li", recursive=False):
            number = _whole(item.get("value"), number)
            inner = [each.extract() for each in _topmost(item, (*_LISTS, "table"))]
            self._out.line(f"{number}. {_flat(item)}" if tag.name == "ol" else f"• {_flat(item)}")
            for each in inner:
                self._special[each.name](each, depth + 1)
            number += 1

    def _table(self, tag: bs4.Tag, depth: int) -> None:
        """Write a table row by row; one that arranges a page (headings, tables, a single column) block by block."""
        rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
        cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
        if tag.find([*_HEADINGS, "table"]) or all(len(row) < 2 for row in cells):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell, depth + 1)
                self._paragraph()
            return
        caption = tag.find("caption", recursive=False)
        if caption is not None:
            self._out.line(_flat(caption))
        for texts in ([_flat(cell) for cell in row] for row in cells):
            if any(texts):
                self._out.line(" | ".join(texts))

    def _preformatted(self, tag: bs4.Tag, _: int) -> None:
        for line in tag.get_text().split("\n"):
            self._out.line(line)


def _string(node: object) -> str:
    """A text node with its white space as a browser shows it; nothing for comments and the like."""
    return re.sub(r"\s+", " ", str(node)) if type(node) in (NavigableString, CData) else ""


def _flat(tag: bs4.Tag) -> str:
    """All text inside an element in one line, the text of blocks inside it kept apart by spaces."""
    parts = []
    for node in tag.descendants:
        if isinstance(node, bs4.Tag):
            parts.append(" " if node.name in _APART else "")
        else:
            parts.append(str(node) if type(node) in (NavigableString, CData) else "")
            parts.append(" " if _ends_block(node, tag) else "")
    return " ".join("".join(parts).split())


def _ends_block(node: PageElement, within: bs4.Tag) -> bool:
    """Whether a text node is the last thing in a block inside an element."""
    while node.next_sibling is None and node.parent is not None and node.parent is not within:
        node = node.parent
        if isinstance(node, bs4.Tag) and node.name in _APART:
            return True
    return False


def _topmost(tag: bs4.Tag, names: tuple[str, ...]) -> Iterator[bs4.Tag]:
    """The elements of some names inside another that do not lie in one of each other."""
    found = tag.find_all(list(names))
    known = {id(each) for each in found}
    return (each for each in found if not any(id(parent) in known for parent in each.parents))


def _whole(value: object, missing: int) -> int:
    """An attribute that holds a whole number, else what to take instead."""
    text = str(value)
    return int(text) if text.isascii() and text.lstrip("-").isdecimal() and len(text) < 8 else missing
