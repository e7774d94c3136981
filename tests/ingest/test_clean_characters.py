"""Damaged characters, odd spaces, bullets, glued words and broken addresses."""

from __future__ import annotations

import pytest

from tests.ingest.texts import cleaned


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        pytest.param("Wĳ  lezen bĳ  elk wĳ s kind mee.", "Wij lezen bij elk wijs kind mee.", id="ij-with-stray-space"),
        pytest.param("Wĳ bĳten mĳn tanden.", "Wij bijten mijn tanden.", id="ij-without-damage"),
        pytest.param("2.5 \ufffdWat nu \ufffd\ufffd komt.", "2.5 Wat nu komt.", id="lost-character"),
        pytest.param("Een zin\u2028gaat door.", "Een zin gaat door.", id="line-separator"),
        pytest.param("Zij opstel  len; wij opstellen.", "Zij opstellen; wij opstellen.", id="torn-word"),
        pytest.param("De school  plaatst.", "De school plaatst.", id="two-words"),
        pytest.param("De leerling en/\nof de ouders.", "De leerling en/of de ouders.", id="slash"),
        pytest.param("Een (OPP) \u2028wordt gemaakt.", "Een (OPP) wordt gemaakt.", id="separator-and-space"),
        pytest.param("Een on\u200bzicht\u00adbaar\ufeff teken.", "Een onzichtbaar teken.", id="invisible"),
        pytest.param("Een\t\ttab en   veel\u00a0spaties.", "Een tab en veel spaties.", id="spaces"),
        pytest.param("Het werd beter.Samen gaan we door.", "Het werd beter. Samen gaan we door.", id="glued-sentence"),
        pytest.param("Zie www.dorp.Nl en B.V. Dorp.", "Zie www.dorp.Nl en B.V. Dorp.", id="address-is-not-glued"),
        pytest.param("Mail naar j.Jansen@dorp.example nu.", "Mail naar j.Jansen@dorp.example nu.", id="mail-not-glued"),
        pytest.param("Ook wij zeggen.”JAN DE VRIES EN PIET", "Ook wij zeggen.”", id="caption-glued-behind-a-quote"),
    ],
)
def test_damage_inside_a_line(damaged: str, expected: str) -> None:
    assert cleaned(damaged + "\n") == expected


@pytest.mark.parametrize("glyph", ["•\t", "•  ", "▪ ", "- ", "-\t\ufffd ", "\uf04d\t", "● ", "·\u2003"])
def test_bullets_become_dashes(glyph: str) -> None:
    text = f"Wij vragen:\n{glyph}rust;\n{glyph}ruimte.\n"

    assert cleaned(text) == "Wij vragen:\n- rust;\n- ruimte."


def test_bullet_inside_a_line_opens_an_item_of_its_own() -> None:
    assert cleaned("Bestuur van Dorp • Meer plekken op school\n") == "Bestuur van Dorp\n- Meer plekken op school"


def test_sentence_that_opens_with_a_dash_is_no_item() -> None:
    text = "Een begeleider kijkt met de leerling\n– en met diens ouders – wat er nodig is op school.\n"

    assert cleaned(text) == "Een begeleider kijkt met de leerling – en met diens ouders – wat er nodig is op school."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Zie (www.\nschool.dorp.example) nu.", "Zie (www.school.dorp.example) nu.", id="www"),
        pytest.param("Zie www.dorp.\nscholen.example nu.", "Zie www.dorp.scholen.example nu.", id="dot"),
        pytest.param("Zie https://dorp.example/a/\nb/c nu.", "Zie https://dorp.example/a/b/c nu.", id="path"),
        pytest.param("Zie dorp.\nscholen.nl nu.", "Zie dorp.scholen.nl nu.", id="bare-domain"),
        pytest.param("Mail hulp@dorp.\nnl nu.", "Mail hulp@dorp.nl nu.", id="mail"),
        pytest.param("Zie www.dorp.example. Op\nde site dus.", "Zie www.dorp.example. Op de site dus.", id="none"),
    ],
)  # fmt: skip
def test_address_broken_by_a_line_end_is_whole(text: str, expected: str) -> None:
    assert cleaned(text + "\n") == expected
