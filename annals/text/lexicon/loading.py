"""Lists of words from YAML: those that ship with the tool, and what an edition adds and removes."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from annals.model import Phrase, Problem, Topic, few
from annals.text.characters import excerpt
from annals.text.lexicon.words import LISTS, TYPED, Lexicon, is_type
from annals.text.yaml_nodes import QUICK, YamlFaultError, composed, not_yaml

_STRING = "tag:yaml.org,2002:str"
_ACTIONS = ("add", "remove")
_SHAPES: dict[type[yaml.Node], str] = {yaml.SequenceNode: "[…]", yaml.MappingNode: "{…}"}
_KNOWN = 12
"""So many of the known words are named to somebody who wrote an unknown one."""

Entry = tuple[str, str]
"""A word and its type, empty in a list without types."""


class LexiconError(ValueError):
    """A list that ships with the tool is empty, holds a word twice, or something that is no word."""


@cache
def shipped_lexicon() -> Lexicon:
    """The lists that ship with the tool; they do not change while it runs. Raises LexiconError."""
    found: dict[str, Any] = {}
    for name, field in LISTS.items():
        entries = read_list(name, _shipped(name))
        found[field] = entries if name in TYPED else tuple(word for word, _ in entries)
    return Lexicon(**found)


def shipped_topics() -> tuple[Topic, ...]:
    """The topics that ship with the tool, by their order: slug, title and words alone. Raises LexiconError."""
    data = yaml.load(_shipped("topics"), Loader=QUICK)  # noqa: S506 - a safe loader, in C where there is one
    topics = tuple(
        Topic(slug=slug, title=item["title"], order=item["order"], words=tuple(item["words"]))
        for slug, item in data.items()
    )
    words = [word for topic in topics for word in topic.words]
    if not words or len(set(words)) < len(words):
        raise LexiconError("topics: no words, or one word for two topics")
    return tuple(sorted(topics, key=lambda topic: topic.order))


def _shipped(name: str) -> str:
    return files("annals.text.lexicon").joinpath(f"{name}.yml").read_text(encoding="utf-8")


def read_list(name: str, text: str) -> tuple[Entry, ...]:
    """The words of one shipped list and their types. Raises LexiconError."""
    entries = tuple(entry or ("", "") for entry, _ in _entries(name, yaml.compose(text, Loader=QUICK)))
    words = [word for word, _ in entries]
    doubled = sorted(word for word, count in Counter(words).items() if count > 1)
    wrong = [word for word, kind in entries if not word.strip() or not is_type(name, kind)]
    if not entries or doubled or wrong:
        raise LexiconError(f"{name}: empty, doubled {doubled} or no word with a known type {wrong}")
    return entries


def _entries(name: str, node: yaml.Node | None) -> Iterator[tuple[Entry | None, yaml.Node]]:
    """Each word of a list with its node; None where there stands something else. A list with types
    is a mapping, or a list of mappings with one word each."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if name in TYPED and isinstance(item, yaml.MappingNode):
                yield from _entries(name, item)
            else:
                yield ((item.value.strip(), "") if _is_word(item) else None), item
    elif isinstance(node, yaml.MappingNode) and name in TYPED:
        for key, value in node.value:
            yield ((key.value.strip(), value.value) if _is_word(key) and _is_word(value) else None), key
    elif node is not None and not _is_empty(node):
        yield None, node


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value


def _is_word(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _STRING and bool(node.value.strip())


def changed_lexicon(lexicon: Lexicon, text: str, path: str) -> tuple[Lexicon, tuple[Problem, ...]]:
    """A lexicon with what an edition adds to its lists and removes from them, `{list: {add: [...],
    remove: [...]}}` in YAML, and what is wrong with that (E103, E118); what is wrong is left out."""
    try:
        root = composed(text, yaml.SafeLoader)
    except YamlFaultError as error:
        shown = excerpt(text, error.fault.line)
        return lexicon, (not_yaml(path, error.fault.line, shown, error.fault.detail),)
    problems: list[Problem] = []
    for key, node in _pairs(root, tuple(LISTS), path, problems):
        entries = _held(lexicon, key.value)
        if not isinstance(node, yaml.MappingNode) and not _is_empty(node):
            problems.append(_misshapen(key.value, node, path))
            continue
        for action, words in _pairs(node, _ACTIONS, path, problems):
            if not isinstance(words, (yaml.SequenceNode, yaml.MappingNode)) and not _is_empty(words):
                problems.append(_misshapen(key.value, words, path))
                continue
            change = _remove if action.value == "remove" else _add
            for entry, place in _entries(key.value, words):
                change(key.value, entries, entry, place, path, problems)
        value: Any = tuple(entries.items()) if key.value in TYPED else tuple(entries)
        lexicon = replace(lexicon, **{LISTS[key.value]: value})
    return lexicon, tuple(problems)


def _held(lexicon: Lexicon, name: str) -> dict[str, str]:
    """The words of a list with their types."""
    held: Any = getattr(lexicon, LISTS[name])
    return dict(held) if name in TYPED else dict.fromkeys(held, "")


def _pairs(
    node: yaml.Node | None, known: tuple[str, ...], path: str, problems: list[Problem]
) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """The keys of a mapping that are known, with their values."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) in known:
                yield key, value
            else:
                problems.append(_unknown(key, known, path))
    elif node is not None and not _is_empty(node):
        problems.append(_unknown(node, known, path))


def _add(
    name: str, entries: dict[str, str], entry: Entry | None, place: yaml.Node, path: str, problems: list[Problem]
) -> None:
    if name in TYPED and isinstance(place, yaml.ScalarNode) and not (entry and entry[1]):
        problems.append(_misshapen(name, place, path))
    elif entry is None or not is_type(name, entry[1]):
        item = "{…: …}" if name in TYPED else "…"
        known = TYPED.get(name) or (f"{name}: {{add: [{item}], remove: […]}}",)
        problems.append(_unknown(place, known, path, entry[1] if entry else ""))
    else:
        entries[entry[0]] = entry[1]


def _remove(
    _name: str, entries: dict[str, str], entry: Entry | None, place: yaml.Node, path: str, problems: list[Problem]
) -> None:
    if entry is None or entry[0] not in entries:
        problems.append(_unknown(place, tuple(entries), path))
    else:
        del entries[entry[0]]


def _unknown(node: yaml.Node, known: tuple[str, ...], path: str, item: str = "") -> Problem:
    """That something is not known in its place; what is most like it is named first."""
    shown = item or (node.value if isinstance(node, yaml.ScalarNode) else _SHAPES[type(node)])
    near = difflib.get_close_matches(shown, known, 1, 0.3)
    names = [*near, *(name for name in known if name not in near)]
    wrong, cure = Phrase.of("lexicon-unknown", item=shown), Phrase.of("lexicon-known", known=few(names, _KNOWN))
    return Problem.of("E118", path, int(node.start_mark.line) + 1, wrong=wrong, cure=cure)


def _misshapen(name: str, node: yaml.Node, path: str) -> Problem:
    """That what stands below a list, or behind add or remove, is no list of words."""
    first = node.value[0] if isinstance(node, yaml.SequenceNode) and node.value else node
    word = first.value if isinstance(first, yaml.ScalarNode) and first.value else "…"
    types = TYPED.get(name)
    # The first of the kinds stands for that of the word.
    item = f"{{{word}: {types[0]}}}" if types else word
    cure = Phrase.of("lexicon-write", example=f"{name}: {{add: [{item}]}}")
    return Problem.of(
        "E118", path, int(node.start_mark.line) + 1, wrong=Phrase.of("lexicon-form", list=name), cure=cure
    )
