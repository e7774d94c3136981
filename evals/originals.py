"""The originals as the checks of our own texts need them: cleaned, cut into sections, and their runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.catalogue import load_catalogue
from assistant.domain import Document, Section, Span
from evals.named_numbers import used
from ingest.clean import NO_LAYOUT, clean
from ingest.layout import find_layout
from ingest.readers import read
from ingest.sections import sections

RUN = 12  # words; a shorter run may be a title or a set phrase

_WORD = re.compile(r"[0-9a-zà-ÿ]+")


@dataclass(frozen=True)
class Original:
    """A plan's file: its cleaned text and its sections."""

    document: Document
    sections: tuple[Section, ...]

    def text_at(self, spans: Iterable[Span]) -> str:
        """The cleaned text of source ranges, a blank line between them."""
        return "\n\n".join(self.document.clean.within([span]) for span in spans)

    def sections_at(self, spans: Sequence[Span]) -> list[Section]:
        """The sections of which source ranges hold a part."""
        bounds = [(span.start, span.end) for span in spans]
        found = {at for start, end, at in self._ranges if any(low < end and start < high for low, high in bounds)}
        return [self.sections[at] for at in sorted(found)]

    def headings_at(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The headings above source ranges, which the text itself leaves out."""
        return tuple(dict.fromkeys(title for section in self.sections_at(spans) for title in section.path))

    @cached_property
    def named_numbers(self) -> frozenset[str]:
        """The names with a number that the plan uses."""
        return used(self.document.clean.text, (title for section in self.sections for title in section.path))

    def under(self, path: tuple[str, ...]) -> tuple[Span, ...]:
        """The source ranges of the sections under a heading path."""
        within = {at for at, section in enumerate(self.sections) if section.path[: len(path)] == path}
        return tuple(Span(start, end) for start, end, at in self._ranges if at in within)

    @cached_property
    def _ranges(self) -> list[tuple[int, int, int]]:
        """The source ranges of the sections, each with the number of its section."""
        clean, sections = self.document.clean, enumerate(self.sections)
        return [(span.start, span.end, at) for at, part in sections for span in clean.spans(part.start, part.end)]


def overlap(one: Span, other: Span) -> bool:
    """Whether two ranges share a character."""
    return one.start < other.end and other.start < one.end


def read_originals(corpus: Path, sources: Path) -> dict[str, Original]:
    """The originals that are in the folder, by plan; a file with another content than the catalogue's is left out."""
    found = {}
    for plan in load_catalogue(corpus, sources).plans:
        path = sources / (plan.file or "")
        if plan.file is None or not path.is_file():
            continue
        source = read(path)
        if source.sha256 == plan.sha256:
            layout = find_layout(corpus / "layouts", source.sha256)
            document = Document(plan, source, clean(source, layout or NO_LAYOUT))
            found[plan.id] = Original(document, tuple(sections(document, layout)))
    return found


def runs(originals: Mapping[str, Original]) -> frozenset[int]:
    """Every run of twelve words in the originals, as hashes."""
    return frozenset(run for original in originals.values() for run in _runs(original.document.source.text))


def copied(text: str, known: frozenset[int]) -> str | None:
    """The first run of twelve words of a text that stands in an original; None where there is none."""
    words = _words(text)
    at = next((at for at, run in enumerate(_runs(text)) if run in known), None)
    return None if at is None else " ".join(words[at : at + RUN])


def _runs(text: str) -> list[int]:
    words = _words(text)
    return [hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("ĳ ", "ij").replace("ĳ", "ij").lower())
