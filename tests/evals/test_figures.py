"""Figures: what a Dutch text states in numbers, amounts and dates, and what another text fails to carry."""

from __future__ import annotations

import pytest

from evals.figures import carried, list_marks, missing, stated


def figures(text: str) -> set[str]:
    return {str(figure) for figure in stated(text).figures}


def days(text: str) -> set[str]:
    return {str(day) for day in stated(text).days}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("binnen 6 weken", {"6 week"}, id="digits"),
        pytest.param("binnen zes weken", {"6 week"}, id="word"),
        pytest.param("Twaalf dagen", {"12 dag"}, id="capital"),
        pytest.param("eenentwintig tot drieënnegentig", {"21", "93"}, id="compound words"),
        pytest.param("tweehonderd euro", {"200 euro"}, id="hundreds"),
        pytest.param("€ 50.000 of 50.000 euro", {"50000 euro"}, id="amount"),
        pytest.param("€ 350,- per kind", {"350 euro"}, id="round amount"),
        pytest.param("1,5 miljoen euro", {"1500000 euro"}, id="scale"),
        pytest.param("4,64% en 9.42 procent", {"4.64 procent", "9.42 procent"}, id="decimals"),
        pytest.param("6 tot 8 weken, 6-8 maanden", {"6 week", "8 week", "6 maand", "8 maand"}, id="ranges"),
        pytest.param("twee of drie keer", {"2", "3"}, id="no unit"),
        pytest.param("twee hele schooljaren", {"2 schooljaar"}, id="word between"),
        pytest.param("16 uur in vier lesweken", {"16 uur", "4 lesweek"}, id="two units"),
        pytest.param("een driejarig plan, viermaal, 12-jarigen", {"3 jaar", "4", "12 jaar"}, id="inside a word"),
        pytest.param("anderhalf jaar", {"1.5 jaar"}, id="one and a half"),
        pytest.param("de tweede deskundige en de 3e", {"2", "3"}, id="ordinals"),
        pytest.param("vijf werkdagen", {"5 werkdag"}, id="working days are not days"),
        pytest.param("binnen een week een brief", {"1 week"}, id="een before a unit"),
        pytest.param("paragraaf 6.12.1", {"6.12.1"}, id="number with two points"),
        pytest.param("neem dit in acht; in acht dagen", {"8 dag"}, id="in acht nemen"),
        pytest.param("een hele dag naar school", set(), id="a whole day is no term"),
        pytest.param("achterstand, vierkant, eenzaam, tiener", set(), id="words that only start so"),
        pytest.param("1. aanmelden\n2) wachten\n(3) horen\nTweede stap", set(), id="list marks"),
        pytest.param("zie www.dorp24.nl, a1@dorp.nl en TLV-05", set(), id="addresses and rule ids"),
    ],
)
def test_numbers_are_read_with_their_units(text: str, found: set[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("op 1-8-18 en 01/10/2019", {"1 augustus 2018", "1 oktober 2019"}, id="numbers"),
        pytest.param("2025-08-01", {"1 augustus 2025"}, id="iso"),
        pytest.param("uiterlijk 1 oktober 2022", {"1 oktober 2022"}, id="words"),
        pytest.param("van 25 tot en met 31 maart", {"25 maart", "31 maart"}, id="range"),
        pytest.param("in maart 2019 of in juni", {"maart 2019", "juni"}, id="months"),
        pytest.param("sept. 2018 en 3 jan 2019", {"september 2018", "3 januari 2019"}, id="short months"),
        pytest.param("score 40-15-10", set(), id="no day"),
    ],
)
def test_days_are_read(text: str, found: set[str]) -> None:
    assert days(text) == found


def test_day_is_no_number() -> None:
    assert figures("uiterlijk 1 oktober 2022") == set()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("zes weken", "binnen 6 weken", id="word and digits"),
        pytest.param("in 2018", "op 1-8-18", id="year of a day"),
        pytest.param("in augustus", "op 1 augustus 2018", id="month of a day"),
        pytest.param("elke week", "wekelijks", id="no figure at all"),
        pytest.param("binnen een jaar", "jaarlijks", id="yearly"),
        pytest.param("binnen een week", "een week later", id="one week"),
        pytest.param("zeven afspraken", "6. leren\n7. betrekken", id="last mark of a list"),
        pytest.param("12 jaar", "vanaf 12", id="source without unit"),
        pytest.param("50.000 euro", "€ 50000", id="same amount"),
    ],
)
def test_claim_that_is_carried(claim: str, source: str) -> None:
    assert missing(stated(claim), carried(source)) == []


@pytest.mark.parametrize(
    ("claim", "source", "lacking"),
    [
        pytest.param("zes weken", "acht weken", ["6 week"], id="other number"),
        pytest.param("zes weken", "zes maanden", ["6 week"], id="other unit"),
        pytest.param("vijf werkdagen", "vijf dagen", ["5 werkdag"], id="working days"),
        pytest.param("binnen een week", "een brief", ["1 week"], id="een is no week"),
        pytest.param("1 oktober 2022", "1 augustus en 2022", ["1 oktober 2022"], id="other day"),
        pytest.param("1 augustus 2022", "1 augustus 2018", ["1 augustus 2022"], id="other year"),
        pytest.param("€ 5.000", "€ 50.000", ["5000 euro"], id="other amount"),
        pytest.param("4,6%", "4,64%", ["4.6 procent"], id="rounded"),
        pytest.param("in juni", "in juli", ["juni"], id="other month"),
        pytest.param("zes weken", "5. leren\n6. spelen\n7. rusten", ["6 week"], id="list marks are no terms"),
        pytest.param("drie momenten", "- nu\n- straks\n- later", ["3"], id="dashes are not counted"),
        pytest.param("zes afspraken", "5. leren\n6. spelen\n7. rusten", ["6"], id="list is longer"),
    ],
)
def test_claim_that_is_not_carried(claim: str, source: str, lacking: list[str]) -> None:
    assert missing(stated(claim), carried(source)) == lacking


def test_code_carries_digits_without_a_unit_only() -> None:
    source = carried("niets")

    assert missing(stated("indicator 3"), source, {"3"}) == []
    assert missing(stated("drie scholen"), source, {"3"}) == ["3"]
    assert missing(stated("3 weken"), source, {"3"}) == ["3 week"]


def test_marks_of_lists_are_found() -> None:
    assert list_marks("1. leren\n2) spelen\n3 scholen") == {"1", "2"}
