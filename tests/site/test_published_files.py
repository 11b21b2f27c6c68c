"""Which files of docs/ are published: by their kind and what is in them; a drawing that is live is not."""

from __future__ import annotations

import pytest

from annals.check.files import file_problems, live_in_svg

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<foreignObject/>",
        "<a xlink:href='javascript:alert(1)'/>",
        "<a href='https://evil.example/'/>",
        "<image href='https://evil.example/x.png'/>",
        "<use href='other.svg#a'/>",
        "<rect fill='url(https://evil.example/x)'/>",
        "<rect style='background:url(//evil.example/x)'/>",
        "<style>@import 'https://evil.example/a.css';</style>",
        "<style>rect { fill: url(&quot;https://evil.example/&quot;) }</style>",
        "<animate onbegin='alert(1)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='#'/>",
        "<?xml-stylesheet href='https://evil.example/a.xsl'?>",
        "<g>",
    ],
)
def test_a_drawing_that_is_live_is_refused(inside: str) -> None:
    assert live_in_svg(_SVG.format(inside).encode())


def test_entities_of_a_drawing_are_refused_before_they_grow() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + _SVG.format("&b;")
    assert live_in_svg(bomb.encode()) == "<!DOCTYPE>"


def test_a_plain_drawing_is_published() -> None:
    plain = _SVG.format(
        "<title>图</title><defs><linearGradient id='a'><stop/></linearGradient></defs>"
        "<rect fill='url(#a)' style='stroke:red'/><use xlink:href='#a'/><style>rect { fill: url(#a) }</style>"
    )
    assert live_in_svg(plain.encode()) == ""


@pytest.mark.parametrize(
    ("path", "data", "codes"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", []),
        ("a.PNG", b"\x89PNG\r\n\x1a\n", []),
        ("a.jpg", b"\xff\xd8\xff\xe0", []),
        ("a.gif", b"GIF89a", []),
        ("a.webp", b"RIFF0000WEBPVP8 ", []),
        ("a.pdf", b"%PDF-1.7", []),
        ("a.csv", "甲,乙\n".encode(), []),
        ("a.png", b"<script>", ["E234"]),
        ("a.pdf", b"MZ", ["E234"]),
        ("a.csv", b"PK\x00", ["E234"]),
        ("a.html", b"", ["E233"]),
        ("a.docx", b"PK", ["E233"]),
        ("a.exe", b"MZ", ["E233"]),
        ("x.js", b"", ["E233"]),
        ("named.js", b"", []),
        ("named.css", b"p { color: red }", []),
        ("named.css", b"@import 'https://evil.example/a.css';", ["E234"]),
        ("named.css", b"p { background: url( 'https://evil.example/x') }", ["E234"]),
        ("noending", b"", ["E233"]),
    ],
)
def test_a_file_is_published_by_kind_and_content(path: str, data: bytes, codes: list[str]) -> None:
    assert [problem.code for problem in file_problems(path, data, {"named.js", "named.css"})] == codes
