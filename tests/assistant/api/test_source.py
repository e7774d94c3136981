"""/bron shows the whole document, marks what was cited, and is honest about its version and validity."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.api.source import read_spans
from assistant.domain import CleanText, Document, Piece, Span
from assistant.errors import BadRequest
from tests.assistant.api import scenes
from tests.assistant.api.conftest import Connect


def page(client: TestClient, address: str) -> BeautifulSoup:
    reply = client.get(address)
    assert reply.status_code == 200
    return BeautifulSoup(reply.text, "lxml")


def test_address_of_a_citation_opens_with_its_words_marked(client: TestClient) -> None:
    citation = scenes.ANSWERED.citations[0]

    shown = page(client, citation.href)

    target = urlsplit(citation.href).fragment
    assert [mark.text for mark in shown.find_all("mark")] == [citation.quote]
    assert shown.find(id=target) is shown.mark


def test_whole_document_is_shown_under_its_headings(client: TestClient) -> None:
    shown = page(client, "/bron/dorp-2024")

    assert [h.text for h in shown.article.find_all(["h2", "h3"])][:5] == [  # type: ignore[union-attr]
        *("1 Wie wij zijn", "2 Aanmelden", "2.1 Beslissen", "2.2 Weigeren", "3 Wat wij willen")
    ]
    for _, words in scenes.BODY:
        assert words.splitlines()[0] in shown.text
    assert [li.text for li in shown.article.find_all("li")] == ["wat het kind nodig heeft;", "wat zij kan."]  # type: ignore[union-attr]


def test_outline_leads_to_every_heading_and_points_out_the_cited_one(client: TestClient) -> None:
    shown = page(client, scenes.ANSWERED.citations[0].href)

    links = shown.select("nav.inhoud a")
    assert all(shown.find(id=str(link["href"])[1:]) for link in links)
    assert [link.text for link in links if link.get("aria-current")] == ["2.1 Beslissen"]


def test_page_numbers_stand_in_the_text(client: TestClient) -> None:
    shown = page(client, "/bron/dorp-2024")

    assert [number.text for number in shown.select(".blz")] == ["blz. 1", "blz. 2", "blz. 3"]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        pytest.param("dorp-2024", "geldt tot en met 31 juli 2028", id="valid"),
        pytest.param("berg-2018", "verlopen", id="expired"),
        pytest.param("boek-2016", "geen regels", id="a book is no norm"),
    ],
)
def test_banner_tells_the_validity(client: TestClient, plan: str, words: str) -> None:
    assert words in page(client, f"/bron/{plan}").select_one(".banner").text  # type: ignore[union-attr]


def test_markup_in_a_source_is_text(client: TestClient) -> None:
    citation = scenes.citation(1, "Tekst met <script>alert('x')</script> en", scenes.BERG)

    shown = page(client, citation.href)

    assert [script.get("src") is not None for script in shown.find_all("script")] == [True]
    assert not shown.find_all(["b", "img"])
    assert shown.mark is not None
    assert shown.mark.text == citation.quote


def test_citation_of_an_older_version_is_not_marked(client: TestClient) -> None:
    shown = page(client, "/bron/dorp-2024?v=0123456789ab&span=0-999999999")

    assert "de tekst is sinds dit antwoord veranderd" in shown.text
    assert not shown.find_all("mark")


def test_citation_without_a_version_is_marked(client: TestClient) -> None:
    shown = page(client, "/bron/dorp-2024?v=&span=0-8")

    assert [mark.text for mark in shown.find_all("mark")] == ["Voorblad"]


def test_two_places_are_both_marked_and_the_first_is_led_to(client: TestClient) -> None:
    first, second = scenes.span_of(scenes.TERM), scenes.span_of(scenes.REFUSAL)

    shown = page(client, f"/bron/dorp-2024?span={second.start}-{second.end}&span={first.start}-{first.end}")

    assert [mark.text for mark in shown.find_all("mark")] == [scenes.TERM, scenes.REFUSAL]
    assert [mark.get("id") for mark in shown.find_all("mark")] == ["citaat", None]


def test_place_that_is_no_readable_text_is_told(connect: Connect) -> None:
    old = scenes.DORP
    clean = CleanText((Piece(0, 10, "", "kop"), Piece(10, len(old.source.text), old.source.text[10:])))
    client = connect(scenes.assistant(documents=(Document(old.plan, old.source, clean),), outlines={}))

    shown = page(client, "/bron/dorp-2024?span=0-8")

    assert "geen leesbare tekst" in shown.text


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("span=5", id="no end"),
        pytest.param("span=a-b", id="no numbers"),
        pytest.param("span=9-9", id="empty"),
        pytest.param("span=9-3", id="backwards"),
        pytest.param("span=-3-9", id="negative"),
        pytest.param("span=0-99999999", id="beyond the end"),
        pytest.param("span=0-9999999999999999", id="too many digits"),
        pytest.param("span=0-3&span=x", id="one of two is wrong"),
        pytest.param("&".join(["span=0-3"] * 101), id="too many"),
        pytest.param("v=<script>", id="no version"),
        pytest.param("v=abc", id="version too short"),
    ],
)
def test_address_that_points_nowhere_is_refused(client: TestClient, query: str) -> None:
    reply = client.get(f"/bron/dorp-2024?{query}")

    assert reply.status_code == 422
    assert "<script>" not in reply.text
    assert "<h1>" in reply.text


def test_unknown_plan_is_not_found(client: TestClient) -> None:
    assert client.get("/bron/nergens").status_code == 404


def test_digits_of_other_scripts_are_no_place() -> None:
    with pytest.raises(BadRequest):
        read_spans(["٣-٩"])


def test_places_are_read_in_the_order_given() -> None:
    assert read_spans(["5-9", "1-2"]) == (Span(5, 9), Span(1, 2))
