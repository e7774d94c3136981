"""Names the error that Python, SQLite and others each report in their own way: there is no room left."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import DiskFull

_FULL = {errno.ENOSPC, errno.EDQUOT}


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk, or the user's share of it, is full."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
    return False


@contextmanager
def disk_full_named(state: Path) -> Iterator[None]:
    """Raise DiskFull for any error that means it."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if not is_full(error):
            raise
        raise DiskFull(
            f"the disk of {state} is full; the index stays as it was. Make room and run this again"
        ) from error
