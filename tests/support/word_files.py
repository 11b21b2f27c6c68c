"""Word documents written by hand: only the XML that a case is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http:'
    '//schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    # A style of one's own, built on that of a heading and numbered by a list of its own.
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="节标题"/><w:basedOn w:val="2"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of files by name, packed."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return found.getvalue()


def document(body: str, *, numbering: str = "", footnotes: str = "", head: str = "") -> bytes:
    """A .docx of a body, its lists and notes in the XML of the format, without the space that all is in."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": STYLES, "numbering": numbering, "footnotes": footnotes}
    return zipped(
        {"[Content_Types].xml": "<Types/>", "_rels/.rels": _RELS}
        | {f"word/{name}.xml": f'{head}<w:{name} xmlns:w="{_SPACE}">{text}</w:{name}>' for name, text in parts.items()}
    )


def paragraph(text: str, style: str = "", more: str = "", bold: bool = False) -> str:
    """A paragraph; `more` stands with its properties, `text` may hold runs itself."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = text if text.startswith("<w:") else run(text, "<w:b/>" if bold else "")
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{words}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(number: int, depth: int = 0) -> str:
    """That a paragraph is in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth: int, form: str, text: str) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def lists(*kinds: str) -> str:
    """Lists numbered from 1, each by its levels."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>' for number, levels in enumerate(kinds, 1)
    ) + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(kinds) + 1)
    )


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"
