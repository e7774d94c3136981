"""Every page and state of the site, each by the way a visitor gets there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.assistant.api import scenes

Visit = Callable[[Page, str], object]


def ask(page: Page, site: str, question: str) -> None:
    """Type a question on the first page and send it."""
    page.goto(f"{site}/")
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek het antwoord").click()
    page.wait_for_load_state()


def at(path: str) -> Visit:
    """Go to an address."""
    return lambda page, site: page.goto(site + path)


def asked(question: str) -> Visit:
    """Ask a question."""
    return lambda page, site: ask(page, site, question)


def _unusable(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_label("Uw vraag").evaluate("field => field.required = false")
    page.get_by_role("button", name="Zoek het antwoord").click()
    page.wait_for_load_state()


VISITS: Mapping[str, Visit] = {
    "start": at("/"),
    "unusable question": _unusable,
    **{f"answer: {scenes.ANSWERS[question].status}": asked(question) for question in scenes.ANSWERS},
    "search": at("/zoek"),
    "hits": at("/zoek?q=weigeren&plan=dorp-2024"),
    "unusable search": at("/zoek?q=x&plan=nergens"),
    "source": at("/bron/dorp-2024"),
    "cited source": at(scenes.ANSWERED.citations[0].href),
    "changed source": at("/bron/dorp-2024?v=0123456789ab&span=1-2"),
    "expired source": at("/bron/berg-2018"),
    "not found": at("/nergens"),
    "unusable address": at("/bron/dorp-2024?span=x"),
}
