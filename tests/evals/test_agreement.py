"""Our figures are those of an independent scorer, which judges by the words of the evidence, on the same run.

The scorer is `WEGWIJZER_SCORER`, or else `../evals/score.py` beside the folder that WEGWIJZER_SOURCES names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.cases import read_cases
from evals.judges import ByText
from evals.retrieval import DEPTHS, WORDS, means, refusals, score_run
from evals.runs import read_run
from tests.evals.scenes import sources_folder, write_lines

STEP, LONG, PASSAGE = 5000, 260, 700


@pytest.fixture(scope="module")
def scorer() -> Path:
    named = os.environ.get("WEGWIJZER_SCORER")
    path = Path(named) if named else sources_folder().parent / "evals" / "score.py"
    if not path.is_file():
        pytest.skip(f"there is no scorer at {path}")
    return path


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(sources_folder().glob("*.txt"))]


def test_both_scorers_give_the_same_figures(scorer: Path, texts: list[str], tmp_path: Path) -> None:
    questions = [question for number, text in enumerate(texts) for question in _questions(text, f"t{number}")]
    run = [_line(question, text, at) for text, question, at in _places(texts, questions)]
    asked, found = write_lines(tmp_path / "q.jsonl", *questions), write_lines(tmp_path / "run.jsonl", *run[:-3])

    theirs = _run_scorer(scorer, asked, found)
    cases = read_cases(asked)
    scores = score_run(cases, read_run(found), ByText())

    ours = {name: round(value, 3) for name, value in means(scores.by_case.values()).items()}
    shares = {name: round(value, 3) for name, value in refusals(scores, cases).items()}
    named = [f"{name}@{k}" for name in ("hit", "recall") for k in DEPTHS] + ["mrr@10"]
    assert {name: ours[name] for name in named} == {name: theirs[name] for name in named}
    assert ours[WORDS] == theirs["ctx_words@5"]
    assert shares == {name: theirs[name] for name in shares}
    assert (len(scores.by_case), len(scores.missing)) == (theirs["n"], len(questions) - len(run[:-3]))
    assert 0.2 < ours["hit@5"] < 0.95, "the run must hold both found and missed evidence"


def _questions(text: str, name: str) -> Iterator[dict[str, Any]]:
    """A question every few thousand characters, about the text there; every fifth has no answer."""
    for at in range(STEP, len(text) - STEP, STEP):
        number = at // STEP
        places = [(at, at + LONG), (at + 2000, at + 2000 + LONG)][: 1 + number % 2]
        answerable = number % 5 != 0
        evidence = [{"start": start, "end": end, "quote": text[start:end]} for start, end in places]
        yield {
            "id": f"{name}-{number}",
            "question": "?",
            "plan": name,
            "role": "ouder",
            "type": "feit",
            "answerable": answerable,
            "evidence": evidence if answerable else [],
        }


def _places(texts: list[str], questions: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], int]]:
    for question in questions:
        yield texts[int(question["plan"][1:])], question, int(question["id"].split("-")[1]) * STEP


def _line(question: dict[str, Any], text: str, at: int) -> dict[str, Any]:
    """Ten passages that shift over the evidence, so that all shares of it are found, cleaned in several ways."""
    number = at // STEP
    order = [(number * 7 + place * 3) % 10 for place in range(10)]
    starts = [at - 1500 + 330 * place for place in order]
    passages = [_cleaned(text[start : start + PASSAGE], place) for place, start in enumerate(starts)]
    return {"id": question["id"], "hits": [{"text": each} for each in passages], "abstained": number % 3 == 0}


def _cleaned(passage: str, way: int) -> str:
    if way % 3 == 0:
        return passage
    one_line = " ".join(passage.replace("\u00ad", "").split())
    return one_line if way % 3 == 1 else one_line.replace("- ", "").replace("ĳ", "ij").upper()


def _run_scorer(scorer: Path, questions: Path, run: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(questions), str(run)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    return figures
