"""Whether a passage that was found holds a piece of evidence: by the characters it covers, its words, or either."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from assistant.domain import Span
from evals.cases import Evidence
from evals.runs import RunHit

ENOUGH = 0.6
"""The share of the evidence that a passage must hold."""

Name = Literal["spans", "text", "either"]
Texts = Mapping[str, str]
"""Source texts by the sha256 of their file."""

_GRAM = 4
_WORD = re.compile(r"[a-z0-9à-ÿ]+")
_HYPHENATION = re.compile(r"(\w)-\s*\n\s*(\w)")
_UNCOUNTED = re.compile(r"[\s\u00ad\u2010\u2011-]")  # white space and hyphens: cleaning adds and removes them


class Judge(Protocol):
    """Says whether a hit holds the evidence; None where it cannot tell."""

    def __call__(self, evidence: Evidence, hit: RunHit) -> bool | None: ...


@dataclass(frozen=True)
class BySpans:
    """Enough of the evidence's characters lie in the hit's spans. Where the source is unknown, all characters count."""

    texts: Texts = field(default_factory=dict)

    def __call__(self, evidence: Evidence, hit: RunHit) -> bool | None:
        """None where either side names no version or no place."""
        if not (evidence.sha256 and evidence.places and hit.sha256 and hit.spans):
            return None
        if evidence.sha256 != hit.sha256:
            return False
        text = self.texts.get(evidence.sha256)
        return any(overlap(place, hit.spans, text) >= ENOUGH for place in evidence.places)


@dataclass(frozen=True)
class ByText:
    """Enough of the evidence's word 4-grams stand in the hit's text. Needs the quote, or the source to read it in."""

    texts: Texts = field(default_factory=dict)

    def __call__(self, evidence: Evidence, hit: RunHit) -> bool | None:
        """None where the words of the evidence are unknown."""
        quote = evidence.quote or self._read(evidence)
        return None if quote is None else coverage(quote, hit.text) >= ENOUGH

    def _read(self, evidence: Evidence) -> str | None:
        text = self.texts.get(evidence.sha256 or "")
        if text is None or not evidence.places:
            return None
        return text[evidence.places[0].start : evidence.places[0].end]


@dataclass(frozen=True)
class ByEither:
    """One of the two is enough: a plan may say the same at another place, which only the words show."""

    texts: Texts = field(default_factory=dict)

    def __call__(self, evidence: Evidence, hit: RunHit) -> bool | None:
        """None only where both cannot tell."""
        spans = BySpans(self.texts)(evidence, hit)
        if spans:
            return True
        text = ByText(self.texts)(evidence, hit)
        return spans if text is None else text


def judge(name: Name, texts: Texts) -> Judge:
    """The judge of that name."""
    made: dict[Name, Callable[[Texts], Judge]] = {"spans": BySpans, "text": ByText, "either": ByEither}
    return made[name](texts)


def overlap(place: Span, spans: tuple[Span, ...], text: str | None = None) -> float:
    """The share of a place's characters that lie in the spans; white space and hyphens count only without `text`."""
    counted = [at for at in range(place.start, place.end) if text is None or not _UNCOUNTED.match(text[at : at + 1])]
    return sum(any(span.start <= at < span.end for span in spans) for at in counted) / max(1, len(counted))


def coverage(quote: str, text: str) -> float:
    """The share of a quote's word 4-grams that stand in a text, whatever its white space, hyphens and ligatures."""
    words, joined = _words(quote), "".join(_words(text))
    size = min(_GRAM, len(words))
    grams = {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if words else set()
    return sum("".join(gram) in joined for gram in grams) / max(1, len(grams))


def _words(text: str) -> list[str]:
    """Lower-case words; NFKC takes ligatures apart, and hyphens at line ends are dropped."""
    whole = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return _WORD.findall(_HYPHENATION.sub(r"\1\2", whole).lower())
