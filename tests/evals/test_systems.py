"""Each row without a part opens our search with that part off, and the others on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Hit, Scope
from assistant.settings import Settings, load_settings
from evals.asking import Searcher
from evals.systems import NAMES, OURS, WITHOUT, Systems


class Nothing:
    """A search that finds nothing."""

    def search(self, question: str, scope: Scope, k: int = 10) -> list[Hit]:
        """Nothing."""
        return []


@pytest.mark.parametrize(
    ("name", "legs", "cards", "expand"),
    [
        (OURS, ("words", "grams", "dense"), True, True),
        ("ours without words", ("grams", "dense"), True, True),
        ("ours without grams", ("words", "dense"), True, True),
        ("ours without dense", ("words", "grams"), True, True),
        ("ours without cards", ("words", "grams", "dense"), False, True),
        ("ours without glossary", ("words", "grams", "dense"), True, False),
    ],
)
def test_only_the_named_part_is_off(
    name: str, legs: tuple[str, ...], cards: bool, expand: bool, tmp_path: Path
) -> None:
    opened: list[Settings] = []

    def open_ours(settings: Settings) -> Searcher:
        opened.append(settings)
        return Nothing()

    Systems(load_settings(state=tmp_path), open_ours).open(name)

    retrieval = opened[0].retrieval
    assert (retrieval.legs, retrieval.cards, retrieval.expand, opened[0].state) == (legs, cards, expand, tmp_path)


def test_every_row_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert set(WITHOUT) < set(NAMES)
