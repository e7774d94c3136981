"""Scoring: how well each sentence of the passages found answers the question."""

from __future__ import annotations

import statistics
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.answering.asked import Question
from assistant.answering.words import stems
from assistant.domain import Hit
from assistant.retrieval.embedding import Embedder
from assistant.sentences import Part, split

Scorer = Callable[[str, Sequence[str]], Sequence[float]]
"""How near each text is in meaning to a question; only the differences between scores matter."""

# Weights of a logistic regression on the sentences of ten hits for each of 147 dev questions, rounded. Mean reciprocal
# rank of the first right sentence, cross-validated: .58; without the injected score .56, without what is asked for .56,
# without the neighbours .57: none of them decides alone.
AROUND = 2.0  # share of the question's words in the sentence, its neighbours, its lead-in and its heading
COVERED = 1.5  # the same in the sentence, its lead-in and its heading
OWN = 1.0  # the same in the sentence alone
RANK = 2.3  # one divided by the rank of the passage
LEGS = 1.25  # the mean of the same over the legs that found it
MET_MEASURED, MET = 0.8, 0.6  # the sentence holds what is asked for: a number or an address; a moment or a person
MEANING = 0.55  # standard deviations of the injected score
SHORTLIST = 8  # sentences whose meaning is compared, about 8 ms each; 12, 16 or 24 found no more evidence
REMEMBERED = 10_000  # sentences, of the plans only; 15 MB
_UNREAD = -1.0  # standard deviations of a sentence whose meaning was not compared
_EVEN = 1e-6  # scores that are all alike say nothing


@dataclass(frozen=True)
class Scored:
    """A part of a passage with its score: `own` is the share of the question's words in it, `met` whether it holds what
    is asked for."""

    hit: Hit
    parts: tuple[Part, ...]
    place: int
    score: float
    own: float
    met: bool

    @property
    def part(self) -> Part:
        """The part itself."""
        return self.parts[self.place]


def score_parts(question: Question, hits: Sequence[Hit], scorer: Scorer) -> list[Scored]:
    """Every part of the passages, scored; `scorer` is asked about the most promising only."""
    scored = [one for hit in hits for one in _without_meaning(question, hit)]
    short = sorted(range(len(scored)), key=lambda at: -scored[at].score)[:SHORTLIST]
    values = scorer(question.text, [_in_context(scored[at]) for at in short]) if short else ()
    meaning = dict(zip(short, _standardised(values), strict=True))
    return [replace(one, score=one.score + MEANING * meaning.get(at, _UNREAD)) for at, one in enumerate(scored)]


class EmbeddedScorer:
    """A Scorer that compares meanings by an embedding model; it remembers the vectors of the sentences it has seen."""

    def __init__(self, embedder: Embedder, remember: int = REMEMBERED) -> None:
        self._embedder, self._remember = embedder, remember
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the question with each text."""
        asked = self._embedder.query(question)
        return [float(vector @ asked) for vector in self._of(texts)]

    def _of(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        unknown = [text for text in dict.fromkeys(texts) if text not in known]
        known |= dict(zip(unknown, self._embedder.passages(unknown) if unknown else (), strict=True))
        with self._lock:
            self._vectors |= known
            for text in known:
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._remember:
                self._vectors.popitem(last=False)
        return [known[text] for text in texts]


def _without_meaning(question: Question, hit: Hit) -> list[Scored]:
    parts = split(hit.chunk.text)
    words = [stems(part.text) for part in parts]
    heading = stems(hit.chunk.heading)
    found = RANK / hit.rank + LEGS * _agreement(hit)
    scored = []
    for at, part in enumerate(parts):
        lead = words[part.lead] if part.lead is not None else frozenset[str]()
        around = frozenset[str]().union(*words[max(0, at - 1) : at + 2])
        own = question.share(words[at])
        met = question.want is not None and question.want.met_by(part.text)
        score = found + OWN * own + COVERED * question.share(words[at] | lead | heading)
        score += AROUND * question.share(around | lead | heading)
        score += _bonus(question, met)
        scored.append(Scored(hit, parts, at, score, own, met))
    return scored


def _bonus(question: Question, met: bool) -> float:
    if not met or question.want is None:
        return 0.0
    return MET_MEASURED if question.want.measured else MET


def _agreement(hit: Hit) -> float:
    return statistics.fmean(1 / rank for rank in hit.via.values()) if hit.via else 1 / hit.rank


def _in_context(scored: Scored) -> str:
    """A part with its heading and what leads up to it: what it means depends on both."""
    part = scored.part
    before = part.lead if part.lead is not None else scored.place - 1
    lead = scored.parts[before].text if before >= 0 else ""
    return f"{scored.hit.chunk.path[-1]}: {lead} {part.text}"


def _standardised(values: Sequence[float]) -> list[float]:
    """Values in standard deviations from their mean."""
    if not values:
        return []
    mean, deviation = statistics.fmean(values), statistics.pstdev(values)
    return [(value - mean) / deviation if deviation > _EVEN else 0.0 for value in values]
