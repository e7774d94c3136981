"""The pages say what they are, keep questions out of addresses, and work as plain forms."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.api.pages import EXAMPLES
from assistant.domain import Scope
from tests.assistant.api import scenes
from tests.fakes import ScriptedAssistant


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def asked(client: TestClient, **form: str) -> BeautifulSoup:
    reply = client.post("/", data=form)
    assert reply.status_code == 200
    return soup(reply.text)


def test_first_page_says_at_once_that_it_is_a_computer_program(client: TestClient) -> None:
    page = soup(client.get("/").text)

    assert "computerprogramma, niet met een mens" in page.select_one("main").text[:200]  # type: ignore[union-attr]


def test_question_goes_by_post_so_that_no_address_holds_it(client: TestClient) -> None:
    form = soup(client.get("/").text).select_one("form.vraag")

    assert form is not None
    assert form["method"] == "post"


def test_region_is_chosen_by_municipality(client: TestClient) -> None:
    page = soup(client.get("/").text)

    groups = {group["label"]: [o["value"] for o in group.find_all("option")] for group in page.find_all("optgroup")}
    assert groups == {
        "SWV Dorp": ["dorp-2024:Dorp", "dorp-2024:Stad aan Zee"],
        "SWV Berg": ["berg-2018:Berg", "berg-2018:Dal & Beek"],
    }
    assert page.select_one("option")["value"] == ""  # type: ignore[index]


@pytest.mark.parametrize(
    ("form", "scope"),
    [
        pytest.param({}, Scope(), id="no region"),
        pytest.param({"regio": "dorp-2024:Stad aan Zee"}, Scope(("dorp-2024",)), id="a municipality"),
        pytest.param(
            {"regio": "dorp-2024:Dorp", "plan": "berg-2018"}, Scope(("berg-2018",)), id="a region chosen later"
        ),
        pytest.param({"regio": "dorp-2024", "sector": "vo"}, Scope(("dorp-2024",), ("vo",)), id="and a kind of school"),
    ],
)
def test_choices_become_the_scope(
    client: TestClient, assistant: ScriptedAssistant, form: dict[str, str], scope: Scope
) -> None:
    asked(client, question="termijn", **form)

    assert assistant.asked == [("termijn", scope, "ouder")]


def test_example_is_asked_instead_of_what_was_typed(client: TestClient, assistant: ScriptedAssistant) -> None:
    asked(client, question="half geschreven", voorbeeld=EXAMPLES[0], regio="dorp-2024:Dorp")

    assert assistant.asked == [(EXAMPLES[0], Scope(("dorp-2024",)), "ouder")]


def test_choices_are_still_there_beside_the_answer(client: TestClient) -> None:
    page = asked(client, question="termijn", regio="dorp-2024:Stad aan Zee")

    assert [option["value"] for option in page.select("option[selected]")] == ["dorp-2024:Stad aan Zee"]
    assert page.select_one("textarea").text == "termijn"  # type: ignore[union-attr]


def test_every_sentence_leads_to_its_passage(client: TestClient) -> None:
    page = asked(client, question="termijn")

    assert [p.text for p in page.select(".zin")] == [scenes.TERM, scenes.EXTRA]
    assert [a["href"] for a in page.select(".herkomst a")] == [c.href for c in scenes.ANSWERED.citations]
    assert [a["href"] for a in page.select("a.naar-bron")] == [c.href for c in scenes.ANSWERED.citations]


def test_answer_that_is_quoted_says_so(client: TestClient) -> None:
    assert "letterlijk" in asked(client, question="termijn").text
    assert "letterlijk" not in asked(client, question="weigeren").text


def test_all_that_weakens_an_answer_stands_beside_it(client: TestClient) -> None:
    page = asked(client, question="weigeren")

    assert "Een van de plannen is verlopen." in page.select_one(".let-op").text  # type: ignore[union-attr]
    assert "Voornemen" in page.select(".zinnen li")[1].text
    assert "Die tijd is voorbij: het plan is verlopen." in page.select(".bron")[1].text


@pytest.mark.parametrize("question", scenes.ANSWERS)
def test_focus_goes_to_the_title_of_the_answer(client: TestClient, question: str) -> None:
    page = asked(client, question=question)

    title = page.select_one("h1#antwoord")
    assert title is not None
    assert {"autofocus", "tabindex"} <= set(title.attrs)
    assert str(page.select_one("form.vraag")["action"]).endswith("#antwoord")  # type: ignore[index]


def test_refusal_names_a_human_being(client: TestClient) -> None:
    contact = asked(client, question="niets").select_one("article .mens")

    assert contact is not None
    assert [a["href"] for a in contact.find_all("a")] == ["tel:0123456789", scenes.LINE.url]


def test_question_back_is_answered_with_one_button(client: TestClient, assistant: ScriptedAssistant) -> None:
    form = asked(client, question="regio", sector="vo").select_one("form.keuzes")
    assert form is not None
    sent = {str(field["name"]): str(field["value"]) for field in form.find_all("input")}
    button = form.find_all("button")[1]

    asked(client, **sent, **{str(button["name"]): str(button["value"])})

    assert assistant.asked[-1] == ("regio", Scope(("berg-2018",), ("vo",)), "ouder")


def test_question_with_personal_data_is_not_shown_again(client: TestClient) -> None:
    page = client.post("/", data={"question": "gegevens"}).text

    assert 'value="gegevens"' not in page
    assert ">gegevens<" not in page
    assert "Uw vraag</span>" not in page


@pytest.mark.parametrize(
    ("form", "message"),
    [
        pytest.param({"question": " "}, "Schrijf eerst uw vraag op.", id="empty"),
        pytest.param({"question": "x" * 1001}, "te lang", id="too long"),
        pytest.param({"question": "x", "regio": "nergens:Oost"}, "Dit plan kennen we niet", id="unknown region"),
    ],
)
def test_unusable_question_is_told_beside_the_form(
    client: TestClient, assistant: ScriptedAssistant, form: dict[str, str], message: str
) -> None:
    reply = client.post("/", data=form)

    page = soup(reply.text)
    assert reply.status_code == 422
    assert message in page.select_one("[role=alert]").text  # type: ignore[union-attr]
    assert str(page.title).startswith("<title>Fout")
    assert assistant.asked == []


def test_question_is_shown_as_text(client: TestClient) -> None:
    page = asked(client, question="<script>alert(1)</script></textarea><b>")

    assert len(page.find_all("script")) == 1
    assert page.select_one("textarea").text == "<script>alert(1)</script></textarea><b>"  # type: ignore[union-attr]


def test_search_page_shows_passages_with_place_and_reason(client: TestClient) -> None:
    page = soup(client.get("/zoek?q=weigeren").text)

    hits = page.select(".hit")
    assert page.select_one("[role=status] #resultaten").text == "5 passages gevonden"  # type: ignore[union-attr]
    assert "zelfde woorden (1e), zelfde betekenis (2e)" in hits[0].text
    assert "bladzijde 2" in hits[0].text
    assert hits[0].select_one("h3 a")["href"].endswith("#citaat")  # type: ignore[index, union-attr]
    assert "Tekst met <script>" in hits[2].text


def test_filters_reach_the_search_and_stay_chosen(client: TestClient, assistant: ScriptedAssistant) -> None:
    page = soup(client.get("/zoek?q=weigeren&plan=dorp-2024&sector=vo").text)

    assert assistant.searched == [("weigeren", Scope(("dorp-2024",), ("vo",)), 10)]
    assert [box["value"] for box in page.select("input[checked]")] == ["dorp-2024", "vo"]
    assert page.select_one("details.filters").has_attr("open")  # type: ignore[union-attr]


def test_kind_of_text_is_chosen_among_the_best_passages_and_told(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    page = soup(client.get("/zoek?q=weigeren&soort=voornemen&soort=praktijk").text)

    assert assistant.searched[0][2] == 50
    assert [hit.select_one(".rang").text for hit in page.select(".hit")] == ["4e: ", "5e: "]  # type: ignore[union-attr]
    assert "50 beste passages" in page.text


def test_search_without_hits_helps_on(client: TestClient, assistant: ScriptedAssistant) -> None:
    assistant.hits = ()

    assert "Geen passages gevonden" in client.get("/zoek?q=weigeren").text


def test_empty_search_page_searches_nothing(client: TestClient, assistant: ScriptedAssistant) -> None:
    assert client.get("/zoek?q=").status_code == 200
    assert assistant.searched == []


def test_search_that_cannot_be_done_is_told(client: TestClient) -> None:
    reply = client.get("/zoek?q=x&plan=nergens")

    assert reply.status_code == 422
    assert soup(reply.text).select_one("[role=alert]") is not None
