"""Reads pictures of text with Debian's tesseract, as a separate program; the only user of it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import dataclass
from statistics import median

from assistant.errors import CorruptSource

DPI = 300  # what tesseract's models were trained for; below 200 small type is lost
LANGUAGE = "nld"
ADVICE = "install OCR with `apt-get install tesseract-ocr tesseract-ocr-nld`, or supply a file that holds text"
_SECONDS_PER_PAGE = 180
_SURE = 60.0  # of 100; the median was 92-96 on print (at 100 dpi and with noise too), 24 on a drawing, 54 on a photo


@dataclass(frozen=True)
class Word:
    """One word as tesseract gives it: the paragraph and line it stands in, and how sure tesseract is of it."""

    paragraph: tuple[str, str]
    line: str
    text: str
    sureness: float


def available() -> bool:
    """Whether tesseract and its Dutch model are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return LANGUAGE in listed.stdout.split()


def recognise(picture: bytes, name: str, page: int) -> list[str]:
    """The lines on a picture (PNG or PGM), an empty string between paragraphs; none where OCR is mostly guessing.

    Raises CorruptSource when tesseract fails.
    """
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS_PER_PAGE, check=True)
    except subprocess.TimeoutExpired as error:
        raise CorruptSource(name, f"OCR of page {page} took more than {_SECONDS_PER_PAGE} seconds") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise CorruptSource(name, f"OCR of page {page} failed") from error
    return _lines(_words(done.stdout.decode("utf-8", errors="replace")))


def _words(table: str) -> list[Word]:
    """The words of tesseract's table; its rows for blocks and lines have no text."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Word((row["block_num"], row["par_num"]), row["line_num"], row["text"].strip(), float(row["conf"]))
        for row in rows
        if (row.get("text") or "").strip()
    ]


def _lines(words: list[Word]) -> list[str]:
    if not words or median(word.sureness for word in words) < _SURE:
        return []
    lines: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None and (word.paragraph, word.line) == (last.paragraph, last.line):
            lines[-1] += f" {word.text}"
        else:
            lines += [""] if last is not None and word.paragraph != last.paragraph else []
            lines.append(word.text)
        last = word
    return lines
