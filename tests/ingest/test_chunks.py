"""Cutting sections into passages and keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Kind, Section, Sector
from ingest.chunks import MAX_WORDS, WINDOW, chunks, keys
from tests import fakes


def section(start: int, end: int, *path: str, kind: Kind = "regel", sectors: tuple[Sector, ...] = ("vo",)) -> Section:
    return Section("dorp-2024", path or ("1 Aanmelden",), start, end, kind, sectors)


def sentence(words: int, subject: str = "Ouders") -> str:
    return f"{subject} {'woord ' * (words - 2)}klaar."


def test_a_short_section_is_one_passage() -> None:
    document = fakes.document("De school beslist. Ouders horen het.")

    [chunk] = chunks(document, [section(0, 36)])

    assert chunk.text == "De school beslist. Ouders horen het."
    assert (chunk.path, chunk.kind, chunk.sectors, chunk.place) == (("1 Aanmelden",), "regel", ("vo",), 0)


def test_a_long_section_is_cut_in_nearly_equal_parts_at_sentence_ends() -> None:
    text = " ".join(sentence(20) for _ in range(20))

    sizes = [len(chunk.text.split()) for chunk in chunks(fakes.document(text), [section(0, len(text))])]

    assert sum(sizes) == 400
    assert max(sizes) <= MAX_WORDS
    assert max(sizes) - min(sizes) <= 20


def test_a_cut_between_paragraphs_is_preferred() -> None:
    first, second = " ".join([sentence(20)] * 5), " ".join([sentence(20, "Scholen")] * 4)
    text = f"{first}\n\n{second}"

    parts = [chunk.text for chunk in chunks(fakes.document(text), [section(0, len(text))])]

    assert parts == [first, second]


def test_a_list_stays_with_its_lead_in() -> None:
    filler = " ".join([sentence(20)] * 6)
    text = f"{filler}\nNodig is:\n" + "\n".join(f"- {sentence(10)}" for _ in range(6))

    parts = [chunk.text for chunk in chunks(fakes.document(text), [section(0, len(text))])]

    assert not any(part.endswith("Nodig is:") for part in parts)


def test_short_sections_of_one_parent_are_joined_under_both_titles() -> None:
    text = "Kort stuk.\n\nNog een stuk."
    parts = [section(0, 10, "1 Zorg", "1.1 Wie"), section(12, 25, "1 Zorg", "1.2 Wat")]

    [chunk] = chunks(fakes.document(text), parts)

    assert chunk.text == text
    assert chunk.path == ("1 Zorg", "1.1 Wie / 1.2 Wat")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(section(12, 25, "2 Elders", "2.1 Wat"), id="another parent"),
        pytest.param(section(12, 25, "1 Zorg", "1.2 Wat", kind="voornemen"), id="another kind"),
        pytest.param(section(12, 25, "1 Zorg", "1.2 Wat", sectors=("po",)), id="another sector"),
    ],
)
def test_short_sections_that_differ_stay_apart(other: Section) -> None:
    parts = [section(0, 10, "1 Zorg", "1.1 Wie"), other]

    assert len(chunks(fakes.document("Kort stuk.\n\nNog een stuk."), parts)) == 2


def test_an_empty_section_gives_no_passage() -> None:
    assert chunks(fakes.document("   \n\n"), [section(0, 5)]) == []


def test_an_id_depends_on_what_a_passage_says_and_not_on_where_it_stands() -> None:
    [alone] = chunks(fakes.document("De school beslist."), [section(0, 18)])
    text = "Iets vooraf, onder een ander hoofdstuk.\n\nDe school beslist."

    moved = chunks(fakes.document(text), [section(0, 39, "0 Vooraf"), section(41, 59)])

    assert moved[1].id == alone.id


def test_passages_that_say_the_same_have_different_ids() -> None:
    text = "Zie de site.\n\nZie de site."

    found = chunks(
        fakes.document(text), [section(0, 12, "1", "a"), section(14, 26, "2", "a"), section(0, 12, "1", "a")]
    )

    assert len({chunk.id for chunk in found}) == 3


def test_keys_are_windows_opened_by_the_last_titles() -> None:
    chunk = fakes.chunk(" ".join([sentence(20)] * 6), path=("5 Steun", "5.6 Toeleiding", "Aanvraag"))

    found = keys(chunk)

    assert len(found) > 1
    assert all(key.text.startswith("5.6 Toeleiding › Aanvraag: Ouders") for key in found)
    assert all(len(key.text) <= WINDOW * 1.6 + 40 for key in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([sentence(4), sentence(30), "- punt een", "\n\n", "Let op:", "x" * 3000]), max_size=40))
def test_passages_hold_all_text_in_order_and_their_spans_give_it_back(parts: list[str]) -> None:
    text = "\n".join(parts)
    document = fakes.document(text)

    found = chunks(document, [section(0, len(text))])

    assert "".join("".join(chunk.text for chunk in found).split()) == "".join(text.split())
    assert all(document.clean.within(chunk.spans) == chunk.text for chunk in found)
