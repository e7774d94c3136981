"""The report on cards: a row per plan, and what is wrong or to be looked at."""

from __future__ import annotations

from dataclasses import replace

from evals.card_checks import Fault
from evals.cards import Judged, as_markdown, judge, known_things
from evals.readability import Measures
from tests.evals.test_card_checks import CARD, known, original

MEASURES = Measures(60, 8.5, 14, 0.05, 80.0, ("loket",))


def cells(report: str, row: str) -> list[str]:
    line = next(line for line in report.splitlines() if line.startswith(f"| {row}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_row_counts_cards_and_those_with_a_fault() -> None:
    fault = Fault(CARD.id, "getal", "8 week")
    judged = [Judged(CARD, MEASURES, (fault, fault), ()), Judged(replace(CARD, id="dorp-2024/b"), MEASURES, (), ())]

    report = as_markdown(judged, {"dorp-2024": original()})

    row = dict(zip(cells(report, "plan"), cells(report, "dorp-2024"), strict=True))
    assert (row["cards"], row["with faults"], row["getal"], row["persoon"]) == ("2", "1", "1", "0")
    assert "- dorp-2024/aanmelden · getal: 8 week" in report


def test_check_that_needs_an_absent_original_has_no_count() -> None:
    report = as_markdown([Judged(CARD, MEASURES, (), ())], {})

    row = dict(zip(cells(report, "plan"), cells(report, "dorp-2024"), strict=True))
    assert (row["getal"], row["letterlijk"], row["persoon"]) == ("-", "-", "0")


def test_outliers_names_and_strange_sectors_are_listed() -> None:
    card = replace(CARD, precies="Bel ook met Veilig Thuis.")

    report = as_markdown([Judged(card, MEASURES, (), ("longest_sentence 17",), ("po",))], {})

    assert "- dorp-2024/aanmelden: longest_sentence 17 (loket)" in report
    assert "- dorp-2024/aanmelden: po" in report
    assert "- Veilig Thuis (1)" in report


def test_cards_are_judged_with_and_without_their_original() -> None:
    card = replace(CARD, kort="De school beslist in acht weken.")

    [with_it] = judge([card], known(), {"dorp-2024": original()})
    [without_it] = judge([card], known(), {})

    assert [fault.what for fault in with_it.faults] == ["8 week"]
    assert without_it.faults == ()


def test_things_of_this_project_are_known() -> None:
    from assistant.settings import ROOT

    things = known_things(ROOT / "corpus")

    assert "koersvo-2022" in things.plans
    assert "OPP-01" in things.rules
