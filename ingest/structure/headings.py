"""Headings that nothing marks: numbered titles in sequence, lines in capitals, short lines set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.repairs.joins import OPEN_ENDED, Style
from ingest.repairs.lines import TERMINAL, Line
from ingest.structure.numbering import Numbered, best_row

LONGEST = 110
MOST_WORDS = 14
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?[\s\uFFFD]+(?=[A-ZÀ-Ý‘“(])")
_PART = re.compile(
    r"^(?i:hoofdstuk|deel|bijlage)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})(?:[.:]?\s*$|\s*[.:–-]\s*\S|\s+[A-ZÀ-Ý])"
)
_SECTOR = re.compile(r"^(?:(?:primair|voortgezet|speciaal|gespecialiseerd) onderwijs|po|vo|v?so)\s*$", re.IGNORECASE)
_ODD = re.compile(r"\||https?:|www\.|@|€|^\W*$|\d{5,}|^[\d\s.,%€-]+$")


@dataclass(frozen=True)
class Found:
    """A heading found: the first and last line it takes (indices), its level and its title."""

    first: int
    last: int
    level: int
    title: str


def headings(lines: Sequence[Line], skip: set[int], titles: Sequence[str], style: Style) -> list[Found]:
    """The headings of a text in order. `titles` are those of its contents page; `skip` are lines left out."""
    full = [line for line in lines if not line.blank and line.index not in skip]
    numbered = _numbered(full, titles)
    announced = {_bare(title) for title in titles}
    found: list[Found] = []
    depth = 0
    for i, line in enumerate(full):
        if found and line.index <= found[-1].last:
            continue
        level = numbered.get(line.index) or (1 if _is_part(full, i) else None)
        known = _bare(line.text) in announced and _apart(full, i)
        below = bool(found) and full[i - 1].index == found[-1].last
        count = 1 if level or known else _standing_out(full, i, style, below)
        if count:
            depth = level or depth
            title = _clean_title(" ".join(part.text for part in full[i : i + count]))
            found.append(Found(line.index, full[i + count - 1].index, level or min(6, depth + 1), title))
    return _merged(found)


def _is_part(full: Sequence[Line], i: int) -> bool:
    text = full[i].text
    return _PART.match(text) is not None and _is_title(text) and _apart(full, i)


def _numbered(full: Sequence[Line], titles: Sequence[str]) -> dict[int, int]:
    """Level by line index of the numbered titles that follow each other as headings do."""
    announced = {_bare(title) for title in titles}
    candidates = []
    for i, line in enumerate(full):
        match = _NUMBER.match(line.text)
        if not match or not _is_title(line.text):
            continue
        known = _bare(line.text) in announced
        number = tuple(int(part) for part in match.group(1).split("."))
        if known or not (announced or _runs_on(full, i)):
            apart = len(number) > 1 or _apart(full, i)
            candidates.append(Numbered(line.index, number, 2.0 if known else 1.0 if apart else 0.1))
    return {found.index: len(found.number) for found in best_row(candidates) if found.weight >= 1}


def _runs_on(full: Sequence[Line], i: int) -> bool:
    """Whether the next line carries on the sentence of this one."""
    after = full[i + 1] if i + 1 < len(full) else None
    return after is not None and after.text[:1].islower()


def _apart(full: Sequence[Line], i: int) -> bool:
    """Whether the line before has ended its sentence and none of the neighbours is an item of the same list."""
    line = full[i]
    before, after = full[i - 1] if i else None, full[i + 1] if i + 1 < len(full) else None
    touching = before is not None and before.index == line.index - 1 and not line.raw.startswith(" ")
    if before is not None and touching and not TERMINAL.search(before.text):
        return False
    return not (after is not None and after.numbered and "." not in after.text.split(" ")[0].rstrip("."))


def _standing_out(full: Sequence[Line], i: int, style: Style, below: bool) -> int:
    """How many lines from here, none to two, are a title without a number: set apart, short, before a full line.

    `below` says that the line before is a heading.
    """
    line = full[i]
    if not _opens_apart(full, i, below) or line.bullet or line.numbered or _listed(line, style):
        return 0
    if _is_title(line.text) and (_SECTOR.match(line.text) or _is_capitals(line.text)):
        return 1
    for count in (1, 2):
        title = full[i : i + count]
        after = full[i + count] if i + count < len(full) else None
        if after and _is_whole_title(title) and _is_narrow(title[-1], style) and _starts_text(title[-1], after, style):
            return count
    return 0


def _is_whole_title(lines: Sequence[Line]) -> bool:
    """Whether lines that touch each other make one title."""
    close = lines[-1].index == lines[0].index + len(lines) - 1
    unbroken = all(not TERMINAL.search(line.text) for line in lines[:-1])
    items = any(line.bullet or line.numbered for line in lines[1:])
    return close and unbroken and not items and _is_title(" ".join(line.text for line in lines))


def _listed(line: Line, style: Style) -> bool:
    """Whether the line may be an item whose bullet was lost."""
    return style.lost_bullets and style.settings[line.index].dense and line.raw.startswith(" ")


def _opens_apart(full: Sequence[Line], i: int, below: bool) -> bool:
    """Whether a page starts here, or a blank line behind a heading, a list item or a finished sentence."""
    if i == 0 or full[i].raw.startswith(" "):
        return True
    before = full[i - 1]
    ended = below or before.bullet or before.numbered or TERMINAL.search(before.text) is not None
    return ended and before.index < full[i].index - 1


def _is_narrow(line: Line, style: Style) -> bool:
    width = max(style.settings[line.index].width, 30)
    ends = style.wrapped and not line.raw.endswith(" ")
    return len(line.text) < (0.92 if ends else 0.75) * width


def _starts_text(line: Line, after: Line, style: Style) -> bool:
    """Whether a full line of text, or a list, starts behind a title's last line."""
    setting = style.settings[line.index]
    opens = after.text[:1].isupper() or after.text[:1] in "‘“" or after.bullet
    full = len(after.text) > 0.6 * setting.width or after.bullet
    return opens and full and (setting.dense or after.index == line.index + 1)


def _is_title(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return (
        letters >= 3
        and len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and not text.endswith((".", ",", ";", ":", "-", "–"))
        and not text[0].islower()
        and not OPEN_ENDED.search(text)
        and not _ODD.search(text)
    )


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 6 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).lower()


def _clean_title(text: str) -> str:
    return re.sub(r"[\s\uFFFD]+", " ", text).strip()[:160]


def _merged(found: Sequence[Found]) -> list[Found]:
    """Headings with a title that runs over two lines become one."""
    merged: list[Found] = []
    for heading in found:
        above = merged[-1] if merged else None
        if (
            above
            and heading.first == above.last + 1
            and _is_capitals(above.title) == _is_capitals(heading.title)
            and (heading.level >= above.level and not _NUMBER.match(heading.title))
        ):
            merged[-1] = Found(above.first, heading.last, above.level, f"{above.title} {heading.title}"[:160])
        else:
            merged.append(heading)
    return merged


def marked(spans: Sequence[tuple[int, int, int]], lines: Sequence[Line]) -> list[Found]:
    """Headings that the file's format marks, given as (first line, last line, level)."""
    found = []
    for first, last, level in spans:
        title = _clean_title(" ".join(line.text for line in lines[first : last + 1]))
        if title:
            found.append(Found(first, last, min(6, max(1, level)), title))
    return found
