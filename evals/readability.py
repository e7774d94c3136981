"""How readable a Dutch text is: lengths of sentences, rare words, Flesch-Douma, and where it passes its limits."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import CatalogueError
from assistant.sentences import sentences

FILE = "readability.yaml"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    r"ieuw|eeuw|eau|aai|ooi|oei|ieu|aa|ai|ee|ie|oe|oo|uu|eu|ei|ij|ui|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_STARTS = re.compile(r"^\s*(?:[-*]|\d{1,2}[.)])\s+", re.MULTILINE)


Name = Literal["words", "mean_sentence", "longest_sentence", "rare_share", "flesch_douma"]


@dataclass(frozen=True)
class Measures:
    """What was measured. `rare` are the words outside the most frequent ones, once each."""

    words: int
    mean_sentence: float
    longest_sentence: int
    rare_share: float
    flesch_douma: float
    rare: tuple[str, ...] = ()


class Limit(BaseModel):
    """The lowest and highest value that passes; None is no limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: float | None = None
    at_most: float | None = None

    def passes(self, value: float) -> bool:
        """Whether a value lies within the limits."""
        low, high = self.at_least, self.at_most
        return (low is None or value >= low) and (high is None or value <= high)


class Limits(BaseModel):
    """The limits that a text must keep to, and those beyond which it is listed for another look."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    frequent_words: int
    must: dict[Name, Limit]
    aim: dict[Name, Limit]


def load_limits(path: Path) -> Limits:
    """Read the limits. Raises CatalogueError naming the file and the field."""
    try:
        return Limits.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeError, yaml.YAMLError, ValidationError) as error:
        raise CatalogueError(f"{path}: {' '.join(str(error).split())}") from error


def measure(text: str, frequent: Collection[str], known: Collection[str] = ()) -> Measures:
    """Measure a text, addresses left out. Words of `known` terms and names inside a sentence do not count as rare."""
    plain = _ADDRESS.sub("", _STARTS.sub("", text))
    parts = [part for line in plain.split("\n") for part in _sentences(line)]
    lengths = [len(part.split()) for part in parts]
    spoken = [word for part in parts for word in _WORD.findall(part)]
    common = frozenset(frequent) | _words_of(known)
    rare = [word for part in parts for word in _rare(part, common)]
    words, mean = sum(lengths), sum(lengths) / max(1, len(lengths))
    per_word = sum(map(syllables, spoken)) / max(1, len(spoken))
    flesch = 207 - 0.93 * mean - 77 * per_word
    return Measures(
        words, mean, max(lengths, default=0), len(rare) / max(1, len(spoken)), flesch, tuple(dict.fromkeys(rare))
    )


def beyond(measures: Measures, limits: Mapping[Name, Limit]) -> list[str]:
    """The measures that lie outside their limits, each with its value."""
    values = vars(measures)
    return [f"{name} {values[name]:.3g}" for name, limit in limits.items() if not limit.passes(values[name])]


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its groups of vowels."""
    return max(1, len(_VOWELS.findall(word.lower())))


@cache
def frequent_words(many: int) -> frozenset[str]:
    """The most frequent words of Dutch."""
    import wordfreq  # half a second and a word list, which only this needs

    return frozenset(wordfreq.top_n_list("nl", many))


def _sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in sentences(line)]


def _rare(sentence: str, common: frozenset[str]) -> list[str]:
    words = _WORD.findall(sentence)
    names = {word for word in words[1:] if word[0].isupper()}
    plain = [word.lower() for word in words if word not in names]
    return [word for word in plain if word not in common]


def _words_of(terms: Collection[str]) -> frozenset[str]:
    return frozenset(word for term in terms for word in _WORD.findall(term.lower()))
