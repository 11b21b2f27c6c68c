"""Bytes that decode as an encoding they are not in, and text that somebody saved after such a decoding."""

from __future__ import annotations

import re
from functools import cache

_SAMPLE = 20_000
"""Bytes, or characters, that tell what a file is in; even, for UTF-16."""
_ENOUGH = 6
"""With fewer Han characters nothing can be told."""
_ODD, _USUAL = 0.75, 0.9
"""Share of frequent characters below which a reading is odd, and above which another one is right."""
_han = re.compile(r"[\u3400-\u9fff]")
_plain = re.compile(r"[\s\x20-\x7e\u3000-\u303f\u3400-\u9fff\uff00-\uffef·—‘’“”…]")
_foreign = re.compile(r"[\u0080-\u00ff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_LOST = ("\ufffd", "锟斤拷")
_MANY_LOST = 10
_HEAD = 2_000
_page = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--[^>]*+>\s*+)?+<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE,
)
"""How a page of the web begins, in whatever encoding."""
_OTHERS = ("big5", "utf-16-le", "utf-16-be")


def other_format(raw: bytes) -> str | None:
    """What a file is that is no text at all, by its first bytes: `word`, `sheet`, `slides`, `pdf`, `rtf`, `office` (an
    older one of these), `archive`, `picture`, `page` (of the web, saved as it is); None for what may be text."""
    if _page.match(raw[:_HEAD].replace(b"\0", b"")):
        return "page"
    kind = next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)
    if kind == "archive":
        return next((inner for name, inner in _INSIDE if name in raw), kind)
    return kind


_MAGIC = (
    (b"PK\x03\x04", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
_INSIDE = (
    (b"word/", "word"),
    (b"xl/", "sheet"),
    (b"ppt/", "slides"),
    (b"opendocument.text", "word"),
    (b"opendocument.spreadsheet", "sheet"),
)
"""What in a zipped file tells of the program that wrote it."""


def _wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: every line end and Latin letter has a NUL, nearly always on one side."""
    sides = raw[0::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or sum(sides) * 100 < len(raw) or min(sides) * 4 > sum(sides):
        return None
    encoding = "utf-16-le" if sides[1] > sides[0] else "utf-16-be"
    text = raw[:_SAMPLE].decode(encoding, "replace")
    return encoding if len(_plain.findall(text)) >= _USUAL * len(text) else None


def other_encoding(raw: bytes) -> str | None:
    """The encoding that bytes are in which are no UTF-8 and read oddly as GB18030: rare characters alone, or many NUL.
    None where no other reading is right either. Traditional Chinese in GB18030 stays what it is: as Big5 it makes no
    sense."""
    sample = raw[:_SAMPLE]
    if b"\0" in sample and (wide := _wide(raw)) is not None:
        return wide
    read = sample.decode("gb18030", "replace")
    found = _usual(read, "gb2312")
    # Of a few words of Big5 too little becomes Han for their frequency to be known.
    found = len(_plain.findall(read)) / max(1, len(read)) if found is None else found
    if found >= _ODD:
        return None
    for encoding in _OTHERS:
        text = sample.decode(encoding, "replace")
        if _is_chinese(text):
            return encoding
    return None


def garbling(text: str) -> str | None:
    """How a text was garbled before it was saved: `lost` (characters replaced for good), `latin` (UTF-8 or GB18030 shown
    as Western letters), `han` (UTF-8 shown as Chinese of another encoding); None for a sound text.

    >>> garbling("中文" * 20), garbling("全年完成投资三百亿元，科技创新".encode().decode("latin-1") * 9)
    (None, 'latin')
    """
    sample = text[:_SAMPLE]
    foreign = len(_foreign.findall(sample))
    if foreign * 5 > len(sample) and not _han.search(sample):
        for own in ("cp1252", "latin-1"):
            for meant in ("utf-8", "gb18030"):
                if _is_chinese(_again(sample, own, meant)):
                    return "latin"
    found = _usual(sample, "gb2312")
    if found is not None and found < _ODD and _is_chinese(_again(sample, "gb18030", "utf-8")):
        return "han"
    lost = sum(text.count(mark) * len(mark) for mark in _LOST)
    return "lost" if lost >= _MANY_LOST and lost * 100 > len(text) else None


def _again(text: str, own: str, meant: str) -> str:
    raw = b"".join(_bytes(char, own) for char in text)
    return raw.decode(meant, "ignore")


def _bytes(char: str, encoding: str) -> bytes:
    """A character's byte; what cp1252 leaves open stands for itself in most programs."""
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(char)]) if ord(char) < 0x100 else b""


def _is_chinese(text: str) -> bool:
    plain = len(_plain.findall(text))
    return plain >= _USUAL * len(text) and any((_usual(text, table) or 0) >= _USUAL for table in ("gb2312", "big5"))


def _usual(text: str, table: str) -> float | None:
    """The share of a table's frequent characters among the Han characters of a text; None where these are too few."""
    han = _han.findall(text)
    if len(han) < _ENOUGH:
        return None
    frequent = _frequent(table)
    return sum(map(frequent.__contains__, han)) / len(han)


@cache
def _frequent(table: str) -> frozenset[str]:
    """The characters of the first level of GB 2312 (3755) or Big5 (5401)."""
    if table == "gb2312":
        pairs = [(high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA)]
    else:
        lows = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        pairs = [(high, low) for high in range(0xA4, 0xC7) for low in lows if (high, low) < (0xC6, 0x7F)]
    return frozenset(b"".join(map(bytes, pairs)).decode(table))
