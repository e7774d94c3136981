"""The layout of a plan, written by hand where its file lost it: headings, reading order, what to leave out.

A layout is a YAML file `corpus/layouts/<plan>.yaml`, tied to one file by sha256, so line numbers can be trusted.
Lines count from 1 and end at "\\n" only. A file without a layout is read by the general rules of `ingest/structure`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.domain import Kind, Sector, Span
from assistant.errors import CatalogueError

Lines = Annotated[tuple[int, int], Field(description="first and last line, both included, counted from 1")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeadingMark(_Entry):
    """A heading in reading order.

    `lines` are those it occupies, taken out of the running text; with `before` instead, the heading stands nowhere in
    the text, or after it, and opens just before that line. `sectors` and `kind` hold for its section and all below.
    """

    level: int = Field(ge=1, le=6)
    title: str = Field(min_length=1, max_length=160)
    lines: Lines | None = None
    before: int | None = None
    sectors: tuple[Sector, ...] | None = None
    kind: Kind | None = None

    @model_validator(mode="after")
    def _one_place(self) -> HeadingMark:
        if (self.lines is None) == (self.before is None):
            raise ValueError("a heading has either 'lines' or 'before'")
        return self


class Move(_Entry):
    """Lines that are read just after line `after`, because columns were emitted out of order. Applied one by one."""

    lines: Lines
    after: int


class Drop(_Entry):
    """Lines that are left out: contents pages, running headers, duplicates, remnants of pictures."""

    lines: Lines
    why: str


class Footnote(_Entry):
    """Lines that hold the body of a footnote, read after the paragraph in which its number stands."""

    number: int
    lines: Lines


class Table(_Entry):
    """Lines that are a table or a list without bullets: they are kept as lines, never joined to sentences."""

    lines: Lines
    title: str | None = None


class Marked(_Entry):
    """Lines about other sectors, or of another kind, than the heading above them says."""

    lines: Lines
    sectors: tuple[Sector, ...] | None = None
    kind: Kind | None = None


class Layout(_Entry):
    """All that is known by hand of how one file is laid out."""

    plan: str
    sha256: str
    headings: tuple[HeadingMark, ...] = ()
    moves: tuple[Move, ...] = ()
    drops: tuple[Drop, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    marked: tuple[Marked, ...] = ()


class LineMap:
    """Translates line numbers of a text into offsets."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    def span(self, lines: tuple[int, int]) -> Span:
        """The characters of first..last line, the last newline included. Raises CatalogueError outside the text."""
        first, last = lines
        if not 1 <= first <= last < len(self._starts):
            raise CatalogueError(f"lines {first}-{last} do not exist in a text of {len(self._starts) - 1} lines")
        return Span(self._starts[first - 1], min(self._starts[last], len(self._text)))

    def line_of(self, offset: int) -> int:
        """The number of the line in which a character stands."""
        return bisect_right(self._starts, offset)


def load_layout(path: Path) -> Layout:
    """Read one layout. Raises CatalogueError naming the file and the entry that is wrong."""
    try:
        return Layout.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def find_layout(folder: Path, sha256: str) -> Layout | None:
    """The layout made for the file with this sha256, None where there is none."""
    for path in sorted(folder.glob("*.yaml")):
        layout = load_layout(path)
        if layout.sha256 == sha256:
            return layout
    return None
