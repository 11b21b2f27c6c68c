"""Bytes to Source: decoding and the line index."""

from __future__ import annotations

import hashlib

from annals.clean.misread import garbling, other_encoding, other_format
from annals.model import Phrase, Problem, Source
from annals.text.characters import line_starts

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


GARBLED = {
    "lost": Phrase.of("garbled-lost"),
    "latin": Phrase.of("garbled-latin"),
    "han": Phrase.of("garbled-han"),
}
"""How people are told of each way in which a text is garbled."""


class UnreadableError(ValueError):
    """The bytes are no text in any encoding we know."""

    def problem(self, path: str) -> Problem:
        """What to tell of a raw report."""
        return Problem.of("E102", path, detail=str(self))


class MisreadError(UnreadableError):
    """The bytes are text in an encoding that we do not read, or a text that was garbled before."""

    def __init__(self, encoding: str = "", garbled: str = "") -> None:
        super().__init__(encoding.upper() or garbled)
        self.encoding, self.garbled = encoding, garbled

    def problem(self, path: str) -> Problem:
        if self.garbled:
            return Problem.of("E124", path, garbled=GARBLED[self.garbled])
        return Problem.of("E123", path, encoding=self.encoding.upper())


class NoTextError(MisreadError):
    """The bytes are no text but a file of another kind, such as a document of Word."""

    def __init__(self, kind: str) -> None:
        super().__init__(garbled=kind)
        self.kind = kind

    def problem(self, path: str) -> Problem:
        taken = path.startswith("seeds/") and self.kind in _TAKEN
        cure = Phrase.of("format-add") if taken else _INSTEAD.get(self.kind, Phrase.of("format-as-text"))
        return Problem.of("E143", path, kind=_FORMATS[self.kind], cure=cure)


_FORMATS = {
    "word": Phrase.of("format-word"),
    "sheet": Phrase.of("format-sheet"),
    "slides": Phrase.of("format-slides"),
    "office": Phrase.of("format-office"),
    "rtf": Phrase.of("format-rtf"),
    "pdf": Phrase.of("format-pdf"),
    "archive": Phrase.of("format-archive"),
    "picture": Phrase.of("format-picture"),
    "page": Phrase.of("format-page"),
}
_INSTEAD = {
    "word": Phrase.of("format-as-document"),
    "office": Phrase.of("format-as-document"),
    "rtf": Phrase.of("format-as-document"),
    "pdf": Phrase.of("format-recognise"),
    "picture": Phrase.of("format-recognise"),
    "archive": Phrase.of("format-unpack"),
    "page": Phrase.of("format-copy-text"),
}
"""What a person does with a file that is no text, save saving it as text."""
_TAKEN = ("word", "pdf", "archive")
"""What `add` takes text from; put into seeds/ by hand, nobody does."""


def decode(raw: bytes) -> tuple[str, str]:
    """The text without its byte order mark, and the encoding's name.

    UTF-8 is tried first and GB18030 last: nearly any bytes decode as GB18030, so it proves
    nothing unless UTF-8 has failed and the text makes sense. Raises UnreadableError for NUL-ridden or undecodable
    bytes, MisreadError for those that make sense in another encoding alone, NoTextError for files of other kinds."""
    kind = other_format(raw)
    if kind is not None:
        raise NoTextError(kind)
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableError(str(error)) from error
    seems = None if _is_utf8(raw) and b"\0" not in raw else other_encoding(raw)
    if seems is not None:
        raise MisreadError(encoding=seems)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") * 100 > len(text):
            raise UnreadableError(f"NUL ×{text.count(chr(0))}")
        return text, encoding
    raise UnreadableError("UTF-8, GB18030: ✗")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def read_source(report: str, raw: bytes) -> Source:
    """Raw bytes of a report as a Source; raises UnreadableError, MisreadError for a text that was garbled before too."""
    source = read_again(report, raw)
    garbled = garbling(source.text)
    if garbled is not None:
        raise MisreadError(garbled=garbled)
    return source


def read_again(report: str, raw: bytes) -> Source:
    """The same of bytes of which `read_source` has made a Source before."""
    text, encoding = decode(raw)
    digest = hashlib.sha256(raw).hexdigest()
    return Source(report=report, text=text, encoding=encoding, sha256=digest, line_starts=line_starts(text))
