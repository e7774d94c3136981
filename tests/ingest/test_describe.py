"""What a user says of a file: enough, too little, wrong, or asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.catalogue import Catalogue
from assistant.errors import SourceError, UnknownPlan
from ingest.describe import Metadata, describer
from ingest.intake import Described
from tests.fakes import plan

FILE = Path("berg.pdf")
SHA = "b" * 64
KNOWN = plan()
CATALOGUE = Catalogue((KNOWN,), {"c" * 64: "dorp-2024"})
ENOUGH = Metadata("berg-2026", "Hoog", "SWV Berg", ("vo", "so"), "2026-08-01", "unknown")


class Asker:
    """Gives prepared answers and keeps the questions."""

    def __init__(self, *answers: str) -> None:
        self._answers, self.questions = list(answers), list[str]()

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return self._answers.pop(0)


def describe(said: Metadata, asker: Asker | None = None, sha256: str = SHA, path: Path = FILE) -> Described | None:
    return describer(said, asker)(path, sha256, CATALOGUE)


def test_options_make_a_plan() -> None:
    described = describe(ENOUGH)

    assert described == Described(
        plan(
            "berg-2026",
            title="Hoog",
            samenwerkingsverband="SWV Berg",
            region=(),
            valid_from=date(2026, 8, 1),
            valid_until=None,
            period=None,
            year=None,
            publisher=None,
            file=None,
            sha256=SHA,
            website=None,
        )
    )


def test_place_names_with_a_comma_stay_whole() -> None:
    said = Metadata(**{**vars(ENOUGH), "region": ("Dorp, aan zee", "Berg"), "period": "2026-2030"})

    described = describe(said)

    assert described is not None
    assert (described.plan.region, described.plan.period) == (("Dorp, aan zee", "Berg"), "2026-2030")


def test_known_file_needs_no_description() -> None:
    assert describe(Metadata(), sha256=str(KNOWN.sha256)) is None


def test_nothing_said_names_every_option_that_lacks() -> None:
    with pytest.raises(UnknownPlan) as caught:
        describe(Metadata())

    for option in ("--plan-id", "--title", "--samenwerkingsverband", "--sector", "--valid-from", "--valid-until"):
        assert option in caught.value.reason


def test_some_said_names_only_what_lacks() -> None:
    with pytest.raises(UnknownPlan) as caught:
        describe(Metadata(plan_id="berg-2026", title="Hoog", sectors=("vo",)))

    assert caught.value.reason.endswith("lacks --samenwerkingsverband, --valid-from, --valid-until")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"plan_id": "Berg 2026"}, "--plan-id: 'Berg 2026' is no id", id="id"),
        pytest.param({"title": "a\x00"}, "--title: holds characters", id="title"),
        pytest.param({"sectors": ("mbo",)}, "--sector: a sector is one of po, vo, so", id="sector"),
        pytest.param({"valid_from": "1 augustus"}, "--valid-from: '1 augustus' is not a day", id="date"),
        pytest.param({"valid_until": "2026-07-31"}, "valid_from lies after", id="dates in the wrong order"),
        pytest.param({"kind": "roman"}, "kind", id="kind"),
    ],
)
def test_option_that_cannot_be_read_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownPlan, match=message):
        describe(Metadata(**{**vars(ENOUGH), **change}))


def test_what_lacks_is_asked_for() -> None:
    asker = Asker("SWV Berg", "2026-08-01", "onbekend", "Berg, Dal", "")

    described = describe(Metadata(plan_id="berg-2026", title="Hoog", sectors=("vo",)), asker)

    assert described is not None
    assert (described.plan.valid_from, described.plan.valid_until) == (date(2026, 8, 1), None)
    assert (described.plan.region, described.plan.period) == (("Berg", "Dal"), None)
    assert len(asker.questions) == 5
    assert all("berg.pdf" in question for question in asker.questions)


def test_answer_that_cannot_be_read_is_asked_for_again_with_the_reason() -> None:
    asker = Asker("Berg!", "berg-2026", "Hoog", "", "SWV Berg", "mbo", "VO,so", "nu", "2026-08-01", "unknown", "", "")

    described = describe(Metadata(), asker)

    assert described is not None
    assert described.plan.sectors == ("vo", "so")
    assert "'Berg!' is no id" in asker.questions[1]


def test_book_of_practice_needs_no_samenwerkingsverband() -> None:
    described = describe(Metadata("boek", "Verhalen", None, ("vo",), "unknown", "unknown", kind="praktijk"))

    assert described is not None
    assert (described.plan.kind, described.plan.samenwerkingsverband) == ("praktijk", None)


def test_plan_id_that_is_taken_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnknownPlan, match="taken by 'Samen verder'; add --replace"):
        describe(Metadata(**{**vars(ENOUGH), "plan_id": "dorp-2024"}))


def test_plan_id_that_is_answered_and_taken_is_refused() -> None:
    asker = Asker("dorp-2024", "Hoog", "SWV Berg", "vo", "unknown", "unknown", "", "")

    with pytest.raises(UnknownPlan, match="taken by 'Samen verder'"):
        describe(Metadata(), asker)


def test_new_version_takes_over_what_is_not_said() -> None:
    described = describe(Metadata(plan_id="dorp-2024", title="Herzien", replace=True))

    assert described is not None
    assert described.replace
    assert described.plan == plan(title="Herzien", file=None, sha256=SHA)


def test_same_command_given_twice_is_no_error() -> None:
    said = Metadata("dorp-2024", "Samen verder", "SWV Dorp", ("vo", "so"), "2024-08-01", "2028-07-31", ("Dorp",))

    assert describe(said, sha256=str(KNOWN.sha256)) is None


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Metadata(title="Beter"), id="title"),
        pytest.param(Metadata(plan_id="berg", title="Samen verder"), id="id"),
        pytest.param(Metadata(kind="praktijk"), id="kind"),
        pytest.param(Metadata(valid_until="unknown"), id="date"),
    ],
)
def test_other_metadata_for_a_known_file_need_replace(said: Metadata) -> None:
    with pytest.raises(SourceError, match="is dorp-2024 already; add --replace"):
        describe(said, sha256=str(KNOWN.sha256))


def test_metadata_of_a_known_file_are_changed_with_replace() -> None:
    described = describe(Metadata(title="Beter", replace=True), sha256=str(KNOWN.sha256))

    assert described is not None
    assert described.plan == plan(title="Beter", file=None)


@pytest.mark.parametrize(
    ("path", "sha256", "message"),
    [
        pytest.param(Path("dorp-2024.txt"), SHA, "--plan-id dorp-2024 --replace", id="name of a known file"),
        pytest.param(FILE, "c" * 64, "is an earlier version of dorp-2024", id="earlier version"),
    ],
)
def test_file_that_resembles_a_known_one_says_so(path: Path, sha256: str, message: str) -> None:
    with pytest.raises(UnknownPlan, match=message):
        describe(Metadata(), sha256=sha256, path=path)
