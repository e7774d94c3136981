"""Readability: each measure on texts of which it can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CatalogueError
from assistant.settings import ROOT
from evals.readability import FILE, Limit, beyond, frequent_words, load_limits, measure, syllables

COMMON = frozenset(
    {"de", "het", "een", "school", "kind", "uw", "u", "vraagt", "hulp", "aan", "krijgt", "is", "er", "dat"}
)


@pytest.mark.parametrize(
    ("word", "many"),
    [
        *(("school", 1), ("kind", 1), ("mooi", 1), ("nieuw", 1), ("leeuw", 1), ("kreeg", 1), ("ui", 1), ("niveau", 2)),
        *(("ouders", 2), ("kinderen", 3), ("begeleiding", 4), ("samenwerkingsverband", 6), ("bijzonder", 3)),
        *(("leerling", 2), ("financiën", 4), ("coördinator", 5), ("ideeën", 3), ("extra", 2), ("speciaal", 3)),
        *(("ontwikkelingsperspectief", 7), ("toelaatbaarheidsverklaring", 7), ("vmbo", 1), ("moeilijke", 3)),
    ],
)
def test_syllables_are_counted(word: str, many: int) -> None:
    assert syllables(word) == many


def test_sentences_and_words_are_counted() -> None:
    measures = measure("Uw kind krijgt hulp. U vraagt dat aan de school.", COMMON)

    assert (measures.words, measures.mean_sentence, measures.longest_sentence) == (10, 5, 6)


def test_list_items_are_sentences_and_abbreviations_end_none() -> None:
    measures = measure("U vraagt:\n- hulp\n- bijv. een boek", COMMON)

    assert (measures.words, measures.longest_sentence) == (6, 3)


def test_rare_words_are_those_outside_the_list_the_terms_and_the_names() -> None:
    text = "De beschikking is er. De school vraagt de TLV aan. Dat is Koers."

    measures = measure(text, COMMON, known=("TLV",))

    assert measures.rare == ("beschikking",)
    assert measures.rare_share == pytest.approx(1 / 13)


def test_flesch_douma_follows_its_formula() -> None:
    measures = measure("Het kind is er.", COMMON)  # four words of one syllable

    assert measures.flesch_douma == pytest.approx(207 - 0.93 * 4 - 77 * 1)


def test_addresses_are_not_read() -> None:
    assert measure("Kijk op www.dorp-onderwijsloket.nl.", COMMON | {"kijk", "op"}).rare == ()


def test_empty_text_has_no_words() -> None:
    assert measure("", COMMON).words == 0


def test_measures_beyond_their_limits_are_named() -> None:
    measures = measure("Uw kind krijgt hulp.", COMMON)

    assert beyond(measures, {"words": Limit(at_least=40), "mean_sentence": Limit(at_most=11)}) == ["words 4"]


def test_most_frequent_words_of_dutch() -> None:
    words = frequent_words(5000)

    assert len(words) == 5000
    assert {"ouders", "school", "bezwaar"} <= words
    assert "toelaatbaarheidsverklaring" not in words


def test_limits_of_this_project_are_stricter_where_they_are_aims() -> None:
    limits = load_limits(ROOT / "corpus" / FILE)

    assert limits.must["words"] == Limit(at_least=40, at_most=120)
    for name, aim in limits.aim.items():
        must = limits.must[name]
        assert aim.at_most is None or (must.at_most is not None and aim.at_most < must.at_most)
        assert aim.at_least is None or (must.at_least is not None and aim.at_least > must.at_least)


@pytest.mark.parametrize(
    "text",
    [
        "must: {}",
        "frequent_words: 5000\nmust: {words: {hoogstens: 3}}\naim: {}",
        "frequent_words: 5000\nmust: {}\naim: {zinnen: {at_most: 3}}",
        "[",
    ],
)
def test_unusable_limits_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match=FILE):
        load_limits(path)
