"""What a DOCX's styles say about paragraphs and letters: heading level, numbering, hidden or white type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.docx_package import Element

_HEADING = re.compile(r"(?:heading|kop|titre|überschrift)\s*([1-9])$", re.I)
_TITLE = re.compile(r"(?:title|titel)$", re.I)
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Style:
    """One style: its own properties, and the id of the style that it builds on."""

    id: str
    name: str
    parent: str | None
    paragraph: Element | None
    letters: Element | None
    shaded: bool


class Styles:
    """All styles of a document, asked through their ancestry."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {style.id: style for style in map(_style, root.iter("style") if root is not None else ())}
        self._default = next(
            (
                item.get("styleId")
                for item in (root.iter("style") if root is not None else ())
                if item.get("type") == "paragraph" and is_on(item.get("default", "0"))
            ),
            None,
        )

    def level(self, paragraph: Element) -> int | None:
        """The heading level of a paragraph, 1 highest; None for running text."""
        own = paragraph.find("pPr/outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self.lineage(paragraph_style(paragraph)):
            named = _HEADING.match(style.name) or _HEADING.match(style.id)
            if named:
                return int(named.group(1))
            if _TITLE.match(style.name):
                return 1
            outline = style.paragraph.find("outlineLvl") if style.paragraph is not None else None
            if outline is not None:
                return _outline(outline)
        return None

    def numbering(self, paragraph: Element) -> tuple[str, int | None, str | None] | None:
        """A paragraph's list: its id, its level where given, and the style that says so; None outside lists."""
        own = paragraph.find("pPr/numPr")
        if own is not None:
            found = _numbering(own)
            if found[0] is not None:
                return (found[0], found[1], None) if found[0] != "0" else None
        for style in self.lineage(paragraph_style(paragraph)):
            given = style.paragraph.find("numPr") if style.paragraph is not None else None
            if given is not None:
                list_id, level = _numbering(given)
                return (list_id, level, style.id) if list_id not in (None, "0") else None
        return None

    def letters(self, run: Element, style: str | None, name: str) -> Element | None:
        """A property of letters such as `vanish`: of the run, else its style, else its paragraph's style."""
        own = run.find(f"rPr/{name}")
        if own is not None:
            return own
        given = run.find("rPr/rStyle")
        for source in (*([given.get("val")] if given is not None else []), style):
            for each in self.lineage(source):
                found = each.letters.find(name) if each.letters is not None else None
                if found is not None:
                    return found
        return None

    def is_shaded(self, style: str | None) -> bool:
        """Whether a style gives a coloured ground, as table styles do to their first row."""
        return any(each.shaded for each in self.lineage(style)) if style else False

    def lineage(self, style: str | None) -> Iterator[Style]:
        """A style and those it builds on; the default paragraph style when none is named."""
        seen: set[str] = set()
        name = style or self._default
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].parent


def paragraph_style(paragraph: Element) -> str | None:
    """The id of a paragraph's style, None for the default one."""
    given = paragraph.find("pPr/pStyle")
    return given.get("val") if given is not None else None


def is_on(value: str | None) -> bool:
    """Whether a toggle is on; a toggle without a value is."""
    return (value or "1").lower() not in _OFF


def has_ground(properties: Element | None) -> bool:
    """Whether `shd` or `highlight` gives these properties a ground that is not white."""
    if properties is None:
        return False
    shade, marker = properties.find("shd"), properties.find("highlight")
    filled = shade is not None and (
        shade.get("fill", "auto").lower() not in ("auto", "ffffff") or "themeFill" in shade.attrib
    )
    return filled or (marker is not None and marker.get("val") not in (None, "none", "white"))


def _style(item: Element) -> Style:
    name, parent = item.find("name"), item.find("basedOn")
    return Style(
        id=item.get("styleId", ""),
        name=name.get("val", "") if name is not None else "",
        parent=parent.get("val") if parent is not None else None,
        paragraph=item.find("pPr"),
        letters=item.find("rPr"),
        shaded=any(has_ground(holder) for holder in item.iter() if holder.find("shd") is not None),
    )


def _outline(item: Element) -> int | None:
    """The level of an outline property: 0-8 are headings, 9 is running text."""
    value = item.get("val", "9")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def _numbering(item: Element) -> tuple[str | None, int | None]:
    list_id, level = item.find("numId"), item.find("ilvl")
    value = level.get("val", "") if level is not None else ""
    return (list_id.get("val") if list_id is not None else None), (int(value) if value.isdecimal() else None)
