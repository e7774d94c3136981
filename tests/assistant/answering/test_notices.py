"""Each notice appears for the reason it exists, says which source it is about, and the weightiest comes first."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.notices import Cited, notices
from assistant.answering.texts import load_texts
from assistant.domain import Citation, Kind, Notice, Plan, Role, Sector, Span
from tests.assistant.answering.scenes import TODAY, documents
from tests.fakes import document, plan

TEXTS = load_texts()
DORP = plan("dorp-2024")
OLD = plan("berg-2018", samenwerkingsverband="SWV Berg", valid_from=None, valid_until=None, period="2018-2022")
ENDING = plan("dal-2022", valid_from=None, valid_until=None, period="2022-2026")
COMING = plan("meer-2027", valid_from=date(2027, 8, 1), valid_until=date(2031, 7, 31))
UNDATED = plan("bos-2020", valid_from=None, valid_until=None, period=None, year=2020)
BOOK = plan("boek-2016", kind="praktijk", samenwerkingsverband=None, title="Verhalen", website=None)
SOURCE = (
    "Zie bijlage 2.\n\nBijlage 1: Woorden\n" + "Uitleg van woorden. " * 20 + "\nBijlage 2 .... 14\nBijlage 3 Lijst\n"
)


def citation(of: Plan, n: int = 1, quote: str = "De raad telt negen leden.", kind: Kind = "feit") -> Citation:
    return Citation(n, of.id, of.title, "4 De raad", kind, quote, (Span(0, 5),), "0" * 64)


def found(
    *citations: Citation, today: date = TODAY, role: Role = "medewerker", asked: tuple[Sector, ...] = ()
) -> list[Notice]:
    plans = (DORP, OLD, ENDING, COMING, UNDATED, BOOK)
    by_id = documents(*(document(SOURCE, one) for one in plans))
    return list(notices(Cited(citations, {one.id: one for one in plans}, by_id, today, asked), TEXTS, role))


def kinds(*citations: Citation, asked: tuple[Sector, ...] = ()) -> list[str]:
    return [notice.kind for notice in found(*citations, asked=asked)]


def test_fact_of_a_valid_plan_needs_no_notice() -> None:
    assert found(citation(DORP)) == []


@pytest.mark.parametrize(
    ("of", "kind", "words"),
    [
        pytest.param(OLD, "verlopen", "verlopen", id="expired"),
        pytest.param(ENDING, "loopt_af", "nieuw plan", id="last year"),
        pytest.param(COMING, "nog_niet", "1 augustus 2027", id="not yet"),
        pytest.param(UNDATED, "onbekend", "2020", id="unknown"),
    ],
)
def test_validity_of_a_plan_is_told(of: Plan, kind: str, words: str) -> None:
    [notice] = found(citation(of))

    assert notice.kind == kind
    assert words in notice.text


def test_ambition_is_told_from_a_rule() -> None:
    [notice] = found(citation(DORP, kind="voornemen"))

    assert notice == Notice("voornemen", TEXTS.say("notice_voornemen", "medewerker"))


@pytest.mark.parametrize("cited", [citation(BOOK), citation(DORP, kind="praktijk")], ids=["book", "passage"])
def test_practice_is_told_from_a_rule(cited: Citation) -> None:
    assert [notice.kind for notice in found(cited)] == ["praktijk"]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        pytest.param("Zie bijlage 2 voor de lijst.", True, id="only in the contents"),
        pytest.param("Zie bijlage 3 voor de lijst.", True, id="heading without a text"),
        pytest.param("Zie bijlage 9 voor de lijst.", True, id="nowhere"),
        pytest.param("De woorden staan in bijlage 1.", False, id="in the file"),
        pytest.param("De lijst staat in een bijlage.", False, id="no number, and the file has one"),
    ],
)
def test_appendix_is_told_when_the_file_lacks_it(quote: str, told: bool) -> None:
    assert ("bijlage" in kinds(citation(DORP, quote=quote))) is told


def test_appendix_without_number_is_told_when_the_file_has_none() -> None:
    by_id = documents(document("Geen enkele. ", DORP))
    cited = Cited([citation(DORP, quote="Dat staat in de bijlage.")], {DORP.id: DORP}, by_id, TODAY)

    assert [notice.kind for notice in notices(cited, TEXTS, "ouder")] == ["bijlage"]


@pytest.mark.parametrize("quote", ["De lijst staat op onze website.", "Kijk op www.dorp.example."])
def test_website_that_was_not_searched_is_told(quote: str) -> None:
    assert kinds(citation(DORP, quote=quote)) == ["website"]


def test_procedure_may_have_changed() -> None:
    [notice] = found(citation(DORP, quote="De aanvraag gaat naar de commissie."))

    assert notice.kind == "procedure"
    assert "https://swv-dorp.example" in notice.text


@pytest.mark.parametrize("of", [OLD, BOOK], ids=["expired", "no plan"])
def test_changed_procedure_is_not_told_where_more_is_wrong(of: Plan) -> None:
    assert "procedure" not in kinds(citation(of, quote="De aanvraag gaat naar de commissie."))


def test_plan_about_other_schools_is_told() -> None:
    [notice] = found(citation(DORP), asked=("po",), role="ouder")

    assert notice.kind == "andere_sector"
    assert "de basisschool" in notice.text
    assert "de middelbare school en het speciaal onderwijs" in notice.text


def test_plan_about_the_schools_that_were_asked_for_is_fine() -> None:
    assert kinds(citation(DORP), asked=("vo", "so")) == []


def test_weightiest_comes_first_and_each_once() -> None:
    cited = [
        citation(OLD, 1, "Kijk op de website."),
        citation(OLD, 2, "Zie bijlage 9.", kind="voornemen"),
        citation(OLD, 3, "Zie bijlage 9.", kind="voornemen"),
    ]

    assert kinds(*cited) == ["verlopen", "voornemen", "bijlage", "website"]


def test_sources_are_named_where_a_notice_is_not_about_all() -> None:
    texts = {n.kind: n.text for n in found(citation(DORP, 1), citation(DORP, 2, kind="voornemen"), citation(DORP, 3))}

    assert texts["voornemen"] == "Bij bron 2: Dit is een voornemen voor later, geen regel."


def test_plan_is_named_where_a_notice_is_about_all_of_it_but_not_about_others() -> None:
    [notice] = found(citation(DORP, 1), citation(OLD, 2), citation(OLD, 3))

    assert notice.text.startswith("Het plan van SWV Berg: Dit plan is gemaakt voor 2018-2022.")


def test_plans_of_which_the_same_holds_share_a_notice() -> None:
    [notice] = [n for n in found(citation(BOOK, 1), citation(DORP, 2, kind="praktijk")) if n.kind == "praktijk"]

    assert not notice.text.startswith("Bij bron")


def test_ouders_and_professionals_are_told_in_their_own_words() -> None:
    assert found(citation(OLD), role="ouder") != found(citation(OLD), role="medewerker")
