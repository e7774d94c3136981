"""What a question names narrows an open scope; what the user chose stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.scope import named_plans, named_sectors, resolve
from assistant.catalogue import load_catalogue
from assistant.domain import Plan, Scope, Sector
from tests.fakes import plan

PLANS = load_catalogue(Path(__file__).parents[3] / "corpus", Path("no state")).plans
KOERS, VPR, ZOU, ALMERE, BOOK = "koersvo-2022", "vpr-2022", "zou-2018", "almere-2018", "verrassend-passend-2016"


@pytest.mark.parametrize(
    ("question", "plans"),
    [
        pytest.param("Hoe zit dat bij Koers VO?", (KOERS,), id="samenwerkingsverband"),
        pytest.param("wat doet koersvo", (KOERS,), id="name in one word"),
        pytest.param("Wij wonen in Rotterdam.", (KOERS,), id="municipality"),
        pytest.param("Wij wonen in Capelle.", (KOERS,), id="short municipality"),
        pytest.param("School in Krimpen aan den IJssel", (KOERS,), id="long municipality"),
        pytest.param("ergens in Nieuwerkerk", (KOERS,), id="village in brackets"),
        pytest.param("Onze school staat in Rozenburg", (VPR,), id="place that another plan excludes"),
        pytest.param("Wat regelt Voorne-Putten hiervoor?", (VPR,), id="region"),
        pytest.param("Ik werk bij VPR.", (VPR,), id="abbreviation"),
        pytest.param("op de Heuvelrug", (ZOU,), id="half a municipality"),
        pytest.param("Wij wonen in Wijk bij Duurstede.", (ZOU,), id="municipality of three words"),
        pytest.param("in de Bilt", (ZOU,), id="article"),
        pytest.param("Wat zegt zuidoost utrecht?", (ZOU,), id="name without its general words"),
        pytest.param("Wat vindt ZOU daarvan?", (ZOU,), id="abbreviation that is a word, in capitals"),
        pytest.param("We gaan naar open dagen in Almere", (ALMERE,), id="almere"),
        pytest.param("Wat staat er in almere-2018?", (ALMERE,), id="plan id"),
        pytest.param("Staat dat in Verrassend passend?", (BOOK,), id="title"),
        pytest.param("Vallen wij in Rozenburg onder Koers VO?", (KOERS, VPR), id="two"),
        pytest.param("Zou dat mogen in onze wijk?", (), id="ordinary words"),
        pytest.param("We wonen in Spijkenisse.", (), id="place that the catalogue lacks"),
        pytest.param("Wat doet het steunpunt passend onderwijs?", (), id="publisher of a book"),
        pytest.param("Het roer om: een nieuwe koers!", (), id="part of a name"),
    ],
)
def test_plans_are_recognised_by_name_and_place(question: str, plans: tuple[str, ...]) -> None:
    assert named_plans(question, PLANS) == plans


@pytest.mark.parametrize(("question", "found"), [("Wij wonen in Best.", True), ("Wat is het best?", False)])
def test_place_that_is_also_a_word_needs_its_capital(question: str, found: bool) -> None:
    best = plan("best-2024", samenwerkingsverband="SWV Kempen", publisher=None, region=("Best",))

    assert bool(named_plans(question, [best])) is found


@pytest.mark.parametrize(
    ("question", "sectors"),
    [
        pytest.param("Mijn kind zit op de basisschool.", ("po",), id="basisschool"),
        pytest.param("Onze dochter (groep 5) heeft hulp nodig.", ("po",), id="groep"),
        pytest.param("De ib’er belde.", ("po",), id="ib'er"),
        pytest.param("Zij gaat naar de brugklas.", ("vo",), id="brugklas"),
        pytest.param("Mijn zoon zit in 2 havo.", ("vo",), id="havo"),
        pytest.param("Hoe lang geldt een tlv vso?", ("vo", "so"), id="vso"),
        pytest.param("vso-school naar vo-school", ("vo", "so"), id="within secondary"),
        pytest.param("Hij moet naar het speciaal onderwijs.", (), id="speciaal onderwijs could be either"),
        pytest.param("Van de basisschool naar het vmbo", (), id="two sectors"),
        pytest.param("De overstap naar de middelbare", (), id="a step"),
        pytest.param("Wat staat er in groep 8 te gebeuren?", (), id="the last year"),
        pytest.param("Wie helpt mijn kind?", (), id="none"),
    ],
)
def test_sector_is_set_only_where_it_is_certain(question: str, sectors: tuple[Sector, ...]) -> None:
    assert named_sectors(question) == sectors


def test_open_scope_is_narrowed() -> None:
    assert resolve("Mag dat op het vwo in Almere?", Scope(), PLANS) == Scope((ALMERE,), ("vo",))


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(Scope((ZOU,), ("so",)), id="plan and sector"),
        pytest.param(Scope((ZOU, KOERS), ("po", "vo")), id="several"),
    ],
)
def test_what_the_user_chose_is_never_changed(chosen: Scope) -> None:
    assert resolve("Hoe zit dat op de basisschool in Almere?", chosen, PLANS) == chosen


def test_sector_that_the_plan_is_not_about_is_left_open() -> None:
    assert resolve("Mijn kind zit op de basisschool in Almere.", Scope(), PLANS) == Scope((ALMERE,))


def test_question_that_names_nothing_leaves_the_scope_open() -> None:
    assert resolve("Wie beslist hierover?", Scope(), PLANS) == Scope()


def test_no_plans_is_no_error() -> None:
    none: list[Plan] = []

    assert resolve("In Almere?", Scope(), none) == Scope()
