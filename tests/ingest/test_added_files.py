"""Files that users add: described, copied, kept, and given a new version."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.catalogue import Catalogue, load_catalogue
from assistant.domain import Plan
from assistant.errors import UnknownPlan
from assistant.indexes import STORE, current_index
from assistant.storage import Store
from ingest.intake import Describe, Described
from ingest.pipeline import ingest
from ingest.report import Report
from tests.fakes import plan
from tests.ingest.workshop import DORP, STAD, Workshop, sha256, workshop

BERG = "Omhoog\n\nDe berg heeft een eigen loket.\n"
BERG_PLAN = plan("berg", file=None, sha256=sha256(BERG))


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = workshop(tmp_path)
    made.stock(dorp=DORP, stad=STAD)
    return made


@pytest.fixture
def berg(tmp_path: Path) -> Path:
    path = tmp_path / "elders" / "Plan BERG.TXT"
    path.parent.mkdir()
    path.write_text(BERG, encoding="utf-8")
    return path


def saying(described: Plan, replace: bool = False) -> Describe:
    def describe(path: Path, sha256: str, catalogue: Catalogue) -> Described | None:
        return Described(described, replace)

    return describe


def add(shop: Workshop, path: Path, describe: Describe) -> Report:
    return ingest([path], shop.folders, shop.tools(), describe)


def plans(shop: Workshop) -> list[str]:
    with Store(current_index(shop.state) / STORE) as store:
        return [plan.id for plan in store.plans()]


def test_described_file_is_added_to_what_is_there(shop: Workshop, berg: Path) -> None:
    report = add(shop, berg, saying(BERG_PLAN))

    assert (report.files[0].name, report.files[0].outcome, report.failed) == ("Plan BERG.TXT", "indexed", False)
    assert plans(shop) == ["dorp", "stad", "berg"]


def test_added_file_stays_when_the_original_is_gone(shop: Workshop, berg: Path) -> None:
    first = add(shop, berg, saying(BERG_PLAN))
    berg.unlink()

    second = ingest([], shop.folders, shop.tools())

    assert (shop.state / "sources" / "berg.txt").read_text(encoding="utf-8") == BERG
    assert load_catalogue(shop.folders.corpus, shop.state).plan("berg").file == "berg.txt"
    assert (second.index, second.failed) == (first.index, False)


def test_copy_that_is_removed_takes_its_plan_along(shop: Workshop, berg: Path) -> None:
    add(shop, berg, saying(BERG_PLAN))
    (shop.state / "sources" / "berg.txt").unlink()

    report = ingest([], shop.folders, shop.tools())

    assert (report.removed, report.failed) == (("berg",), False)


def test_file_that_nobody_describes_is_refused_and_leaves_no_trace(shop: Workshop, berg: Path) -> None:
    report = ingest([berg], shop.folders, shop.tools())

    assert report.files[0].error == "UnknownPlan"
    assert not (shop.state / "sources").exists()
    assert not (shop.state / "plans.yaml").exists()
    assert plans(shop) == ["dorp", "stad"]


def test_corrupt_file_is_refused_before_anybody_is_asked_about_it(shop: Workshop, berg: Path) -> None:
    berg.write_text("Kapot\n\n!corrupt\n", encoding="utf-8")

    def describe(path: Path, sha256: str, catalogue: Catalogue) -> Described | None:
        raise AssertionError("asked")

    report = add(shop, berg, describe)

    assert report.files[0].error == "CorruptSource"
    assert not (shop.state / "plans.yaml").exists()


def test_file_that_does_not_exist_is_named_and_the_others_go_on(shop: Workshop, berg: Path) -> None:
    report = ingest([berg.with_name("weg.txt"), berg], shop.folders, shop.tools(), saying(BERG_PLAN))

    assert [(file.name, file.outcome) for file in report.files[:2]] == [
        ("weg.txt", "failed"),
        ("Plan BERG.TXT", "indexed"),
    ]


def test_folder_stands_for_the_files_in_it(shop: Workshop, berg: Path) -> None:
    report = add(shop, berg.parent, saying(BERG_PLAN))

    assert report.files[0].plan == "berg"


def test_known_file_given_by_name_is_copied_under_its_plan(shop: Workshop, berg: Path) -> None:
    (shop.folders.sources / "stad.txt").unlink()
    berg.write_text(STAD, encoding="utf-8")

    report = ingest([berg], shop.folders, shop.tools())

    assert (report.files[0].plan, report.failed) == ("stad", False)
    assert (shop.state / "sources" / "stad.txt").exists()


@pytest.mark.parametrize("inside", [True, False], ids=["the original itself", "a copy of it"])
def test_file_that_stands_in_the_folder_already_is_not_copied(shop: Workshop, berg: Path, inside: bool) -> None:
    berg.write_text(STAD, encoding="utf-8")
    path = shop.folders.sources / "stad.txt" if inside else berg

    report = ingest([path], shop.folders, shop.tools())

    assert not report.failed
    assert not (shop.state / "sources").exists()


def test_file_in_the_folder_can_be_described_where_it_stands(shop: Workshop) -> None:
    path = shop.put("berg plan.txt", BERG)

    report = add(shop, path, saying(BERG_PLAN))

    assert report.files[0].outcome == "indexed"
    assert load_catalogue(shop.folders.corpus, shop.state).plan("berg").file == "berg plan.txt"
    assert not ingest([], shop.folders, shop.tools()).failed


def test_new_version_takes_the_place_of_the_old(shop: Workshop, berg: Path) -> None:
    ingest([], shop.folders, shop.tools())
    berg.write_text(BERG, encoding="utf-8")

    report = add(shop, berg, saying(plan("dorp", file=None, sha256=sha256(BERG)), replace=True))

    assert [(file.name, file.outcome) for file in report.files] == [
        ("Plan BERG.TXT", "indexed"),
        ("dorp.txt", "superseded"),
        ("stad.txt", "unchanged"),
    ]
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.text == BERG
    again = ingest([], shop.folders, shop.tools())
    assert (again.changed, again.failed) == (False, False)


def test_new_version_that_cannot_be_read_leaves_the_old_one(shop: Workshop, berg: Path) -> None:
    berg.write_text("Kapot\n\n!corrupt\n", encoding="utf-8")

    report = add(shop, berg, saying(plan("dorp", file=None), replace=True))

    assert [file.outcome for file in report.files] == ["failed", "indexed", "indexed"]
    assert plans(shop) == ["dorp", "stad"]


def test_version_in_another_format_removes_the_earlier_copy(shop: Workshop, berg: Path) -> None:
    add(shop, berg, saying(BERG_PLAN))
    newer = berg.with_name("nieuw.md")
    newer.write_text(BERG + "\n\nMeer.\n", encoding="utf-8")

    report = add(shop, newer, saying(plan("berg", file=None, sha256=sha256(BERG + "\n\nMeer.\n")), replace=True))

    assert not report.failed
    assert [path.name for path in (shop.state / "sources").iterdir()] == ["berg.md"]


def test_plan_id_that_is_taken_is_refused_and_harms_nothing(shop: Workshop, berg: Path) -> None:
    report = add(shop, berg, saying(plan("dorp", file=None, sha256=sha256(BERG))))

    assert (report.files[0].error, report.files[1].outcome) == ("CatalogueError", "indexed")
    assert plans(shop) == ["dorp", "stad"]
    with Store(current_index(shop.state) / STORE) as store:
        assert store.document("dorp").source.text == DORP


def test_metadata_of_a_known_file_can_be_changed(shop: Workshop) -> None:
    ingest([], shop.folders, shop.tools())
    changed = plan("dorp", title="Beter", file=None, sha256=sha256(DORP))

    report = add(shop, shop.folders.sources / "dorp.txt", saying(changed, replace=True))

    assert not report.failed
    with Store(current_index(shop.state) / STORE) as store:
        assert store.plan("dorp").title == "Beter"


def test_user_without_originals_has_an_index_of_what_was_added(tmp_path: Path, berg: Path) -> None:
    shop = workshop(tmp_path)
    shop.catalogue(dorp=DORP)

    report = add(shop, berg, saying(BERG_PLAN))

    assert (report.failed, plans(shop)) == (False, ["berg"])
    assert not ingest([], shop.folders, shop.tools()).failed


def test_refusal_by_the_description_names_the_file(shop: Workshop, berg: Path) -> None:
    def describe(path: Path, sha256: str, catalogue: Catalogue) -> Described | None:
        raise UnknownPlan(path.name, "lacks --title")

    report = add(shop, berg, describe)

    assert (report.files[0].name, report.files[0].message) == ("Plan BERG.TXT", "lacks --title")
