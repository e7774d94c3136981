"""An ingest killed with SIGKILL at ten random points: the old index answers, the next run completes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import NoIndex
from assistant.indexes import STORE, current_index, read_manifest
from assistant.settings import ROOT
from assistant.storage import Store
from ingest.pipeline import ingest
from tests.ingest import slow_ingest
from tests.ingest.workshop import STAD, JsonWriter, Workshop, workshop

OLD = "Aanmelden\n\n" + "\n\n".join(f"Oude regel nummer {i}." for i in range(60))
NEW = "Aanmelden\n\n" + "\n\n".join(f"Nieuwe regel nummer {i} geldt." for i in range(300))
EVENTS = 23
_CHANCE = random.Random(20260304)
_SWAP = EVENTS - 2
POINTS = [  # one in each ninth of what comes before the swap, one at the swap
    *(
        (_CHANCE.randrange(i * _SWAP // 9, (i + 1) * _SWAP // 9), _CHANCE.uniform(0, 2 * slow_ingest.PAUSE))
        for i in range(9)
    ),
    (_SWAP, _CHANCE.uniform(slow_ingest.PAUSE, 2 * slow_ingest.PAUSE)),
]


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return workshop(tmp_path)


def start(shop: Workshop) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", slow_ingest.__name__, str(shop.folders.corpus.parent)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_at(shop: Workshop, event: int, delay: float) -> None:
    """Start an ingest and kill it a moment after its nth event."""
    with start(shop) as process:
        assert process.stdout is not None
        for _ in range(event + 1):
            assert process.stdout.readline()
        time.sleep(delay)
        process.kill()


def answer(shop: Workshop) -> str:
    """The version of the plan that the current index finds, stored and found alike."""
    folder = current_index(shop.state)
    with Store(folder / STORE) as store:
        chunk = store.chunk("dorp-7")
        assert store.counts().chunks == read_manifest(folder).chunks
    found = JsonWriter().probe(folder, "dorp", chunk.text, shop.embedder.query(chunk.text))
    assert found == [chunk.id]
    return chunk.text.split()[0]


def test_events_are_counted_right(shop: Workshop) -> None:
    shop.stock(dorp=NEW, stad=STAD)

    with start(shop) as process:
        out, _ = process.communicate(timeout=60)

    assert len(out.split("\n")) - 1 == EVENTS
    assert answer(shop) == "Nieuwe"


@pytest.mark.parametrize(("event", "delay"), POINTS, ids=[f"event {event}" for event, _ in POINTS])
def test_old_index_answers_after_a_kill_and_the_next_run_completes(shop: Workshop, event: int, delay: float) -> None:
    shop.stock(dorp=OLD, stad=STAD)
    old = ingest([], shop.folders, shop.tools()).index
    shop.stock(dorp=NEW, stad=STAD)

    kill_at(shop, event, delay)

    swapped = shop.current() != old
    assert answer(shop) == ("Nieuwe" if swapped else "Oude")
    report = ingest([], shop.folders, shop.tools())
    assert (report.failed, report.changed) == (False, not swapped)
    assert answer(shop) == "Nieuwe"
    assert shop.leftovers() == []


def test_first_ingest_killed_leaves_no_index_and_the_next_run_makes_it(shop: Workshop) -> None:
    shop.stock(dorp=NEW)

    kill_at(shop, EVENTS // 2, 0)

    with pytest.raises(NoIndex):
        current_index(shop.state)
    ingest([], shop.folders, shop.tools())
    assert answer(shop) == "Nieuwe"


def test_vectors_made_before_a_kill_are_not_made_again(shop: Workshop) -> None:
    shop.stock(dorp=NEW)

    kill_at(shop, EVENTS // 2, 0)

    ingest([], shop.folders, shop.tools())
    assert 0 < len(shop.embedder.seen) < 301
