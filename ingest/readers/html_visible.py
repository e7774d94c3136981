"""Takes out of a web page what is not its text: code, navigation around it, and what no reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import bs4
from bs4.element import NavigableString
from soupsieve import SelectorSyntaxError

_CODE = {"script", "style", "template", "noscript", "svg", "math", "object", "iframe", "canvas", "head"}
_FORM = {"button", "select", "input", "textarea", "datalist"}
_AROUND = {"nav", "footer", "aside"}
_AROUND_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search"}
_TOLD = {"display", "visibility", "opacity", "font-size", "color", "background", "left", "top", "text-indent"}
_MOST_RULES = 300  # each is looked up in the whole page
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "transparent": None}
_ALIKE = 24  # of 255: a difference in colour that no one sees
_OFF_PAGE = -500.0  # pixels


@dataclass
class LeftOut:
    """How many characters were left out, by reason."""

    code: int = 0
    around: int = 0
    hidden: int = 0


Declared = Mapping[str, str]


def prune(soup: bs4.BeautifulSoup) -> LeftOut:
    """Remove from a page what is not its visible text, and count it."""
    styles = _styles(soup)
    left = LeftOut()
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        if tag.name in _CODE or tag.name in _FORM:
            left.code += _remove(tag)
        elif _is_around(tag):
            left.around += _remove(tag)
        elif _is_hidden(tag, styles.get(id(tag), {})):
            left.hidden += _remove(tag)
    left.hidden += _remove_unreadable(soup, styles)
    return left


def _is_around(tag: bs4.Tag) -> bool:
    """Whether an element stands around the page's own text; the header of an article is part of it."""
    if tag.name in _AROUND or tag.get("role") in _AROUND_ROLES:
        return True
    return tag.name == "header" and tag.find_parent(["main", "article", "section"]) is None


def _is_hidden(tag: bs4.Tag, declared: Declared) -> bool:
    if tag.has_attr("hidden") or str(tag.get("aria-hidden")).lower() == "true":
        return True
    if declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse"):
        return True
    if _number(declared.get("opacity", "1")) == 0:
        return True
    return any(_number(declared.get(side, "0")) <= _OFF_PAGE for side in ("left", "top", "text-indent"))


def _remove_unreadable(soup: bs4.BeautifulSoup, styles: Mapping[int, Declared]) -> int:
    """Remove text in the colour of its ground or in type of no size; the nearest element that sets these decides."""
    hidden = 0
    for string in soup.find_all(string=True):
        if type(string) is NavigableString and string.strip() and _is_unreadable(string, styles):
            hidden += len(string.strip())
            string.extract()
    return hidden


def _is_unreadable(string: NavigableString, styles: Mapping[int, Declared]) -> bool:
    colour = ground = size = None
    for tag in string.parents:
        declared = styles.get(id(tag), {})
        colour = colour or declared.get("color")
        ground = ground or declared.get("background")
        size = size or declared.get("font-size")
    if size is not None and size.endswith(("px", "pt", "0")) and _number(size) < 2:
        return True
    if colour is None:
        return False
    ink, paper = _colour(colour), _colour(ground or "white")
    return ink is not None and paper is not None and all(abs(a - b) < _ALIKE for a, b in zip(ink, paper, strict=True))


def _styles(soup: bs4.BeautifulSoup) -> dict[int, Declared]:
    """What the page's rules, attributes and inline styles declare, by the element's identity; the last one holds."""
    found: dict[int, dict[str, str]] = {}
    for selector, declared in _rules(soup):
        try:
            for tag in soup.select(selector):
                found.setdefault(id(tag), {}).update(declared)
        except SelectorSyntaxError:
            continue
    for tag in soup.find_all(True):
        own = {
            name: str(tag[key]).lower()
            for key, name in (("bgcolor", "background"), ("color", "color"))
            if key in tag.attrs
        }
        own.update(_declarations(str(tag.get("style", ""))))
        if own:
            found.setdefault(id(tag), {}).update(own)
    return dict(found)


def _rules(soup: bs4.BeautifulSoup) -> list[tuple[str, Declared]]:
    """The rules of the page's style elements that bear on visibility, except those for states and media."""
    sheet = "\n".join(style.get_text() for style in soup.find_all("style"))
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    sheet = re.sub(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    rules: list[tuple[str, Declared]] = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        declared = _declarations(body)
        if declared and ":" not in selector:
            rules.append((selector.strip(), declared))
    return rules[:_MOST_RULES]


def _declarations(style: str) -> dict[str, str]:
    """The declarations that matter to visibility, in lower case."""
    found = {}
    for part in style.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower().removesuffix("-color").removesuffix("-image")
        value = value.replace("!important", "").strip().lower()
        if name in _TOLD and value:
            found[name] = value
    return found


def _number(value: str) -> float:
    """The number a value opens with; 1 when there is none, which hides nothing."""
    found = re.match(r"-?\d*\.?\d+", value)
    return float(found.group()) if found else 1.0


def _colour(value: str) -> tuple[int, ...] | None:
    """Red, green and blue; None for what cannot be told, such as a picture or a variable."""
    if value in _NAMED:
        return _NAMED[value] if value != "transparent" else (255, 255, 255)
    if found := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value):
        digits = found.group(1) if len(found.group(1)) == 6 else "".join(digit * 2 for digit in found.group(1))
        return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
    if found := re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)", value):
        return tuple(int(part) for part in found.groups())
    return None


def _remove(tag: bs4.Tag) -> int:
    """Remove an element; how many characters of text it held."""
    length = sum(len(str(string).strip()) for string in tag.find_all(string=True))
    tag.decompose()
    return length
