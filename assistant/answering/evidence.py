"""Evidence: whether the passages found hold an answer at all. Two small logistic models, several signals each.

`about` asks whether the plans speak of the question's subject, `holds` whether a sentence holds the kind of thing that
is asked for: a term, an amount, an address. No signal decides alone, and none is a fixed cosine. `python -m
evals.refusal` fits the coefficients on the dev questions and on 32 of our own about other subjects.

Measured by ten-fold cross-validation, 20 times over, each question put to its own plan; the second row is used:

| may refuse | answerable refused | unanswerable refused | other subjects refused |
|---|---|---|---|
| 4% | 5% | 36% | 64% |
| 8% | 9% | 50% | 68% |
| 12% | 12% | 54% | 71% |
| 16% | 15% | 59% | 75% |
| 24% | 22% | 69% | 90% |
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant.answering.asked import Question
from assistant.answering.scoring import Scored
from assistant.answering.words import Rarity, stems
from assistant.domain import Hit

PASSAGES = 5
AGREEING = 3  # passages
CARDS = " of cards"  # what the name of a leg ends with that searches topic cards
NOTHING_HELD = -1.0  # the standing where no sentence holds what is wanted


@dataclass(frozen=True)
class Signals:
    """What the models look at, each between 0 and 1 but for `standing`, which is in standard deviations.

    `unknown`: share of the question's words that the plans in scope never use; `covered`: share of them in the best
    of five passages; `agreement`: share of the legs that found the first three passages; `asks`: a number, amount or
    address is wanted; `held`: share of the question's words in the best sentence that holds what is wanted (in any,
    where nothing is), and `standing`: the score of such a sentence above those of all sentences found.
    """

    unknown: float
    covered: float
    agreement: float
    asks: float
    held: float
    standing: float


@dataclass(frozen=True)
class Doubt:
    """How doubtful it is that there is an answer: above one half there is none to show."""

    about: float
    holds: float

    @property
    def refuses(self) -> bool:
        """Whether nothing should be shown as an answer."""
        return max(self.about, self.holds) > 0.5


ABOUT: Mapping[str, float] = {"": 6.72, "unknown": 3.55, "covered": -4.34, "agreement": -8.60}
HOLDS: Mapping[str, float] = {"": -0.55, "asks": 1.24, "held": -1.23, "standing": -0.33, "unknown": 1.05}
# "" is the intercept; with it, each model refuses the share of answerable dev questions that it may, 2% and 6%.


def signals(question: Question, scored: Sequence[Scored], hits: Sequence[Hit], known: Rarity) -> Signals:
    """Read the signals of a question, the passages found for it and their sentences; `known` are the words in scope."""
    asks = question.want is not None and question.want.measured
    holding = [one for one in scored if one.met or not asks]
    whole = sum(question.weights.values())
    unknown = sum(weight for stem, weight in question.weights.items() if not known.knows(stem))
    passages = [stems(f"{hit.chunk.heading} {hit.chunk.text}") for hit in hits[:PASSAGES]]
    return Signals(
        unknown=unknown / whole if whole else 1.0,
        covered=max((question.share(words) for words in passages), default=0.0),
        agreement=_agreement(hits),
        asks=float(asks),
        held=max((one.own for one in holding), default=0.0),
        standing=_standing(holding, scored),
    )


def doubt(found: Signals) -> Doubt:
    """Weigh the signals."""
    values = asdict(found)
    return Doubt(about=_logistic(ABOUT, values), holds=_logistic(HOLDS, values))


def _logistic(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    total = sum(weight * values.get(name, 1.0) for name, weight in weights.items())
    return 1 / (1 + math.exp(-total))


def _agreement(hits: Sequence[Hit]) -> float:
    """A leg that found a passage by its text or by its card counts once."""
    found = [{leg.removesuffix(CARDS) for leg in hit.via} for hit in hits]
    legs = frozenset[str]().union(*found)
    return statistics.fmean(len(own) / len(legs) for own in found[:AGREEING]) if legs else 0.0


def _standing(some: Sequence[Scored], every: Sequence[Scored]) -> float:
    """The best score of some sentences in standard deviations above the mean of all."""
    scores = [one.score for one in every]
    if not some:
        return NOTHING_HELD
    spread = statistics.pstdev(scores)
    return (max(one.score for one in some) - statistics.fmean(scores)) / spread if spread > 0 else 0.0
