"""Words glued to the full stop before them, captions glued behind one, and addresses broken by a line end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.repairs.edits import Edit
from ingest.repairs.hyphens import Vocabulary

_GLUED = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?:])(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=[^\W\d_A-Z][)”’][.!?])(?=[A-ZÀ-Ý][a-zà-ÿ])")
_ADDRESS = re.compile(r"https?:|www\.|@|/|\.(?:nl|com|org|eu|be|net)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?<=[a-zà-ÿ][.!?][”’\"])((?:[A-ZÀ-Ý]{2,}[ -]){1,8}[A-ZÀ-Ý]{2,})[ \t]*$", re.MULTILINE)
_INLINE_BULLET = re.compile(r"(?<=\S)[ \t]+[•▪●][ \t]+(?=\S)")
_BROKEN = re.compile(r"(?:https?:|www)\S*[./_-]$|@[\w-]+\.$")
_SITE = re.compile(r"[\w-]*[a-z]\.$")
_REST = re.compile(r"(?=[a-z\d])(?:[\w%-]+[./_-]\w|[\w-]+/)|(?:nl|com|org|eu|be|net)\b")
_DOMAIN = re.compile(r"[a-z\d][a-z\d-]+\.(?:nl|com|org|eu|be|net)\b")
_TORN = re.compile(r"([^\W\d_]{3,}) {2,}([a-zà-ÿ]{2,})")


def words(text: str) -> Iterator[Edit]:
    """A space between a full stop and the sentence glued behind it, addresses excepted."""
    for match in _GLUED.finditer(text):
        at = match.start()
        token = text[text.rfind(" ", 0, at) + 1 : at] + text[at : at + 30].split()[0]
        if not _ADDRESS.search(token):
            yield Edit(at, at, " ", "glued words")


def bullets(text: str) -> Iterator[Edit]:
    """A bullet inside a line starts an item on a line of its own."""
    for match in _INLINE_BULLET.finditer(text):
        yield Edit(match.start(), match.end(), "\n- ", "inline bullet")


def captions(text: str) -> Iterator[Edit]:
    """A caption in capitals glued behind the end of a quoted sentence goes."""
    for match in _CAPTION.finditer(text):
        yield Edit(match.start(1), match.end(1), "", "caption")


def torn(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A run of spaces inside a word goes: the whole word stands elsewhere in the text, its second half does not."""
    for match in _TORN.finditer(text):
        whole, half = "".join(match.groups()).lower(), match.group(2)
        if vocabulary.words[whole] and vocabulary.words[half] == 1:
            yield Edit(match.end(1), match.start(2), "", "torn word")


def breaks_address(before: str, after: str) -> bool:
    """Whether a line end stands inside a web or mail address."""
    if _BROKEN.search(before):
        return _REST.match(after) is not None
    return _SITE.search(before) is not None and _DOMAIN.match(after) is not None
