"""Progress: plain lines, not too many, and a bar on a terminal."""

from __future__ import annotations

import io

from ingest.progress import lines, shown


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def test_step_is_told_when_it_begins() -> None:
    told: list[str] = []
    progress = lines(told.append, lambda: 100.0)

    for step, done, total in [("find", 0, 0), ("embed", 0, 640), ("embed", 64, 640), ("write", 0, 0)]:
        progress(step, done, total)

    assert told == ["finding files", "embedding 0/640", "writing the index"]


def test_long_step_is_told_again_every_few_seconds() -> None:
    told: list[str] = []
    now = 100.0
    progress = lines(told.append, lambda: now)

    for done in range(0, 640, 64):
        progress("embed", done, 640)
        now += 2

    assert told == ["embedding 0/640", "embedding 192/640", "embedding 384/640", "embedding 576/640"]


def test_stream_that_is_no_terminal_gets_lines() -> None:
    stream = io.StringIO()

    with shown(stream) as display:
        display.progress("swap", 0, 0)

    assert stream.getvalue() == "swapping the index in\n"


def test_terminal_gets_a_bar_that_is_gone_afterwards() -> None:
    stream = Terminal()

    with shown(stream) as display:
        display.progress("embed", 64, 640)
        display.progress("write", 0, 0)

    assert "writing the index" in stream.getvalue()
    assert stream.getvalue().rstrip().endswith("\x1b[2K")


def test_question_is_asked_while_nothing_moves() -> None:
    stream = Terminal()

    with shown(stream) as display:
        display.progress("read", 0, 1)
        answer = display.pausing(lambda question: f"{question} ja")("goed?")
        display.progress("read", 1, 1)

    assert answer == "goed? ja"
