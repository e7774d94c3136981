"""Joins between lines: where sentences run on over blank lines, columns and pages, and where paragraphs end."""

from __future__ import annotations

from tests.ingest.texts import cleaned, wrapped

FULL = "De school bespreekt met de ouders wat het kind nodig heeft om mee te doen en"
REST = "legt de afspraken vast in een plan dat ieder jaar samen wordt bekeken."


def test_sentence_runs_on_over_a_blank_line() -> None:
    assert cleaned(f"{FULL}\n\n{REST}\n") == f"{FULL} {REST}"


def test_sentence_runs_on_over_a_page_start() -> None:
    assert cleaned(f"{FULL}\n {REST}\n") == f"{FULL} {REST}"


def test_sentence_runs_on_before_a_name_when_its_line_is_full() -> None:
    text = f"{REST}\n{FULL[:-3]}\n\nDorpse scholen doen daaraan mee en leggen dat samen met elkaar vast.\n"

    assert "om mee te doen Dorpse scholen" in cleaned(text)


def test_blank_line_behind_a_finished_sentence_ends_a_paragraph() -> None:
    assert cleaned(f"{REST.capitalize()}\n\n{FULL}\n{REST}\n").count("\n\n") == 1


def test_short_last_line_ends_a_paragraph_without_a_blank_line() -> None:
    text = f"{FULL}\nlegt dat vast.\n{FULL}\n{REST}\n{FULL}\n{REST}\n"

    assert cleaned(text).split("\n\n")[0] == f"{FULL} legt dat vast."


def test_blank_line_behind_every_line_is_no_paragraph_break() -> None:
    text = wrapped(*[FULL, REST] * 6, "Zo werkt het.")

    assert "\n\n" not in cleaned(text)


def test_line_without_trailing_space_ends_a_paragraph_where_the_others_have_one() -> None:
    text = wrapped(FULL, REST, FULL, REST) + "\n" + wrapped(FULL, REST, FULL, REST)

    assert len(cleaned(text).split("\n\n")) == 2


def test_line_of_one_space_ends_a_paragraph_where_every_line_is_followed_by_a_blank_one() -> None:
    text = wrapped(*[FULL, REST] * 4) + "\n \n\n" + wrapped(*[FULL, REST] * 4)

    assert len(cleaned(text).split("\n\n")) == 2


def test_item_whose_glyph_was_lost_is_an_item_where_many_are_told_by_a_space() -> None:
    items = "".join(
        f" Punt {name} telt mee voor elk kind in het dorp. \n\n" for name in ("een", "twee", "drie", "vier", "vijf")
    )
    text = wrapped(FULL, REST + " ") + "\n" + items + wrapped(FULL, REST)

    assert "\n- Punt twee telt mee voor elk kind in het dorp.\n- Punt drie" in cleaned(text)


def test_page_start_in_such_a_text_is_no_item() -> None:
    items = "".join(
        f" Punt {name} telt mee voor elk kind in het dorp. \n\n" for name in ("een", "twee", "drie", "vier", "vijf")
    )
    text = f"{items}{FULL} \n {REST} \n\n{FULL} \n\n{REST} \n"

    assert f"{FULL} {REST}" in cleaned(text)


def test_reference_to_a_paragraph_number_is_no_item() -> None:
    text = "Meer hierover staat in paragraaf\n5.2 Begeleiding op school van dit plan.\n"

    assert cleaned(text) == "Meer hierover staat in paragraaf 5.2 Begeleiding op school van dit plan."


def test_quote_opened_at_a_line_end_is_not_parted_from_its_words() -> None:
    assert cleaned("Dit heet in dit dorp al jaren de ‘\nwarme overdracht’ van scholen.\n").count("‘warme") == 1


def test_caption_in_capitals_inside_a_sentence_is_left_out() -> None:
    text = f"{FULL}\n\nANNA DE BOER JAN BOS\n {REST}\n"

    assert cleaned(text) == f"{FULL} {REST}"


def test_title_in_capitals_between_sentences_stays() -> None:
    assert "WAT DE SCHOOL DOET" in cleaned(f"{REST.capitalize()}\n\nWAT DE SCHOOL DOET\n\n{FULL}\n{REST}\n")
