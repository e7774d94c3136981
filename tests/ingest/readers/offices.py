"""DOCX files made from their XML, so that a test holds exactly the trait it is about."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(text: str = "", style: str = "", properties: str = "", raw: str = "") -> str:
    """A paragraph with one run of text, or with raw runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(text) if text else ''}{raw}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, level: int = 0, numbers: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbers}"/></w:numPr>')


def table(*rows: tuple[str, ...], style: str = "") -> str:
    """A table of plain cells."""
    named = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>' if style else ""
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{named}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(depth: int, format_: str, pattern: str, extra: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{extra}<w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def docx(path: Path, body: str, lead: str = "", namespace: str = W, **parts: str) -> Path:
    """Write a DOCX. `parts` are the inner XML of styles, numbering, footnotes, endnotes, header or footer."""
    roots = {
        "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
        "header": "hdr", "footer": "ftr",
    }  # fmt: skip
    links = "".join(f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", _relations(f'<Relationship Type="{R}/officeDocument" Target="word/document.xml"/>')
        )
        archive.writestr("word/_rels/document.xml.rels", _relations(links))
        archive.writestr("word/document.xml", _root("document", f"{lead}<w:body>{body}</w:body>", namespace))
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", _root(roots[name], inner, namespace))
    return path


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _root(name: str, inner: str, namespace: str) -> str:
    return (
        f'<w:{name} xmlns:w="{namespace}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"{inner}</w:{name}>"
    )
