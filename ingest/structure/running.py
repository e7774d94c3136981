"""Running headers and footers: lines that come back page after page, with or without a page number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.domain import Page
from ingest.repairs.lines import Line

REPEATS = 3
_DIGITS = re.compile(r"\d+")
_EDGE = 2


def running(lines: Sequence[Line], pages: Sequence[Page]) -> set[int]:
    """The indices of running headers and footers."""
    return _by_phrase(lines) | (_by_edge(lines, pages) if len(pages) >= REPEATS else set())


def _by_phrase(lines: Sequence[Line]) -> set[int]:
    """Lines that share a phrase beside a number and differ in that number."""
    shared: dict[str, set[str]] = {}
    for line in lines:
        if any(map(str.isdigit, line.text)) and len(line.text) <= 160 and not line.text.endswith((",", ";", ":")):
            for phrase in _phrases(line.text):
                shared.setdefault(phrase, set()).add(line.text)
    found = {phrase for phrase, variants in shared.items() if len(variants) >= REPEATS and _numbered(variants)}
    return {line.index for line in lines if len(line.text) <= 160 and _is_running(line.text, found)}


def _phrases(text: str) -> Iterator[str]:
    """The longer parts of a line between its numbers."""
    return (part for part in _DIGITS.split(_plain(text)) if len(part.strip()) >= 16)


def _is_running(text: str, phrases: set[str]) -> bool:
    parts = list(_phrases(text))
    mine = [part for part in parts if part in phrases]
    rest = len(_plain(text)) - sum(map(len, mine))
    return bool(mine) and rest <= 60 and any(map(str.isdigit, text)) and not text.endswith((".", ",", ";", ":"))


def _numbered(variants: set[str]) -> bool:
    """Whether some number differs in every variant, as page numbers do."""
    numbers = [set(_DIGITS.findall(text)) for text in variants]
    common = set.intersection(*numbers)
    own = Counter(number for found in numbers for number in found - common)
    return bool(own) and max(own.values()) == 1 and len(own) >= len(variants)


def _by_edge(lines: Sequence[Line], pages: Sequence[Page]) -> set[int]:
    """Lines that stand first or last on many pages and are alike but for their numbers."""
    edges: dict[str, list[int]] = {}
    for on_page in _per_page(lines, pages):
        for line in {*on_page[:_EDGE], *on_page[-_EDGE:]}:
            edges.setdefault(_DIGITS.sub("#", _plain(line.text)), []).append(line.index)
    enough = max(REPEATS, len(pages) // 5)
    return {i for found in edges.values() if len(found) >= enough for i in found}


def _per_page(lines: Sequence[Line], pages: Sequence[Page]) -> Iterator[list[Line]]:
    at = 0
    for page in pages:
        on_page = []
        while at < len(lines) and lines[at].start < page.end:
            if lines[at].start >= page.start and not lines[at].blank:
                on_page.append(lines[at])
            at += 1
        yield on_page


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
