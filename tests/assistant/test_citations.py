"""Quotes hold only when they stand in the source, character for character after the declared normalisation."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.catalogue import load_catalogue
from assistant.citations import Verifier, normalise, verify
from assistant.domain import CleanText, Document, Piece, SourceText, Span
from ingest.clean import clean
from ingest.layout import find_layout
from tests.fakes import document, plan

ROOT = Path(__file__).parents[2]
SOURCES = os.environ.get("WEGWIJZER_SOURCES")
needs_originals = pytest.mark.skipif(not SOURCES, reason="WEGWIJZER_SOURCES names no folder with the originals")

TEXT = """Aanmelden doet u op de school van uw keuze. Dat kan tot 1 maart, met het formulier van de gemeente.
De school beslist binnen 12 weken en niet later. Zij mag die tijd één keer met 4 weken verlengen.

Een leerling met een verklaring gaat niet vanzelf naar een andere school. De commissie vraagt eerst twee deskundigen.
De ene is een orthopedagoog, de andere is een arts of een psycholoog. Hun advies is niet ouder dan 18 maanden.

Het budget was in 2021 € 1.250.000, ongeveer 2,5% meer dan een jaar eerder. Voor elke vso-school is dat 14,75 euro.
De raad telt 9 leden: 5 ouders en 4 leraren. Ouders worden gekozen voor drie jaar en zijn eenmaal herkiesbaar.

Een bezwaar dient u in bij de bezwaarcommissie. Dat moet binnen 6 weken na de brief, niet na het gesprek.
Scholen zijn het niet-openbare deel van het aanbod. Wie thuiszit krijgt binnen 10-14 dagen een gesprek met de mentor."""
OTHER = """Aanmelden doet u op de school in uw wijk. De school beslist binnen 8 weken en soms later.
De commissie vraagt eerst drie deskundigen. De raad telt 12 leden: 6 ouders en 6 leraren."""
WORDS = re.compile(r"[^\W_]+")


def pieces(*parts: tuple[str, str, str | None]) -> Document:
    """A document made of (source, clean, repair) in reading order."""
    source = "".join(part[0] for part in parts)
    made, at = [], 0
    for original, text, repair in parts:
        made.append(Piece(at, at + len(original), text, repair))
        at += len(original)
    return Document(plan(), SourceText("f" * 64, "dorp.txt", source, "text"), CleanText(tuple(made)))


def read(source: Document, spans: tuple[Span, ...] | None) -> list[str] | None:
    return None if spans is None else [source.source.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        pytest.param("De school beslist binnen 12 weken", "De school beslist binnen 12 weken", id="as it stands"),
        pytest.param("twee \n  regels", "twee\tregels", id="white space"),
        pytest.param("zo'n 'plan' - \"nu\"", "zo’n ‘plan’ – “nu”", id="typographic marks"),
        pytest.param("zo’n “plan”", 'zo\'n "plan"', id="typographic marks in the quote"),
        pytest.param("coördinatie", "coo\u0308rdinatie", id="combining marks"),
        pytest.param("aangeboden", "aange\u00adboden", id="soft hyphen"),
        pytest.param("een fijn gesprek", "een ﬁjn gesprek", id="ligature"),
        pytest.param("en zo...", "en zo…", id="ellipsis"),
    ],
)
def test_quote_passes_the_declared_normalisation(quote: str, source: str) -> None:
    spans = verify(quote, document(f"Voor. {source} Na."))

    assert read(document(f"Voor. {source} Na."), spans) == [source]


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        pytest.param("De School beslist", "De school beslist", id="capital"),
        pytest.param("de school beslist niet", "de school beslist", id="negation added"),
        pytest.param("2 weken", "12 weken", id="number cut at its start"),
        pytest.param("binnen 1", "binnen 12", id="number cut at its end"),
        pytest.param("5 procent", "2,5 procent", id="number cut at its comma"),
        pytest.param("ongeveer 2", "ongeveer 2,5 procent", id="number cut before its comma"),
        pytest.param("5 procent minder", "-5 procent minder", id="sign cut off"),
        pytest.param("met 20", "met 20% meer", id="percent cut off"),
        pytest.param("ontvankelijk", "niet-ontvankelijk", id="negation cut off a compound"),
        pytest.param("mogelijk is", "onmogelijk is", id="word cut at its start"),
        pytest.param("een basis", "een basisschool", id="word cut at its end"),
        pytest.param("102 leerlingen", "10² leerlingen", id="superscript is no digit"),
        pytest.param("", "tekst", id="empty"),
        pytest.param("… –", "tekst … – tekst", id="no letter or digit"),
    ],
)
def test_quote_that_is_not_there_is_refused(quote: str, source: str) -> None:
    assert verify(quote, document(f"Voor. {source} Na.")) is None


def test_a_later_whole_occurrence_is_found_behind_one_that_is_cut() -> None:
    source = document("Binnen 12 weken beslist de school. Daarna volgt binnen 2 weken een brief.")

    spans = verify("2 weken", source)

    assert spans is not None
    assert spans[0].start == source.source.text.index("2 weken een brief")


def test_quote_is_searched_in_the_clean_text_and_read_again_in_the_source() -> None:
    source = pieces(
        ("De onder", "De onder", None),
        ("-\n", "", "hyphen closed"),
        ("steuning", "steuning", None),
        ("3", "", "footnote marker"),
        (" is gratis.", " is gratis.", None),
    )

    spans = verify("De ondersteuning is gratis.", source)

    assert read(source, spans) == ["De onder-\nsteuning3 is gratis."]


def test_a_long_part_that_was_left_out_parts_the_spans() -> None:
    source = pieces(
        ("De school kiest ", "De school kiest ", None),
        ("Ondersteuningsplan bladzijde 12\n", "", "running header"),
        ("zelf.", "zelf.", None),
    )

    assert read(source, verify("De school kiest zelf.", source)) == ["De school kiest ", "zelf."]


@pytest.mark.parametrize(
    ("made", "quote"),
    [
        pytest.param(("zes", "acht", "line break"), "binnen acht weken", id="word changed"),
        pytest.param(("1 ", "Noot 1: ", "footnote moved"), "binnen Noot 1: weken", id="word added"),
        pytest.param(("2-\n4", "24", "hyphen closed"), "binnen 24 weken", id="numbers joined"),
    ],
)
def test_a_repair_that_changes_words_or_numbers_cannot_be_quoted(made: tuple[str, str, str], quote: str) -> None:
    source = pieces(("binnen ", "binnen ", None), made, (" weken", " weken", None))

    assert verify(quote, source) is None


def test_digits_that_a_dropped_line_end_joined_are_two_numbers() -> None:
    source = pieces(("groep 2", "groep 2", None), ("-\n", "", "hyphen closed"), ("4 doet mee", "4 doet mee", None))

    assert verify("groep 24 doet mee", source) is None


def test_clean_text_that_belongs_to_another_source_is_refused() -> None:
    honest = document("De school beslist binnen zes weken.")
    swapped = Document(honest.plan, document("De school beslist binnen tien week.").source, honest.clean)

    assert verify("binnen zes weken", swapped) is None


def test_within_limits_where_a_quote_may_stand() -> None:
    source = document("Wij helpen u graag. Bel ons. Wij helpen u graag.")
    second = source.source.text.rindex("Wij")

    found = verify("Wij helpen u graag.", source, [Span(second, len(source.source.text))])

    assert found == (Span(second, len(source.source.text)),)
    assert verify("Bel ons.", source, [Span(second, len(source.source.text))]) is None


def test_two_versions_of_one_plan_are_not_mixed_up() -> None:
    old, new = document("De termijn is zes weken.", plan()), document("De termijn is acht weken.", plan())

    assert verify("zes weken", old)
    assert verify("zes weken", new) is None


def test_offsets_survive_many_replaced_characters() -> None:
    text = "“Één”\u00ad plan – twee  regels\n\nen ﬁjn… coo\u0308p. " * 40 + "De laatste zin telt 7 woorden."

    assert read(document(text), verify("De laatste zin telt 7 woorden.", document(text))) == [
        "De laatste zin telt 7 woorden."
    ]


def test_normalise_is_stable() -> None:
    odd = " “Één”\u00ad –\t½ m² ﬁjn…  coo\u0308p\u00a0"

    assert normalise(normalise(odd)) == normalise(odd) == '"Één" - ½ m² fijn... coöp'


def occurs(quote: str, words: str) -> bool:
    """Whether the words of a quote stand in a row; told without anything of ours."""
    return f" {' '.join(WORDS.findall(quote))} " in words


def in_a_row(text: str) -> str:
    return f" {' '.join(WORDS.findall(text))} "


def mutants(quotes: list[str], strange: list[str], count: int, seed: int) -> Iterator[str]:
    """Quotes with one thing changed: a digit, a word dropped, swapped or added, a negation, another text's sentence."""
    chance = random.Random(seed)
    while count:
        quote = chance.choice(quotes)
        words = quote.split()
        at = chance.randrange(len(words))
        kind = chance.randrange(7)
        if kind == 0 and (digits := [i for i, c in enumerate(quote) if c.isdigit()]):
            i = chance.choice(digits)
            mutant = quote[:i] + chance.choice("0123456789".replace(quote[i], "")) + quote[i + 1 :]
        elif kind == 1 and (digits := [i for i, c in enumerate(quote) if c.isdigit()]):
            i = chance.choice(digits)
            mutant = quote[:i] + quote[i + 1 :]
        elif kind == 2:
            mutant = " ".join(words[:at] + words[at + 1 :])
        elif kind == 3 and len(words) > 2:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
            mutant = " ".join(words)
        elif kind == 4:
            mutant = " ".join([*words[:at], chance.choice(["niet", "geen", "altijd", "nooit"]), *words[at:]])
        elif kind == 5:
            mutant = re.sub(r"\b(?:niet|geen)\b ?|niet-|on(?=[a-z]{5})", "", quote, count=1)
        else:
            mutant = chance.choice(strange)
        if mutant and mutant != quote:
            count -= 1
            yield mutant


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.:])\s+", text) if len(s.split()) > 3]


def test_none_of_ten_thousand_mutated_quotes_passes_as_verbatim() -> None:
    verifier, words = Verifier(document(TEXT)), in_a_row(TEXT)
    quotes = sentences(TEXT)

    tried = list(mutants(quotes, sentences(OTHER), 10_000, seed=20))
    passed = [mutant for mutant in tried if verifier.verify(mutant) is not None]

    assert all(verifier.verify(quote) for quote in quotes)
    assert [mutant for mutant in passed if not occurs(mutant, words)] == []
    assert len(passed) < 0.2 * len(tried)  # a first or last word dropped leaves what really stands there


@needs_originals
def test_mutated_sentences_of_the_originals_never_pass() -> None:
    documents = list(originals())
    for at, source in enumerate(documents):
        verifier, words = Verifier(source), in_a_row(source.clean.text)
        quotes = sentences(source.clean.text)
        strange = sentences(documents[at - 1].clean.text)

        tried = list(mutants(quotes, strange, 2_000, seed=at))

        assert [m for m in tried if verifier.verify(m) is not None and not occurs(m, words)] == []


@needs_originals
def test_nearly_every_sentence_of_the_originals_can_be_quoted() -> None:
    for source in originals():
        verifier = Verifier(source)
        quotes = [quote for quote in sentences(source.clean.text) if "Noot " not in quote]

        refused = [quote for quote in quotes if verifier.verify(quote) is None]

        assert len(refused) <= 0.005 * len(quotes), source.plan.id


def originals() -> Iterator[Document]:
    for described in load_catalogue(ROOT / "corpus", ROOT / "no state").plans:
        path = Path(SOURCES or "") / (described.file or "")
        source = SourceText(described.sha256 or "", path.name, path.read_bytes().decode(), "text")
        layout = find_layout(ROOT / "corpus" / "layouts", source.sha256)
        yield Document(described, source, clean(source, layout) if layout else clean(source))
