"""Every page and state passes axe-core, light and dark, and fits the smallest phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.scenery import VISITS, at

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe-core finds, one line each."""
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("visit", VISITS)
def test_page_passes_axe_and_keeps_its_contrast_in_the_dark(page: Page, site: str, visit: str) -> None:
    VISITS[visit](page, site)

    light = violations(page)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, ["color-contrast"])

    assert light + dark == []


@pytest.mark.parametrize("visit", ["hits", "cited source", "answer: partial"])
def test_page_passes_axe_on_a_wide_screen(page: Page, site: str, visit: str) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]

    VISITS[visit](page, site)

    assert violations(page) == []


def test_page_without_an_index_passes_axe(page: Page, empty_site: str) -> None:
    at("/")(page, empty_site)

    assert page.get_by_text("wegwijzer ingest").is_visible()
    assert violations(page) == []


def test_every_page_fits_the_smallest_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})

    widths = {}
    for name, visit in VISITS.items():
        visit(page, site)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(VISITS, 320)


def test_all_targets_of_a_finger_are_large_enough(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    VISITS["answer: partial"](page, site)

    boxes = [target.bounding_box() for target in page.locator("main a, main button, main select").all()]

    assert len(boxes) > 5
    assert all(box and box["height"] >= 28 for box in boxes)
