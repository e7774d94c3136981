"""Near-duplicates: passages that say the same in the same words, as a summary and its chapter do."""

from __future__ import annotations

import re

RUN = 4  # words
SHARE = 0.7  # of the shorter passage's runs
Runs = frozenset[tuple[str, ...]]
_WORD = re.compile(r"\w+")


def runs(text: str) -> Runs:
    """The runs of four words in a text."""
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def alike(one: Runs, other: Runs) -> bool:
    """Whether most runs of the shorter text stand in the longer one."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= SHARE * shorter
