"""Words: what of a Dutch question or sentence counts as content, and how much of one text another covers."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_COMPOUND = 5  # letters a stem needs before it may be looked for inside a longer word
_PART = 0.6  # what a compound that holds the word counts for
_GRAMMAR = """
    de het een en of in op met voor te aan door bij die dat om is zijn was waren wordt worden werd werden naar
    uit als van over tot per tussen onder ten ter der den hun haar onze ons deze dit niet geen kan kunnen kunt
    kun kon konden ook zoals waar wat wie hoe dan maar heeft hebben heb hebt had hadden moet moeten moest wil
    willen wilt zal zullen zou zouden er ze we zij wij u uw je jij jou jouw jullie ik mij me mijn m'n zo zich
    zelf hij hem hen welk welke wanneer waarom waarin waaraan waarop waarbij waarmee waarvoor waarvan waarover
    daar daarin daaraan daarop daarbij daarmee daarvoor daarvan daarover daarna hier hierin hierbij hiervoor
    hierover al alle alles allemaal ander andere anders nog nu toch wel toen want dus omdat zodat doordat
    terwijl voordat nadat indien dan mag mogen mocht ga gaat gaan ging doe doet doen deed kom komt komen kwam
    word zit zitten zat sta staat staan stond krijg krijgt krijgen kreeg laat laten blijf blijft blijven iemand
    iets niemand niets niks ieder iedere iedereen elk elke meer meest veel weinig zonder tegen na sinds af weer
    eens tijdens binnen buiten volgens via eigen zeg zegt zeggen zei weet weten vind vindt vinden zo'n wiens
    beide toe heen ben bent geef geeft geven hoeft hoeven zeker vanaf hoeveel hoelang mee erin erbij eruit ervan
    erover ernaar hoor hoort horen maak maakt maken nodig ivm qua zulk zulke zien ziet gezien liggen ligt
    betekent betekenen ja nee
"""
_TALK = """
    hoi hallo goedemorgen goedemiddag dag graag even eigenlijk gewoon gewone precies precieze echt zomaar
    misschien alvast ergens straks sorry alsjeblieft alstublieft dank bedankt vraag vragen snap snappen begrijp
    heel erg super helemaal totaal best eindelijk ineens opeens soms altijd nooit steeds meteen snel goed fijn
    vervelend bang klopt bestaat schijnt soort gisteren vandaag morgen vrijdag maandag dinsdag woensdag
    donderdag zaterdag zondag beetje lang vaak nou gek prima letterlijk stel
"""
_KIN = """
    zoon zoontje dochter dochtertje kind kinderen kindje jongen meisje puber zus neef nicht vader moeder
"""
_EMPTY = frozenset((_GRAMMAR + _TALK + _KIN).split())
_ASKED = re.compile(r"\b(?:wat|wie|waar|wanneer|welke?|hoe\w*|waarom|kan|mag|moet)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch")


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters without accents; "tlv-besluit" and "po/vo" give two each."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("ĳ", "ij"))
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def content(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, each once."""
    return [word for word in dict.fromkeys(tokens(text)) if word not in _EMPTY and len(word) > 1]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word."""
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'en").replace("'", "")))


def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word) for word in tokens(text))


def asks(question: str) -> bool:
    """Whether a text holds a word with which questions are asked."""
    return _ASKED.search(question) is not None


@dataclass(frozen=True)
class Rarity:
    """How rare stems are: in how many of `total` passages each occurs."""

    counts: Mapping[str, int]
    total: int

    @classmethod
    def of(cls, passages: Iterable[str]) -> Rarity:
        """Count the stems of some passages."""
        counts: Counter[str] = Counter()
        total = 0
        for passage in passages:
            counts.update(stems(passage))
            total += 1
        return cls(counts, total)

    def weight(self, found: str) -> float:
        """What a stem weighs; one that never occurs weighs as much as one that occurs once."""
        return math.log(1 + (self.total + 1) / (1 + max(1, self.counts.get(found, 0))))

    def knows(self, found: str) -> bool:
        """Whether a stem occurs, on its own or inside a compound."""
        return found in self.counts or any(_holds(found, other) for other in self.counts)


def weigh(question: str, rarity: Rarity) -> dict[str, float]:
    """The stems of a question's content words with their weights."""
    return {found: rarity.weight(found) for found in (stem(word) for word in content(question))}


def reach(word: str, wanted: Collection[str]) -> dict[str, float]:
    """Which wanted stems a stem of a text covers, and how far: itself wholly, one that shares a compound for a part."""
    found = {other: _PART for other in wanted if _holds(other, word) or _holds(word, other)}
    return found | ({word: 1.0} if word in wanted else {})


def _holds(part: str, word: str) -> bool:
    return len(part) >= _COMPOUND and len(word) > len(part) and part in word
