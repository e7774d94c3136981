"""What visitors do: ask, follow a citation to its passage, come back; by keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.api import scenes
from tests.browser.conftest import PHONE
from tests.browser.scenery import VISITS, ask
from tests.fakes import ScriptedAssistant


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a phone, with and without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def in_view(page: Page, selector: str) -> bool:
    """Whether the first match stands inside the window, below anything that sticks to its top."""
    box = page.locator(selector).first.bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    return box is not None and box["y"] >= 50 and box["y"] + box["height"] <= height


def test_citation_opens_at_the_marked_passage(visitor: Page, site: str) -> None:
    ask(visitor, site, "termijn")

    visitor.get_by_role("link", name="Bekijk bron 2 SWV Dorp").click()
    visitor.wait_for_load_state()

    expect(visitor.locator("mark")).to_have_text(scenes.EXTRA)
    assert in_view(visitor, "mark")


def test_passage_far_down_a_document_is_in_view(visitor: Page, site: str) -> None:
    words = "Dit is hoofdstuk 20."

    visitor.goto(site + scenes.citation(1, words).href)

    expect(visitor.locator("mark")).to_have_text(words)
    assert in_view(visitor, "mark")


def test_back_from_the_source_shows_the_answer_without_asking_again(
    visitor: Page, site: str, scripted: ScriptedAssistant
) -> None:
    ask(visitor, site, "termijn")
    visitor.get_by_role("link", name="Bekijk bron 1 SWV Dorp").click()
    visitor.wait_for_load_state()
    asked = len(scripted.asked)

    visitor.go_back()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Dit staat in de plannen")
    assert len(scripted.asked) == asked


def test_region_asked_back_is_answered_with_a_button(visitor: Page, site: str, scripted: ScriptedAssistant) -> None:
    ask(visitor, site, "regio")

    visitor.get_by_role("button", name="Berg, Dal & Beek").click()
    visitor.wait_for_load_state()

    assert scripted.asked[-1][:2] == ("regio", type(scripted.asked[-1][1])(("berg-2018",)))


def test_whole_journey_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    while page.evaluate("document.activeElement.id") != "vraag":
        page.keyboard.press("Tab")
    page.keyboard.type("termijn")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#antwoord")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bron/**")

    expect(page.locator("#citaat")).to_have_text(scenes.TERM)
    assert in_view(page, "#citaat")


def test_first_tab_offers_to_skip_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/zoek")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("visit", ["start", "hits", "cited source", "answer: answered"])
def test_focus_can_always_be_seen(page: Page, site: str, visit: str) -> None:
    VISITS[visit](page, site)

    unseen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        shown = "e => getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2"
        if not page.evaluate(f"document.activeElement === document.body || ({shown})(document.activeElement)"):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))

    assert unseen == []


def test_waiting_is_told_and_a_form_is_sent_once(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.locator("form.vraag").evaluate(
        "form => { window.sent = 0; form.addEventListener('submit', event => {"
        " if (!event.defaultPrevented) window.sent += 1; event.preventDefault(); }) }"
    )
    page.get_by_label("Uw vraag").fill("termijn")

    page.get_by_role("button", name="Zoek het antwoord").click()
    page.get_by_role("button", name="Zoek het antwoord").click()

    expect(page.get_by_role("status")).to_have_text("We zoeken in de plannen…")
    assert page.evaluate("window.sent") == 1


def test_button_leads_back_to_the_answer(page: Page, site: str) -> None:
    ask(page, site, "termijn")
    page.get_by_role("link", name="Bekijk bron 1 SWV Dorp").click()

    page.get_by_role("button", name="Terug").click()

    expect(page.locator("#antwoord")).to_be_visible()


def test_markup_in_a_source_never_runs(page: Page, site: str) -> None:
    VISITS["expired source"](page, site)
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()

    page.goto(f"{site}/zoek?q=%3Cscript%3Ealert(1)%3C/script%3E")

    expect(page.get_by_label("Waar zoekt u naar?")).to_have_value("<script>alert(1)</script>")


def test_nothing_is_fetched_from_another_host(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for visit in ("start", "hits", "cited source"):
        VISITS[visit](page, site)

    assert len(asked) >= 6
    assert all(url.startswith(site) for url in asked)
