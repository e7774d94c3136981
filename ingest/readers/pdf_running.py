"""Finds the running headers and footers of a PDF: lines that return at the same height on several pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_page import Sheet, body_size

_PAGES = 3  # fewer than this is no pattern
_EDGE = 0.12  # part of a page's height, at its top and bottom
_LARGE = 1.12  # above this, numbers count: "Hoofdstuk 1" and "Hoofdstuk 2" are headings, not one running line

Key = tuple[str, int]


def running_lines(pages: Sequence[Sheet]) -> list[frozenset[Line]]:
    """Per page, the lines at its edges that return on at least three pages; numbers in them may differ."""
    body = body_size((line.size, len(line.text)) for page in pages for line in page.lines if not line.cells)
    keyed = [[(line, _key(line, page, body)) for line in _at_edges(page)] for page in pages]
    counts: Counter[Key] = Counter()
    for page in keyed:
        counts.update({key for _, key in page})
    return [frozenset(line for line, key in page if counts[key] >= _PAGES) for page in keyed]


def _at_edges(page: Sheet) -> list[Line]:
    _, top, _, bottom = page.box
    margin = _EDGE * (bottom - top)
    return [line for line in page.lines if not line.cells and not top + margin < line.y < bottom - margin]


def _key(line: Line, page: Sheet, body: float) -> Key:
    """What makes two lines the same: their words, and their height from the page's top in steps of four points."""
    text = line.text if line.size > _LARGE * body else re.sub(r"\d+", "#", line.text)
    return text, round((line.y - page.box[1]) / 4)
