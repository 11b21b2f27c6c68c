"""YAML read with bounds: what every reader of it refuses, and where and why in words of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from annals.model import Phrase, Problem

DEEPEST = 60
"""Levels of nesting; the deepest of our own files has six."""
MOST = 100_000
"""Values of one file once its aliases are written out; nine aliases of nine aliases seven times over are millions."""
_SHOWN = 20
LONGEST_NUMBER = 10**18
"""No year, level or order is longer, and Python refuses to print an integer of more than 4,300 digits."""
NO_VALUE = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
"""What PyYAML raises for a value that is none of its type, such as `2031-02-30` or `!!int 甲`."""

QUICK: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where it was built: ten times as fast."""

_western = re.compile("[\u00c0-\u00ff][\u0080-\u00bf]")
"""Two bytes of a Chinese character in UTF-8, each read as a Western letter."""
_halves = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which no file can hold, and an escape such as `"\\ud800"` still says."""
_colon = re.compile(r"^[ \t]*+(?:- |\{)?[ \t]*+[A-Za-z_]+：")
# `title:某省`; not `- http://…`, which may be a value.
_glued = re.compile(r"^[ \t]*+(?:- |\{)?[ \t]*+[A-Za-z_]++:[^/ \t\n]")
# `ordinal: ｛value: 5`, `- ［甲`: a value that begins with one.
_wide_bracket = re.compile("(?:[:,-] |[\\[{])([｛［])")
# `[2011 #l5, …`, `{block: 2011 #l5}`; `]  # a remark` is one.
_cut = re.compile(r"[\[{](?:[^\]}\n]{0,500}[\s\[{,])?(?P<rest>#[^\s#\]},]{1,20})")
_tab = re.compile(r"^ {0,40}\t")
_glued_dash = re.compile(r"^[ \t]*+-(?:[a-z_]{1,20}:|\{)")
# `{replace: 甲， with: 乙`.
_wide_comma = re.compile(r"^[^\n]{0,500}\{[^\n]{1,500}[，、；][ \t]?[a-z_]{1,20}[:：]")
_wide_blank = re.compile(r"^[ \t]*+[\u3000\u00a0]")
# `{replace: 甲, with: 乙}` where all others are `- {replace: …}`.
_dashed = re.compile(r"^[ \t]*+- \{[a-z]", re.MULTILINE)
_bare_item = re.compile(r"[ \t]++\{[a-z]+: ")
# `{replace: '甲, with: '乙'}`: a value in quotation marks, and what may stand behind it.
_quoted = re.compile(r"(?:^|[:,-] |[\[{])(?P<value>'(?:[^']|''){0,1000}+'|\"(?:[^\"\\]|\\.){0,1000}+\")", re.M | re.S)
_BEHIND = ("", " ", "\t", "\n", "\r", ",", "}", "]", ":")
_CLOSED = {"｝": "｛", "］": "［"}
_opening = re.compile(r"[\[{]|[-?][ \t]|\n[ \t]+")
# PyYAML's words for a fault, by a part that does not change, and what an editor is told instead.
_PHRASES = (
    ("found character '\\t'", Phrase.of("yaml-tab")),
    ("mapping values are not allowed", Phrase.of("yaml-colon-in-value")),
    ("could not find expected ':'", Phrase.of("yaml-no-colon")),
    ("expected ',' or", Phrase.of("yaml-bracket")),
    ("found unexpected end of stream", Phrase.of("yaml-quote")),
    ("while scanning a quoted scalar", Phrase.of("yaml-quote")),
    ("expected <block end>", Phrase.of("yaml-indent")),
    ("did not find expected key", Phrase.of("yaml-indent")),
    ("did not find expected '-' indicator", Phrase.of("yaml-indent")),
    ("expected '<document start>'", Phrase.of("yaml-indent")),
    ("out of range for month", Phrase.of("yaml-date")),
    ("month must be in", Phrase.of("yaml-date")),
    ("day is out of range", Phrase.of("yaml-date")),
    ("special characters are not allowed", Phrase.of("yaml-control")),
    ("control characters are not allowed", Phrase.of("yaml-control")),
    ("found undefined alias", Phrase.of("yaml-alias")),
    ("found duplicate anchor", Phrase.of("yaml-alias")),
    ("expected alphabetic or numeric", Phrase.of("yaml-alias")),
    ("cannot start any token", Phrase.of("yaml-character")),
    ("expected URI", Phrase.of("yaml-character")),
    ("constructor for the tag", Phrase.of("yaml-character")),
    ("chomping or indentation", Phrase.of("yaml-character")),
    ("expected a comment or a line break", Phrase.of("yaml-character")),
    ("expected the node content", Phrase.of("yaml-character")),
    ("sequence entries are not allowed", Phrase.of("yaml-character")),
    ("mapping keys are not allowed", Phrase.of("yaml-character")),
    ("unconstructable recursive node", Phrase.of("yaml-alias")),
    ("unhashable key", Phrase.of("yaml-character")),
    ("not a mapping", Phrase.of("yaml-no-keys")),
    ("4300 digits", Phrase.of("yaml-number")),
    # The bound of libyaml's own scanner, since PyYAML 6.0.4: it reads ahead of ours.
    ("exceeded maximum nesting depth", Phrase.of("yaml-deep", most=DEEPEST)),
)
_OF_FLOW = frozenset({"yaml-bracket", "yaml-character", "yaml-indent", "yaml-no-colon"})
"""What a bracket whose rest is a comment is taken for."""
_CURES = {
    **dict.fromkeys(
        ("yaml-wide-colon", "yaml-glued-colon", "yaml-glued-at", "yaml-no-colon", "yaml-colon-in-value"),
        Phrase.of("cure-colon"),
    ),
    **dict.fromkeys(("yaml-tab", "yaml-indent", "yaml-wide-blank"), Phrase.of("cure-indent")),
    **dict.fromkeys(("yaml-bracket", "yaml-quote"), Phrase.of("cure-pairs")),
    **dict.fromkeys(("yaml-alias", "yaml-character"), Phrase.of("cure-quotes")),
    **dict.fromkeys(("yaml-deep", "yaml-large"), Phrase.of("cure-restore")),
    "yaml-wide-bracket": Phrase.of("cure-brackets"),
    "yaml-comment": Phrase.of("cure-comment"),
    "yaml-no-dash": Phrase.of("cure-dash"),
    "yaml-glued-dash": Phrase.of("cure-dash"),
    "yaml-wide-comma": Phrase.of("cure-comma"),
    "yaml-date": Phrase.of("cure-date"),
    "yaml-control": Phrase.of("cure-control"),
    "yaml-no-keys": Phrase.of("cure-keys"),
    "yaml-number": Phrase.of("cure-number"),
    "yaml-twice": Phrase.of("cure-twice"),
    "yaml-no-fence": Phrase.of("cure-fence"),
}
"""What to do about each; of what has no words of our own, anything (`cure-any`)."""


def not_yaml(path: str, line: int, shown: str, detail: str | Phrase) -> Problem:
    """What to tell of a file (path from the root) with a fault: why it is no YAML, and the cure for just that."""
    key = detail.key if isinstance(detail, Phrase) else ""
    if key == "yaml-control" and _western.search(shown):
        detail, cure = Phrase.of("garbled-latin"), Phrase.of("garbled-restore", file=path)
        return Problem.of("E103", path, line, excerpt=shown, detail=detail, cure=cure)
    return Problem.of("E103", path, line, excerpt=shown, detail=detail, cure=_CURES.get(key, Phrase.of("cure-any")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a text is no YAML: the 1-based line, the reason in the parser's English, and for people
    in words of our own where we know the kind."""

    line: int
    reason: str
    phrase: Phrase | None

    @property
    def detail(self) -> str | Phrase:
        return self.phrase or self.reason


class YamlFaultError(ValueError):
    """Text that is no YAML, or beyond the bounds."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"line {fault.line}: {fault.reason}")
        self.fault = fault


def keys_of(text: str) -> frozenset[str]:
    """The keys at the top of a YAML file, as they are written there. Raises YamlFaultError."""
    node = composed(text, QUICK)
    return frozenset(key.value for key, _ in node.value) if isinstance(node, yaml.MappingNode) else frozenset()


class BoundError(yaml.error.MarkedYAMLError):
    """YAML that is beyond what we read; `phrase` says so to people."""

    def __init__(self, phrase: Phrase, reason: str, mark: Any) -> None:
        super().__init__(None, None, reason, mark)
        self.phrase = phrase


def composed(text: str, loader: type[yaml.SafeLoader]) -> yaml.Node | None:
    """The nodes of a YAML file. Raises YamlFaultError."""
    try:
        check_depth(text)
        root = yaml.compose(text, Loader=loader)
        check_nodes(root)
    except (yaml.YAMLError, RecursionError, *NO_VALUE) as error:
        raise YamlFaultError(fault_of(text, error)) from error
    return root


def check_depth(source: str) -> None:
    """Raises BoundError for YAML nested too deep, before a parser that calls itself has seen it."""
    if sum(1 for _ in _opening.finditer(source)) <= DEEPEST:
        return
    depth = 0
    for event in yaml.parse(source, Loader=QUICK):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise BoundError(Phrase.of("yaml-deep", most=DEEPEST), f"nested deeper than {DEEPEST}", event.start_mark)


def check_nodes(root: yaml.Node | None) -> None:
    """Raises BoundError for a key that stands twice, a key with a full-width colon, half a character written as an
    escape, or aliases that make a small file large; `root` is no deeper than DEEPEST."""
    if root is not None:
        _size(root, {})


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """The number of values below a node, aliases written out; 0 for a node inside itself."""
    known = sizes.get(id(node))
    if known is not None:
        return known
    sizes[id(node)] = 0
    found = 1
    if isinstance(node, yaml.ScalarNode):
        _check_signs(node)
    elif isinstance(node, yaml.MappingNode):
        _check_keys(node)
        found += sum(_size(value, sizes) for _, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        found += sum(_size(item, sizes) for item in node.value)
    if found > MOST:
        raise BoundError(Phrase.of("yaml-large", most=MOST), f"more than {MOST} values", node.start_mark)
    sizes[id(node)] = found
    return found


def _check_signs(node: yaml.ScalarNode) -> None:
    if _halves.search(node.value):
        raise BoundError(Phrase.of("yaml-control"), "half a character", node.start_mark)


def _check_keys(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if isinstance(key, yaml.ScalarNode):
            _check_signs(key)
        if _colon.match(name) and isinstance(value, yaml.ScalarNode) and not value.value:
            raise BoundError(Phrase.of("yaml-wide-colon"), "full-width colon", key.start_mark)
        if node.flow_style and _glued.match(name) and isinstance(value, yaml.ScalarNode) and not value.value:
            raise BoundError(Phrase.of("yaml-glued-at", text=name[:_SHOWN]), "no blank behind a colon", key.start_mark)
        if isinstance(key, yaml.ScalarNode) and name in seen and name != "<<":
            raise BoundError(Phrase.of("yaml-twice", key=name), f"the key {name!r} stands twice", key.start_mark)
        seen.add(name)


def fault_of(source: str, error: Exception) -> Fault:
    """Where and why a text is no YAML, by what its parser raised."""
    mark = getattr(error, "problem_mark", None)
    offset = min(mark.index if mark else getattr(error, "position", 0), len(source.rstrip()))
    line = source.count("\n", 0, offset) + 1
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error) or type(error).__name__
    reason = str(reason).splitlines()[0]
    if isinstance(error, BoundError):
        return Fault(line=line, reason=reason, phrase=error.phrase)
    if wide := _near(_wide_blank, source, line):
        return Fault(line=wide, reason="full-width blank", phrase=Phrase.of("yaml-wide-blank"))
    if dashless := _dashless_near(source, line):
        return Fault(line=dashless, reason="an item without a dash", phrase=Phrase.of("yaml-no-dash"))
    wide, glued = _near(_colon, source, line), _near(_glued, source, line)
    if wide:
        return Fault(line=wide, reason="full-width colon", phrase=Phrase.of("yaml-wide-colon"))
    if glued:
        return Fault(line=glued, reason="no blank behind a colon", phrase=Phrase.of("yaml-glued-colon"))
    if dash := _near(_glued_dash, source, line):
        return Fault(line=dash, reason="no blank behind a dash", phrase=Phrase.of("yaml-glued-dash"))
    if comma := _near(_wide_comma, source, line):
        return Fault(line=comma, reason="full-width comma", phrase=Phrase.of("yaml-wide-comma"))
    if tab := _near(_tab, source, line):
        return Fault(line=tab, reason="a tab", phrase=Phrase.of("yaml-tab"))
    if bracket := _bracket_near(source, line):
        return Fault(
            line=bracket[0], reason="full-width bracket", phrase=Phrase.of("yaml-wide-bracket", sign=bracket[1])
        )
    if opened := _closed_late(source, line):
        return Fault(line=opened, reason="a quotation mark not closed", phrase=Phrase.of("yaml-quote"))
    line = _begun(source, error, line, offset)
    phrase = next((said for part, said in _PHRASES if part in reason), None)
    if (phrase is None or phrase.key in _OF_FLOW) and (comment := _comment_near(source, line)):
        return Fault(line=comment[0], reason="a comment", phrase=Phrase.of("yaml-comment", rest=comment[1]))
    return Fault(line=line, reason=reason, phrase=phrase)


def _begun(source: str, error: Exception, line: int, offset: int) -> int:
    """The line of the slip itself: a quotation mark without its fellow is found missing at the end of the file, a bracket
    without its fellow at the first word of the line behind."""
    context = getattr(error, "context_mark", None)
    if context is None or context.line + 1 >= line:
        return line
    if "quoted scalar" in str(getattr(error, "context", "")):
        return int(context.line) + 1
    before = source[:offset].split("\n")
    if "flow" in str(getattr(error, "context", "")) and len(before[-1].split()) <= 1:
        return next((number for number in range(line - 1, 0, -1) if before[number - 1].strip()), line)
    return line


def _closed_late(source: str, line: int) -> int:
    """The line on which a quotation mark without its fellow opens a value, where the next one, on a line up to that at which the
    parser stumbled, was to open another; 0 without one."""
    for match in _quoted.finditer(source):
        first, last = (source.count("\n", 0, at) + 1 for at in match.span("value"))
        if first < last <= line and source[match.end() : match.end() + 1] not in _BEHIND:
            return first
    return 0


def _near(slip: re.Pattern[str], source: str, line: int) -> int:
    """The line of a key with a slip that made the parser stumble at a line; 0 if there is none."""
    return next((number for number, text in _lines_near(source, line) if slip.match(text)), 0)


def _lines_near(source: str, line: int) -> Iterator[tuple[int, str]]:
    """A line and up to two before it, each with its number, from the last to the first."""
    lines = source.split("\n")
    return ((number, lines[number - 1]) for number in range(line, max(0, line - 3), -1) if number <= len(lines))


def _comment_near(source: str, line: int) -> tuple[int, str] | None:
    """The line of a value between brackets that a comment cuts off, `[2011 #l5]` or `[#l5]`, and how that comment begins."""
    found = ((number, _cut.search(text)) for number, text in _lines_near(source, line))
    return next(((number, match["rest"]) for number, match in found if match), None)


def _dashless_near(source: str, line: int) -> int:
    """The line of an item in braces that has no dash, where the next ones have; 0 if there is none."""
    if not _dashed.search(source):
        return 0
    return next((number for number, text in _lines_near(source, line) if _bare_item.match(text)), 0)


def _bracket_near(source: str, line: int) -> tuple[int, str] | None:
    """The line of a value that a full-width bracket opens, or closes alone, and that bracket."""
    for number, text in _lines_near(source, line):
        opened, last = _wide_bracket.search(text), text.rstrip()[-1:]
        if opened:
            return number, opened[1]
        if last in _CLOSED and text.count(last) > text.count(_CLOSED[last]) and re.search("[{\\[]", text):
            return number, last
    return None
