"""Persons: what may not stand in a text for everybody, and what only looks like it."""

from __future__ import annotations

import pytest

from evals.persons import names_to_look_at, personal


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bel mevrouw Bakker.", id="title"),
        pytest.param("Vraag naar dhr. Visser.", id="short title"),
        pytest.param("Schrijf aan drs. Smit.", id="degree"),
        pytest.param("Dat zegt A.B. de Groot.", id="initials"),
        pytest.param("Dat zegt J. Visser ook.", id="one initial"),
        pytest.param("Petra van der Berg helpt u.", id="given name at the start"),
        pytest.param("U kunt naar Kees Bakker.", id="given name"),
        pytest.param("Mail k.bakker@dorp.nl.", id="address of a person"),
        pytest.param("Bel 06-12345678.", id="mobile number"),
        pytest.param("Bel +31 6 1234 5678.", id="mobile number from abroad"),
    ],
)
def test_private_person_is_found(text: str) -> None:
    assert personal(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bel 0800-0432 of 010 123 45 67.", id="general numbers"),
        pytest.param("Mail info@dorp.nl, administratie@swv-dorp.nl of schoolcoach@dorp.nl.", id="desks"),
        pytest.param("De Raad van Toezicht en het College voor de Rechten van de Mens.", id="bodies"),
        pytest.param("Dit is route C. Samen met u.", id="route with a letter"),
        pytest.param("A. Een test\nB. Een advies", id="list with letters"),
        pytest.param("Krimpen aan den IJssel en Wijk bij Duurstede.", id="places"),
        pytest.param("De mentor en de heer of mevrouw van het loket.", id="nobody named"),
    ],
)
def test_organisations_and_lists_are_no_persons(text: str) -> None:
    assert personal(text) == []


def test_pairs_of_capitals_inside_a_sentence_are_shown_once() -> None:
    assert names_to_look_at("Vraag het bij Veilig Thuis. Of bel Veilig Thuis, of Tjeerd van Wal.") == [
        "Veilig Thuis",
        "Tjeerd van Wal",
    ]
