"""Hyphens: those that a line end put into a word are closed, those that belong to it stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.repairs.edits import Edit

WORD = r"[^\W\d_]"
_BROKEN = re.compile(rf"({WORD}[\w]*)-$")
_DANGLING = re.compile(r"\b(?:en|of) -$")
_HEAD = re.compile(rf"({WORD}+)")
_INNER = re.compile(rf"(?<![\w-])({WORD}{{4,}})-({WORD}{{3,}})(?![\w-])")
_SUSPENDED = frozenset({"en", "én", "of", "óf", "maar", "dan", "als", "noch", "respectievelijk", "tot"})
_KEEPS_HYPHEN = re.compile(
    r"v?so|[vp]o|pro|vmbo|mavo|havo|vwo|[mh]bo|lwoo|lwa|opp|opdc|tlv|sop|swv|rmc|zml|ggz|jgz|oco|sbo|bao|isk|vsv|bpo|rok|"
    r"ict|co|ex|pre|re|non|anti|semi|multi|oud|niet|sociaal|adjunct|directeur|vice|interim|kandidaat|juridisch|technisch"
)


@dataclass(frozen=True)
class Vocabulary:
    """How often each word stands in a text in one piece, hyphenated words included."""

    words: Counter[str]

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """The words of a text."""
        return cls(Counter(re.findall(r"\w+(?:-\w+)*", text.lower())))


def line_end(before: str, after: str, vocabulary: Vocabulary) -> str | None:
    """What becomes of a line end behind a hyphen: "closed" (it goes), "kept", "kept apart"; None without a hyphen."""
    if not before.endswith("-"):
        return None
    if before.endswith(" -"):
        return "kept" if _DANGLING.search(before) and after[:1].islower() else None
    head = _HEAD.match(after)
    if head is None:
        return "kept" if after[:1].isdigit() and before[-2:-1].isalnum() else "kept apart"
    if head.group(1).lower() in _SUSPENDED:
        return "kept apart"
    broken = _BROKEN.search(before)
    if broken is None:
        return "kept"
    return "closed" if _is_soft(before, broken.group(1), after, head.group(1), vocabulary) else "kept"


def _is_soft(before: str, tail: str, after: str, head: str, vocabulary: Vocabulary) -> bool:
    """Whether a line-end hyphen was put there by the typesetter."""
    if _KEEPS_HYPHEN.fullmatch(tail.lower()) or len(tail) == 1 or tail[1:] != tail[1:].lower() or head[0].isupper():
        return False
    joined, hyphened = vocabulary.words[(tail + head).lower()], vocabulary.words[f"{tail}-{head}".lower()]
    if joined != hyphened:
        return joined > hyphened
    return not re.search(r"\w-\w*-$", before) and not after[len(head) :].startswith("-")


def inner(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Hyphens left inside a line by an older line end: the closed form stands elsewhere in the text, more often."""
    for match in _INNER.finditer(text):
        left, right = match.groups()
        closed = vocabulary.words[(left + right).lower()]
        if closed and right.islower() and closed > vocabulary.words[match.group().lower()]:
            yield Edit(match.start(2) - 1, match.start(2), "", "inner hyphen")
