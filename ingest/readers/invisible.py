"""Characters that have no shape on a page: zero-width, text-direction and tag characters."""

from __future__ import annotations

import re

# Tag characters and variation selectors can carry whole hidden sentences; the others split or reorder words unseen.
_INVISIBLE = re.compile(
    "["
    "\u061c\u200b-\u200f\u202a-\u202e"  # direction marks, zero-width space and joiners
    "\u2060-\u2064\u2066-\u2069\ufeff"  # word joiner, invisible operators, isolates, byte order mark
    "\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef"  # variation selectors, tags
    "]+"
)


def count_invisible(text: str) -> int:
    """How many characters of a text no reader sees."""
    return sum(len(match.group()) for match in _INVISIBLE.finditer(text))


def strip_invisible(text: str) -> tuple[str, int]:
    """A text without the characters that no reader sees, and how many those were."""
    stripped = _INVISIBLE.sub("", text)
    return stripped, len(text) - len(stripped)
