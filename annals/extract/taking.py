"""Whatever was handed over to one raw text."""

from __future__ import annotations

from collections.abc import Sequence

from annals.clean.misread import garbling, other_format
from annals.clean.read import MisreadError, NoTextError, UnreadableError, decode
from annals.extract.contract import Extracted, Original, UntakenError, joined
from annals.extract.packages import Package, broken, package_of
from annals.extract.volumes import chosen
from annals.model import Phrase, Problem

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""How Office calls what it locked, in the older kind of file that it then writes."""

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, and one with nothing in it."""


def extract(originals: Sequence[Original]) -> Extracted:
    """The text of files, in the order given. Raises UntakenError for the first that gives none."""
    found = [_one(original) for original in originals]
    if len(found) == 1:
        return found[0]
    taken = [original for one in found for original in one.originals]
    return Extracted(
        text=joined(one.text for one in found),
        originals=tuple(taken),
        left=tuple(name for one in found for name in one.left),
    )


def is_plain(original: Original) -> bool:
    """Whether a file is a text as it stands, so that its bytes are the raw report."""
    return other_format(original.raw) is None and not original.raw.startswith(_ARCHIVES)


def _one(original: Original) -> Extracted:
    kind = other_format(original.raw)
    if original.raw.startswith(_ARCHIVES):
        return _packed(original)
    if kind is None:
        return Extracted(text=_text(original), originals=(original,))
    if kind == "pdf":
        # Its reader takes a third of a second to load, for which nothing else need wait.
        from annals.extract.portable import pdf_pages

        pages = pdf_pages(original.name, original.raw)
        bare = tuple(number for number, page in enumerate(pages, 1) if not page.strip())
        if 2 * len(bare) > len(pages):
            raise UntakenError(Problem.of("E146", original.name, bare=len(bare), pages=len(pages)))
        return Extracted(text=joined(pages), originals=(original,), bare=bare)
    if kind == "office" and _ENCRYPTED in original.raw:
        raise broken(original.name, Phrase.of("file-locked"))
    raise UntakenError(NoTextError(kind).problem(original.name))


def _text(original: Original) -> str:
    try:
        text, _ = decode(original.raw)
        garbled = garbling(text)
        if garbled is not None:
            raise MisreadError(garbled=garbled)
    except UnreadableError as error:
        raise UntakenError(error.problem(original.name)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _packed(original: Original) -> Extracted:
    package = package_of(original.name, original.raw)
    if "[Content_Types].xml" in package.names:
        return _office(original, package)
    if "mimetype" in package.names:
        raise UntakenError(NoTextError("word").problem(original.name))
    choice = chosen(original.name, package.names)
    inside = [Original(name=name, raw=raw) for name, raw in package.read_all(list(choice.names))]
    for one in inside:
        if _is_archive(one):
            raise UntakenError(Problem.of("E147", original.name, why=Phrase.of("package-nested", file=one.name)))
    found = extract(inside)
    return Extracted(text=found.text, originals=(original,), left=choice.left)


def _is_archive(original: Original) -> bool:
    """Whether a file of an archive is one itself, whatever its name says: none is opened inside another."""
    return original.raw.startswith(_ARCHIVES) and not original.name.lower().endswith(".docx")


def _office(original: Original, package: Package) -> Extracted:
    from annals.extract.word import document_text, main_part

    part = main_part(package)
    if part is None or not part.startswith("word/"):
        kind = next(
            (kind for start, kind in (("xl/", "sheet"), ("ppt/", "slides")) if f"{part}".startswith(start)), "word"
        )
        raise UntakenError(NoTextError(kind).problem(original.name))
    text = document_text(package, part)
    if not text.strip():
        raise UntakenError(Problem.of("E146", original.name, bare=1, pages=1))
    return Extracted(text=text, originals=(original,))
