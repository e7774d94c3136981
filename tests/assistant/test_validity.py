"""Validity is judged by stated dates first, then by the years on the cover, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.validity import dutch_date, validity
from tests.fakes import plan

TODAY = date(2026, 11, 25)
UNDATED: dict[str, object] = {"valid_from": None, "valid_until": None}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({"valid_until": date(2026, 11, 24)}, "verlopen", id="ended yesterday"),
        pytest.param({"valid_until": date(2026, 11, 25)}, "geldig", id="last day is today"),
        pytest.param({"valid_from": date(2026, 11, 26)}, "nog_niet", id="starts tomorrow"),
        pytest.param({"valid_from": date(2026, 11, 25)}, "geldig", id="starts today"),
        pytest.param({**UNDATED, "period": "2018-2022"}, "verlopen", id="cover years are past"),
        pytest.param({**UNDATED, "period": "2022-2026"}, "loopt_af", id="cover ends this year"),
        pytest.param({**UNDATED, "period": "2022 – 2027"}, "geldig", id="cover ends later, dash with spaces"),
        pytest.param({**UNDATED, "period": "2027/2031"}, "nog_niet", id="cover starts later"),
        pytest.param({**UNDATED, "period": "2022 t/m 2025"}, "verlopen", id="cover says t/m"),
        pytest.param({**UNDATED, "period": None}, "onbekend", id="nothing stated"),
        pytest.param({**UNDATED, "period": "meerjarig"}, "onbekend", id="cover names no years"),
        pytest.param({"kind": "praktijk", "valid_until": date(2030, 1, 1)}, "geen_norm", id="a book is never a norm"),
    ],
)
def test_state_follows_from_the_dates_of_the_plan(changes: dict[str, object], state: str) -> None:
    assert validity(plan("dorp-2024", **changes), TODAY).state == state


def test_a_stated_end_beats_the_years_on_the_cover() -> None:
    judged = validity(plan(valid_until=date(2022, 8, 1), period="2018-2027"), TODAY)

    assert judged.state == "verlopen"
    assert "1 augustus 2022" in judged.text


def test_a_plan_that_ends_this_year_asks_the_reader_to_look_for_a_new_one() -> None:
    judged = validity(plan("dorp-2024", **UNDATED, period="2022-2026"), TODAY)

    assert "2022-2026" in judged.text
    assert "nieuw plan" in judged.text


def test_the_year_of_writing_is_told_but_is_no_end_date() -> None:
    judged = validity(plan("dorp-2024", **UNDATED, period=None, year=2016), TODAY)

    assert judged.state == "onbekend"
    assert "2016" in judged.text


def test_dates_are_written_in_dutch() -> None:
    assert dutch_date(date(2026, 3, 1)) == "1 maart 2026"
