"""Plain text: exactly the decoded bytes; other encodings recognised, with a warning where that is a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import SourceText
from assistant.errors import CorruptSource, EmptySource
from ingest.readers import read


def written(folder: Path, content: bytes, name: str = "plan.txt") -> SourceText:
    """What the reader makes of these bytes."""
    path = folder / name
    path.write_bytes(content)
    return read(path)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n Steun \r\n\r\nin de klas\r", id="newlines-of-all-kinds"),
        pytest.param("tab\tzacht\u00adafbreken\u2028\x0cpagina\ufffd", id="odd-characters"),
        pytest.param("e\u0301 en é", id="not-normalised"),
        pytest.param("<p>geen pagina</p>\n", id="opens-with-a-tag"),
        pytest.param("a\u200bb\ufeffc", id="zero-width"),
    ],
)
def test_utf8_text_is_exactly_the_decoded_bytes(tmp_path: Path, text: str) -> None:
    source = written(tmp_path, text.encode())

    assert source.text == text


def test_plain_utf8_gives_no_warning_and_hides_nothing(tmp_path: Path) -> None:
    source = written(tmp_path, "Eén coördinator.\n".encode())

    assert (source.warnings, source.hidden, source.pages, source.ocr) == ((), 0, (), False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides_and_is_dropped(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""

    source = written(tmp_path, (mark + "Eén coördinator.\n").encode(encoding))

    assert (source.text, source.warnings) == ("Eén coördinator.\n", ())


def test_text_that_is_not_utf8_is_read_as_windows_1252_with_a_warning(tmp_path: Path) -> None:
    source = written(tmp_path, "Eén coördinator – vóór €".encode("cp1252"))

    assert source.text == "Eén coördinator – vóór €"
    assert any("Windows-1252" in warning for warning in source.warnings)


def test_one_damaged_byte_does_not_turn_utf8_into_mojibake(tmp_path: Path) -> None:
    content = "Eén coördinator, vóór de zomer".encode().replace(b"zomer", b"z\xffmer")

    source = written(tmp_path, content)

    assert source.text == "Eén coördinator, vóór de z\ufffdmer"
    assert any("1 damaged" in warning for warning in source.warnings)


def test_zero_width_characters_stay_in_text_but_are_counted(tmp_path: Path) -> None:
    source = written(tmp_path, "ste\u200bun\u202e en \U000e0041".encode())

    assert source.hidden == 3
    assert any("3 zero-width" in warning for warning in source.warnings)


@pytest.mark.parametrize("content", [b" \n\r\n\t", "\ufeff\n".encode()], ids=["white-space", "mark-only"])
def test_text_without_a_letter_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptySource):
        written(tmp_path, content)


def test_bytes_of_no_known_encoding_are_corrupt(tmp_path: Path) -> None:
    with pytest.raises(CorruptSource, match="neither UTF-8"):
        written(tmp_path, b"st\x81un \xff in de klas")


def test_markdown_headings_are_marked_without_their_signs(tmp_path: Path) -> None:
    text = "# Steun #\n\ntekst #geen kop\n```\n# code\n```\n### In de klas\r\n#geen\n"

    source = written(tmp_path, text.encode(), "plan.md")

    assert source.text == text
    assert [(text[h.start : h.end], h.level) for h in source.headings] == [("Steun", 1), ("In de klas", 3)]


def test_signs_in_plain_text_are_no_headings(tmp_path: Path) -> None:
    assert written(tmp_path, b"# Steun\n").headings == ()
