"""Joins: what stands between two lines in the clean text: nothing, a space, a new line or a new paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.repairs.hyphens import Vocabulary, line_end
from ingest.repairs.lines import SENTENCE_END, TERMINAL, Line

WINDOW = 6
AROUND = 20
_REFERS = re.compile(
    r"\b(?:paragraaf|paragrafen|hoofdstuk|artikel|art\.?|bijlage|tabel|figuur|lid|zie|§)$", re.IGNORECASE
)
_OPENERS = ("‘", "“", "(", "[", "«")
_SLASH = re.compile(r"\w/$")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_OPENING = "“‘\"'(«[–- "
OPEN_ENDED = re.compile(
    r"(?:[,(–/&+]|\b(?:de|het|een|van|en|of|in|op|met|voor|te|aan|door|bij|die|dat|om|is|zijn|wordt|worden|naar|uit|als|"
    r"over|tot|per|tussen|onder|binnen|tegen|ten|ter|der|den|hun|haar|onze|ons|deze|dit|niet|kan|kunnen|ook|zoals|"
    r"waar|wat|wie|hoe|dan|maar|heeft|hebben|moet|moeten|wil|willen|zal|zullen|er|ze|we|zij|wij|u|vanuit|tijdens|volgens|"
    r"zonder|rond|gedurende|via|sinds|waarin|waarbij|waarvan|waardoor|waarmee|welke|elke|alle|één|geen|zo|tot|sluit))$",
    re.IGNORECASE,
)


class Join(Enum):
    """What stands between two lines."""

    CLOSED = ""
    SPACE = " "
    LINE = "\n"
    PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Gap:
    """What lay between two lines in the source: blank lines, a line of one space, a page start, lines taken out."""

    blanks: int
    spaced: bool = False
    page: bool = False
    removed: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Setting:
    """How a line is set: the width of its column and whether blank lines follow every line around it."""

    width: int
    dense: bool


@dataclass(frozen=True)
class Style:
    """How a text is set.

    `trailing`: lines keep a trailing space; `wrapped`: only those that run on do; `settings`: by line; `lost_bullets`:
    list items are told by a leading space alone.
    """

    trailing: bool
    settings: dict[int, Setting]
    wrapped: bool
    lost_bullets: bool


def style_of(lines: Sequence[Line]) -> Style:
    """Measure a text's lines."""
    full = [line for line in lines if not line.blank]
    share = sum(line.raw.endswith(" ") for line in full) / len(full) if full else 0.0
    followed = [line.index + 1 < len(lines) and lines[line.index + 1].blank for line in full]
    cut = [_is_cut(line, after) and blank for line, after, blank in zip(full, full[1:], followed, strict=False)]
    settings = {}
    for i, line in enumerate(full):
        low, high = max(0, i - WINDOW), min(len(full), i + WINDOW + 1)
        lengths = sorted(len(other.text) for other in full[low:high])
        around = cut[max(0, i - AROUND) : i + AROUND + 1]
        dense = sum(followed[low:high]) > 0.7 * (high - low) and sum(around) >= 0.2 * len(around) > 0
        settings[line.index] = Setting(lengths[min(len(lengths) - 1, int(len(lengths) * 0.8))], dense)
    return Style(share > 0.6, settings, 0.6 < share < 0.93, _lost_bullets(lines, settings))


def _is_cut(line: Line, after: Line) -> bool:
    """Whether a sentence runs on into the next line beyond doubt."""
    return after.text[:1].islower() and TERMINAL.search(line.text) is None


def _lost_bullets(lines: Sequence[Line], settings: dict[int, Setting]) -> bool:
    """Whether a single space opens many lines behind a blank one, which is what a lost bullet leaves."""
    dense = [line for line in lines if line.index in settings and settings[line.index].dense and line.index > 0]
    opened = [line for line in dense if re.match(r" (?=\S)", line.raw) and lines[line.index - 1].raw == ""]
    return len(opened) >= 5 and len(opened) > 0.04 * len(dense)


def join(before: Line, after: Line, item: bool, gap: Gap, style: Style, vocabulary: Vocabulary, in_list: bool) -> Join:
    """What stands between two lines of running text; `item` says that `after` opens a list item."""
    if item and not _REFERS.search(before.text):
        return Join.PARAGRAPH if _new_list(before, gap, in_list) else Join.LINE
    hyphen = line_end(before.text, after.text, vocabulary)
    if (hyphen is not None and after.text[:1].islower()) or hyphen in ("closed", "kept"):
        return Join.SPACE if hyphen == "kept apart" else Join.CLOSED
    if before.text.endswith(_OPENERS) or _SLASH.search(before.text):
        return Join.CLOSED
    if _continues(before, after, gap, style):
        return Join.SPACE
    if TERMINAL.search(before.text):
        return _after_terminal(before, after, gap, style, in_list)
    return _after_open(before, gap, style, opened=in_list)


def _new_list(before: Line, gap: Gap, in_list: bool) -> bool:
    return not in_list and bool(gap.blanks) and SENTENCE_END.search(before.text) is not None


def _continues(before: Line, after: Line, gap: Gap, style: Style) -> bool:
    """Whether words alone show that a sentence runs on."""
    start = after.text.lstrip(_OPENING)
    lower = start[:1].islower()
    if TERMINAL.search(before.text):
        cut = gap.page or gap.removed
        listing = before.text.endswith(";") or (before.text.endswith(":") and not cut)
        return lower and not listing and (cut or not gap.blanks or style.settings[before.index].dense)
    return (
        lower
        or _REFERS.search(before.text) is not None
        or _YEAR.match(start) is not None
        or OPEN_ENDED.search(before.text) is not None
    )


def _after_terminal(before: Line, after: Line, gap: Gap, style: Style, in_list: bool) -> Join:
    setting = style.settings[before.index]
    loose = gap.blanks > 0 or gap.page or gap.removed
    if in_list and after.text[:1].islower():
        return Join.LINE if gap.page or gap.removed else Join.SPACE
    if gap.spaced:
        return Join.PARAGRAPH
    if loose and not setting.dense:
        return Join.PARAGRAPH
    short = len(before.text) < 0.75 * setting.width
    ended = style.trailing and (not before.raw.endswith(" ") or before.raw.endswith("  "))
    if ended or short:
        return Join.PARAGRAPH
    return Join.SPACE


def _after_open(before: Line, gap: Gap, style: Style, opened: bool) -> Join:
    setting = style.settings[before.index]
    short = len(before.text) < 0.7 * setting.width
    ended = style.trailing and not before.raw.endswith(" ")
    loose = gap.blanks > 0 or gap.page or gap.removed
    runs_on = style.wrapped and not ended and not opened and (not loose or setting.dense)
    if runs_on or not (short or ended):
        return Join.SPACE
    if gap.spaced or (loose and not setting.dense) or (ended and loose):
        return Join.PARAGRAPH
    return Join.LINE
