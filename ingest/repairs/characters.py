"""Damaged and invisible characters, tabs and runs of spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.repairs.edits import Edit

_IJ = re.compile("([ĳĲ])( ?)")
_WHOLE_IJ = re.compile("[ĳĲ][^\\W\\d_]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]+")
_LOST = re.compile("(?<=[ \t])\ufffd+[ \t]+|\ufffd+")
_SEPARATOR = re.compile("[ \t]*[\u2028\u2029\x85]+[ \t]*")
_ODD_SPACES = "\t\r\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_ODD_SPACES}]{{2,}}|[{_ODD_SPACES}]")
_LEADERS = re.compile(r"[ \t]*(?:\.[ \t]?){5,}[ \t]*")


def ij(text: str) -> Iterator[Edit]:
    """The one-character ij becomes two letters; where the text has a stray space behind each of them, that goes."""
    damaged = not _WHOLE_IJ.search(text)
    for match in _IJ.finditer(text):
        letters = "ij" if match.group(1) == "ĳ" else "IJ"
        yield Edit(match.start(), match.end() if damaged else match.end(1), letters, "ij")


def invisible(text: str) -> Iterator[Edit]:
    """Zero-width and control characters go."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "", "invisible character")


def lost(text: str) -> Iterator[Edit]:
    """Replacement characters go: what they stood for is lost."""
    for match in _LOST.finditer(text):
        yield Edit(match.start(), match.end(), "", "lost character")


def separators(text: str) -> Iterator[Edit]:
    """Unicode line and paragraph separators become a space."""
    for match in _SEPARATOR.finditer(text):
        yield Edit(match.start(), match.end(), " ", "line separator")


def spaces(text: str) -> Iterator[Edit]:
    """Tabs, odd spaces and runs of spaces become one space."""
    for match in _SPACES.finditer(text):
        yield Edit(match.start(), match.end(), " ", "spaces")


def leaders(text: str) -> Iterator[Edit]:
    """Dot leaders become one space."""
    for match in _LEADERS.finditer(text):
        yield Edit(match.start(), match.end(), " ", "dot leader")
