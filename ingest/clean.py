"""Cleaning: a source text becomes clean text, piece by piece, so that every offset finds its way back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.domain import CleanText, Piece, SourceText
from ingest.layout import Layout, LineMap
from ingest.repairs import characters, footnotes, glued, hyphens
from ingest.repairs.edits import Edit, apply, settle
from ingest.repairs.flow import Flow, flow
from ingest.repairs.footnotes import Marker
from ingest.repairs.hyphens import Vocabulary
from ingest.repairs.joins import style_of
from ingest.repairs.lines import Line, split_lines
from ingest.repairs.order import arrange
from ingest.repairs.placing import place_notes
from ingest.repairs.units import Unit
from ingest.structure.infer import complete, infer

CLEANER_VERSION = "2"
NO_LAYOUT = Layout(plan="", sha256="")


def clean(source: SourceText, layout: Layout = NO_LAYOUT) -> CleanText:
    """The clean text of a source. Every source character is in exactly one piece, dropped text included."""
    text, known = source.text, layout.plan != ""
    full = complete(layout, source) if known else infer(source)
    lines, vocabulary = split_lines(text), Vocabulary.of(text)
    numbers = [note.number for note in full.footnotes]
    markers = footnotes.markers(text, numbers, [LineMap(text).span(note.lines) for note in full.footnotes])
    running = flow(lines, arrange(lines, full, kept_headings=not known), style_of(lines), vocabulary)
    place_notes(running, markers, lines)
    return CleanText(tuple(_pieces(text, running, _edits(text, markers, vocabulary))))


def _edits(text: str, markers: Sequence[Marker], vocabulary: Vocabulary) -> list[Edit]:
    return settle(
        [
            characters.separators(text),
            characters.ij(text),
            footnotes.taken_out(markers),
            glued.captions(text),
            glued.bullets(text),
            hyphens.inner(text, vocabulary),
            glued.words(text),
            glued.torn(text, vocabulary),
            characters.invisible(text),
            characters.lost(text),
            characters.spaces(text),
        ]
    )


def _pieces(text: str, running: Flow, edits: Sequence[Edit]) -> list[Piece]:
    starts = [edit.start for edit in edits]
    pieces = [_gone(text, line, why) for line, why in running.head]
    for unit in running.units:
        pieces += _content(text, unit, edits, starts)
        pieces += _gap(text, unit)
    return [piece for piece in pieces if piece.end > piece.start or piece.text]


def _gone(text: str, line: Line, why: str) -> Piece:
    return Piece(line.start, line.next, "", why)


def _content(text: str, unit: Unit, edits: Sequence[Edit], starts: Sequence[int]) -> list[Piece]:
    """The pieces of a line's own text, with what opens it."""
    line = unit.line
    opening = []
    if unit.first > line.start or unit.opening:
        copied = text[line.start : unit.first] == unit.opening
        opening = [Piece(line.start, unit.first, unit.opening, None if copied else unit.opening_repair)]
    inside = [e for e in edits[bisect_left(starts, unit.first) : bisect_left(starts, unit.last)] if e.end <= unit.last]
    body = apply(text, unit.first, unit.last, inside)
    return [*opening, *body]


def _gap(text: str, unit: Unit) -> list[Piece]:
    """The pieces behind a line: its end, with what joins it to the next, and the lines left out after it."""
    glue, line = unit.join.value if unit.join else "", unit.line
    end = line.next
    rest = list(unit.behind)
    while rest and rest[0][1] == "blank line" and rest[0][0].start == end:
        end = rest.pop(0)[0].next
    copied = text[unit.last : end] == glue
    pieces = [Piece(unit.last, end, glue, None if copied else unit.join_repair)]
    return pieces + [_gone(text, gone, why) for gone, why in rest]
