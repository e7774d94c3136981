"""Hyphens at line ends and inside lines: which go and which stay."""

from __future__ import annotations

import pytest

from tests.ingest.texts import cleaned


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("een brede ondersteunings-", "structuur staat klaar.", "ondersteuningsstructuur staat", id="soft"),
        pytest.param("wie naar de VSO-", "school gaat.", "de VSO-school gaat", id="capitals-before"),
        pytest.param("een leerling van de vso-", "school hier.", "de vso-school hier", id="known-abbreviation"),
        pytest.param("de overgang vo-vso-", "mbo is lang.", "vo-vso-mbo is", id="row-of-hyphens"),
        pytest.param("leerlingen in de onder-", "en bovenbouw samen.", "de onder- en bovenbouw", id="suspended-en"),
        pytest.param("volgens wet-", "en regelgeving hier.", "wet- en regelgeving", id="suspended-weten-is-a-word"),
        pytest.param("met instemmings-", "of adviesrecht erbij.", "instemmings- of adviesrecht", id="suspended-of"),
        pytest.param("kinderen van 10-", "14 jaar doen mee.", "van 10-14 jaar", id="digits"),
        pytest.param("de regio Oost-", "Dorp en omgeving.", "regio Oost-Dorp en", id="capital-after"),
        pytest.param("de sociaal-", "emotionele kant ervan.", "sociaal-emotionele kant", id="known-first-part"),
        pytest.param("de school -", "en niet het bestuur.", "de school - en niet", id="dash-between-spaces"),
        pytest.param("ontwikkelingen en -", "wijzigingen volgen wij.", "en -wijzigingen volgen", id="lost-its-word"),
    ],
)  # fmt: skip
def test_line_end_hyphen(before: str, after: str, expected: str) -> None:
    assert expected in cleaned(f"Dit gaat over {before}\n{after}\n")


def test_hyphen_that_the_text_uses_elsewhere_is_kept() -> None:
    text = "Het zorg-advies telt. Elk zorg-advies wordt gegeven door het team van zorg-\nadvies en hulp.\n"

    assert "team van zorg-advies en" in cleaned(text)


def test_hyphen_is_closed_over_a_blank_line_and_a_page_start() -> None:
    text = "De commissie doet nader onder-\n\n zoek naar wat een leerling nodig heeft.\n"

    assert cleaned(text) == "De commissie doet nader onderzoek naar wat een leerling nodig heeft."


def test_inner_hyphen_goes_when_the_closed_word_stands_elsewhere() -> None:
    text = "De zorgstructuur is bekend. Deze zorgstructuur heet ook wel zorg-structuur.\n"

    assert cleaned(text).endswith("ook wel zorgstructuur.")


@pytest.mark.parametrize("word", ["zorg-structuur", "vo-school", "ouder-kindrelatie"])
def test_inner_hyphen_stays_when_the_closed_word_is_unknown(word: str) -> None:
    assert cleaned(f"Dit heet {word} bij ons.\n") == f"Dit heet {word} bij ons."
