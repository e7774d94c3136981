"""The contacts: what the file may hold, and whom it names for a plan or a subject."""

from __future__ import annotations

import os
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.catalogue import load_catalogue
from assistant.contacts import FILE, Contacts, Entry, load_contacts
from assistant.domain import Contact
from assistant.errors import CatalogueError, NotFound
from assistant.glossary import FILE as GLOSSARY
from assistant.glossary import load_glossary
from assistant.settings import ROOT

SOURCES = os.environ.get("WEGWIJZER_SOURCES")
needs_originals = pytest.mark.skipif(not SOURCES, reason="WEGWIJZER_SOURCES names no folder with the originals")

DORP = {
    "id": "dorp",
    "name": "SWV Dorp",
    "url": "https://swv-dorp.example",
    "about": ["bezwaar"],
    "as_of": "2024-08",
    "source": {"plan": "dorp-2024", "line": 12},
    "note": "Bel op werkdagen.",
}
HULPLIJN = {**DORP, "id": "hulplijn", "name": "Hulplijn", "phone": "0800-1234", "source": {"basis": "Landelijk."}}
HELD: dict[str, Any] = {
    "national": [HULPLIJN],
    "plans": {"dorp-2024": {"absent": "Een adres staat er niet in.", "contacts": [DORP]}},
}
OURS = load_contacts(ROOT / "corpus" / FILE)
EACH = [pytest.param(entry, id=entry.id) for entry in OURS]


def written(folder: Path, content: object) -> Path:
    path = folder / "contacts.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.fixture
def contacts(tmp_path: Path) -> Contacts:
    return load_contacts(written(tmp_path, HELD))


def test_a_plan_has_its_own_contacts_and_says_what_it_lacks(contacts: Contacts) -> None:
    assert [entry.id for entry in contacts.of("dorp-2024")] == ["dorp"]
    assert contacts.absent["dorp-2024"] == "Een adres staat er niet in."
    assert [entry.id for entry in contacts.of(None)] == ["hulplijn"]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [("dorp-2024", ["dorp", "hulplijn"]), ("stad-2024", ["hulplijn"]), (None, ["hulplijn"])],
)
def test_a_subject_has_the_plans_contacts_before_the_national_ones(
    contacts: Contacts, plan: str | None, expected: list[str]
) -> None:
    assert [entry.id for entry in contacts.about("bezwaar", plan)] == expected


def test_an_answer_can_name_a_contact(contacts: Contacts) -> None:
    assert contacts.get("hulplijn").contact == Contact("Hulplijn", "https://swv-dorp.example", "0800-1234")


def test_an_unknown_contact_is_not_found(contacts: Contacts) -> None:
    with pytest.raises(NotFound, match="'elders'"):
        contacts.get("elders")


def changed(**fields: object) -> dict[str, Any]:
    content = deepcopy(HELD)
    content["national"][0] |= fields
    return content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(changed(url=None, phone=None), "needs a url, a phone or an email", id="unreachable"),
        pytest.param(changed(id="dorp"), "dorp is used twice", id="twice"),
        pytest.param(changed(as_of="vorig jaar"), "national.0.as_of", id="no date"),
        pytest.param(changed(source={"plan": "dorp-2024"}), "a plan and a line, or a basis", id="no line"),
        pytest.param(changed(source={}), "a plan and a line, or a basis", id="no source"),
        pytest.param(changed(person="Jan"), "national.0.person: Extra inputs", id="unknown field"),
        pytest.param([], "contacts: Input should be", id="a list"),
    ],
)
def test_unusable_contacts_are_refused(tmp_path: Path, content: object, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        load_contacts(written(tmp_path, content))


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_contacts(tmp_path / "contacts.yaml")


def test_every_plan_of_this_project_gives_contacts_and_says_what_it_lacks(tmp_path: Path) -> None:
    plans = {plan.id for plan in load_catalogue(ROOT / "corpus", tmp_path).plans}

    assert set(OURS.absent) == plans
    assert all(OURS.of(plan) for plan in plans)


@pytest.mark.parametrize(
    ("id", "phone"),
    [
        ("veilig-thuis", "0800-2000"),
        ("zelfmoordpreventie", "0800-0113"),
        ("kindertelefoon", "0800-0432"),
        ("alarmnummer", "112"),
    ],
)
def test_help_in_danger_has_its_number(id: str, phone: str) -> None:
    assert OURS.get(id).phone == phone
    assert OURS.get(id) in OURS.about("crisis")


@pytest.mark.parametrize("entry", EACH)
def test_what_a_contact_is_about_stands_in_the_glossary(entry: Entry) -> None:
    assert set(entry.about) <= {one.term for one in load_glossary(ROOT / "corpus" / GLOSSARY)}


@needs_originals
@pytest.mark.parametrize(
    "entry", [each for each in EACH if isinstance(each.values[0], Entry) and each.values[0].source.plan]
)
def test_a_contact_stands_at_the_line_that_it_names(entry: Entry, tmp_path: Path) -> None:
    plan = load_catalogue(ROOT / "corpus", tmp_path).plan(str(entry.source.plan))
    lines = (Path(str(SOURCES)) / str(plan.file)).read_text(encoding="utf-8").split("\n")
    at = int(entry.source.line or 0)
    given = re.sub(r"[\s-]", "", "".join(lines[at - 1 : at + 1]).lower())

    stated = entry.phone or entry.email or re.sub(r"https?://(www\.)?", "", str(entry.url))

    assert re.sub(r"[\s-]", "", stated.lower()) in given
