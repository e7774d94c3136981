"""How large a source may be, on disk and unpacked, before a reader refuses it."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds; past one of them a file raises OversizedSource.

    A plan of 200 pages is 0.3 MB of text or 5-60 MB of PDF. So a PDF or DOCX of 200 MB is still read, while a plain
    text or HTML file of that size cannot be a plan and is refused.
    """

    file_bytes: int = 250 * MB
    text_bytes: int = 25 * MB
    pages: int = 2_000
    unpacked_bytes: int = 500 * MB
    xml_bytes: int = 60 * MB
    characters: int = 10_000_000


DEFAULT_LIMITS = Limits()
