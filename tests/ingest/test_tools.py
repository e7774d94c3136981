"""The real steps, from a file to its passages, and the versions that tell when to take them again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import CatalogueError
from assistant.indexes import STORE, current_index
from assistant.storage import Store
from ingest import tools
from ingest.pipeline import ingest
from ingest.tools import real_steps
from tests.ingest.workshop import Workshop, sha256, workshop

TEXT = """1 Aanmelden

Ouders melden hun kind schriftelijk aan. De school beslist
binnen zes weken.

2 Ondersteuning

De ondersteunings-
coördinator maakt een plan met de ouders.
"""
LAYOUT = """
plan: dorp
sha256: "{sha256}"
headings:
  - {{level: 1, title: Aanmelden bij ons, lines: [1, 1]}}
  - {{level: 1, title: Ondersteuning, lines: [6, 6]}}
"""


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    folder = tmp_path / "layouts"
    folder.mkdir()
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = workshop(tmp_path)
    made.stock(dorp=TEXT)
    return made


def passages(shop: Workshop, layouts: Path) -> dict[str, str]:
    """The text of each passage under its heading, after an ingest with the real steps."""
    report = ingest([], shop.folders, replace(shop.tools(), steps=real_steps(layouts.parent)))
    assert not report.failed, list(report.lines())
    with Store(current_index(shop.state) / STORE) as store:
        return {chunk.heading: chunk.text for chunk in store.chunks_of("dorp")}


def test_real_steps_make_passages_of_a_text(shop: Workshop, layouts: Path) -> None:
    found = " ".join(passages(shop, layouts).values())

    assert "De school beslist binnen zes weken." in found
    assert "De ondersteuningscoördinator maakt" in found


def test_layout_of_a_file_is_used(shop: Workshop, layouts: Path) -> None:
    (layouts / "dorp.yaml").write_text(LAYOUT.format(sha256=sha256(TEXT)), encoding="utf-8")

    assert any(heading.startswith("Aanmelden bij ons") for heading in passages(shop, layouts))


def test_layout_of_another_file_is_not_used(shop: Workshop, layouts: Path) -> None:
    (layouts / "dorp.yaml").write_text(LAYOUT.format(sha256="0" * 64), encoding="utf-8")

    assert not any("bij ons" in heading for heading in passages(shop, layouts))


def test_new_layout_is_taken_into_account_at_the_next_ingest(shop: Workshop, layouts: Path) -> None:
    passages(shop, layouts)
    (layouts / "dorp.yaml").write_text(LAYOUT.format(sha256=sha256(TEXT)), encoding="utf-8")

    assert any(heading.startswith("Aanmelden bij ons") for heading in passages(shop, layouts))


def test_broken_layout_is_named(layouts: Path) -> None:
    (layouts / "dorp.yaml").write_text("plan: [", encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"dorp\.yaml"):
        real_steps(layouts.parent).layout("0" * 64)


def test_versions_stay_while_nothing_changes(layouts: Path) -> None:
    assert real_steps(layouts.parent).versions == real_steps(layouts).versions


def test_code_that_does_not_shape_passages_is_named_right() -> None:
    here = Path(tools.__file__).parent

    assert {name for name in tools._OUTSIDE if not (here / name).exists()} == set()
