"""Cuts sections into passages of up to 150 words, and gives each the keys under which it can be found.

Sizes were measured on the dev questions: with 150 words and windows of 350 characters as keys hit@5 was .83-.85;
parts of 120 or 200 words, or keys of whole passages, gave no more.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.domain import Chunk, Document, Key, Section
from assistant.units import Unit, split_units

CHUNKER_VERSION = "1"
MAX_WORDS = 150
MIN_WORDS = 40  # shorter sections are read with the next one of the same parent
WINDOW = 350  # characters of a key
TITLES = 2  # of a heading path that a key opens with


def chunks(document: Document, sections: Sequence[Section]) -> list[Chunk]:
    """The passages of a document in reading order; each is a run of its clean text."""
    text = document.clean.text
    found: list[Chunk] = []
    for section in _joined(text, sections):
        for start, end in _parts(text, section):
            found.append(_chunk(document, section, start, end, len(found)))
    return _named(found)


def keys(chunk: Chunk) -> list[Key]:
    """Windows of a passage at its sentence ends, each opened by the last titles of its heading path."""
    head = " › ".join(chunk.path[-TITLES:])
    return [Key(chunk.id, f"{head}: {window}" if head else window) for window in _windows(chunk.text)]


def _windows(text: str) -> Iterator[str]:
    units = split_units(text, 0, len(text), WINDOW)
    start = 0
    for at in range(1, len(units) + 1):
        if at == len(units) or units[at].end - units[start].start > WINDOW:
            yield text[units[start].start : units[at - 1].end]
            start = at


def _joined(text: str, sections: Sequence[Section]) -> list[Section]:
    """The sections that hold text, short ones joined with the next sibling of the same kind and sectors."""
    found: list[Section] = []
    for section in sections:
        if not text[section.start : section.end].strip():
            continue
        if found and _belong(text, found[-1], section):
            before = found.pop()
            title = " / ".join(dict.fromkeys((before.path[-1], section.path[-1])))
            section = replace(section, start=before.start, path=(*section.path[:-1], title))
        found.append(section)
    return found


def _belong(text: str, before: Section, section: Section) -> bool:
    alike = (before.kind, before.sectors, before.path[:-1]) == (section.kind, section.sectors, section.path[:-1])
    between = text[before.end : section.start].strip()
    return alike and len(section.path) > 1 and not between and _words(text[before.start : before.end]) < MIN_WORDS


def _words(text: str) -> int:
    return len(text.split())


@dataclass(frozen=True)
class _Cut:
    """A place where a section may be cut: `weight` grows with how bad it is to cut there."""

    at: int
    words: int
    weight: float


def _parts(text: str, section: Section) -> Iterator[tuple[int, int]]:
    """Ranges of a section of nearly equal length, cut where a reader would pause."""
    units = split_units(text, section.start, section.end, MAX_WORDS * 4)
    if not units:
        return
    total = _words(text[units[0].start : units[-1].end])
    count = -(-total // MAX_WORDS)
    first, done = 0, 0
    for left in range(count, 1, -1):
        cut = _best_cut(_cuts(text, units, first), (total - done) / left)
        if cut is None:
            break
        yield units[first].start, units[cut.at - 1].end
        first, done = cut.at, done + cut.words
    yield units[first].start, units[-1].end


def _cuts(text: str, units: Sequence[Unit], first: int) -> Iterator[_Cut]:
    """The places behind unit `first` at which a part may end, with the words up to there."""
    words = 0
    for at, (unit, following) in enumerate(pairwise(units[first:]), first + 1):
        words += _words(text[unit.start : unit.end])
        if words > MAX_WORDS:
            return
        yield _Cut(at, words, _weight(text, unit, following))


def _weight(text: str, unit: Unit, following: Unit) -> float:
    """How bad it is to cut here: best between paragraphs, then between list items, then between sentences."""
    gap = text[unit.end : following.start]
    if text[unit.start : unit.end].rstrip().endswith(":"):
        return 1.0  # a lead-in line stays with its list
    if "\n\n" in gap:
        return 0.15 if _LIST.match(text, following.start) else 0.0
    return 0.2 if "\n" in gap else 0.3


_LIST = re.compile(r"(?:-|\d+[.)])\s")


def _best_cut(cuts: Iterator[_Cut], target: float) -> _Cut | None:
    """The cut that is nearest to the target, for how bad it is; None where there is none."""
    return min(cuts, key=lambda cut: abs(cut.words - target) / target + cut.weight, default=None)


def _chunk(document: Document, section: Section, start: int, end: int, place: int) -> Chunk:
    spans = document.clean.spans(start, end)
    return Chunk(
        id="",
        plan=document.plan.id,
        path=section.path,
        text=document.clean.text[start:end],
        spans=spans,
        place=place,
        kind=section.kind,
        sectors=section.sectors or document.plan.sectors,
        page=document.source.page_of(spans[0].start),
    )


def _named(found: Sequence[Chunk]) -> list[Chunk]:
    """The passages with ids made of what they say and where, so that an id outlives a new index while its text does."""
    seen: Counter[str] = Counter()
    named = []
    for chunk in found:
        digest = hashlib.blake2b("\n".join((*chunk.path, chunk.text)).encode(), digest_size=6).hexdigest()
        seen[digest] += 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        named.append(replace(chunk, id=f"{chunk.plan}-{digest}{suffix}"))
    return named
