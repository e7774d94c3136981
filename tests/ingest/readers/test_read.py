"""Reading by content: what a file is counts, its name is only checked against that."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from assistant.errors import (
    CorruptSource,
    EmptySource,
    EncryptedSource,
    OversizedSource,
    SourceError,
    UnsupportedFormat,
)
from ingest.readers import Limits, read
from tests.ingest.readers.offices import docx, p
from tests.ingest.readers.papers import lines, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def png(width: int = 8, height: int = 8) -> bytes:
    """A grey PNG picture."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def zipped(path: Path, *members: str) -> Path:
    """A zip archive with small members of these names."""
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("plan.pdf", png(), "PNG picture", id="picture-called-pdf"),
        pytest.param("plan.txt", png(), "PNG picture", id="picture-called-txt"),
        pytest.param("plan.docx", b"\xff\xd8\xff\xe0" + bytes(64), "JPEG picture", id="picture-called-docx"),
        pytest.param("plan.pdf", b"Gewone tekst over steun.", "plain text", id="text-called-pdf"),
        pytest.param("plan.html", b"Gewone tekst over steun.", "plain text", id="text-called-html"),
        pytest.param("plan.txt", b"<!doctype html><p>Steun</p>", "web page", id="html-called-txt"),
        pytest.param("plan.md", b"\xef\xbb\xbf <html><body>Steun", "web page", id="html-called-md"),
        pytest.param("plan.txt", b"%PDF-1.7 enzovoort", "PDF document", id="pdf-called-txt"),
        pytest.param("plan.docx", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx", id="doc-called-docx"),
        pytest.param("plan.doc", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx", id="old-word"),
        pytest.param("plan.pdf", OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="locked-docx-called-pdf"),
        pytest.param("plan.rtf", b"{\\rtf1 Steun}", "RTF", id="rtf"),
        pytest.param("plan.txt", b"\x1f\x8b\x08" + bytes(32), "gzip", id="gzip-called-txt"),
        pytest.param("plan.txt", b"Steun\x00\x01\x02 in de klas", "binary", id="zero-bytes-in-text"),
        pytest.param("plan.csv", b"naam;dag\nLoket;maandag\n", ".csv files are not read", id="unknown-extension"),
        pytest.param("plan.html", b"<?xml version='1.0'?><plan/>", "XML", id="xml-called-html"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnsupportedFormat, match=says) as caught:
        read(path)

    assert str(caught.value).startswith(name)


@pytest.mark.parametrize(
    ("name", "members", "says"),
    [
        pytest.param("plan.docx", ["[Content_Types].xml", "xl/workbook.xml"], "Excel", id="xlsx-called-docx"),
        pytest.param("plan.docx", ["[Content_Types].xml", "ppt/presentation.xml"], "PowerPoint", id="pptx-called-docx"),
        pytest.param("plan.docx", ["mimetype", "content.xml"], "OpenDocument", id="odt-called-docx"),
        pytest.param("plan.docx", ["foto.jpg"], "zip archive", id="zip-called-docx"),
        pytest.param("plan.pdf", ["[Content_Types].xml", "word/document.xml"], "Word document", id="docx-called-pdf"),
        pytest.param("plan.zip", ["[Content_Types].xml", "word/document.xml"], "Word document", id="docx-called-zip"),
    ],
)
def test_a_zip_is_told_apart_by_its_members(tmp_path: Path, name: str, members: list[str], says: str) -> None:
    path = zipped(tmp_path / name, *members)

    with pytest.raises(UnsupportedFormat, match=says):
        read(path)


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.pdf", "plan.docx", "plan.html"])
def test_a_file_of_zero_bytes_is_empty_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()

    with pytest.raises(EmptySource, match="zero bytes"):
        read(path)


def test_a_file_without_extension_is_read_by_its_content(tmp_path: Path) -> None:
    text, paper, office, page = (tmp_path / name for name in ("een", "twee", "drie", "vier"))
    text.write_text("Steun in de klas.", encoding="utf-8")
    pdf(paper, lines(["Steun in de klas."]))
    docx(office, p("Steun in de klas."))
    page.write_text("<h1>Steun</h1><p>in de klas.</p>", encoding="utf-8")

    readers = [read(path).reader for path in (text, paper, office, page)]

    assert readers == ["text", "pdf", "docx", "html"]


def test_upper_case_extensions_are_known(tmp_path: Path) -> None:
    path = pdf(tmp_path / "PLAN.PDF", lines(["Steun in de klas."]))

    assert read(path).text == "Steun in de klas.\n"


def test_the_source_carries_name_and_digest_of_its_bytes(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun in de klas."))

    source = read(path)

    assert (source.name, source.sha256) == ("plan.docx", hashlib.sha256(path.read_bytes()).hexdigest())


def test_an_office_file_with_a_password_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(EncryptedSource, match="password"):
        read(path)


def test_a_cut_off_docx_is_corrupt(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun in de klas."))
    path.write_bytes(path.read_bytes()[:-60])

    with pytest.raises(CorruptSource, match="damaged or cut off"):
        read(path)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda folder: folder / "weg.pdf", CorruptSource, id="missing"),
        pytest.param(lambda folder: folder, UnsupportedFormat, id="folder"),
    ],
)
def test_what_is_no_file_gives_a_named_error(tmp_path: Path, make: object, error: type[SourceError]) -> None:
    path = make(tmp_path)  # type: ignore[operator]

    with pytest.raises(error):
        read(path)


def test_reading_text_loads_no_library_for_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Steun in de klas.", encoding="utf-8")
    code = "import sys, pathlib, ingest.readers as r; r.read(pathlib.Path(sys.argv[1])); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert not {"pypdfium2", "bs4", "lxml", "ingest.readers.pdf"} & set(done.stdout.split())


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.truncate(251 * 1024 * 1024)  # a hole: no disk is used

    with pytest.raises(OversizedSource, match="263,192,576 bytes"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content"), [("plan.txt", b"steun " * 200), ("plan.html", b"<p>" + b"steun " * 200)], ids=["txt", "html"]
)
def test_text_formats_have_a_lower_limit(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(OversizedSource, match="at most 1,000"):
        read(path, Limits(text_bytes=1000))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: pdf(folder / "plan.pdf", lines(["steun in de klas"] * 9)), id="pdf"),
        pytest.param(lambda folder: docx(folder / "plan.docx", p("steun in de klas") * 9), id="docx"),
    ],
)
def test_more_characters_than_a_plan_can_hold_are_refused(tmp_path: Path, make: object) -> None:
    path = make(tmp_path)  # type: ignore[operator]

    with pytest.raises(OversizedSource, match="more than 100 characters"):
        read(path, Limits(characters=100))
