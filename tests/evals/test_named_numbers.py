"""Numbers in names: told apart from figures, and known when the plan uses the name."""

from __future__ import annotations

import pytest

from evals.named_numbers import numbers, parted, used, without_opening


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("zie bijlage 7 (stap 2)", ["bijlage 7", "stap 2"], id="one number"),
        pytest.param("stap 8 tot en met 10", ["stap 8", "stap 9", "stap 10"], id="range"),
        pytest.param("Bijlagen 1, 2 en 4", ["bijlage 1", "bijlage 2", "bijlage 4"], id="list"),
        pytest.param("bekostigingscategorie 2 of 3", ["categorie 2", "categorie 3"], id="compound"),
        pytest.param("voetnoot 9", ["noot 9"], id="note"),
        pytest.param("paragraaf 2.4, 24 maart 2021", ["paragraaf 2.4"], id="date behind it"),
        pytest.param("vso3 en so4", ["vso3", "so4"], id="kinds of school"),
        pytest.param("artikel 17a lid 15, art. 8.9", ["artikel 17a", "lid 15", "artikel 8.9"], id="law"),
        pytest.param("Awb 6:7, 6:8 en WEC 40", ["artikel 6:7", "artikel 6:8", "artikel 40"], id="statute first"),
        pytest.param("nu 2.47 lid 17", ["lid 17", "artikel 2.47"], id="lid behind it"),
        pytest.param("kaart School2Care", ["school2care"], id="digit inside a name"),
        pytest.param("zes weken in groep 8, kaart 5", [], id="figures"),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert parted(text)[0] == names


def test_rest_keeps_the_figures() -> None:
    rest = parted("In stap 2 krijgt u 6 weken.")[1]

    assert "6 weken" in rest
    assert "2" not in rest


def test_plan_uses_the_names_in_its_text_and_the_numbers_of_its_headings() -> None:
    known = used("Zie bijlage 3. Cluster 4 en vso3.", ["5.1 Aanmelden", "Stap 1-3: dossier", "Bijlage 9: Procedures"])

    assert {"bijlage 3", "cluster 4", "vso3", "paragraaf 5.1", "stap 2", "bijlage 9"} <= known
    assert not {"bijlage 4", "vso4", "paragraaf 5.2", "stap 4"} & known


def test_numbers_of_names_and_headings() -> None:
    assert numbers(["stap 2", "paragraaf 6.4", "vso3"]) == {"2", "6.4", "3"}
    assert without_opening("7.2 Stappenplan in 3 delen") == " Stappenplan in 3 delen"
    assert without_opening("Bijlage 9: Procedures") == "Bijlage 9: Procedures"
