"""Sections: their paths, the text they cover, and the sectors and kinds they hold for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Document, Section
from ingest.kinds import guess_kind, sectors_named
from ingest.layout import Layout
from ingest.sections import sections
from tests import fakes
from tests.ingest.texts import document, layout

TEXT = """Vooraf een zin.

1 Aanmelden
Ouders melden hun kind aan.

Primair onderwijs
De basisschool zoekt een plek. Daarna
volgt een gesprek.

2 Plaatsen
Later willen wij dat sneller doen.
"""
HEADINGS = [
    {"level": 1, "title": "1 Aanmelden", "lines": [3, 3], "kind": "regel"},
    {"level": 2, "title": "Primair onderwijs", "lines": [6, 6], "sectors": ["po", "so"]},
    {"level": 1, "title": "2 Plaatsen", "lines": [10, 10], "kind": "voornemen"},
]


def made(text: str = TEXT, **entries: object) -> tuple[Document, list[Section]]:
    by = layout(**{"headings": HEADINGS, **entries})
    plan = fakes.plan(sectors=("po", "vo", "so"))
    described = document(text, by, plan)
    return described, sections(described, by)


def words(described: Document, found: list[Section]) -> list[str]:
    return [described.clean.text[section.start : section.end] for section in found]


def test_paths_hold_the_titles_from_the_highest_level_down() -> None:
    _, found = made()

    assert [section.path for section in found] == [
        ("Samen verder",), ("1 Aanmelden",), ("1 Aanmelden", "Primair onderwijs"), ("2 Plaatsen",),
    ]  # fmt: skip


def test_sections_hold_the_text_without_the_headings() -> None:
    described, found = made()

    assert words(described, found) == [
        "Vooraf een zin.",
        "Ouders melden hun kind aan.",
        "De basisschool zoekt een plek. Daarna volgt een gesprek.",
        "Later willen wij dat sneller doen.",
    ]


def test_kind_and_sectors_hold_for_the_sections_below() -> None:
    _, found = made()

    assert [(section.kind, section.sectors) for section in found] == [
        ("feit", ("po", "vo", "so")),
        ("regel", ("po", "vo", "so")),
        ("regel", ("po", "so")),
        ("voornemen", ("po", "vo", "so")),
    ]


@pytest.mark.parametrize(
    ("marked", "cut"),
    [
        pytest.param([6, 7], "Ook dat moet nog.", id="next-sentence-nearer"),
        pytest.param([7, 7], "Ook dat moet nog.", id="sentence-begun-nearer"),
    ],
)
def test_section_is_cut_at_the_sentence_nearest_to_the_marked_lines(marked: list[int], cut: str) -> None:
    text = "Een twee.\n\nKop\nDe school zoekt lang naar\neen plek. Daarna komt dus\neen gesprek. Ook\ndat moet nog.\n"

    described, found = made(text, headings=[], marked=[{"lines": marked, "kind": "voornemen"}])

    assert [w for w, s in zip(words(described, found), found, strict=True) if s.kind == "voornemen"] == [cut]


def test_marked_lines_have_their_own_kind_and_sectors_under_the_same_path() -> None:
    text = TEXT.replace(" Daarna\nvolgt", "\n\nDaarna volgt")
    headings = [*HEADINGS[:2], {**HEADINGS[2], "lines": [11, 11]}]

    described, found = made(text, headings=headings, marked=[{"lines": [9, 9], "kind": "voornemen", "sectors": ["vo"]}])

    assert [(w, s.kind, s.sectors) for w, s in zip(words(described, found), found, strict=True)][2:4] == [
        ("De basisschool zoekt een plek.", "regel", ("po", "so")),
        ("Daarna volgt een gesprek.", "voornemen", ("vo",)),
    ]
    assert found[2].path == found[3].path


def test_heading_that_stands_nowhere_opens_before_its_line() -> None:
    described, found = made(headings=[{"level": 1, "title": "Gesprek", "before": 7}])

    assert found[-1].path == ("Gesprek",)
    assert words(described, found)[-1].startswith("De basisschool")


def test_headings_in_moved_lines_open_where_their_lines_are_read() -> None:
    _, found = made(moves=[{"lines": [10, 11], "after": 2}])

    assert [section.path[0] for section in found] == ["Samen verder", "2 Plaatsen", "1 Aanmelden", "1 Aanmelden"]


def test_practice_book_holds_practice_only() -> None:
    by = layout(headings=[{"level": 1, "title": "Interview", "before": 1}])
    described = document("Een school vertelt. Dat moet altijd.\n", by, fakes.plan(kind="praktijk"))

    assert [section.kind for section in sections(described, by)] == ["praktijk"]


def test_headings_found_without_a_layout_are_left_out_of_their_sections() -> None:
    body = "De school zoekt een plek voor ieder kind in de wijk en daarbuiten.\n"
    described = document("".join(f"{n} {title}\n\n{body}\n" for n, title in ((1, "Zoeken"), (2, "Vinden"))))

    found = sections(described, None)

    assert [section.path for section in found] == [("1 Zoeken",), ("2 Vinden",)]
    assert words(described, found) == [body.strip()] * 2


@given(
    st.lists(
        st.sampled_from(["1 Zoeken", "2 Vinden", "De school zoekt.", "een plek", "PLAN", "", "- punt"]), max_size=20
    )
)
def test_sections_cover_the_clean_text_in_order_but_for_headings(lines: list[str]) -> None:
    described = document("\n".join(lines))

    found = sections(described, None)

    at, left = 0, ""
    for section in found:
        assert at <= section.start < section.end
        left, at = left + described.clean.text[at : section.start], section.end
    left += described.clean.text[at:]
    assert [line for line in left.split("\n") if line.strip() in ("De school zoekt.", "een plek", "- punt")] == []


@given(st.data())
def test_sections_under_a_layout_leave_nothing_but_space_out(data: st.DataObject) -> None:
    first = st.integers(1, 12)
    by = Layout.model_validate(
        {
            "plan": "dorp-2024",
            "sha256": "0" * 64,
            "headings": [
                {
                    "level": data.draw(st.integers(1, 3)),
                    "title": "Kop",
                    **({"lines": (n, n)} if n % 2 else {"before": n}),
                }
                for n in data.draw(st.lists(first, max_size=4))
            ],
            "marked": [{"lines": (n, 12), "kind": "regel"} for n in data.draw(st.lists(first, max_size=2))],
        }
    )
    described = document(TEXT, by)

    at = 0
    for section in sections(described, by):
        assert described.clean.text[at : section.start].strip() == ""
        at = section.end
    assert described.clean.text[at:].strip() == ""


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        pytest.param(("2.5 Ambities",), "Elk kind gaat naar school.", "voornemen", id="title"),
        pytest.param(("2 Plan",), "Wij willen dat ieder kind meedoet. Daar gaan we voor.", "voornemen", id="words"),
        pytest.param(("2 Plan",), "De school moet binnen zes weken een plek aanbieden.", "regel", id="rule"),
        pytest.param(("2 Plan",), "Het dorp telt drie scholen.", "feit", id="fact"),
    ],
)
def test_kind_guessed(path: tuple[str, ...], text: str, kind: str) -> None:
    assert guess_kind(path, text) == kind


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Primair onderwijs", ("po", "so"), id="po"),
        pytest.param("VO", ("vo", "so"), id="vo"),
        pytest.param("Overgang van PO naar VO", None, id="both-in-a-title"),
    ],
)
def test_sectors_named_by_a_heading(title: str, expected: tuple[str, ...] | None) -> None:
    assert sectors_named(title, ("po", "vo", "so")) == expected
