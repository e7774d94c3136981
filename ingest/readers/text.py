"""Plain text and Markdown: the decoded bytes themselves, so that offsets into them hold for ever."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from assistant.domain import Heading, SourceText
from assistant.errors import CorruptSource, EmptySource, OversizedSource
from ingest.readers.file import File
from ingest.readers.invisible import count_invisible
from ingest.readers.limits import Limits

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_MARK = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\r?$")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Decoded:
    """A text and what had to be assumed to decode it; None when nothing."""

    text: str
    doubt: str | None = None


def read_text(file: File, limits: Limits) -> SourceText:
    """The text of a TXT or Markdown file, newlines and all other characters as they are."""
    decoded = decode(file)
    text = decoded.text
    if not text.strip():
        raise EmptySource(file.name, "it holds no text")
    if len(text) > limits.characters:
        raise OversizedSource(file.name, f"it holds more than {limits.characters:,} characters of text")
    hidden = count_invisible(text)
    doubts = [decoded.doubt] if decoded.doubt else []
    if hidden:
        doubts.append(f"{hidden} zero-width, direction or tag characters stand in the text")
    return SourceText(
        sha256=file.sha256,
        name=file.name,
        text=text,
        reader="text",
        headings=markdown_headings(text) if file.suffix in (".md", ".markdown") else (),
        hidden=hidden,
        warnings=tuple(doubts),
    )


def decode(file: File) -> Decoded:
    """UTF-8, else by byte order mark, else damaged UTF-8, else Windows-1252; the last two with a doubt."""
    content = file.content
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decode_marked(file, encoding)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    repaired = content.decode("utf-8", errors="replace")
    wrong = repaired.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    damaged = Decoded(repaired, f"it is UTF-8 with {wrong} damaged characters, shown as \ufffd")
    if len(_MULTIBYTE.findall(content)) > 2 * wrong:
        return damaged
    try:
        return Decoded(content.decode("cp1252"), "it is not UTF-8; it was read as Windows-1252")
    except UnicodeDecodeError as error:
        if wrong * 1000 < len(content):
            return damaged
        raise CorruptSource(file.name, "its text is neither UTF-8, UTF-16 nor Windows-1252") from error


def markdown_headings(text: str) -> tuple[Heading, ...]:
    """The `#` headings outside code fences; a span holds the heading's words, without the marks."""
    headings, at, fenced = [], 0, False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _MARK.match(line)
        if found and found.group(2):
            headings.append(Heading(at + found.start(2), at + found.end(2), len(found.group(1))))
        at += len(line) + 1
    return tuple(headings)


def _decode_marked(file: File, encoding: str) -> Decoded:
    """Decode by byte order mark, which is dropped."""
    try:
        return Decoded(file.content.decode(encoding))
    except UnicodeDecodeError as error:
        raise CorruptSource(file.name, f"its byte order mark says {encoding}, but it is not that") from error
