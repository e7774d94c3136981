"""Read a file of any supported format into a SourceText."""

from __future__ import annotations

from pathlib import Path

from assistant.domain import SourceText
from assistant.errors import OversizedSource
from ingest.readers.file import File, load
from ingest.readers.limits import DEFAULT_LIMITS, Limits
from ingest.readers.sniff import check

__all__ = ["Limits", "read"]


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """The text of a TXT, Markdown, PDF, DOCX or HTML file, told apart by content. Raises SourceError with its name."""
    file = load(path, limits.file_bytes)
    match check(file):
        case "pdf":
            from ingest.readers.pdf import read_pdf

            return read_pdf(file, limits)
        case "docx":
            from ingest.readers.docx import read_docx

            return read_docx(file, limits)
        case "html":
            from ingest.readers.html import read_html

            return read_html(_small(file, limits), limits)
        case "text":
            from ingest.readers.text import read_text

            return read_text(_small(file, limits), limits)


def _small(file: File, limits: Limits) -> File:
    """The file itself. Raises OversizedSource when it is larger than a plan in this format can be."""
    if len(file.content) > limits.text_bytes:
        size = len(file.content)
        raise OversizedSource(file.name, f"it is {size:,} bytes of text; at most {limits.text_bytes:,} are read")
    return file
