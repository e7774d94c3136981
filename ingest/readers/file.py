"""A file as the readers receive it: its name and its bytes, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from assistant.errors import CorruptSource, EmptySource, OversizedSource, UnsupportedFormat


@dataclass(frozen=True)
class File:
    """The bytes of one file; every reader works on these, so that the sha256 is that of what was read."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The extension, in lower case and with its dot."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def sha256(self) -> str:
        """The hexadecimal digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def load(path: Path, limit: int) -> File:
    """Read a file of at most `limit` bytes. Raises SourceError naming what is wrong with it."""
    try:
        if not path.exists():
            raise CorruptSource(path.name, "it does not exist")
        if not path.is_file():
            raise UnsupportedFormat(path.name, "it is a folder or a device, not a file")
        if path.stat().st_size > limit:
            raise OversizedSource(path.name, f"it is {path.stat().st_size:,} bytes; at most {limit:,} are read")
        content = path.read_bytes()
    except OSError as error:
        raise CorruptSource(path.name, f"it cannot be opened: {error.strerror}") from error
    if not content:
        raise EmptySource(path.name, "it is zero bytes long")
    return File(path.name, content)
