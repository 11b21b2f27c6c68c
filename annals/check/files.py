"""Files of docs/ that are no Markdown: which are published, and whether they are what their names say."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from annals.markdown.allowed import leads_astray
from annals.model import Phrase, Problem
from annals.text.page_names import right_ending

OF_SYSTEMS = ("Thumbs.db", "desktop.ini", "Icon\r")
"""What a system leaves in every folder."""
INPUTS = frozenset({"lexicon.yml", "about/withdrawn.yml", "about/contradictions.yml", "entities/decisions.yml"})
"""What an edition tells the tool, not its readers."""
_BEGINS = {
    "png": (rb"\x89PNG\r\n\x1a\n",),
    "jpg": (rb"\xff\xd8\xff",),
    "jpeg": (rb"\xff\xd8\xff",),
    "gif": (rb"GIF8[79]a",),
    "webp": (rb"RIFF....WEBP",),
    "pdf": (rb"%PDF-",),
}
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg"})
_LONG = 20
"""Lines."""
_HEAVY = 3_000_000
"""Bytes. A page of print scanned to be read has one million at most, a photograph as a phone takes it five or more."""
PUBLISHED = frozenset({*_BEGINS, "svg", "csv"})
_INSTEAD = {
    **dict.fromkeys(("html", "htm", "markdown", "mdown", "mkd", "mkdn", "txt"), Phrase.of("file-markdown")),
    **dict.fromkeys(("doc", "docx", "ppt", "pptx", "wps", "odt"), Phrase.of("file-pdf")),
    **dict.fromkeys(("xls", "xlsx", "et", "ods"), Phrase.of("file-csv")),
    **dict.fromkeys(("bmp", "tif", "tiff", "heic", "avif", "ico"), Phrase.of("file-picture")),
    **dict.fromkeys(("css", "js"), Phrase.of("file-named")),
}
_LOCK = ("~$", ".~")
"""How the files begin that office programs keep beside one they have open."""
_url = re.compile(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)


def is_published(path: str, named: Collection[str]) -> bool:
    """Whether a file (path below docs/) is of a kind that is published; `named` are those that mkdocs.yml names as
    style or script."""
    kind = _ending(path)
    return kind in PUBLISHED or (kind in ("css", "js") and path in named)


def file_problems(path: str, data: bytes, named: Collection[str]) -> Iterator[Problem]:
    """Why a file is not published."""
    kind = _ending(path)
    if not is_published(path, named):
        raw = _ending(path) == "txt" and _is_raw(data)
        yield Problem.of("E233", f"docs/{path}", instead=_as_raw(path) if raw else _instead(path))
        return
    wrong = _wrong(kind, data)
    if wrong is not None:
        yield Problem.of("E234", f"docs/{path}", wrong=wrong)


def _instead(path: str) -> Phrase:
    """What to do with a file that is of no kind that is published."""
    folder, _, name = path.rpartition("/")
    if name.startswith(_LOCK):
        return Phrase.of("file-lock")
    better = right_ending(name)
    if better.endswith(".md"):
        return Phrase.of("file-rename", name=better)
    # `withdraw.yml`, or the right name in another folder.
    if (better or name).endswith(".yml"):
        known = {one.rpartition("/")[2]: one for one in sorted(INPUTS)}
        near = difflib.get_close_matches(better or name, known, 1, 0.8)
        if near:
            beside = known[near[0]].rpartition("/")[0] == folder
            return Phrase.of("file-rename", name=near[0] if beside else f"docs/{known[near[0]]}")
    return _INSTEAD.get(_ending(path), Phrase.of("file-away"))


def _is_raw(data: bytes) -> bool:
    """Whether a text is as long as a report and not as a remark."""
    return data.count(b"\n") >= _LONG


def _as_raw(path: str) -> Phrase:
    name = path.rpartition("/")[2]
    return Phrase.of("file-raw", path=f"docs/{path}", name=name)


def heavy_picture(path: str, size: int) -> Iterator[Problem]:
    """That a published picture (path below docs/, its size in bytes) is so large that a reader waits for it."""
    if _ending(path) in _PICTURES and size > _HEAVY:
        yield Problem.of("W210", f"docs/{path}", size=f"{size / 1_000_000:.1f}")


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _wrong(kind: str, data: bytes) -> Phrase | None:
    if kind in _BEGINS:
        fits = any(re.match(begin, data, re.DOTALL) for begin in _BEGINS[kind])
        return None if fits else Phrase.of("file-other", kind=kind)
    if kind == "svg":
        live = live_in_svg(data)
        return Phrase.of("file-svg", live=live) if live else None
    if kind == "css":
        foreign = _foreign_style(data.decode("utf-8", "replace"))
        return Phrase.of("file-style", live=foreign) if foreign else None
    return Phrase.of("file-other", kind=kind) if b"\0" in data else None


# --- drawings ---------------------------------------------------------------------------------

_SVG = "http://www.w3.org/2000/svg"
_LIVE_SPACES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
_held = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_DRAWN_WORDS = (
    "a circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix "
    "fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr "
    "fegaussianblur femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile "
    "feturbulence filter g image line lineargradient marker mask metadata path pattern polygon polyline "
    "radialgradient rect stop style svg switch symbol text textpath title tspan use view"
)
_DRAWN = frozenset(_DRAWN_WORDS.split())


class _RefusedError(ValueError):
    """What in a drawing is refused."""


def live_in_svg(data: bytes) -> str:
    """What in a drawing would do more than be seen, or is none: `<script>`, `onload`, an address; empty for nothing."""
    reader = expat.ParserCreate(namespace_separator="\n")
    style: list[str] = []

    def refuse(what: str) -> None:
        raise _RefusedError(what)

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("\n")
        if space in _LIVE_SPACES:
            refuse(f"<{local}>")
        if space == _SVG or not space:
            if local.lower() not in _DRAWN:
                refuse(f"<{local}>")
            style[:] = [local.lower()]
        for key, value in attributes.items():
            _attribute(key.rpartition("\n")[2], value)

    def text(words: str) -> None:
        foreign = _foreign_style(words) if style == ["style"] else ""
        if foreign:
            refuse(foreign)

    reader.StartElementHandler = start
    reader.CharacterDataHandler = text
    reader.buffer_text = True
    reader.StartDoctypeDeclHandler = lambda *_: refuse("<!DOCTYPE>")
    reader.EntityDeclHandler = lambda *_: refuse("<!ENTITY>")
    reader.ProcessingInstructionHandler = lambda target, _: refuse(f"<?{target}?>")
    try:
        reader.Parse(data, True)  # noqa: FBT003 (expat takes it by position alone)
    except _RefusedError as found:
        return str(found)
    except (expat.ExpatError, ValueError) as error:
        return str(error)
    return ""


def _attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _RefusedError(name)
    if name.lower() in ("href", "src") and not (value.strip().startswith("#") or _held.fullmatch(value.strip())):
        raise _RefusedError(value[:60])
    if _foreign_style(value):
        raise _RefusedError(value[:60])


def _foreign_style(text: str) -> str:
    """What a style fetches from elsewhere; the first of it."""
    # Behind the last */ no remark ends, and each /* there would be followed in vain.
    inside, end, behind = text.rpartition("*/")
    plain = re.sub(r"/\*.*?\*/", "", inside + end, flags=re.DOTALL) + behind
    if "@import" in plain.lower():
        return "@import"
    if "\\" in plain and "(" in plain and re.search(r"\\[0-9a-f]{1,6}", plain, re.IGNORECASE):
        return "\\"
    return next((match[1] for match in _url.finditer(plain) if leads_astray(match[1], picture=True)), "")
