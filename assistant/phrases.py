"""Finds phrases in a Dutch question: on stems, whole words, close together in any order, the longest first."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

SLACK = 2  # words that may stand between those of a phrase: Dutch puts them in other places in a question
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_GRAMMAR = """
    de het een 't 'n mijn m'n zijn z'n haar hun onze ons uw je jouw jullie ik wij we u hem hij ze zij me mij
    die dat deze dit er nog ook al dan toch wel even maar dus
"""
_SKIPPED = frozenset(_GRAMMAR.split())
_CHILD = "zoon zoontje dochter dochtertje puber kinderen"
_READ_AS = {
    **{word: "kind" for word in _CHILD.split()},
    **{"zeven": "7", "acht": "8"},
    **{"afwezig": "absent", "papiertje": "papierke"},  # they have the stems of "afgewezen" and "papieren"
}
_CAPITALS = frozenset({"ass", "bron", "duo", "lea", "rea", "rok", "zat"})  # words, and abbreviations where in capitals
_PREPOSITIONS = "aan als bij door geen in met na naar niet om op over tegen uit van voor weer zonder"


@dataclass(frozen=True)
class Match:
    """A phrase of a question and the places of its words among those that count."""

    phrase: str
    places: frozenset[int]


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that count, in order; articles and pronouns do not, and a zoon or dochter is a kind."""
    plain = unicodedata.normalize("NFKD", text.replace("ĳ", "ij").replace("’", "'"))
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return tuple(_stem(word) for word in words if word.lower() not in _SKIPPED)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    small = word.lower()
    if small in _CAPITALS:
        return word
    read = _READ_AS.get(small, small).removesuffix("'s").removesuffix("'en").replace("'", "")
    return str(_stemmer().stemWord(read))


@lru_cache(maxsize=1)
def _leading() -> frozenset[str]:
    """The stems of words that stand before what they belong to."""
    return frozenset(stems(_PREPOSITIONS))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch")


class Phrases:
    """An index of phrases. Finding is thread-safe."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """A phrase without words that count is never found."""
        self._phrases = {phrase: stems(phrase) for phrase in phrases}
        common = Counter(stem for wanted in self._phrases.values() for stem in wanted)
        self._by_stem: dict[str, list[str]] = {}
        for phrase, wanted in self._phrases.items():
            if wanted:
                self._by_stem.setdefault(min(wanted, key=lambda stem: (common[stem], stem)), []).append(phrase)

    def find(self, question: str) -> list[Match]:
        """The phrases of a question, longest first; one whose words all stand in a longer one is left out."""
        words = stems(question)
        candidates = dict.fromkeys(phrase for stem in dict.fromkeys(words) for phrase in self._by_stem.get(stem, ()))
        found = [Match(phrase, places) for phrase in candidates if (places := _places(self._phrases[phrase], words))]
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (-len(match.places), min(match.places), match.phrase)):
            if not any(match.places < longer.places for longer in kept):
                kept.append(match)
        return kept


def _places(wanted: Sequence[str], words: Sequence[str]) -> frozenset[int]:
    """Where all wanted words stand within a few words of each other, a preposition before its word; else nowhere."""
    size = len(wanted)
    for start, word in enumerate(words):
        if word in wanted:
            places = _within(wanted, words, range(start, min(len(words), start + size + (SLACK if size > 1 else 0))))
            if len(places) == size and _in_order(wanted, places):
                return frozenset(places)
    return frozenset()


def _within(wanted: Sequence[str], words: Sequence[str], window: range) -> list[int]:
    """The place of each wanted word, each place once; those that are not there are left out."""
    places: list[int] = []
    for want in wanted:
        places += [place for place in window if words[place] == want and place not in places][:1]
    return places


def _in_order(wanted: Sequence[str], places: Sequence[int]) -> bool:
    return all(
        before < after for word, before, after in zip(wanted, places, places[1:], strict=False) if word in _leading()
    )
