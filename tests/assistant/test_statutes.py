"""References to law: however they are written, they are read as one place."""

from __future__ import annotations

import pytest

from assistant.statutes import Place, Statute, readings, written

STATUTES = (
    Statute("WVO 2020", "Wet voortgezet onderwijs 2020", "BWBR0044212"),
    Statute("WVO", "Wet op het voortgezet onderwijs", "BWBR0002399", former=True),
    Statute("WEC", "Wet op de expertisecentra", "BWBR0003549"),
    Statute("LPW", "Leerplichtwet 1969", "BWBR0002628", also=("Leerplichtwet",)),
    Statute("Awb", "Algemene wet bestuursrecht", "BWBR0005537"),
    Statute("Inrichtingsbesluit WVO", "Inrichtingsbesluit WVO", None, former=True),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("WVO art. 26 lid 1", Place("WVO", "26", ("1",)), id="statute first"),
        pytest.param("artikel 17a lid 8 WVO", Place("WVO", "17a", ("8",)), id="statute last"),
        pytest.param("art. 17a, achtste lid, WVO", Place("WVO", "17a", ("8",)), id="ordinal"),
        pytest.param("ARTIKEL 40, TWAALFDE LID, VAN DE WEC", Place("WEC", "40", ("12",)), id="capitals"),
        pytest.param("WVO 27c lid 2", Place("WVO", "27c", ("2",)), id="no word for article"),
        pytest.param(
            "Wet op het voortgezet onderwijs, artikel 17a1", Place("WVO", "17a1"), id="title, number after letter"
        ),
        pytest.param("art. 2.44 lid 1–3 WVO 2020", Place("WVO 2020", "2.44", ("1", "2", "3")), id="range"),
        pytest.param("artikel 27, lid 2 a en verder, WVO", Place("WVO", "27", ("2a",)), id="letter apart"),
        pytest.param("WVO 27 lid 2a-2c", Place("WVO", "27", ("2a", "2b", "2c")), id="range of letters"),
        pytest.param("WVO 17a lid 8 (a–c)", Place("WVO", "17a", ("8",), ("a", "b", "c")), id="parts in brackets"),
        pytest.param("artikel 5, onder d, WVO", Place("WVO", "5", (), ("d",)), id="part without lid"),
        pytest.param("artikel 5 onder a Leerplichtwet", Place("LPW", "5", (), ("a",)), id="other name"),
        pytest.param("art. 6:7 Awb", Place("Awb", "6:7"), id="colon"),
        pytest.param(
            "zie noot 3: artikel 10b, eerste lid, WVO", Place("WVO", "10b", ("1",)), id="another number before"
        ),
        pytest.param("Inrichtingsbesluit WVO 15c", Place("Inrichtingsbesluit WVO", "15c"), id="longest name wins"),
    ],
)
def test_reference_is_read(text: str, place: Place) -> None:
    assert readings(text, STATUTES)[0] == place


def test_letter_at_a_lid_may_be_its_own_or_a_part() -> None:
    found = readings("artikel 17a, lid 8f, WVO", STATUTES)

    assert found == (Place("WVO", "17a", ("8f",)), Place("WVO", "17a", ("8",), ("f",)))


@pytest.mark.parametrize("text", ["artikel 17a", "de WVO zegt dat", "", "artikel 3 Wet op de kinderopvang"])
def test_text_without_statute_or_article_is_no_reference(text: str) -> None:
    assert readings(text, STATUTES) == ()


@pytest.mark.parametrize(
    ("one", "other", "touches"),
    [
        pytest.param(Place("WVO", "26", ("1",)), Place("WVO", "26", ("1", "2")), True, id="a lid in common"),
        pytest.param(Place("WVO", "26"), Place("WVO", "26", ("3",)), True, id="whole article"),
        pytest.param(Place("WVO", "26", ("1",)), Place("WVO", "26", ("2",)), False, id="other lid"),
        pytest.param(Place("WVO", "26"), Place("WVO", "26a"), False, id="other article"),
        pytest.param(Place("WVO", "26"), Place("WEC", "26"), False, id="other statute"),
        pytest.param(Place("WVO", "5", (), ("a",)), Place("WVO", "5", (), ("d",)), False, id="other part"),
    ],
)
def test_places_touch_where_they_share_text(one: Place, other: Place, touches: bool) -> None:
    assert one.touches(other) is other.touches(one) is touches


def test_place_is_written_as_dutch_readers_write_it() -> None:
    assert written("WVO 2020", "2.47", "9", "a-f") == "art. 2.47 lid 9 onder a–f WVO 2020"
    assert written("AVG", None) == "AVG"


def test_address_is_that_of_the_whole_statute_and_only_where_its_number_is_known() -> None:
    assert STATUTES[0].url == "https://wetten.overheid.nl/BWBR0044212"
    assert STATUTES[-1].url is None
