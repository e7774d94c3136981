"""Lines of a source text, and what can be told from one line alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

NOTHING = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff\ufffd"
BULLET = re.compile(r"[ \t]*(?:[•·▪◦●○‣⁃∙■□➢✓*\uE000-\uF8FF]|[-–](?=[\s\uFFFD]))[\s\uFFFD]*(?=\S)")
NUMBERED = re.compile(
    r"[ \t]*(?:(\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\))[\s\uFFFD]+(?=\S)|(\d{1,2}\.\d{1,2}\.?)[\s\uFFFD]+(?=[A-ZÀ-Ý]))"
)
TERMINAL = re.compile(r"[.!?…:;][\"'’”»)\]]*\d{0,2}[\"'’”»)\]]*$")
SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]]*\d{0,2}[\"'’”»)\]]*$")


@dataclass(frozen=True)
class Line:
    """One line: source characters start..end without its newline, and the offset `next` where the following starts."""

    index: int
    start: int
    end: int
    next: int
    raw: str

    @cached_property
    def text(self) -> str:
        """The line without spaces around it."""
        return self.raw.strip()

    @property
    def blank(self) -> bool:
        """Whether nothing that can be read stands here."""
        return not self.text or not self.text.strip(NOTHING)

    @property
    def first(self) -> int:
        """The offset of the first character that is not space."""
        return self.start + len(self.raw) - len(self.raw.lstrip())

    @property
    def last(self) -> int:
        """The offset behind the last character that is not space."""
        return self.start + len(self.raw.rstrip())

    @cached_property
    def bullet(self) -> bool:
        """Whether a bullet glyph or hyphen opens the line; a dash may be one inside a sentence."""
        return BULLET.match(self.raw) is not None and not self.text.startswith("–")

    @cached_property
    def numbered(self) -> bool:
        """Whether an item number or letter opens the line."""
        return NUMBERED.match(self.raw) is not None


def split_lines(text: str) -> list[Line]:
    """The lines of a text; only "\\n" ends one."""
    raws = text.split("\n")
    starts = [0, *accumulate(len(raw) + 1 for raw in raws)]
    length = len(text)
    return [
        Line(i, start, start + len(raw), min(start + len(raw) + 1, length), raw)
        for i, (start, raw) in enumerate(zip(starts, raws, strict=False))
    ]
