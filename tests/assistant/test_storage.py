"""store.db gives back what was put in it, in order, from any thread, and says so when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.domain import Chunk, CleanText, Document, Heading, Page, Piece, Section, SourceText, Span
from assistant.errors import IndexCheckFailed, IndexUnusable, NotFound
from assistant.storage import Counts, Store, write_store
from tests.fakes import chunk, document, plan

TEXT = "Kop\n\nDe school be-\nslist.\u2028Ouders héb­ben \ufffd inspraak."
SOURCE = SourceText(
    "a" * 64,
    "dorp.pdf",
    TEXT,
    "pdf",
    pages=(Page(1, 0, 20), Page(2, 20, len(TEXT))),
    headings=(Heading(0, 4, 1),),
    ocr=True,
    hidden=7,
    warnings=("two columns",),
)
CLEAN = CleanText((Piece(5, 15, TEXT[5:15]), Piece(15, 17, "", "hyphen"), Piece(17, 22, TEXT[17:22]), Piece(0, 4, "")))
DORP = Document(plan(), SOURCE, CLEAN)
STAD = document("Tekst van de stad.", plan("stad-2024", valid_from=None, samenwerkingsverband=None, region=()))
SECTIONS = [
    Section("dorp-2024", ("1 Aanmelden",), 0, 10, "regel", ("vo",)),
    Section("stad-2024", ("Stad",), 0, 5),
    Section("dorp-2024", ("1 Aanmelden", "1.1 Waar"), 10, 15),
]
CHUNKS = [
    chunk("een", "dorp-1", place=0, page=3),
    chunk("stad", "stad-1", plan="stad-2024", place=0),
    chunk("twee", "dorp-2", place=4, spans=(Span(30, 34), Span(5, 9)), kind="voornemen", sectors=("po",)),
    chunk("drie", "dorp-3", place=9, path=("1 Aanmelden", "1.1 ‘Waar’")),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "a #folder?" / "store.db"
    path.parent.mkdir()
    write_store(path, [DORP, STAD], SECTIONS, CHUNKS)
    with Store(path) as opened:
        yield opened


def test_document_comes_back_with_pieces_pages_and_strange_characters(store: Store) -> None:
    assert store.document("dorp-2024") == DORP


def test_plans_keep_the_order_in_which_they_were_written_and_their_unknowns(store: Store) -> None:
    assert store.plans() == (DORP.plan, STAD.plan)


def test_passages_come_back_whole_in_the_order_asked(store: Store) -> None:
    assert store.chunks_by_id(["dorp-3", "stad-1", "dorp-2", "dorp-3"]) == [CHUNKS[3], CHUNKS[1], CHUNKS[2], CHUNKS[3]]


def test_asking_for_no_passages_gives_none(store: Store) -> None:
    assert store.chunks_by_id([]) == []


def test_passages_of_a_plan_stand_in_reading_order(store: Store) -> None:
    assert [found.id for found in store.chunks_of("dorp-2024")] == ["dorp-1", "dorp-2", "dorp-3"]


@pytest.mark.parametrize(
    ("of", "before", "after"),
    [
        pytest.param("dorp-1", None, "dorp-2", id="first"),
        pytest.param("dorp-2", "dorp-1", "dorp-3", id="middle, places with gaps"),
        pytest.param("dorp-3", "dorp-2", None, id="last"),
        pytest.param("stad-1", None, None, id="only one of its plan"),
    ],
)
def test_neighbours_are_those_of_the_same_plan(store: Store, of: str, before: str | None, after: str | None) -> None:
    found = store.neighbours(store.chunk(of))

    assert tuple(one.id if one else None for one in found) == (before, after)


def test_outline_holds_the_sections_of_one_plan_in_order(store: Store) -> None:
    assert store.outline("dorp-2024") == (SECTIONS[0], SECTIONS[2])


def test_counts_are_of_everything(store: Store) -> None:
    assert store.counts() == Counts(plans=2, sections=3, chunks=4)


@pytest.mark.parametrize("ask", ["plan", "document", "outline", "chunks_of", "chunk"])
def test_unknown_id_is_not_found(store: Store, ask: str) -> None:
    with pytest.raises(NotFound, match="dorp-2031"):
        getattr(store, ask)("dorp-2031")


def test_one_unknown_id_among_known_ones_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="dorp-99"):
        store.chunks_by_id(["dorp-1", "dorp-99"])


def test_threads_share_a_store(store: Store) -> None:
    def ask(i: int) -> tuple[str, Chunk]:
        return store.document("dorp-2024").clean.text, store.chunk(f"dorp-{i % 3 + 1}")

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(60)))

    assert answers == [(CLEAN.text, store.chunk(f"dorp-{i % 3 + 1}")) for i in range(60)]


def test_document_is_loaded_once(store: Store) -> None:
    assert store.document("stad-2024") is store.document("stad-2024")


def test_reading_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    write_store(path, [DORP], [], [])
    before = path.stat()

    with Store(path) as store:
        store.document("dorp-2024")

    assert (list(tmp_path.iterdir()), path.stat().st_mtime_ns) == ([path], before.st_mtime_ns)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="absent"),
        pytest.param(b"", id="empty"),
        pytest.param(b"not a database, but long enough to be looked at" * 40, id="something else"),
    ],
)
def test_file_that_is_no_store_is_unusable(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "store.db"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(IndexUnusable, match=r"store\.db"):
        Store(path)


def test_damaged_page_is_noticed_by_the_check(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    write_store(path, [DORP], [], [chunk("woord " * 200, f"dorp-{i}", place=i) for i in range(200)])
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)

    with Store(path) as store, pytest.raises(IndexUnusable, match="damaged"):
        store.check()


def test_sound_store_passes_the_check(store: Store) -> None:
    store.check()


@pytest.mark.parametrize(
    "twice",
    [
        pytest.param([chunk("een", "dorp-1"), chunk("twee", "dorp-1", place=1)], id="id"),
        pytest.param([chunk("een", "dorp-1"), chunk("twee", "dorp-2")], id="place"),
    ],
)
def test_id_or_place_used_twice_is_refused(tmp_path: Path, twice: list[Chunk]) -> None:
    with pytest.raises(IndexCheckFailed, match="dorp-2024"):
        write_store(tmp_path / "store.db", [DORP], [], twice)
