"""The lexical legs: BM25 over stemmed Dutch words, and over pieces of five letters, which find parts of compounds.

bm25s keeps the scores of every term in files that are memory-mapped, so an index opens at once and processes share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from assistant.domain import Scope
from assistant.errors import IndexUnusable
from assistant.retrieval.fusion import Scored
from assistant.retrieval.query import EXTRA
from assistant.retrieval.scoping import Placed, Scoping

Analyser = Literal["words", "grams"]
ANALYSERS: tuple[Analyser, ...] = ("words", "grams")
GRAM = 5
_WORD = re.compile(r"[0-9a-zà-ÿ]+")
_NAMES = "ids.json"
_NOTHING = "\0"  # bm25s cannot index texts without any term


def words(text: str) -> list[str]:
    """The words of a text, stemmed as Dutch (Snowball)."""
    return [term for terms in _stems(text) for term in terms]


def grams(text: str) -> list[str]:
    """The runs of five letters in each word, its edges marked, so "toelating" and "toelatingsbesluit" meet."""
    return [term for terms in _grams(text) for term in terms]


def _stems(text: str) -> list[list[str]]:
    """The terms of each word."""
    return [[stem] for stem in Stemmer.Stemmer("dutch").stemWords(_WORD.findall(text.lower()))]


def _grams(text: str) -> list[list[str]]:
    edged = (f"#{word}#" for word in _WORD.findall(text.lower()))
    return [[word[i : i + GRAM] for i in range(max(1, len(word) - GRAM + 1))] for word in edged]


_TERMS: dict[Analyser, Callable[[str], list[str]]] = {"words": words, "grams": grams}
_TERMS_BY_WORD: dict[Analyser, Callable[[str], list[list[str]]]] = {"words": _stems, "grams": _grams}


def write_lexical(folder: Path, analyser: Analyser, texts: Mapping[str, str]) -> None:
    """Write one leg: the text under which each passage or card, named by its id, can be found."""
    terms = [_TERMS[analyser](text) or [_NOTHING] for text in texts.values()] or [[_NOTHING]]
    ranker = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    ranker.index(terms, show_progress=False)
    ranker.save(folder, show_progress=False)
    (folder / _NAMES).write_text(json.dumps(list(texts)), encoding="utf-8")


class Lexical:
    """One lexical leg, opened from its folder. Searching is thread-safe."""

    def __init__(self, folder: Path, analyser: Analyser, placed: Mapping[str, Placed]) -> None:
        """`placed` are the passages or cards by id. Raises IndexUnusable when the folder does not hold the leg."""
        try:
            self._ranker = bm25s.BM25.load(folder, mmap=True, show_progress=False)
            self._ids: list[str] = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
            self._scoping = Scoping([placed[id] for id in self._ids])
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnusable(f"{folder} holds no lexical index; run 'wegwijzer ingest --force'") from error
        self._terms_by_word = _TERMS_BY_WORD[analyser]

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, question: str, scope: Scope, depth: int, extra: Sequence[str] = ()) -> list[Scored]:
        """The ids in scope that share terms with the question or, for less, with extra words; best first."""
        mask = self._scoping.mask(scope)
        scores = self._scores(question, mask)
        if extra:
            scores += np.float32(EXTRA) * self._scores(" ".join(extra), mask)
        best = np.argsort(-scores, kind="stable")[:depth]
        return [Scored(self._ids[i], float(scores[i])) for i in best if scores[i] > 0]

    def _scores(self, text: str, mask: NDArray[np.float32]) -> NDArray[np.float32]:
        scores = np.zeros(len(self._ids), np.float32)
        for terms in self._terms_by_word(text) if self._ids else ():
            known = [term for term in terms if term in self._ranker.vocab_dict]
            if known:
                # a long word has many pieces; by the root of their number it no longer drowns the others
                scores += self._ranker.get_scores(known, weight_mask=mask) / np.float32(len(terms) ** 0.5)
        return scores
