"""What of a page would do more than be read: HTML and addresses that are not allowed, found and made inert.

Inert text keeps its words: a tag shows as it was typed, a link or picture as its Markdown. What is code stays code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser

from annals.markdown.allowed import allowed, leads_astray
from annals.markdown.read import parser
from annals.text.lines import cell_mark


class LiveKind(StrEnum):
    """What a finding is."""

    HTML = "html"
    LINK = "link"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """Something that is not allowed: its line (1-based in the text looked at) and how it is named: the tag, with the
    attribute that is at fault (`<sup onclick>`), or the address; `tag` is the bare name of a tag."""

    line: int
    kind: LiveKind
    shown: str
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inert:
    """A page's body as it may be published, line by line what it was, and what had to be made inert in it."""

    text: str
    found: tuple[Live, ...] = ()


_ROUNDS = 4
_SHOWN = 60
_tag = re.compile(r"</?([a-zA-Z][^\s<>/\"'=]*+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</?([a-zA-Z][^\s<>]*+)[^<>]*>")
_begun = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>]|\Z)")
_marked = re.compile(r"<(!--|!\[CDATA\[|![a-zA-Z]|\?)")
_address = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)>")
_target = re.compile(r"\]\(([^)\n]*(?:\n[^)\n]*)?)")
_defined = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*\[([^\]\n]+)\]:[ \t]*+\n?[ \t>]*+(\S+)", re.MULTILINE)
_label = re.compile(r"\]\s?\[([^\]\n]*)\]")
_bracketed = re.compile(r"<[^<>\n]*>[ \t]*\)")
_ticks = re.compile(r"`+")

# Elements that a browser knows: one of these is a tag even where nobody closes it.
_KNOWN_WORDS = (
    "a abbr acronym address animate animatemotion animatetransform applet area article aside audio b base basefont "
    "bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup data datalist "
    "dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer foreignobject form "
    "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen "
    "label legend li link main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript "
    "object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp "
    "script search section select set slot small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tt u ul use var video wbr xmp"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
_COMMENT = "<!--"


def make_inert(body: str) -> Inert:
    """A page's body with nothing in it that is not allowed, and without its comments, which editors write for each other: lines stay
    where they are.

    >>> make_inert("甲。<!-- 待核 -->乙。\\n\\n`<!-- 丙 -->`").text
    '甲。乙。\\n\\n`<!-- 丙 -->`'
    """
    found: list[Live] = []
    text = body
    for _ in range(_ROUNDS):
        if not _is_suspect(text):
            break
        # What stood inside a tag is read anew once that is none.
        edits, findings = _scan(text)
        if not edits:
            break
        found += findings
        text = _applied(text, edits)
    return Inert(text=text, found=tuple(sorted(dict.fromkeys(found), key=lambda live: live.line)))


def _is_suspect(text: str) -> bool:
    """Whether a text has to be looked at closely."""
    if any(not allowed.match(text, match.start()) for match in re.finditer("<", text)):
        return True
    if "![" in text or _COMMENT in text:
        return True
    targets = [match[1] for match in _target.finditer(text)] + [match[2] for match in _defined.finditer(text)]
    return any(leads_astray(target.strip(" <"), picture=False) for target in targets)


def _applied(text: str, edits: dict[int, tuple[int, str]]) -> str:
    parts, at = [], 0
    for start in sorted(edits):
        end, new = edits[start]
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def _scan(text: str) -> tuple[dict[int, tuple[int, str]], list[Live]]:
    """Edits by start as (end, new text), and what they are for."""
    env: dict[str, object] = {}
    tokens = parser().parse(text, env)
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    references = env.get("references")
    scan = _Scan(text=text, starts=starts, references=references if isinstance(references, dict) else {})
    free = set(range(len(lines)))
    for token in tokens:
        if token.map is None or token.type not in _LEAVES:
            continue
        first, last = token.map
        taken = sorted(free & set(range(first, last)))
        free -= set(taken)
        if not taken or token.type in ("fence", "code_block"):
            continue
        low, high = starts[first], min(starts[last], len(text))
        spans = _cells(text, low, high) if token.type == "tr_open" else [(low, high)]
        for start, end in spans:
            scan.stretch(start, end, code=token.type != "html_block")
    for number in sorted(free):
        scan.stretch(starts[number], min(starts[number + 1], len(text)), code=False)
    scan.definitions()
    return scan.edits, scan.found


_LEAVES = ("fence", "code_block", "html_block", "paragraph_open", "heading_open", "tr_open")


def _cells(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The cells of a row: code goes from no cell into another."""
    at = low
    for match in cell_mark.finditer(text, low, high):
        yield at, match.start()
        at = match.end()
    yield at, high


@dataclass(slots=True)
class _Scan:
    text: str
    starts: list[int]
    references: Mapping[str, Mapping[str, object]]
    edits: dict[int, tuple[int, str]] = field(default_factory=dict)
    found: list[Live] = field(default_factory=list)

    def stretch(self, low: int, high: int, *, code: bool) -> None:
        """Look at text [low:high], which holds code in backticks or none."""
        at = low
        runs: dict[int, list[int]] = {}
        if code:
            for match in _ticks.finditer(self.text, low, high):
                runs.setdefault(len(match[0]), []).append(match.start())
        open_: list[bool] = []
        while at < high:
            char = self.text[at]
            if char == "\\" and self.text[at + 1 : at + 2] not in ("<", "`") and at + 1 < high:
                at += 2
            elif char == "`" and code:
                at = self._behind_code(at, high, runs)
            elif char == "<":
                at = self._sign(at, high)
            elif char == "[":
                open_.append(self.text[at - 1 : at] == "!" and at > low)
                at += 1
            elif char == "]":
                self._closed(at, high, picture=open_.pop() if open_ else False)
                at += 1
            else:
                at += 1

    def _behind_code(self, at: int, high: int, runs: dict[int, list[int]]) -> int:
        """Where to go on from a run of backticks: behind the code it opens, else behind itself."""
        match = _ticks.match(self.text, at, high)
        length = len(match[0]) if match else 1
        same = runs.get(length, [])
        number = bisect_right(same, at)
        if self.text[at - 1 : at] == "\\" or number == len(same):
            return at + length
        return same[number] + length

    def _sign(self, at: int, high: int) -> int:
        """What begins with `<`; where to go on."""
        fine = allowed.match(self.text, at, high)
        if fine:
            if fine[0].startswith(_COMMENT):
                self.edits[at] = (fine.end(), "\n" * fine[0].count("\n"))
            return fine.end()
        live = self._live(at, high)
        if live is None:
            return at + 1
        start = at - 1 if self.text[at - 1 : at] == "\\" else at
        self._edit(start, at + 1, "&lt;", live)
        return at + 1

    def _live(self, at: int, high: int) -> Live | None:
        before = self.text[max(0, at - 3) : at]
        if before.endswith("](") and before != "\\](" and _bracketed.match(self.text, at, high):
            return None
        address = _address.match(self.text, at, high)
        if address:
            return self._told(at, LiveKind.LINK, address[1])
        marked = _marked.match(self.text, at, high)
        if marked:
            return self._told(at, LiveKind.HTML, marked[0], marked[1].lower())
        tag, begun = _tag.match(self.text, at, high), _begun.match(self.text, at, high)
        if tag:
            name = (tag[1] or tag[2]).lower()
            return self._told(at, LiveKind.HTML, _named(name, tag[0]), name)
        if begun and begun[1].lower() in _KNOWN:
            return self._told(at, LiveKind.HTML, f"<{begun[1].lower()}>", begun[1].lower())
        return None

    def _closed(self, at: int, high: int, *, picture: bool) -> None:
        """A bracket that closes: the address behind it, or that of the reference it is."""
        match = _target.match(self.text, at, high)
        if match:
            target = match[1].strip()
            target = target[1:].partition(">")[0] if target.startswith("<") else target
        elif picture:
            target = self._referred(at, high)
        else:
            return
        target = target.split("\n")[0].strip() if leads_astray(target, picture=picture) else ""
        if target:
            kind = LiveKind.PICTURE if picture else LiveKind.LINK
            self._edit(at, at + 1, "\\]", self._told(at, kind, target))

    def _referred(self, at: int, high: int) -> str:
        behind = _label.match(self.text, at, high)
        own = self.text[self.text.rfind("[", 0, at) + 1 : at]
        label = " ".join((behind[1] if behind and behind[1] else own).split()).lower()
        known = {name.lower(): str(entry.get("href", "")) for name, entry in self.references.items()}
        return known.get(label, "")

    def definitions(self) -> None:
        """Addresses that links elsewhere refer to."""
        for match in _defined.finditer(self.text):
            if leads_astray(match[2].strip("<>"), picture=False) and match.start(1) - 1 not in self.edits:
                at = match.start(1) - 1
                self._edit(at, at + 1, "\\[", self._told(at, LiveKind.LINK, match[2]))

    def _edit(self, start: int, end: int, new: str, live: Live) -> None:
        self.edits[start] = (end, new)
        # The end of a tag that was told of is no second fault.
        if self.text[end : end + 1] != "/" or not any(live.tag == other.tag for other in self.found):
            self.found.append(live)

    def _told(self, at: int, kind: LiveKind, shown: str, tag: str = "") -> Live:
        return Live(line=bisect_right(self.starts, at), kind=kind, shown=" ".join(shown.split())[:_SHOWN], tag=tag)


class _Attributes(HTMLParser):
    """Takes the attributes of a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (html.parser's)
        self.names += [name for name, _ in attrs]


_OWN = {
    "div": {"class", "markdown"},
    "details": {"open", "markdown"},
    "sup": set(),
    "sub": set(),
    "br": set(),
    "summary": set(),
}


def _named(name: str, tag: str) -> str:
    """A tag as people speak of it: its name; where that is allowed, with the attribute that is not."""
    if name not in _OWN or tag.startswith("</"):
        return f"<{name}>"
    reader = _Attributes()
    reader.feed(tag)
    wrong = [attribute for attribute in reader.names if attribute not in _OWN[name]]
    return f"<{name} {wrong[0]}>" if wrong else tag
