"""Units: the lines that stay in the clean text, each with what opens it and what joins it to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.repairs.joins import Join, Style
from ingest.repairs.lines import BULLET, NUMBERED, TERMINAL, Line


@dataclass(eq=False)
class Unit:
    """A line that stays. first..last is its own text; `opening` stands for what is before it on the line.

    `behind` are the lines left out between this one and the next, each with the repair's name.
    """

    line: Line
    first: int
    last: int
    opening: str = ""
    opening_repair: str = "spaces"
    item: bool = False
    join: Join | None = None
    join_repair: str = "end of text"
    behind: list[tuple[Line, str]] = field(default_factory=list)

    @property
    def page(self) -> bool:
        """Whether a page starts here: the line opens with exactly one space."""
        return self.opening_repair == "page break"


def unit(line: Line, lines: Sequence[Line], style: Style) -> Unit:
    """The unit of a line, its bullet or number told from its text."""
    bullet = BULLET.match(line.raw)
    if bullet and not (line.text.startswith("–") and _inside_sentence(line, lines)):
        return Unit(line, line.start + bullet.end(), line.last, "- ", "bullet", item=True)
    number = NUMBERED.match(line.raw)
    if number:
        opening = f"{number.group(1) or number.group(2)} "
        return Unit(line, line.start + number.end(), line.last, opening, "item number", item=True)
    if style.lost_bullets and _lost_bullet(line, lines, style):
        return Unit(line, line.first, line.last, "- ", "lost bullet", item=True)
    page = line.raw.startswith(" ") and not line.raw.startswith("  ")
    return Unit(line, line.first, line.last, "", "page break" if page else "spaces")


def _inside_sentence(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the line before has not ended its sentence, so that a dash here is no bullet."""
    before = next((lines[i].text for i in range(line.index - 1, -1, -1) if not lines[i].blank), "")
    return before != "" and not before.startswith("–") and not TERMINAL.search(before)


def _lost_bullet(line: Line, lines: Sequence[Line], style: Style) -> bool:
    """Whether only a bullet's space is left: one behind a blank line, two (a page start and the bullet) behind text."""
    spaces = len(line.raw) - len(line.raw.lstrip(" "))
    if not style.settings[line.index].dense or line.index == 0:
        return False
    return spaces == (1 if lines[line.index - 1].blank else 2)
