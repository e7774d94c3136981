"""Reads JSON lines and says which line of which file is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import EvalError

Line = TypeVar("Line", bound=BaseModel)


def read_lines(path: Path, shape: type[Line]) -> Iterator[tuple[str, Line]]:
    """Each line that is not blank, with the name of its place (`file:number`). Raises EvalError."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise EvalError(f"{path}: cannot be read ({type(error).__name__})") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            place = f"{path}:{number}"
            yield place, _parse(place, line, shape)


def _parse(place: str, line: str, shape: type[Line]) -> Line:
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise EvalError(f"{place}: {reasons}") from error
