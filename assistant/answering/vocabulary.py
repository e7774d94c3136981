"""Vocabulary: which words the plans use and how rare each is. Counted once for each plan, when it is first needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Lock

from assistant.answering.words import Rarity
from assistant.domain import Document
from assistant.errors import NotFound


class Vocabulary:
    """The words of the plans of one index. Thread-safe."""

    def __init__(self, documents: Callable[[str], Document]) -> None:
        self._documents = documents
        self._plans: dict[str, Rarity] = {}
        self._joined: dict[tuple[str, ...], Rarity] = {}
        self._lock = Lock()

    def of(self, plans: Sequence[str]) -> Rarity:
        """The words of some plans together; a plan without a document has none."""
        key = tuple(sorted(plans))
        with self._lock:
            if key not in self._joined:
                self._joined[key] = _join([self._count(plan) for plan in key])
            return self._joined[key]

    def _count(self, plan: str) -> Rarity:
        if plan not in self._plans:
            try:
                text = self._documents(plan).clean.text
            except NotFound:
                text = ""
            self._plans[plan] = Rarity.of(filter(None, text.split("\n\n")))
        return self._plans[plan]


def _join(counted: Sequence[Rarity]) -> Rarity:
    counts: Counter[str] = Counter()
    for one in counted:
        counts.update(one.counts)
    return Rarity(counts, sum(one.total for one in counted))
