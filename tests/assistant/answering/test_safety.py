"""Danger and personal numbers are caught before anything is searched."""

from __future__ import annotations

import pytest

from assistant.answering.safety import holds_personal_numbers, in_danger


@pytest.mark.parametrize(
    "text",
    [
        "Mijn dochter zegt dat ze niet meer wil leven",
        "mijn zoon wil dood",
        "Hij zei gisteren: ik wil er niet meer zijn",
        "ze heeft een zelfmoordpoging gedaan",
        "mijn kind snijdt zichzelf op school",
        "hij dreigt met suïcide als hij terug moet",
        "ik denk dat ze zichzelf iets aan gaat doen, zichzelf iets aan doen dus",
        "ik wil een einde maken aan mijn leven",
        "ze zegt: liever dood dan naar school",
        "Mijn kind wordt mishandeld door zijn vader",
        "mijn man slaat onze kinderen",
        "papa sloeg mij weer",
        "er is huiselijk geweld bij ons thuis",
        "mijn dochter wordt misbruikt door een leraar",
        "zij is verkracht door een jongen uit haar klas",
        "een leerling neemt een mes mee naar school",
        "hij bedreigt de juf met een mes",
        "mijn kind is thuis niet veilig",
        "ze wordt thuis geslagen",
        "er is een kind nu in gevaar",
    ],
)
def test_danger_is_recognised(text: str) -> None:
    assert in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "ik word gek van die formulieren",
        "we zijn doodmoe van al die gesprekken",
        "de route naar hulp loopt dood",
        "mag mijn zoon een klas overslaan? hij slaat groep 7 over",
        "ze slaat een jaar over",
        "mijn dochter wil niet meer naar school",
        "hij wil niet meer verder op het vmbo",
        "dat is misbruik van gegevens",
        "de school maakt misbruik van haar macht",
        "mijn kind leeft niet meer mee met de klas",
        "wij leven niet meer samen, wie beslist er dan?",
        "het plan slaat op alle scholen",
        "de wet is dode letter",
        "mijn zoon wordt gepest, wat doet de school?",
        "hij is bang om naar school te gaan",
        "ik maak me zorgen of dit goed komt",
        "we willen een einde aan dit gedoe",
        "kan ik bezwaar maken tegen een schorsing?",
        "welke regels zijn er tegen geweld op school?",
        "wie helpt als de school het gesprek uit de weg gaat?",
    ],
)
def test_harmless_twins_pass(text: str) -> None:
    assert not in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mijn bsn is 111222333", id="bsn"),
        pytest.param("nummer 1112.22.333 staat erop", id="bsn with dots"),
        pytest.param("mijn zoon is geboren op 12-03-2014", id="birth date"),
        pytest.param("geboren 3 mei 2012, groep 8", id="birth date in words"),
        pytest.param("geboortedatum: 1-1-2010", id="labelled date"),
        pytest.param("mail mij op ouder@voorbeeld.nl", id="e-mail"),
        pytest.param("bel me: 06-12345678", id="mobile number"),
        pytest.param("we wonen op 1234 AB 56", id="address"),
    ],
)
def test_personal_numbers_are_recognised(text: str) -> None:
    assert holds_personal_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("wat kost 111222334 euro", id="fails the eleven test"),
        pytest.param("het plan 2018-2022 van samenwerkingsverband 2403", id="period and number"),
        pytest.param("het bedrag van € 2.891.500", id="amount"),
        pytest.param("J.S. (14) zit al 6 weken thuis", id="initials"),
        pytest.param("vso3, artikel 8.8 lid 2 van de WVO 2020", id="law"),
        pytest.param("0181-760900 is het nummer van Onderwijscollectief", id="office number"),
        pytest.param("teldatum 1-10-2025, 1 februari 2023", id="dates of the plan"),
        pytest.param("scholen in Rotterdam en Capelle aan den IJssel", id="places"),
    ],
)
def test_harmless_numbers_pass(text: str) -> None:
    assert not holds_personal_numbers(text)
