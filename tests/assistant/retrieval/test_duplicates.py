"""Near-duplicates."""

from typing import Any

import pytest

from assistant.retrieval.duplicates import alike, runs

CHAPTER = "Ouders melden hun kind schriftelijk aan bij de school van hun keuze, liefst tien weken voor de start."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(CHAPTER.upper().replace(",", " –"), True, id="other case and punctuation"),
        pytest.param("In het kort: " + CHAPTER + " Daarna beslist de school.", True, id="stands in a longer text"),
        pytest.param(
            "Ouders melden hun kind telefonisch aan en horen binnen een week iets terug.", False, id="other rule"
        ),
        pytest.param("", False, id="empty"),
        pytest.param("Drie woorden maar", False, id="shorter than a run"),
    ],
)
def test_texts_are_alike_when_most_runs_of_the_shorter_stand_in_the_longer(other: str, expected: Any) -> None:
    assert alike(runs(CHAPTER), runs(other)) is expected
