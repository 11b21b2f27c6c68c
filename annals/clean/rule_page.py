"""What readers are told about a rule: the page beside it, `rules/CODE.md`, read strictly.

    # S110 名称
    ## 做什么
    ## 凭据
    ## 不动
    ## 例
    ~~~raw
    经 济 增 长⟨U+3000⟩率
    ~~~
    ~~~clean
    经济增长率
    ~~~
    ~~~same
    甲乙 丙丁
    ~~~

The parts are Markdown and stand in this order, none empty. `~~~raw` and `~~~clean` are what a rule is
given and what it makes of it, `~~~same` what it must not change; invisible characters are spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.contract import Rule

_PARTS = ("做什么", "凭据", "不动", "例")
_title = re.compile(r"# ([A-Z]\d{3}) (\S.*)")
_spelt = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


class MalformedError(ValueError):
    """A page or an example does not follow its format; the message names file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and what a rule makes of it; `spelt` as they are written, invisible characters as ⟨U+200B⟩."""

    raw: str
    clean: str
    spelt: tuple[str, str]

    @property
    def changes(self) -> bool:
        return self.raw != self.clean


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule's page: three parts as Markdown, its examples, and `text`, the page as it stands."""

    code: str
    name: str
    does: str
    evidence: str
    spared: str
    examples: tuple[Example, ...]
    text: str


def pages_of(rules: Iterable[Rule], files: Iterable[tuple[str, str]]) -> tuple[RulePage, ...]:
    """The pages of rules, in their order, from (file name, text); raises MalformedError, also where a
    rule has no page, a page no rule, two rules one code, or the two differ in the name."""
    pages = {}
    for file, text in files:
        page = read_rule_page(file, text)
        if file != f"{page.code}.md":
            raise MalformedError(f"{file}:1: the page of {page.code} is {page.code}.md")
        pages[page.code] = page
    named = [(rule.code, rule.name) for rule in rules]
    names = dict(named)
    if len(names) < len(named):
        raise MalformedError(f"two rules have one code: {sorted(named)}")
    if missing := sorted(names.keys() - pages.keys()):
        raise MalformedError(f"no page for {', '.join(missing)} in clean/rules/")
    if left := sorted(pages.keys() - names.keys()):
        raise MalformedError(f"no rule in clean/order.py has the code of {', '.join(f'{code}.md' for code in left)}")
    for code, name in names.items():
        if pages[code].name != name:
            raise MalformedError(f"{code}.md:1: the rule is called “{name}”")
    return tuple(pages[code] for code in names)


def read_rule_page(file: str, text: str) -> RulePage:
    """One page; raises MalformedError where a part is missing, unknown, empty or out of order, or
    where there is no example of what changes or none of what must not."""
    lines = text.rstrip("\n").split("\n")
    title = _title.fullmatch(lines[0])
    if title is None:
        raise MalformedError(f"{file}:1: a page begins with “# CODE name”")
    heads = [at for at, line in enumerate(lines) if line.startswith("## ") and lines[at].removeprefix("## ") in _PARTS]
    heads = heads[: len(_PARTS)]
    if tuple(lines[at].removeprefix("## ") for at in heads) != _PARTS:
        raise MalformedError(f"{file}: the parts are {'、'.join(_PARTS)}, each once and in this order")
    if any(line.strip() for line in lines[1 : heads[0]]):
        raise MalformedError(f"{file}:2: nothing stands between the title and the first part")
    bodies = []
    for start, end in pairwise(heads):
        body = lines[start + 1 : end]
        for number, line in enumerate(body, start + 2):
            if line.startswith(("#", "~~~")):
                raise MalformedError(f"{file}:{number}: “{line}” has no place in this part")
        bodies.append("\n".join(body).strip())
        if not bodies[-1]:
            raise MalformedError(f"{file}:{start + 1}: this part is empty")
    examples, end = read_examples(file, lines, heads[-1] + 1)
    if end < len(lines):
        raise MalformedError(f"{file}:{end + 1}: “{lines[end]}” stands behind the last part")
    if {example.changes for example in examples} != {True, False}:
        raise MalformedError(f"{file}: the examples show what changes and what must not")
    does, evidence, spared = bodies
    return RulePage(
        code=title[1], name=title[2], does=does, evidence=evidence, spared=spared, examples=examples, text=text
    )


def read_examples(file: str, lines: Sequence[str], at: int) -> tuple[tuple[Example, ...], int]:
    """The examples from a line (0-based) on, and the line behind them: the next heading or the end.
    Raises MalformedError for anything else between them."""
    found: list[Example] = []
    while (at := _behind_blanks(lines, at)) < len(lines) and not lines[at].startswith("## "):
        place = f"{file}:{at + 1}"
        if lines[at] == "~~~same":
            spelt, at = _block(file, lines, at)
            found.append(Example(raw=_unspelt(spelt), clean=_unspelt(spelt), spelt=(spelt, spelt)))
            continue
        if lines[at] != "~~~raw":
            raise MalformedError(f"{place}: expected ~~~raw or ~~~same, found “{lines[at]}”")
        raw, at = _block(file, lines, at)
        at = _behind_blanks(lines, at)
        if at >= len(lines) or lines[at] != "~~~clean":
            raise MalformedError(f"{place}: ~~~clean follows ~~~raw")
        clean, at = _block(file, lines, at)
        if _unspelt(raw) == _unspelt(clean):
            raise MalformedError(f"{place}: raw and clean are the same; use ~~~same")
        found.append(Example(raw=_unspelt(raw), clean=_unspelt(clean), spelt=(raw, clean)))
    return tuple(found), at


def _behind_blanks(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _block(file: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """The text of the block that opens at a line, and the line behind it."""
    end = next((number for number in range(at + 1, len(lines)) if lines[number] == "~~~"), None)
    if end is None:
        raise MalformedError(f"{file}:{at + 1}: this block is not closed")
    return "\n".join(lines[at + 1 : end]), end + 1


def _unspelt(text: str) -> str:
    return _spelt.sub(lambda match: chr(int(match[1], 16)), text)
