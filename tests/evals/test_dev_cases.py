"""The dev questions: complete, tied to versions of the catalogue, and without sentences of the plans."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from assistant.catalogue import load_catalogue
from assistant.settings import ROOT
from evals.cases import read_cases
from tests.evals.scenes import sources_folder

DEV = ROOT / "evals" / "cases" / "dev.jsonl"
CASES = read_cases(DEV)


def test_there_are_177_questions_of_which_30_have_no_answer() -> None:
    assert Counter(case.answerable for case in CASES) == {True: 147, False: 30}


def test_every_question_has_a_role_a_type_and_an_answer() -> None:
    assert {case.role for case in CASES} == {"ouder", "zorgcoordinator", "medewerker"}
    assert all(case.type and case.answer for case in CASES)
    assert all(bool(case.evidence) == bool(case.key_facts) == case.answerable for case in CASES)


def test_evidence_points_into_the_version_that_the_catalogue_names(tmp_path: Path) -> None:
    versions = {plan.id: plan.sha256 for plan in load_catalogue(ROOT / "corpus", tmp_path).plans}

    assert all(item.sha256 == versions[case.plan or ""] for case in CASES for item in case.evidence)


def test_no_line_carries_a_quote() -> None:
    for line in DEV.read_text(encoding="utf-8").splitlines():
        assert all(set(item) <= {"sha256", "start", "end", "also"} for item in json.loads(line)["evidence"])


def test_places_of_the_same_evidence_hold_the_same_letters() -> None:
    folder = sources_folder()
    plans = load_catalogue(ROOT / "corpus", folder).plans
    texts = {plan.sha256: (folder / (plan.file or "")).read_bytes().decode("utf-8") for plan in plans}

    for item in [item for case in CASES for item in case.evidence]:
        found = [texts[item.sha256][place.start : place.end] for place in item.places]
        letters = {"".join(filter(str.isalnum, text.lower())) for text in found}
        assert len(letters) == 1, item
        assert len(letters.pop()) > 10, item
