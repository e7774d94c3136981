"""A source text while it is being written: lines, empty lines, headings and pages, with their offsets kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.domain import Heading, Page, SourceText
from assistant.errors import EmptySource, OversizedSource
from ingest.readers.file import File
from ingest.readers.invisible import strip_invisible

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Manuscript:
    """The text of one file, written line by line.

    Lines come out in Unicode form C, without control characters and without characters that no reader sees.
    """

    def __init__(self, file: File, limit: int) -> None:
        self._file, self._limit = file, limit
        self._parts: list[str] = []
        self._length = 0
        self._gap = False
        self._headings: list[Heading] = []
        self._pages: list[tuple[int, int]] = []
        self._stripped = 0
        self.hidden = 0
        self.warnings: list[str] = []

    def line(self, text: str) -> None:
        """Write one line; a line without visible characters is not written."""
        self._write(text)

    def heading(self, lines: Sequence[str], level: int) -> None:
        """Write a heading of one or more lines, with an empty line on either side."""
        self.gap()
        spans = [span for span in map(self._write, lines) if span is not None]
        if spans:
            self._headings.append(Heading(spans[0][0], spans[-1][1], min(max(level, 1), 6)))
        self.gap()

    def gap(self) -> None:
        """Let one empty line precede what is written next; at the start of the text this does nothing."""
        self._gap = self._length > 0 and self._parts[-1] != "\n"

    def page(self, number: int) -> None:
        """Begin a page: what is written from here on stands on it."""
        self.gap()
        self._flush_gap()
        self._pages.append((number, self._length))

    def finish(self, reader: str, ocr: bool = False) -> SourceText:
        """The finished source text. Raises EmptySource when nothing was written."""
        text = "".join(self._parts)
        if not text.strip():
            raise EmptySource(self._file.name, "it holds no text that a reader can see")
        ends = [start for _, start in self._pages[1:]] + [len(text)]
        pages = tuple(Page(number, start, end) for (number, start), end in zip(self._pages, ends, strict=False))
        return SourceText(
            sha256=self._file.sha256,
            name=self._file.name,
            text=text,
            reader=reader,
            pages=pages,
            headings=tuple(self._headings),
            ocr=ocr,
            hidden=self.hidden + self._stripped,
            warnings=(*self._warnings_of_hidden(), *self.warnings),
        )

    def _write(self, text: str) -> tuple[int, int] | None:
        """Where the line came to stand, its newline excluded."""
        text, dropped = strip_invisible(unicodedata.normalize("NFC", _CONTROL.sub("", text)))
        self._stripped += dropped
        text = text.strip()
        if not text:
            return None
        self._flush_gap()
        start = self._length
        self._append(text + "\n")
        return start, self._length - 1

    def _flush_gap(self) -> None:
        if self._gap:
            self._gap = False
            self._append("\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limit:
            raise OversizedSource(self._file.name, f"it holds more than {self._limit:,} characters of text")

    def _warnings_of_hidden(self) -> list[str]:
        found = []
        if self.hidden:
            found.append(f"{self.hidden} characters that no reader can see were left out (hidden text)")
        if self._stripped:
            found.append(f"{self._stripped} zero-width, direction or tag characters were left out")
        return found
