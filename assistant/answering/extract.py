"""Extraction: the few sentences, list items and steps that answer a question best, in an order that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.scoring import Scored
from assistant.answering.words import stems

MOST = 6  # quotes; a list that is kept together may bring a few more
MOST_IN_LIST = 8
WORDS = 150
BELOW_BEST = 2.0  # how much less than the best one a quote may score; 3.0 finds 1% more evidence in 9% more words
ALIKE = 0.7  # share of stems from which two quotes say the same

_LEANS_BACK = re.compile(
    r"(?:deze|dit|die|dat|hij|zij|ze|hun|hiermee|hierbij|hierdoor|hiervoor|hierin|hierop|daarbij|daarmee|daardoor|daarom|"
    r"daarvoor|daarin|daarna|daartoe|daarnaast|dan|vervolgens|ook|zo|bovendien|beiden?|zo nee|zo ja|anders)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon|moet|moeten|mag|mogen|zal|"
    r"zullen|wil|willen|gaat|gaan|komt|komen|staat|staan|ligt|liggen|geldt|gelden|doet|doen|geeft|geven|krijgt|krijgen|"
    r"neemt|nemen|maakt|maken|blijft|blijven|vindt|vinden|hoort|horen|dient|dienen|vraagt|vragen|\w{3,}(?:eert|eren|elt))\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.;!][\"”’')\]]*$")


def choose(scored: Sequence[Scored], most: int = MOST, words: int = WORDS) -> list[Scored]:
    """The parts to quote, at most `most` and those that their lists add: the best one first, then in reading order.

    What belongs to a chosen part comes with it: the line that introduces a list, all steps of a procedure, and the
    sentence before one that leans back on it ("Deze …").
    """
    places = {(one.hit.chunk.id, one.place): one for one in scored}
    ranked = sorted((one for one in scored if _stands_alone(one)), key=lambda one: -one.score)
    groups: list[list[Scored]] = []
    for one in ranked:
        chosen = [other for group in groups for other in group]
        if len(chosen) >= most or one.score < ranked[0].score - BELOW_BEST:
            break
        if one in chosen or _repeats(one, chosen):
            continue
        group = [places[one.hit.chunk.id, at] for at in _belonging(one)]
        new = [other for other in group if other not in chosen]
        if chosen and not _fits(new, chosen, most, words):
            continue
        groups.append(new)
    return _in_order(groups)


def _belonging(one: Scored) -> list[int]:
    """The places of a part and of what it cannot be read without, in order."""
    part, parts = one.part, one.parts
    at = {one.place}
    if part.series is not None:
        series = [i for i, other in enumerate(parts) if other.series == part.series]
        at |= set(_window(series, one.place))
        at |= {part.lead} if part.lead is not None else set()
    elif part.text.endswith(":"):
        led = [i for i, other in enumerate(parts) if other.lead == one.place]
        at |= set(led[:MOST_IN_LIST])
    elif one.place > 0 and _LEANS_BACK.match(part.text) and parts[one.place - 1].paragraph == part.paragraph:
        at.add(one.place - 1)
    return sorted(at)


def _window(series: Sequence[int], place: int) -> Sequence[int]:
    """The whole of a list, or of a long one the run around a place."""
    if len(series) <= MOST_IN_LIST:
        return series
    first = max(0, min(series.index(place) - MOST_IN_LIST // 2, len(series) - MOST_IN_LIST))
    return series[first : first + MOST_IN_LIST]


def _stands_alone(one: Scored) -> bool:
    """Whether a part may be the reason for a quote: not a heading, a remnant of a table or a question in the text."""
    part = one.part
    words = part.text.split()
    if part.form in ("item", "step"):
        return part.lead is not None or len(words) >= 4
    if sum(any(c.isalpha() for c in word) for word in words) < 0.6 * len(words):
        return False
    if part.form == "row":
        return len(words) >= 4 and one.met
    if len(words) < 4 or part.text.endswith("?") or part.text.startswith("Zie "):
        return False
    return _CLOSED.search(part.text) is not None or _VERB.search(part.text) is not None


def _repeats(one: Scored, chosen: Iterable[Scored]) -> bool:
    own = stems(one.part.text)
    return any(len(own & other) > ALIKE * len(own | other) for other in (stems(two.part.text) for two in chosen))


def _fits(new: Sequence[Scored], chosen: Sequence[Scored], most: int, words: int) -> bool:
    room = most + (MOST_IN_LIST // 2 if any(one.part.series is not None for one in new) else 0)
    used = sum(len(one.part.text.split()) for one in [*chosen, *new])
    return len(chosen) + len(new) <= room and used <= words


def _in_order(groups: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The best part with what belongs to it, then the others: passage by passage, each in reading order."""
    if not groups:
        return []
    first, others = groups[0], [one for group in groups[1:] for one in group]
    passages = list(dict.fromkeys(one.hit.chunk.id for one in (*first, *others)))
    rest = sorted(others, key=lambda one: (passages.index(one.hit.chunk.id), one.place))
    return [*first, *rest]
