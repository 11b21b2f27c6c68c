"""Front matter of pages, and YAML files whole: values, the lines they stand on, and the one way to write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from annals.model import Given, Phrase, Problem
from annals.text.characters import excerpt
from annals.text.yaml_nodes import (
    LONGEST_NUMBER,
    NO_VALUE,
    QUICK,
    BoundError,
    Fault,
    check_depth,
    check_nodes,
    fault_of,
    not_yaml,
)

At = tuple[str | int, ...]
"""The way to a value: keys, and numbers of items from 0, such as `("editions", 0, "ordinal", "quote")`."""

_FILES = 1_000
"""Files of YAML that are known once they are read: each stage of a build asks for those of all reports."""
_LONGEST_TOLD = 60
_TEXT = "tag:yaml.org,2002:str"
_NO_NAMES = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "null", "float", "timestamp"))
"""What YAML makes of a key such as `yes` or `1.0`; a key is called what is written."""
_fenced = re.compile(r"(---[ \t]*\n)((?:.*\n)*?)(---[ \t]*(?:\n|\Z))")
_idle_end = re.compile(r"(?<!\s)(?:\s*\n[ \t]*#[^\n]*+)*+\s*+\Z")


class FrontError(ValueError):
    """Text that is no YAML, or no keys with values; `line` is 1-based in the file, `reason` English,
    `detail` the same for people."""

    def __init__(self, line: int, fault: Fault, excerpt: str) -> None:
        super().__init__(f"line {line}: {fault.reason}")
        self.line, self.reason, self.detail, self.excerpt = line, fault.reason, fault.detail, excerpt

    def problem(self, path: str) -> Problem:
        """What to tell of the file at `path`, which is relative to the root folder."""
        return not_yaml(path, self.line, self.excerpt, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A page with its front matter, or a YAML file with nothing behind it.

    `values` are the values by key as YAML resolves them, `spans` the offsets in `text` (code points)
    from the beginning of a key or item to the end of its value; `inside` are the offsets of the
    YAML, `after` is where the body begins."""

    text: str
    values: Mapping[str, object]
    spans: Mapping[At, tuple[int, int]]
    inside: tuple[int, int]
    after: int

    @staticmethod
    def of(text: str) -> Front:
        """The front matter of a page, empty where there is none. Raises FrontError."""
        match = _fenced.match(text)
        if match is None:
            return Front(text=text, values={}, spans={}, inside=(0, 0), after=0)
        values, spans = _read(text, *match.span(2))
        return Front(text=text, values=values, spans=spans, inside=match.span(2), after=match.end())

    @staticmethod
    @lru_cache(maxsize=_FILES)
    def whole(text: str) -> Front:
        """A YAML file. Raises FrontError."""
        values, spans = _read(text, 0, len(text))
        return Front(text=text, values=values, spans=spans, inside=(0, len(text)), after=len(text))

    @staticmethod
    def listing(key: str, text: str) -> Front:
        """A YAML file that is a list, as the value of a key that does not stand in it. Raises FrontError."""
        values, spans = _read(text, 0, len(text), key)
        return Front(text=text, values=values, spans=spans, inside=(0, len(text)), after=len(text))

    @property
    def body(self) -> str:
        return self.text[self.after :]

    @property
    def lines_before(self) -> int:
        """The number of lines before the body."""
        return self.text.count("\n", 0, self.after)

    def line_of(self, *at: str | int) -> int:
        """The 1-based line in the file on which a key or item begins; of what is not there (a key
        that is missing, a value written through an alias) the one it would belong to."""
        while at and at not in self.spans:
            at = at[:-1]
        return self.text.count("\n", 0, self.spans[at][0]) + 1 if at else 1

    def excerpt_of(self, *at: str | int) -> str:
        """The beginning of that line for people to see; nothing for a key that is not there."""
        return excerpt(self.text, self.line_of(*at)) if at[:1] in self.spans else ""

    def place(self, *at: str | int) -> tuple[int, str]:
        """Both, as a problem is told with them."""
        return self.line_of(*at), self.excerpt_of(*at)

    def item(self, key: str, value: object) -> At:
        """The way to a value of a key: the first such item of its list, else the key."""
        items = self.values.get(key)
        return (key, items.index(value)) if isinstance(items, list) and value in items else (key,)

    def changed(self, **values: object) -> str:
        """The front matter with its two lines of ---, some keys with another value, keys that are
        new at the end; all else stands as it is, unless its layout allows no such change (a flow
        mapping, an alias): then all keys are written anew."""
        opening, closing = self.text[: self.inside[0]] or "---\n", self.text[self.inside[1] : self.after] or "---\n"
        matter = self._replaced({key: value for key, value in values.items() if (key,) in self.spans})
        matter += dumped({key: value for key, value in values.items() if (key,) not in self.spans})
        text = f"{opening}{matter}{closing}".removesuffix("\n") + "\n"
        meant = {**self.values, **values}
        try:
            as_meant = dict(Front.of(text).values) == meant
        except FrontError:
            as_meant = False
        return text if as_meant else fenced(meant)

    def _replaced(self, values: Mapping[str, object]) -> str:
        low, high = self.inside
        matter = self.text[low:high]
        for key in sorted(values, key=lambda key: self.spans[(key,)], reverse=True):
            start, end = (offset - low for offset in self.spans[(key,)])
            idle = _idle_end.search(matter, start, end)
            end = idle.start() if idle else end
            matter = matter[:start] + dumped({key: values[key]}).removesuffix("\n") + matter[end:]
        return matter


def is_dashless(text: str, error: FrontError) -> bool:
    """Whether what ends a list before its time is a key at the beginning of a line: an item without its dash."""
    line = text.split("\n")[error.line - 1 :][:1]
    return re.match(r"[a-z]+:", "".join(line)) is not None


def above(text: str, error: FrontError) -> str:
    """What stands above the line of a fault."""
    return "".join(f"{line}\n" for line in text.split("\n")[: error.line - 1])


def told(value: object) -> Given:
    """A value as people write it in YAML, and the beginning of a long list or mapping.

    >>> told(True), told([{"file": "甲", "pages": None}]), told("甲"), told(None).key
    ('true', '[{file: 甲, pages: }]', '甲', 'yaml-empty')
    """
    if value is None:
        return Phrase.of("yaml-empty")
    found = ""
    for piece in _pieces(value):
        found += piece
        if len(found) > _LONGEST_TOLD and not isinstance(value, str):
            return found[: _LONGEST_TOLD - 1] + "…"
    return found


def _pieces(value: object) -> Iterator[str]:
    """How a value is written, piece by piece: one that holds itself has no end."""
    if isinstance(value, (list, set, tuple)):
        for number, item in enumerate(value):
            yield ", " if number else "["
            yield from _pieces(item)
        yield "]" if value else "[]"
    elif isinstance(value, dict):
        for number, (key, item) in enumerate(value.items()):
            yield ", " if number else "{"
            yield from _pieces(key)
            yield ": "
            yield from _pieces(item)
        yield "}" if value else "{}"
    elif isinstance(value, bool):
        yield str(value).lower()
    else:
        yield "" if value is None else str(value)


def lacking(path: str, text: str, example: Given) -> Phrase:
    """What to do about a key that the head of a page (path from the root) lacks: in one that holds nothing at all none was
    ever forgotten."""
    if not text.strip():
        return Phrase.of("page-emptied", file=path, example=example)
    return Phrase.of("write-so", example=example)


def read_fronts(
    texts: Mapping[str, str], known: Mapping[str, Front] = {}
) -> tuple[dict[str, Front], tuple[Problem, ...]]:
    """The pages that can be read, and what is wrong with the others; paths are below docs/. `known` are some of them as
    they were read before, if their text is still that one."""
    found: dict[str, Front] = {}
    problems = []
    for path, text in texts.items():
        try:
            found[path] = known[path] if path in known and known[path].text == text else Front.of(text)
        except FrontError as error:
            problems.append(error.problem(f"docs/{path}"))
    return found, tuple(problems)


# --- reading ----------------------------------------------------------------------------------


def _read(text: str, low: int, high: int, key: str = "") -> tuple[dict[str, object], dict[At, tuple[int, int]]]:
    source = text[low:high]
    try:
        check_depth(source)
        try:
            return _resolved(QUICK(source), low, key)
        except yaml.YAMLError:
            # Told in the words of the parser in Python, whether or not the one in C was built.
            return _resolved(yaml.SafeLoader(source), low, key)
    except (yaml.YAMLError, RecursionError, *NO_VALUE) as error:
        fault = fault_of(source, error)
        line = text.count("\n", 0, low) + fault.line
        raise FrontError(line, fault, excerpt(text, line)) from error


def _resolved(loader: yaml.SafeLoader, low: int, name: str) -> tuple[dict[str, object], dict[At, tuple[int, int]]]:
    """The values and where they stand; with a `name` all of it is the value of one key so named."""
    try:
        root = loader.get_single_node()
        if root is None:
            return {}, {}
        if name:
            check_nodes(root)
            whole: dict[At, tuple[int, int]] = {(name,): (low + root.start_mark.index, low + root.end_mark.index)}
            _walk(loader, root, (name,), whole, low, set())
            return {name: _value(loader, root)}, whole
        if not isinstance(root, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, "not a mapping of keys to values", root.start_mark)
        check_nodes(root)
        spans: dict[At, tuple[int, int]] = {}
        _walk(loader, root, (), spans, low, set())
        loader.flatten_mapping(root)
        values = {str(key.value): _value(loader, value) for key, value in root.value}
        return values, spans
    finally:
        loader.dispose()


def _walk(
    loader: yaml.SafeLoader, node: yaml.Node, at: At, spans: dict[At, tuple[int, int]], low: int, seen: set[int]
) -> None:
    """Where everything below a node stands. What is written through an alias stands where its anchor does."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        _value(loader, node)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.tag in _NO_NAMES:
                key.tag = _TEXT
            below = (*at, str(key.value))
            spans[below] = (low + key.start_mark.index, low + max(key.end_mark.index, value.end_mark.index))
            _walk(loader, value, below, spans, low, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            spans[(*at, number)] = (low + item.start_mark.index, low + item.end_mark.index)
            _walk(loader, item, (*at, number), spans, low, seen)


def _value(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    try:
        value = loader.construct_object(node, deep=True)
    except NO_VALUE as error:
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from error
    if isinstance(value, int) and abs(value) > LONGEST_NUMBER:
        raise BoundError(Phrase.of("yaml-number"), "a number of too many digits", node.start_mark)
    return value


# --- writing ----------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Values in one style: plain where that reads back as the same text, else in double quotes."""

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the parameter is PyYAML's
        return True


# PyYAML asks for the very type; members of our enums are texts.
_Dumper.add_multi_representer(str, lambda dumper, value: dumper.represent_str(str(value)))


def dumped(values: Mapping[str, object]) -> str:
    """Keys with their values as lines of YAML, in the order given.

    >>> dumped({"title": "甲：乙", "report": "2012", "order": 1})
    'title: 甲：乙\\nreport: "2012"\\norder: 1\\n'
    """
    if not values:
        return ""
    return str(yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=math.inf))


def fenced(values: Mapping[str, object]) -> str:
    """Front matter with its two lines of ---."""
    return between_fences(dumped(values))


def between_fences(lines: str) -> str:
    """The same of what is written already, whole lines of YAML."""
    return f"---\n{lines}---\n"
