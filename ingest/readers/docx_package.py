"""Opens a DOCX safely: its XML parts, unpacked under a count, without prefixes, entities or document types."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from assistant.errors import CorruptSource, EncryptedSource, OversizedSource
from ingest.readers.file import File
from ingest.readers.limits import Limits

Element = ElementTree.Element

_MOST_MEMBERS = 20_000
_DEEPEST = 400
_STEP = 1 << 20


class Package:
    """The parts of one DOCX. Use as a context manager.

    Sizes in a zip's headers are checked first and never trusted: what is unpacked is counted as well.
    """

    def __init__(self, file: File, limits: Limits) -> None:
        self._name, self._limits = file.name, limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(file.content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise CorruptSource(file.name, "it is a damaged or cut off DOCX") from error
        members = self._zip.infolist()
        if any(member.flag_bits & 0x1 for member in members):
            raise EncryptedSource(file.name, "it needs a password; save it without one")
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > limits.unpacked_bytes:
            raise OversizedSource(file.name, f"it unpacks to more than {limits.unpacked_bytes:,} bytes")
        self.main = self._main_part()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def related(self, kind: str) -> Element | None:
        """The root of the part that the main part relates to as `kind`, such as `styles`; None where there is none."""
        folder, base = posixpath.split(self.main)
        relations = self.part(f"{folder}/_rels/{base}.rels")
        target = _target(relations, kind) if relations is not None else None
        return self.part(posixpath.normpath(posixpath.join(folder, target)).lstrip("/")) if target else None

    def part(self, name: str) -> Element | None:
        """The root of an XML part, names without namespaces; None where the package lacks it."""
        try:
            member = self._zip.getinfo(name)
        except KeyError:
            return None
        parser = ElementTree.XMLParser(target=_Plain(self._name))
        try:
            parser.feed(self._unpack(member))
            root: Element = parser.close()
        except ElementTree.ParseError as error:
            raise CorruptSource(self._name, f"its part {name} is not XML: {error}") from error
        return root

    def _main_part(self) -> str:
        relations = self.part("_rels/.rels")
        target = _target(relations, "officeDocument") if relations is not None else None
        return posixpath.normpath(target or "word/document.xml").lstrip("/")

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        """A member's bytes. Raises OversizedSource once all that was unpacked passes the limit."""
        parts = []
        try:
            with self._zip.open(member) as stream:
                while step := stream.read(_STEP):
                    self._unpacked += len(step)
                    if self._unpacked > self._limits.xml_bytes:
                        raise OversizedSource(self._name, f"its XML unpacks to over {self._limits.xml_bytes:,} bytes")
                    parts.append(step)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise CorruptSource(self._name, f"its part {member.filename} is damaged") from error
        return b"".join(parts)


class _Plain(ElementTree.TreeBuilder):
    """Builds a tree with local names only: transitional and strict OOXML differ in nothing but their namespaces."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._depth = name, 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """Open an element. Raises CorruptSource at a depth that no document has."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CorruptSource(self._name, f"its XML is nested deeper than {_DEEPEST} levels")
        return super().start(_local(tag), {_local(key): value for key, value in attrs.items()})

    def end(self, tag: str) -> Element:
        """Close an element."""
        self._depth -= 1
        return super().end(_local(tag))

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: OOXML has none, and entities hide in it."""
        raise CorruptSource(self._name, "its XML declares a document type, which DOCX forbids")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _target(relations: Element, kind: str) -> str | None:
    """The target inside the package of the first relationship of a kind."""
    for relation in relations.iter("Relationship"):
        inside = relation.get("TargetMode") != "External"
        if inside and relation.get("Type", "").rpartition("/")[2] == kind:
            return relation.get("Target")
    return None
