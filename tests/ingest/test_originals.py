"""The five originals, cleaned by the layouts made for them: what must stand near a line, and what must be gone.

Runs only where WEGWIJZER_SOURCES names the folder with the originals. A line number counts "\\n" from 1; fragments are
of six words at most, as the project holds no sentences of the plans.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from assistant.domain import Document, Plan, SourceText
from ingest.clean import clean
from ingest.layout import Layout, LineMap, find_layout
from ingest.sections import sections
from tests import fakes
from tests.ingest.texts import repairs

SOURCES = os.environ.get("WEGWIJZER_SOURCES")
LAYOUTS = Path(__file__).parents[2] / "corpus" / "layouts"
NEAR = 700

pytestmark = pytest.mark.skipif(not SOURCES, reason="WEGWIJZER_SOURCES does not name the folder with the originals")

SHA256 = {
    "koersvo-2022": "a3b1b355240b1f1909ef3ce8b08553d5f266cc69ba280f1f857638981211463d",
    "vpr-2022": "dfe0a7fc672b2214ff5b12677c4001714b7e507636ae216474bc3cf451f7ecfa",
    "zou-2018": "f4806377c9ab1bcd4b10ef8ad5cac66fe0f28772ccbbf29d7f5e86fa72dae8eb",
    "almere-2018": "0404883313d79703c7afc0e53ee0f9e2e422f3035d5f658472a480b0c22705f2",
    "verrassend-passend-2016": "fe8569075886420cf7ab04221f82ff192e252143a1e97bc7c21f464b3a568ca5",
}

MUST_INCLUDE = {
    "koersvo-2022": [
        (106, "de onderwijsprofessional (docent)"),
        (174, "vo- en vso-scholen."),
        (785, "onze missie: Samen werken aan"),
        (949, "heeft heldere toelatingscriteria;\n- volgt"),
        (951, "- zorgt voor veiligheid en"),
        (952, "welbevinden voor elke leerling;"),
        (990, "is om flexibel en creatief"),
        (1066, "daarbij nodig heeft. De school"),
        (1881, "De zml-scholen (vso3)"),
        (2256, "KIES, KOPP, Rots en Water."),
        (2265, "wijkteams en aanbieders"),
        (2301, "(vso3 en vso4)"),
        (3182, "De instemmings- of adviesbevoegdheden"),
        (3206, "het samenwerkingsverband gezamenlijk geformuleerde doelen"),
        (3398, "koersvo.schoolprofielen.nl"),
        (3659, "schoolloopbaancoach@koersvo.nl"),
        (4035, "ontvangt het samenwerkingsverband gedurende"),
        (4905, "bij een tlv-aanvraag."),
        (5142, "Als de Koersconsulent akkoord gaat"),
        (5246, "Bezwaaradviescommissie Toelaatbaarheidsverklaring (LBT)"),
    ],
    "vpr-2022": [
        (368, "– ondersteuning en toerusting"),
        (466, "plus verbeteraanpak,"),
        (1812, "- Zorgroutes moeten nog scherper"),
        (1954, "(een) ondersteuningsbehoefte(n)."),
        (3562, "is het noodzakelijk dat"),
        (4552, "BPO-ers zijn niet aan"),
        (5002, "en hebben daardoor een goed"),
        (6720, "Bezwaaradviescommissie Toelaatbaarheidsverklaringen. Deze commissie"),
        (6844, "een aanvraag kan de school"),
        (6933, "noodzakelijk. De komende beleidsperiode"),
        (7085, "bij het samenwerkingsverband. De"),
        (7145, "aanmelding bij de VSO-school"),
        (7213, "De ouders ontvangen een afschrift"),
        (7300, "tussen onder- en bovenbouw."),
        (7457, "wordt aangevraagd. Om het proces"),
        (7604, "gerealiseerd worden. Samen met onze"),
        (8057, "bij het samenwerkingsverband. Dat"),
    ],
    "zou-2018": [
        (206, "dekkende ondersteuningsstructuur vormt"),
        (283, "middelen om passend onderwijs te"),
        (353, "aard van de ondersteuningsbehoefte van"),
        (649, "een andere school aan te"),
        (650, "een vo-vo-plaatsing"),
        (808, "de onderwijsbehoeften van leerlingen."),
        (832, "heeft 10-15% van de leerlingen"),
        (868, "arrangement aan, rekening houdend"),
        (871, "verschillende arrangementen nodig"),
        (900, "CJG, jeugdzorg en/of"),
        (1149, "Naar verwachting gaat dit in"),
        (1183, "1-10-17 4,64%"),
        (1339, "ontwikkeling is gebaseerd op een"),
        (1397, "samenwerkingsverbanden hun huisvesting"),
        (1599, "- expertise in de school organiseren"),
        (1685, "procesbeschrijving en verantwoordelijkheidsverdeling."),
        (1726, "de vind- en werkplaats."),
        (1787, "onderwijszorgarrangement is een arrangement"),
        (1995, "(OPP) wordt opgesteld"),
        (2150, "inschakelen. (www.onderwijsconsulenten.nl). Mocht"),
        (2362, "lichte ondersteuning moet betalen"),
        (2532, "zoals beschreven in hoofdstuk 6."),
    ],
    "almere-2018": [
        (46, "voor burgers-met-beperkingen –"),
        (94, "onderling verbeteren en versterken."),
        (309, "die de VO-scholen kunnen gebruiken"),
        (311, "voor het opstellen van hun"),
        (323, "altijd nog ruim boven het"),
        (574, "dat Nederland deze kinderrechtenwet"),
        (671, "onderwijs hebben hetzelfde doel"),
        (792, "jeugdhulp\n- overgangen\n- thuiszitters"),
        (830, "van de schoolbesturen, het"),
        (1037, "rol van de Leerwegarrangementen (LWA"),
        (1113, "ZAT 2.0"),
        (1127, "aan de juiste ondersteuning en"),
        (1332, "een dekkende ondersteuningsstructuur en"),
        (1472, "inzet van leerwegarrangementen (LWA)."),
        (1757, "PrO en School2Care zijn in"),
        (1757, "Noot 14: Dit is een"),
        (2069, "tot bezwaar en beroep"),
        (2096, "van de VSO-school er zorg"),
    ],
    "verrassend-passend-2016": [
        (1, "Er komt veel kijken bij"),
        (53, "het erom gaat het aantal"),
        (87, "samenwerkingsverband Zeeuws-Vlaanderen speelt"),
        (154, "twee mensen van jeugdhulporganisatie"),
        (311, "vier weken zonder geldige reden"),
        (346, "samen met de school een"),
        (429, "de leerling en/of het gezin"),
        (553, "of minder: het maakt niet"),
        (586, "betekenen dat we beslissen"),
        (1472, "de vmbo-locatie van"),
        (1713, "zo’n twintig OPR-leden"),
        (1771, "beleidsontwikkelingen en -wijzigingen."),
        (2700, "zien de inhoudsopgaven van beide"),
        (2992, "VO Waterland de privacytool"),
        (3191, "met extra ondersteuningsbehoeften"),
        (3217, "verzuimprotocollen en lik-op-stukbeleid"),
        (3312, "het primair- en voortgezet onderwijs"),
        (3324, "te kunnen functioneren.”\n\nDe"),
        (3337, "in de Pilot 10-14"),
    ],
}  # fmt: skip

MUST_NOT_INCLUDE = {
    "koersvo-2022": ["2022-20267", "2022-202616", "2022-202625", "toelatingscriteria4", "wijkteams224", "KOPP22"],
    "vpr-2022": ["Vo or tg", "inclusiever’1", "worden.Samen"],
    "zou-2018": [
        "2018—2022 samenwerkingsverband",
        "....",
        "1-10-175",
        "expertise12",
        "ondersteuning18",
        "arrange-ment",
    ],
    "almere-2018": ["2018-2022 16", "School2Care14", "bezwaar18", "ondersteunings-structuur", "Jeugdwet8"],
    "verrassend-passend-2016": ["ĳ", "\uf04d", "MIRJAM VAN HEERINGEN", "HILDE TOENDERS", "NIEK VAN DER ZANDEN", "3534"],
}
NOWHERE = ["\ufffd", "\u2028", "\t", "  ", "\n\n\n", "•", "\u200b", " \n", "\n "]


@dataclass(frozen=True)
class Original:
    """An original with its layout."""

    document: Document
    layout: Layout


@cache
def original(plan: str) -> Original:
    """The original of a plan, cleaned."""
    for path in sorted(Path(SOURCES or "").glob("*.txt")):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == SHA256[plan]:
            source = SourceText(sha256=SHA256[plan], name=path.name, text=content.decode(), reader="text")
            layout = find_layout(LAYOUTS, source.sha256)
            assert layout is not None, f"no layout for {plan}"
            described: Plan = fakes.plan(id=plan, sectors=("po", "vo", "so"))
            return Original(Document(described, source, clean(source, layout)), layout)
    pytest.skip(f"the original of {plan} is not in {SOURCES}")


def pairs(lists: dict[str, list[tuple[int, str]]]) -> list[object]:
    """One case for each line and fragment."""
    return [pytest.param(plan, line, text, id=f"{plan}-{line}") for plan in lists for line, text in lists[plan]]


@pytest.mark.parametrize(("plan", "line", "fragment"), pairs(MUST_INCLUDE))
def test_fragment_stands_near_its_line(plan: str, line: int, fragment: str) -> None:
    document = original(plan).document
    at = document.clean.locate(LineMap(document.source.text).span((line, line)).start)

    assert fragment in document.clean.text[max(0, at - 80) : at + NEAR]


@pytest.mark.parametrize("plan", SHA256)
def test_damage_and_running_lines_are_gone(plan: str) -> None:
    text = original(plan).document.clean.text

    assert [gone for gone in [*NOWHERE, *MUST_NOT_INCLUDE[plan]] if gone in text] == []


@pytest.mark.parametrize("plan", SHA256)
def test_every_character_is_in_one_piece(plan: str) -> None:
    document = original(plan).document

    ranges = sorted((piece.start, piece.end) for piece in document.clean.pieces if piece.end > piece.start)

    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges[:-1])]
    assert ranges[-1][1] == len(document.source.text)


@pytest.mark.parametrize("plan", SHA256)
def test_every_section_comes_back_from_its_source_ranges(plan: str) -> None:
    document, layout = original(plan).document, original(plan).layout

    for section in sections(document, layout):
        spans = document.clean.spans(section.start, section.end)
        assert document.clean.within(spans) == document.clean.text[section.start : section.end]


@pytest.mark.parametrize("plan", SHA256)
def test_sections_cover_the_text_and_few_paragraphs_are_torn(plan: str) -> None:
    document, layout = original(plan).document, original(plan).layout
    text, at = document.clean.text, 0

    for section in sections(document, layout):
        assert text[at : section.start].strip() == ""
        at = section.end

    assert text[at:].strip() == ""
    torn = [part for part in text.split("\n\n") if part[:1].islower() and not part.startswith(("www", "http"))]
    assert len(torn) <= (50 if plan == "koersvo-2022" else 3)  # a list of terms in lower case stands in koersvo-2022


def test_second_copy_of_a_chapter_is_left_out() -> None:
    text = original("zou-2018").document.clean.text

    assert text.count("met de driehoek van ouders") == 1


@pytest.mark.parametrize("plan", ["koersvo-2022", "zou-2018", "almere-2018"])
def test_every_footnote_is_moved_and_nearly_every_marker_found(plan: str) -> None:
    made = original(plan)
    numbers = {note.number for note in made.layout.footnotes}

    counts = repairs(made.document.clean)

    assert counts["footnote moved"] == len(numbers)
    assert len(numbers) - 4 <= counts["footnote marker"] <= len(numbers)


def test_terms_with_digits_keep_them() -> None:
    text = original("koersvo-2022").document.clean.text

    assert [text.count(term) > 0 for term in ("vso1", "vso2", "vso3", "vso4", "so4")] == [True] * 5
