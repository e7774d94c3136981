"""A layout made by hand: its headings, moves, drops and tables are applied to the text."""

from __future__ import annotations

from ingest.clean import clean
from tests.ingest.texts import cleaned, layout, repairs, source

COLUMNS = """1 Aanmelden
Ouders melden hun kind aan bij
binnen zes weken antwoord van de school.
een school in de regio en krijgen
"""


def test_heading_lines_are_taken_out_of_the_text() -> None:
    by = layout(headings=[{"level": 1, "title": "1 Aanmelden", "lines": [1, 1]}])

    made = clean(source(COLUMNS), by)

    assert "1 Aanmelden" not in made.text
    assert repairs(made)["heading"] == 1


def test_moved_lines_are_read_behind_the_line_named() -> None:
    by = layout(moves=[{"lines": [4, 4], "after": 2}])

    assert "bij een school in de regio en krijgen binnen zes weken antwoord" in cleaned(COLUMNS, by)


def test_moves_are_applied_one_by_one() -> None:
    text = "Een zin over a\nen over b\nen over c.\n"
    by = layout(moves=[{"lines": [2, 2], "after": 3}, {"lines": [1, 1], "after": 2}])

    assert cleaned(text, by).replace("\n\n", " ") == "en over c. en over b Een zin over a"


def test_range_over_a_move_has_a_span_for_each_part_in_reading_order() -> None:
    by = layout(headings=[{"level": 1, "title": "Aanmelden", "lines": [1, 1]}], moves=[{"lines": [4, 4], "after": 2}])
    made = clean(source(COLUMNS), by)

    spans = made.spans(0, len(made.text))

    assert [COLUMNS[span.start : span.end].split()[0] for span in spans] == ["Ouders", "een", "binnen"]
    assert made.within(spans) == made.text


def test_dropped_lines_are_named_after_their_reason_and_part_no_sentence() -> None:
    text = "De school vraagt advies aan\nSCHOOLPLAN DORP 7\nhet team van de wijk.\n"
    by = layout(drops=[{"lines": [2, 2], "why": "running header"}])

    made = clean(source(text), by)

    assert made.text == "De school vraagt advies aan het team van de wijk."
    assert repairs(made)["left out: running header"] == 1


def test_range_over_a_dropped_line_does_not_hold_that_line() -> None:
    text = "De school vraagt advies aan\nSCHOOLPLAN DORP 7\nhet team van de wijk.\n"
    made = clean(source(text), layout(drops=[{"lines": [2, 2], "why": "running header"}]))

    assert all("SCHOOLPLAN" not in text[span.start : span.end] for span in made.spans(0, len(made.text)))


def test_rows_of_a_table_stay_lines_between_paragraphs() -> None:
    text = "De aantallen staan hier\n\njaar vo\n\n2023   210\n\n2024   205\nen zij dalen.\n"

    made = cleaned(text, layout(tables=[{"lines": [3, 7]}]))

    assert made == "De aantallen staan hier\n\njaar vo\n2023 210\n2024 205\n\nen zij dalen."


def test_heading_without_lines_opens_a_paragraph() -> None:
    text = "De school plaatst het kind en\nzorgt voor een plan.\n"

    assert "\n\nzorgt" in cleaned(text, layout(headings=[{"level": 1, "title": "Plan", "before": 2}]))


def test_sentence_does_not_run_on_over_a_heading() -> None:
    text = "De school plaatst het kind en\nPLAN\nzorgt voor begeleiding.\n"

    assert "en\n\nzorgt" in cleaned(text, layout(headings=[{"level": 1, "title": "Plan", "lines": [2, 2]}]))


def test_general_rules_still_take_running_lines_out() -> None:
    pages = "".join(
        f"De school zoekt een plek in wijk {n}\nSchoolplan Dorp en Stad {n}0\nvoor ieder kind.\n" for n in "123456"
    )

    assert "Schoolplan" not in cleaned(pages, layout())
