"""Statutes and the places in them: what "art. 17a, achtste lid, WVO" means, and how a place is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ADDRESS = "https://wetten.overheid.nl/"

_NUMBER = r"\d+[a-z]?\d*"
_ARTICLE_NUMBER = r"(\d+(?:[.:]\d+)?(?:[a-z]{1,2}\d*)?)\b"
_ARTICLE = (re.compile(rf"\bart(?:ikel(?:en)?)?\b\.?\s*{_ARTICLE_NUMBER}"), re.compile(rf"\b{_ARTICLE_NUMBER}"))
_LID = re.compile(rf"\b(?:lid|leden)\b\s*({_NUMBER})(?:\s*(?:-|tot en met|t/m)\s*({_NUMBER}))?(?:\s([a-z])(?![\w.]))?")
_PART = re.compile(r"(?:\b(?:onder|onderdeel|onderdelen|sub)\s+|\()([a-z])\b(?:\s*(?:-|tot en met|t/m)\s*([a-z])\b)?")
_SPLIT = re.compile(r"(\d+)([a-z]?)(\d*)")
_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    *("elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende"),
    *("negentiende", "twintigste"),
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+lid\b")


@dataclass(frozen=True)
class Statute:
    """A law, decree or regulation. `former` ones no longer hold; old documents still cite them. `also`: other names."""

    name: str
    title: str
    bwb: str | None
    former: bool = False
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str | None:
        """Its current text; None where its number in the national database is not known."""
        return ADDRESS + self.bwb if self.bwb else None


@dataclass(frozen=True)
class Place:
    """An article with its leden and parts, each written out one by one. Nothing named means all of it."""

    statute: str
    article: str
    leden: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def touches(self, other: Place) -> bool:
        """Whether the two share text, as far as their numbers tell."""
        if (self.statute, self.article) != (other.statute, other.article):
            return False
        return _share(self.leden, other.leden) and _share(self.parts, other.parts)


def readings(text: str, statutes: Iterable[Statute]) -> tuple[Place, ...]:
    """What a reference may mean, the likeliest first; nothing where no statute or no article is named.

    There are two readings of "lid 8f": the lid numbered 8f, and part f of lid 8.
    """
    plain = _plain(text)
    name, rest = _named(plain, statutes)
    rest = _ORDINAL.sub(lambda found: f"lid {_ORDINALS.index(found[1]) + 1}", rest)
    lid, part = _LID.search(rest), _PART.search(rest)
    bare = _LID.sub(" ", _PART.sub(" ", rest))
    article = _ARTICLE[0].search(bare) or _ARTICLE[1].search(bare)
    if name is None or article is None:
        return ()
    parts = _letters(part[1], part[2] or part[1]) if part else ()
    if lid is None:
        return (Place(name, article[1], (), parts),)
    first, last = lid[1] + (lid[3] or ""), lid[2] or lid[1] + (lid[3] or "")
    found = [Place(name, article[1], _numbers(first, last), parts)]
    number, letter, _ = _parted(first)
    if letter and first == last and not parts:
        found.append(Place(name, article[1], (number,), (letter,)))
    return tuple(found)


def written(statute: str, article: str | None, lid: str | None = None, part: str | None = None) -> str:
    """A place as Dutch readers write it: art. 2.47 lid 7 onder c WVO 2020."""
    words = [
        f"art. {_dashed(article)}" if article else "",
        f"lid {_dashed(lid)}" if lid else "",
        f"onder {_dashed(part)}" if part else "",
        statute,
    ]
    return " ".join(word for word in words if word)


def _plain(text: str) -> str:
    lower = re.sub(r"[–—‑]", "-", text.lower())
    return re.sub(r"[\s,]+", " ", lower)


def _named(text: str, statutes: Iterable[Statute]) -> tuple[str | None, str]:
    """The statute that a text names by its name or title, and the text without it; the longest wins."""
    names = {word.lower(): statute.name for statute in statutes for word in _names(statute)}
    for word in sorted(names, key=len, reverse=True):
        found = re.search(rf"\b{re.escape(word)}\b", text)
        if found:
            return names[word], f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _names(statute: Statute) -> tuple[str, ...]:
    return (statute.title, statute.name, *statute.also)


def _numbers(first: str, last: str) -> tuple[str, ...]:
    """The leden from one to another: 1 to 3, or 2a to 2g."""
    (low, a, _), (high, b, _) = _parted(first), _parted(last)
    if low == high and a and b:
        return tuple(low + letter for letter in _letters(a, b))
    if first == last or a or b:
        return (first,)
    return tuple(str(number) for number in range(int(low), int(high) + 1))


def _parted(number: str) -> tuple[str, str, str]:
    found = _SPLIT.fullmatch(number)
    return (found[1], found[2], found[3]) if found else (number, "", "")


def _letters(first: str, last: str) -> tuple[str, ...]:
    return tuple(chr(code) for code in range(ord(first), ord(last) + 1))


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _dashed(text: str) -> str:
    return text.replace("-", "–")
