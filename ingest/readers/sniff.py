"""What a file really is, told by its content; its name is only checked against that."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from assistant.errors import CorruptSource, EncryptedSource, UnsupportedFormat
from ingest.readers.file import File

Format = Literal["text", "pdf", "docx", "html"]

NAMED: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".pdf": "pdf",
    ".docx": "docx", ".docm": "docx", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
READABLE = "TXT, Markdown, PDF, DOCX and HTML are read"

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "an RTF document; save it as .docx"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript file; save it as PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = (
    ("WordDocument", "an old Word document (.doc); open it in Word or LibreOffice and save it as .docx"),
    ("Workbook", "an old Excel workbook (.xls)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt); save it as PDF"),
)
_ZIP_KINDS = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx); save it as PDF"),
    ("META-INF/container.xml", "an e-book (.epub)"),
    ("content.xml", "an OpenDocument file (.odt); save it as .docx or PDF"),
)
_HTML_DOCUMENT = re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_HTML_FRAGMENT = re.compile(
    r"(?:<!--.*?-->|\s)*<(?:head|body|title|meta|main|article|section|div|p|h[1-6]|ul|ol|table|span|script|style)\b",
    re.I | re.S,
)


@dataclass(frozen=True)
class Found:
    """What a content turned out to be: a readable format, or None; and the words for it."""

    format: Format | None
    words: str
    encrypted: bool = False


def check(file: File) -> Format:
    """The format of a file whose name agrees with its content. Raises UnsupportedFormat or EncryptedSource."""
    found, named = sniff(file), NAMED.get(file.suffix)
    if found.encrypted and named in (None, "docx"):
        raise EncryptedSource(file.name, "it needs a password; save it without one")
    if file.suffix and named is None:
        raise UnsupportedFormat(
            file.name, f"{file.suffix} files are not read, and this one is {found.words}. {READABLE}"
        )
    if found.format is None:
        lead = f"it is called {file.suffix} but is" if named else "it is"
        raise UnsupportedFormat(file.name, f"{lead} {found.words}. {READABLE}")
    if named is not None and named != found.format:
        raise UnsupportedFormat(
            file.name, f"it is called {file.suffix} but is {found.words}; rename it if that is right"
        )
    return found.format


def sniff(file: File) -> Found:
    """What the content is. Raises CorruptSource for a zip file that cannot be listed."""
    content = file.content
    if content.startswith(b"%PDF-") or (b"%PDF-" in content[:1024] and b"%%EOF" in content[-2048:]):
        return Found("pdf", "a PDF document")
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return _sniff_zip(file)
    if content.startswith(_OLE):
        return _sniff_ole(content)
    for magic, words in _MAGIC:
        if content.startswith(magic):
            return Found(None, words)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Found(None, "a WebP picture")
    return _sniff_text(file)


def _sniff_zip(file: File) -> Found:
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise CorruptSource(file.name, "it is a zip file (as DOCX is) that is damaged or cut off") from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Found("docx", "a Word document (.docx)")
    words = next((words for member, words in _ZIP_KINDS if member in names), "a zip archive; unpack it first")
    return Found(None, words)


def _sniff_ole(content: bytes) -> Found:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Found(None, "an Office document with a password", encrypted=True)
    words = next((words for stream, words in _OLE_KINDS if stream.encode("utf-16-le") in content), None)
    return Found(None, words or "an old Office file; save it as .docx or PDF")


def _sniff_text(file: File) -> Found:
    content = file.content
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and _is_binary(content):
        return Found(None, "a binary file of an unknown kind")
    head = content[:8192].decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip("\ufeff")
    if _HTML_DOCUMENT.match(head):
        return Found("html", "a web page (HTML)")
    # Markdown may open with a tag, and a text may be about tags: there only a whole page counts as HTML.
    if NAMED.get(file.suffix) != "text" and _HTML_FRAGMENT.match(head):
        return Found("html", "a web page (HTML)")
    if head.startswith("<?xml"):
        return Found(None, "an XML file")
    if re.match(r"MIME-Version:|From:.*\nMIME-Version:", head) and "multipart/related" in head:
        return Found(None, "a web archive (MHTML); save it as HTML or PDF")
    return Found("text", "plain text")


def _is_binary(content: bytes) -> bool:
    """Whether a content holds what no text holds: a zero byte, or more than 1% other control bytes."""
    head = content[:65536]
    controls = len(head) - len(head.translate(None, bytes({*range(9), *range(14, 27), *range(28, 32)})))
    return b"\x00" in content or controls * 100 > len(head)
