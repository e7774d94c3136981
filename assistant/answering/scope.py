"""Scope: which plan and which kind of school a question names itself. It narrows what the user left open, no more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.domain import SECTORS, Plan, Scope, Sector

_TITLE = 16  # letters a title needs to be told from ordinary words
_OUTSIDE = re.compile(r"\(\s*(?:zonder|exclusief|behalve)\b[^)]*\)", re.IGNORECASE)
_INSIDE = re.compile(r"\(([^)]*)\)")
_ON_A_RIVER = re.compile(r"^(\w{5,}) (?:aan|op) (?:de|den|het|t) \w+$")
_SHARED = """
    samenwerkingsverband samenwerkingsverbanden swv onderwijscollectief cooperatie vereniging stichting passend
    onderwijs vo po so vso voortgezet primair regio en de het voor van in
"""
_GENERIC = frozenset(_SHARED.split())  # words that names of samenwerkingsverbanden share
_ORDINARY = "best heel beek berg bergen dal goes hoorn leek putten een meer zou koers samen kans stap"
_COMMON = frozenset(_ORDINARY.split())  # names that are words as well
_MOVES = re.compile(r"\b(?:overstap|overgang|doorstroom|overgestapt|schooladvies|groep 8|10 14|po[/ ]?vo)\b")
_SECTOR_WORDS: Mapping[Sector, str] = {
    "po": r"po|bao|sbo|basisscho\w+|basisonderwijs|primair onderwijs|kleuter\w*|groep(?:en)? [1-8]|ib'?er|peuter\w*|"
    r"intern begeleiders?|speciaal basisonderwijs",
    "vo": r"vo|middelbare?|voortgezet onderwijs|brugklas\w*|brugger|vmbo\w*|mavo|havo|vwo|gymnasium|praktijkonderwijs|"
    r"praktijkschool|pro|lwoo",
    "so": r"so|vso\d?|speciale? (?:onderwijs|school|scholen|middelbare)|(?:voortgezet speciaal|speciaal voortgezet) "
    r"onderwijs",
}
_SPECIAL_SECONDARY = re.compile(r"\bvso|voortgezet")


def resolve(question: str, scope: Scope, plans: Sequence[Plan]) -> Scope:
    """The scope with what the question names filled in where the user chose nothing."""
    chosen = scope.plans or named_plans(question, plans)
    offered = {sector for plan in plans if plan.id in chosen for sector in plan.sectors} if chosen else set(SECTORS)
    named = tuple(sector for sector in named_sectors(question) if sector in offered)
    return Scope(plans=chosen, sectors=scope.sectors or named)


def named_plans(question: str, plans: Sequence[Plan]) -> tuple[str, ...]:
    """The plans whose samenwerkingsverband, place, title or id a question names, in the order of the catalogue."""
    return tuple(plan.id for plan in plans if any(_names(question, name) for name in names(plan)))


def named_sectors(question: str) -> tuple[Sector, ...]:
    """The kind of school that a question is about; none when it names two, or a step from one to the other.

    Special schools stand in both: "vso" gives secondary and special, plain "speciaal onderwijs" could be either.
    """
    plain = _plain(question)
    found = {sector for sector, words in _SECTOR_WORDS.items() if re.search(rf"\b(?:{words})\b", plain)}
    if _MOVES.search(plain) or len(found) > 1:
        return ("vo", "so") if found == {"vo", "so"} and _SPECIAL_SECONDARY.search(plain) else ()
    if found == {"so"}:
        return ("vo", "so") if _SPECIAL_SECONDARY.search(plain) else ()
    return tuple(found)


def names(plan: Plan) -> frozenset[str]:
    """All names, in plain letters, by which people mean a plan."""
    return frozenset(name for name in (*_own_names(plan), *_places(plan.region)) if len(name) > 2)


def _own_names(plan: Plan) -> Iterator[str]:
    stem = re.sub(r"-?(?:19|20)\d\d.*$", "", plan.id)
    yield _plain(plan.id)
    yield f"={stem.upper()}"
    yield from (_plain(title) for title in (plan.title, plan.title.split(":")[0]) if len(title) >= _TITLE)
    for name in filter(None, (plan.samenwerkingsverband, plan.publisher if plan.kind == "plan" else None)):
        plain = _plain(name)
        closed = plain.replace(" ", "")
        yield from (plain, closed, *_cores(plain))
        if _plain(stem) in (*plain.split(), closed):
            yield _plain(stem)


def _cores(name: str) -> Iterator[str]:
    """A name without the words that all samenwerkingsverbanden share: "voorne putten", "zuidoost utrecht"."""
    for part in re.split(r" en |, ", name):
        words = part.split()
        while words and words[0] in _GENERIC:
            words = words[1:]
        while len(words) > 2 and words[-1] in _GENERIC:
            words = words[:-1]
        if words:
            yield " ".join(words)


def _places(region: Iterable[str]) -> Iterator[str]:
    for place in region:
        yield from (_plain(inner) for inner in _INSIDE.findall(_OUTSIDE.sub("", place)))
        name = _plain(_INSIDE.sub("", place))
        yield name
        river = _ON_A_RIVER.match(name)
        if river:
            yield river[1]
        if len(name.split()) == 2:
            first, last = name.split()
            yield last if first in ("de", "het", "den") or first.endswith("se") else name


def _names(question: str, name: str) -> bool:
    """Whether a question holds a name as whole words. One that is also a common word needs its capital letter."""
    if name.startswith("="):
        return not question.isupper() and re.search(rf"\b{re.escape(name[1:])}\b", question) is not None
    if name in _COMMON:
        return re.search(rf"(?<=\S )\b{re.escape(name.capitalize())}\b", question) is not None
    return re.search(rf"\b{re.escape(name)}\b", _plain(question)) is not None


def _plain(text: str) -> str:
    """Small letters without accents; hyphens, commas and quotation marks are spaces."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-–,:“”\"]", " ", kept).split())
