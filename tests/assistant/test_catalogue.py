"""The catalogue: what it takes, what it refuses, and what users add to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.catalogue import add_plan, load_catalogue, overlaps, plan_digest
from assistant.domain import Plan
from assistant.errors import CatalogueError, NotFound
from assistant.settings import ROOT
from tests.fakes import plan

DORP = {
    "id": "dorp-2024",
    "title": "Samen verder",
    "samenwerkingsverband": "SWV Dorp",
    "region": ["Dorp"],
    "sectors": ["vo", "so"],
    "valid_from": date(2024, 8, 1),
    "valid_until": date(2028, 7, 31),
    "period": "2024-2028",
    "year": 2024,
    "publisher": "SWV Dorp",
    "kind": "plan",
    "file": "dorp-2024.txt",
    "sha256": "0" * 64,
    "website": "https://swv-dorp.example",
}
STAD = {**DORP, "id": "stad-2024", "file": "stad.txt", "sha256": "1" * 64}


def write(folder: Path, *entries: dict[str, object]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "plans.yaml").write_text(yaml.safe_dump({"plans": list(entries)}), encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", DORP, STAD)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_entry_becomes_a_plan(corpus: Path, state: Path) -> None:
    assert load_catalogue(corpus, state).plan("dorp-2024") == plan()


def test_catalogue_of_this_project_is_sound() -> None:
    catalogue = load_catalogue(ROOT / "corpus", ROOT / "corpus" / "no-such-folder")

    assert [plan.id for plan in catalogue.plans if plan.kind == "praktijk"] == ["verrassend-passend-2016"]
    assert len(catalogue.plans) == 5


def test_file_is_known_by_its_content_or_its_name(corpus: Path, state: Path) -> None:
    catalogue = load_catalogue(corpus, state)

    assert catalogue.with_sha256("1" * 64) == catalogue.plan("stad-2024")
    assert catalogue.with_file("STAD.txt") == catalogue.plan("stad-2024")
    assert catalogue.with_sha256("2" * 64) is None
    assert catalogue.with_file("elders.txt") is None


def test_unknown_plan_is_not_found(corpus: Path, state: Path) -> None:
    with pytest.raises(NotFound, match="dorp-2031"):
        load_catalogue(corpus, state).plan("dorp-2031")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"id": "Dorp 2024"}, "plans.0.id", id="id is no slug"),
        pytest.param({"id": "dorp--2024"}, "plans.0.id", id="two hyphens"),
        pytest.param({"id": "../dorp"}, "plans.0.id", id="id is a path"),
        pytest.param({"title": "Samen\u0007verder"}, "plans.0.title", id="control character"),
        pytest.param({"title": "Samen\u200bverder"}, "plans.0.title", id="zero-width space"),
        pytest.param({"title": "Samen\u202everder"}, "plans.0.title", id="text turned around"),
        pytest.param({"title": "Samen\nverder"}, "plans.0.title", id="two lines"),
        pytest.param({"title": "  "}, "plans.0.title", id="no title"),
        pytest.param({"region": ["Dorp", "a" * 301]}, "plans.0.region.1", id="endless region"),
        pytest.param({"valid_from": date(2029, 1, 1)}, "valid_from lies after", id="dates in the wrong order"),
        pytest.param({"valid_until": "2028"}, "plans.0.valid_until", id="a year is no day"),
        pytest.param({"sectors": []}, "plans.0.sectors", id="no sector"),
        pytest.param({"sectors": ["mbo"]}, "plans.0.sectors", id="unknown sector"),
        pytest.param({"sectors": ["vo", "vo"]}, "named twice", id="sector named twice"),
        pytest.param({"sha256": "0" * 63}, "plans.0.sha256", id="short sha256"),
        pytest.param({"file": "../dorp.txt"}, "plans.0.file", id="file in another folder"),
        pytest.param({"website": "javascript:alert(1)"}, "plans.0.website", id="website that is none"),
        pytest.param({"samenwerkingsverband": None}, "needs a samenwerkingsverband", id="plan of nobody"),
        pytest.param({"kind": "roman"}, "plans.0.kind", id="unknown kind"),
        pytest.param({"colour": "blue"}, "plans.0.colour", id="unknown field"),
    ],
)
def test_unusable_entry_is_refused_by_name(
    tmp_path: Path, state: Path, change: dict[str, object], message: str
) -> None:
    corpus = write(tmp_path / "corpus", {**DORP, **change})

    with pytest.raises(CatalogueError, match=message):
        load_catalogue(corpus, state)


@pytest.mark.parametrize("field", ["id", "sha256", "file"])
def test_two_plans_that_share_what_must_differ_are_refused(tmp_path: Path, state: Path, field: str) -> None:
    corpus = write(tmp_path / "corpus", DORP, {**STAD, field: DORP[field]})

    with pytest.raises(CatalogueError, match=f"two plans .* {field}"):
        load_catalogue(corpus, state)


def test_two_plans_without_a_file_do_not_clash(tmp_path: Path, state: Path) -> None:
    corpus = write(tmp_path / "corpus", *({**entry, "file": None, "sha256": None} for entry in (DORP, STAD)))

    assert len(load_catalogue(corpus, state).plans) == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="absent"),
        pytest.param("plans: [", id="no YAML"),
        pytest.param("- dorp", id="a list"),
        pytest.param(b"plans: \xff", id="no UTF-8"),
    ],
)
def test_unreadable_catalogue_is_refused_in_one_line(tmp_path: Path, state: Path, content: str | bytes | None) -> None:
    if content is not None:
        (tmp_path / "plans.yaml").write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(CatalogueError, match=r"plans\.yaml") as caught:
        load_catalogue(tmp_path, state)

    assert "\n" not in str(caught.value)


def test_added_plan_is_there_next_time(corpus: Path, state: Path) -> None:
    added = plan("berg-2026", file="berg-2026.pdf", sha256="b" * 64, title="Hoog – én ver")

    add_plan(corpus, state, added)

    assert load_catalogue(corpus, state).plans[2] == added


def test_second_plan_is_added_to_the_first(corpus: Path, state: Path) -> None:
    for name in "bc":
        add_plan(corpus, state, plan(f"berg-{name}", file=None, sha256=name * 64))

    assert [plan.id for plan in load_catalogue(corpus, state).plans[2:]] == ["berg-b", "berg-c"]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        pytest.param(plan(file=None, sha256="b" * 64), "taken by 'Samen verder'", id="id of ours"),
        pytest.param(plan("berg-2026", file=None, sha256="0" * 64), "two plans", id="sha256 of another"),
        pytest.param(plan("berg-2026", file="stad.txt", sha256="b" * 64), "two plans", id="file of another"),
        pytest.param(plan("berg-2026", file=None, sha256="b" * 64, title="\x00"), "title", id="unusable"),
    ],
)
def test_plan_that_cannot_be_added_changes_nothing(corpus: Path, state: Path, added: Plan, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        add_plan(corpus, state, added)

    assert not state.exists()


def test_new_version_replaces_ours_and_the_old_one_is_remembered(corpus: Path, state: Path) -> None:
    catalogue = add_plan(corpus, state, plan(sha256="b" * 64, title="Herzien"), replace=True)

    assert [plan.title for plan in catalogue.plans] == ["Samen verder", "Herzien"]
    assert catalogue.superseded == {"0" * 64: "dorp-2024"}
    assert load_catalogue(corpus, state) == catalogue


def test_every_earlier_version_of_a_users_plan_is_remembered(corpus: Path, state: Path) -> None:
    for letter in "bcd":
        add_plan(corpus, state, plan("berg-2026", file=None, sha256=letter * 64), replace=True)

    assert load_catalogue(corpus, state).superseded == {"b" * 64: "berg-2026", "c" * 64: "berg-2026"}


def test_version_that_returns_is_superseded_no_more(corpus: Path, state: Path) -> None:
    for letter in "bcb":
        add_plan(corpus, state, plan("berg-2026", file=None, sha256=letter * 64), replace=True)

    assert load_catalogue(corpus, state).superseded == {"c" * 64: "berg-2026"}


def test_digest_changes_with_any_field() -> None:
    assert plan_digest([plan()]) == plan_digest([plan()])
    assert plan_digest([plan()]) != plan_digest([replace(plan(), website=None)])
    assert plan_digest([plan()]) != plan_digest([plan(), plan("stad-2024")])


NEXT = plan("dorp-2028", valid_from=date(2028, 1, 1), valid_until=date(2032, 1, 1))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(NEXT, True, id="months in common"),
        pytest.param(replace(NEXT, valid_from=date(2028, 7, 31)), False, id="last day is the next one's first"),
        pytest.param(replace(NEXT, valid_from=date(2028, 8, 1)), False, id="one after the other"),
        pytest.param(replace(NEXT, sectors=("po",)), False, id="another sector"),
        pytest.param(replace(NEXT, samenwerkingsverband="SWV Stad"), False, id="another samenwerkingsverband"),
        pytest.param(replace(NEXT, valid_from=None), False, id="unknown when"),
    ],
)
def test_plans_of_one_samenwerkingsverband_overlap(other: Plan, expected: bool) -> None:
    assert (overlaps([plan(), other]) == [(plan(), other)]) is expected


def test_plans_of_no_samenwerkingsverband_never_overlap() -> None:
    assert overlaps([plan(samenwerkingsverband=None), replace(NEXT, samenwerkingsverband=None)]) == []
