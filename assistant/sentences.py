"""Sentences: a passage cut into the parts that can be quoted: sentences, list items, steps and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Form = Literal["sentence", "item", "step", "row"]

LONGEST_ITEM = 60  # words; a longer list item is quoted by the sentence
LONGEST_QUOTED = 40  # words; a longer stretch between quotation marks is cut at its sentences
_MARK = re.compile(r"(?:- |\d{1,2}\. |[a-z]\. )(?=\S)")
_NOTE = re.compile(r"Noot \d+: ")
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W_a-zà-ÿ])")
_ABBREVIATIONS = """
    art artt bijv bv blz ca cf dhr dr drs evt excl fig hfst ing incl ir ivm jhr mbt mevr mr mw nr nrs pag par
    prof resp sub tbv tel tgv vgl vlg zgn a b c d e f g h i j k l m n o p q r s t u v w x y z
"""
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
_INNER_STOPS = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}$")  # o.a, m.b.t, i.v.m
_MAY_BE_LAST = frozenset(("e.d", "e.a", "a.u.b", "n.v.t", "z.s.m", "c.s"))
_PAIRS = (("“", "”"), ("(", ")"), ("‘", "’"))


@dataclass(frozen=True)
class Part:
    """A part of a passage. `text` stands at start..end of the passage, without the mark that opens a list item.

    `paragraph` and `series` (a list) number what it belongs to; `lead` is the place of the part that introduces a list.
    """

    text: str
    start: int
    end: int
    form: Form
    mark: str
    paragraph: int
    series: int | None = None
    lead: int | None = None


def split(passage: str) -> tuple[Part, ...]:
    """The parts of a passage in reading order; all of its text but list marks and white space is in one of them."""
    parts: list[Part] = []
    lists = 0
    for number, (begin, block) in enumerate(_cut(passage, "\n\n")):
        lines = list(_cut(block, "\n"))
        for offset, line in lines:
            mark = _MARK.match(line)
            if mark:
                current, lead, lists = _place_in_list(parts, mark[0], lists)
                parts += _item(line, begin + offset, mark[0], number, current, lead)
            else:
                parts += _running(line, begin + offset, number, row=len(lines) > 1)
    return tuple(parts)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line start and end."""
    start, kept = 0, _kept_whole(text)
    for stop in _STOP.finditer(text):
        if not _is_abbreviation(text, start, stop) and not any(a < stop.end() <= b for a, b in kept):
            yield start, start + len(text[start : stop.end()].rstrip())
            start = stop.end()
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def _cut(text: str, separator: str) -> Iterator[tuple[int, str]]:
    at = 0
    for piece in text.split(separator):
        if piece.strip():
            yield at, piece
        at += len(piece) + len(separator)


def _place_in_list(parts: Sequence[Part], mark: str, lists: int) -> tuple[int, int | None, int]:
    """The list that an item belongs to, the part that introduces it, and how many lists there are now."""
    last = parts[-1] if parts else None
    if last is not None and last.series is not None and (last.mark == "- ") == (mark == "- "):
        return last.series, last.lead, lists
    lead = len(parts) - 1 if last is not None and last.series is None else None
    return lists, lead, lists + 1


def _item(line: str, at: int, mark: str, paragraph: int, series: int, lead: int | None) -> Iterator[Part]:
    form: Form = "item" if mark == "- " else "step"
    body = line[len(mark) :]
    whole = len(body.split()) <= LONGEST_ITEM
    for start, end in [(0, len(body.rstrip()))] if whole else sentences(body):
        begin = at + len(mark) + start
        opening = mark if start == 0 else ""
        yield Part(body[start:end], begin, begin + end - start, form, opening, paragraph, series, lead)


def _running(line: str, at: int, paragraph: int, row: bool) -> Iterator[Part]:
    note = _NOTE.match(line)
    skip = note.end() if note else len(line) - len(line.lstrip())
    found = list(sentences(line[skip:]))
    form: Form = "row" if row and len(found) == 1 and not re.search(r"[.:;!?][\"”’')]*$", line.rstrip()) else "sentence"
    for start, end in found:
        begin = at + skip + start
        yield Part(line[skip + start : skip + end], begin, begin + end - start, form, "", paragraph)


def _kept_whole(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks or brackets that are short enough to stay whole."""
    found = []
    for opening, closing in _PAIRS:
        end_of = re.compile(re.escape(closing) + r"(?![^\W_])")
        for match in re.finditer(r"(?<![^\W_])" + re.escape(opening), text):
            close = end_of.search(text, match.end())
            if close and len(text[match.end() : close.start()].split()) <= LONGEST_QUOTED:
                found.append((match.start(), close.start()))
    return found


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or the number of an enumeration."""
    if text[stop.start()] != "." or text[stop.start() : stop.end()].strip() != ".":
        return False
    before = text[start : stop.start()].split()
    word = before[-1].lstrip("(“‘\"'[") if before else ""
    if word.isdigit():
        return len(before) == 1 or _counts(text, int(word), stop.start())
    plain = word.lower()
    return plain in _NEVER_LAST or (bool(_INNER_STOPS.search(plain)) and plain not in _MAY_BE_LAST)


def _counts(text: str, number: int, at: int) -> bool:
    """Whether a number with a full stop is one of a row that counts up: "1. … 2. …"."""
    if number > 20:
        return False
    earlier = number == 1 or re.search(rf"(?<![\d.,]){number - 1}\. ", text[:at])
    later = re.search(rf"(?<![\d.,]){number + 1}\. ", text[at:])
    return bool(earlier and (later or number > 1))
