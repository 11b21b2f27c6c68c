"""Bytes to Source: decoding and the line index."""

from __future__ import annotations

import hashlib

from annals.model import Source
from annals.text.characters import line_starts

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class UnreadableError(ValueError):
    """The bytes are no text in any encoding we know."""


def decode(raw: bytes) -> tuple[str, str]:
    """The text without its byte order mark, and the encoding's name.

    UTF-8 is tried first and GB18030 last: nearly any bytes decode as GB18030, so it proves
    nothing unless UTF-8 has failed. Raises UnreadableError for NUL-ridden or undecodable bytes."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableError(str(error)) from error
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") * 100 > len(text):
            raise UnreadableError(f"NUL ×{text.count(chr(0))}")
        return text, encoding
    raise UnreadableError("UTF-8, GB18030: ✗")


def read_source(report: str, raw: bytes) -> Source:
    """Raw bytes of a report as a Source; raises UnreadableError."""
    text, encoding = decode(raw)
    digest = hashlib.sha256(raw).hexdigest()
    return Source(report=report, text=text, encoding=encoding, sha256=digest, line_starts=line_starts(text))
