"""DOCX files that are damaged, locked, empty, dangerous or too large: each a named error."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from assistant.errors import CorruptSource, EmptySource, EncryptedSource, OversizedSource
from ingest.readers import Limits, read
from tests.ingest.readers.offices import docx, p

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def with_part(path: Path, name: str, content: bytes | str) -> Path:
    """The DOCX with one part more, or another one."""
    with zipfile.ZipFile(path) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    parts[name] = content.encode() if isinstance(content, str) else content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inner in parts.items():
            archive.writestr(member, inner)
    return path


def with_false_size(path: Path, name: str, size: int) -> Path:
    """The DOCX with another unpacked size in its headers for one member."""
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", content, at + 28)[0]
        if content[at + 46 : at + 46 + length] == name.encode():
            struct.pack_into("<I", content, at + 24, size)
            struct.pack_into("<I", content, struct.unpack_from("<I", content, at + 42)[0] + 22, size)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)
    return path


def test_strict_ooxml_is_read_like_transitional(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun."), namespace=STRICT)

    assert read(path).text == "Steun.\n"


def test_a_zip_bomb_is_refused_by_the_sizes_it_states(tmp_path: Path) -> None:
    path = with_part(docx(tmp_path / "plan.docx", p("Steun.")), "word/media/foto.bin", bytes(2_000_000))

    assert path.stat().st_size < 10_000
    with pytest.raises(OversizedSource, match="unpacks to more than"):
        read(path, Limits(unpacked_bytes=1_000_000))


def test_a_zip_bomb_is_refused_by_what_comes_out_of_it(tmp_path: Path) -> None:
    body = p("Steun.") + f"<!--{' ' * 3_000_000}-->"
    path = docx(tmp_path / "plan.docx", body)

    with pytest.raises(OversizedSource, match="unpacks to over 1,000,000 bytes"):
        read(path, Limits(xml_bytes=1_000_000))


def test_a_zip_bomb_that_lies_about_its_size_does_not_unpack(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun.") + f"<!--{' ' * 3_000_000}-->")
    with_false_size(path, "word/document.xml", 500)

    with pytest.raises((CorruptSource, OversizedSource)):
        read(path, Limits(xml_bytes=1_000_000))


def test_more_members_than_a_document_has_are_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun."))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"x{number}", b"")

    with pytest.raises(OversizedSource):
        read(path)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d><body><p><r><t>&e;</t></r></p></body></d>',
                     id="external-entity"),
        pytest.param('<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><d><body><p><r><t>&b;</t></r></p></body></d>',
                     id="growing-entities"),
    ],
)  # fmt: skip
def test_a_document_type_is_refused_and_never_resolved(tmp_path: Path, document: str) -> None:
    path = with_part(docx(tmp_path / "plan.docx", p("Steun.")), "word/document.xml", document)

    with pytest.raises(CorruptSource, match="document type"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("word/document.xml", b"<w:document><w:body>", "not XML", id="broken-xml"),
        pytest.param("word/document.xml", "<d xmlns='x'><leeg/></d>", "without a main document", id="no-body"),
        pytest.param("word/document.xml", "<d>" * 500 + "</d>" * 500, "nested deeper", id="too-deep"),
        pytest.param("word/styles.xml", b"\x00\x01", "not XML", id="broken-styles"),
    ],
)
def test_a_damaged_part_is_named(tmp_path: Path, name: str, content: bytes | str, says: str) -> None:
    path = with_part(docx(tmp_path / "plan.docx", p("Steun."), styles=""), name, content)

    with pytest.raises(CorruptSource, match=says):
        read(path)


def test_flipped_bytes_in_a_part_are_noticed(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", "".join(p(f"Zin {number} over steun.") for number in range(200)))
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 200
    content = bytearray(path.read_bytes())
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(content)

    with pytest.raises(CorruptSource):
        read(path)


def test_a_zip_with_locked_members_needs_a_password(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun."))
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(EncryptedSource):
        read(path)


@pytest.mark.parametrize("body", ["", p(), p("  "), p("\u200b")], ids=["none", "blank", "spaces", "zero-width"])
def test_a_document_without_text_is_empty(tmp_path: Path, body: str) -> None:
    path = docx(tmp_path / "plan.docx", body)

    with pytest.raises(EmptySource):
        read(path)


def test_an_embedded_document_is_left_out_with_a_warning(tmp_path: Path) -> None:
    path = docx(tmp_path / "plan.docx", p("Steun.") + '<w:altChunk r:id="x"/>')

    source = read(path)

    assert source.text == "Steun.\n"
    assert any("embedded" in warning for warning in source.warnings)
