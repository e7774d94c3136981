"""Citations: a quote holds only when it stands, character for character, in the stored version of the source.

Quote and text pass through one declared normalisation, and nothing else is forgiven:
- Unicode NFKC, except numerals such as ² and ½, which stay: 10² is not 102;
- every run of white space is one space, and soft hyphens are dropped;
- typographic quotation marks, apostrophes and dashes are the plain ones;
- the repairs that were recorded when the text was cleaned: the search is in the clean text.
A quote may not begin or end inside a word, a compound or a number: "2 weken" does not stand in "12 weken".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.domain import Document, Span

_UNIFIED = {"'": "‘’‚‛′ʼ`´", '"': "“”„‟″«»", "-": "‐‑‒–—―−"}
_PLAIN = str.maketrans({odd: plain for plain, those in _UNIFIED.items() for odd in those})
_BLANK = "\\s\u00ad"
_CUT_WORD_BEFORE, _CUT_WORD_AFTER = re.compile(r"[^\W_]-?$"), re.compile(r"^-?[^\W_]")
_CUT_NUMBER_BEFORE, _CUT_NUMBER_AFTER = re.compile(r"(?:\d[.,:/]|-)$"), re.compile(r"^(?:[.,:/]\d| ?[%‰])")
_DOCUMENTS = 16  # kept normalised; 300,000 characters take 40 ms to normalise and 2 MB to keep


def verify(quote: str, document: Document, within: Sequence[Span] = ()) -> tuple[Span, ...] | None:
    """The source ranges at which a quote stands, None where it does not; `within` limits where it may stand."""
    return _verifier(_Version(document)).verify(quote, within)


def normalise(text: str) -> str:
    """A text as quotes and sources are compared: the declared normalisation, without white space at its ends."""
    return _Normalised(text).text.strip()


class Verifier:
    """Verifies quotes against one document, which it normalises once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._normalised = _Normalised(document.clean.text)
        self._pieces = sorted(document.clean.pieces, key=lambda piece: (piece.start, piece.end))
        self._starts = [piece.start for piece in self._pieces]

    def verify(self, quote: str, within: Sequence[Span] = ()) -> tuple[Span, ...] | None:
        """The source ranges at which a quote stands, in reading order; the first place that passes every check."""
        wanted = normalise(quote)
        if not _substance(wanted):
            return None
        for start in _places(wanted, self._normalised.text):
            spans = self._document.clean.spans(*self._normalised.range(start, start + len(wanted)))
            if _inside(spans, within) and self._reads(spans, wanted):
                return spans
        return None

    def _reads(self, spans: Sequence[Span], wanted: str) -> bool:
        """Whether the source, read again at these ranges, holds the same letters, digits and numbers."""
        read = normalise("".join(part for span in spans for part in self._read(span)))
        return _substance(read) == _substance(wanted) and _numbers(read) == _numbers(wanted)

    def _read(self, span: Span) -> Iterator[str]:
        """The source of a range; what a recorded repair dropped or put between words is one space."""
        at = max(0, bisect_left(self._starts, span.start) - 1)
        while at < len(self._pieces) and (piece := self._pieces[at]).start < span.end:
            at += 1
            if piece.end > span.start:
                read = self._document.source.text[max(piece.start, span.start) : min(piece.end, span.end)]
                yield read if piece.repair is None or _substance(piece.text) else " "


class _Version:
    """A version of a document as a key: the same source and the same clean text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return hash(self.document.source.sha256)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Version)
            and self.document.clean is other.document.clean
            and self.document.source is other.document.source
        )


@lru_cache(maxsize=_DOCUMENTS)
def _verifier(version: _Version) -> Verifier:
    return Verifier(version.document)


class _Normalised:
    """A text after the declared normalisation, with the way back to its own offsets."""

    def __init__(self, original: str) -> None:
        parts: list[str] = []
        self._starts: list[int] = []  # of runs, in the normalised text; odd runs were replaced, even ones copied
        self._origins: list[int] = []  # of the same runs, in the original
        length = at = 0
        for match in _odd(original).finditer(original):
            for run, origin in ((original[at : match.start()], at), (_replaced(match[0]), match.start())):
                self._starts.append(length)
                self._origins.append(origin)
                parts.append(run)
                length += len(run)
            at = match.end()
        self._starts.append(length)
        self._origins.append(at)
        self.text = "".join([*parts, original[at:]])

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of normalised characters start..end; a replaced run counts as whole."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        begin = self._origins[first] + (0 if first % 2 else start - self._starts[first])
        finish = self._origins[last + 1] if last % 2 else self._origins[last] + end - self._starts[last]
        return begin, finish


def _odd(text: str) -> re.Pattern[str]:
    """What in this text the normalisation replaces; only the characters that occur in it are looked at."""
    present = set(text)
    marks = "".join(sorted(c for c in present if unicodedata.combining(c)))
    odd = "".join(sorted(c for c in present if not c.isspace() and c != "\u00ad" and _character(c) != c))
    options = [f"[{_BLANK}]{{2,}}", "[^\\S ]", "\u00ad"]
    options += [f".[{re.escape(marks)}]+"] if marks else []
    options += [f"[{re.escape(odd)}]"] if odd else []
    return re.compile("|".join(options))


def _replaced(run: str) -> str:
    if run.strip("\u00ad") == "":
        return ""
    return " " if run.replace("\u00ad", " ").isspace() else _character(run)


def _character(cluster: str) -> str:
    """A character, with its combining marks, as it is compared."""
    plain = cluster.translate(_PLAIN)
    if any(unicodedata.category(c) in ("No", "Nl") for c in plain):
        return plain
    composed = unicodedata.normalize("NFKC", plain)
    return plain if any(c.isspace() for c in composed) else composed.translate(_PLAIN)


def _places(wanted: str, text: str) -> Iterator[int]:
    """Where a normalised quote stands as whole words and whole numbers."""
    at = text.find(wanted)
    while at >= 0:
        if not _cuts(text[max(0, at - 2) : at], wanted, text[at + len(wanted) : at + len(wanted) + 2]):
            yield at
        at = text.find(wanted, at + 1)


def _cuts(before: str, wanted: str, after: str) -> bool:
    """Whether a quote between these characters begins or ends inside a word or a number."""
    first, last = wanted[0], wanted[-1]
    return bool(
        (first.isalnum() and _CUT_WORD_BEFORE.search(before))
        or (last.isalnum() and _CUT_WORD_AFTER.search(after))
        or (first.isdigit() and _CUT_NUMBER_BEFORE.search(before))
        or (last.isdigit() and _CUT_NUMBER_AFTER.search(after))
    )


def _inside(spans: Sequence[Span], within: Sequence[Span]) -> bool:
    return not within or all(any(w.start <= span.start and span.end <= w.end for w in within) for span in spans)


def _substance(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
