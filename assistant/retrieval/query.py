"""A question as it is searched: its own words, and words of the field that the glossary sets beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Scope
from assistant.glossary import Glossary
from assistant.retrieval.embedding import Embedder

# 850 questions of topic cards, hit@5 within the plan over passages alone: without extra words .779, with them .821;
# in the vectors alone .801, in words alone .815; EXTRA .3 or .8 gives .814 or .824, MEANING .3 gives .820.
EXTRA = 0.5  # what the score of the extra words counts for beside that of the question
MEANING = 0.5  # the share of the question with its extra words in the vector that is searched with


@dataclass(frozen=True)
class Query:
    """A question and the words that it does not hold itself."""

    text: str
    extra: tuple[str, ...] = ()

    @property
    def expanded(self) -> str:
        """Both in one text."""
        return " ".join([self.text, ", ".join(self.extra)]) if self.extra else self.text


def expand(question: str, glossary: Glossary | None, scope: Scope) -> Query:
    """A question with what a glossary makes of it; with one plan in scope in that plan's own words."""
    if glossary is None:
        return Query(question)
    plan = scope.plans[0] if len(scope.plans) == 1 else None
    return Query(question, tuple(one.words for one in glossary.expansions(question, plan)))


def vector_of(query: Query, embedder: Embedder) -> NDArray[np.float32]:
    """The unit vector between that of the question and that of the question with its extra words."""
    plain = embedder.query(query.text)
    if not query.extra:
        return plain
    mixed = (1 - MEANING) * plain + MEANING * embedder.query(query.expanded)
    vector: NDArray[np.float32] = (mixed / np.linalg.norm(mixed)).astype(np.float32)
    return vector
