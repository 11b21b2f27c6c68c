"""The commands by which a word processor fills in a contents list, a number, a link, which a tool writes beside what they gave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.reading import Reading

_slash = r"\\{1,2}"
_string = r"[\"“”][^\"“”\n]{0,300}[\"“”]"
_switch = (
    rf" {{0,3}}{_slash}(?:\* {{0,3}}[A-Za-z]{{2,20}}|[@#] {{0,3}}{_string}|s {{1,3}}\d"
    rf"|[a-z!](?![A-Za-z])(?: {{0,3}}{_string})?)"
)
_bookmark = r"(?:\\?_)?[A-Za-z][\w\\]{2,60}"
_link = rf"HYPERLINK(?: {{1,3}}{_slash}l)? {{0,3}}[\"“”](?P<goal>[^\"“”\n]{{0,300}})[\"“”](?:{_switch}){{0,4}}"
_kinds = (
    rf"TOC(?:{_switch}){{1,9}}",
    rf"(?:PAGE|NOTE)?REF {{1,3}}{_bookmark}(?:{_switch}){{1,5}}",
    rf"SEQ {{1,3}}[^\s\\]{{1,20}}(?:{_switch}){{1,5}}",
    rf"STYLEREF {{1,3}}(?:{_string}|\d)(?:{_switch}){{0,5}}",
    rf"INCLUDEPICTURE {{1,3}}(?:{_slash}d {{1,3}})?{_string}(?:{_switch}){{0,5}}",
    rf"(?:CREATE|SAVE|PRINT)?(?:DATE|TIME)(?:{_switch}){{1,4}}",
    rf"(?:FILENAME|AUTHOR|TITLE|SUBJECT|KEYWORDS|DOCPROPERTY {{1,3}}(?:{_string}|[^\s\\]{{1,40}}))(?:{_switch}){{1,4}}",
)
_command = re.compile(
    rf"(?<![A-Za-z\\])(?:\{{ {{0,3}})?(?:{_link}|{'|'.join(_kinds)})(?: {{0,3}}\}})?(?: (?=\S))?", re.IGNORECASE
)
_marked = re.compile(r"\x13[^\x13-\x15\n]{0,400}(?:\x14|(?=\x13))|\x13[^\x13-\x15\n]{0,400}\x15")
"""A field as the older file format holds it: its command from U+0013 to U+0014, what it gave up to U+0015."""
_elsewhere = re.compile(r"(?:https?|ftp)://\S", re.IGNORECASE)
_SCHEME = re.compile(r"^\w+://(?:www\.)?")


@rule("F138", "文字处理软件的域代码", digits=True, drops=True)
def commands(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the commands of fields: `TOC \\o "1-3" \\h`, `HYPERLINK \\l "_Toc1"`, `PAGEREF _Toc1 \\h`, `SEQ 表 \\* ARABIC`.

    Evidence: the name of a command with the switches, the bookmark or the quoted goal that it takes (ECMA-376, part 1, 17.16.5), or
    the control characters around it. What a field gave stays: the entry, its page, the number of the table. A web address that
    the words of its link do not say stays as well; the numbers of pages are the business of F112. The same words without a switch
    may be prose: left alone.
    """
    text, done = reading.text, 0
    for match in sorted((*_command.finditer(text), *_marked.finditer(text)), key=lambda m: (m.start(), -m.end())):
        if match.start() >= done:
            done = match.end()
            yield Edit(start=match.start(), end=done, new=_kept(match, text))


def _kept(match: re.Match[str], text: str) -> str:
    """The address that a link leads to, where it leads out and its words do not say so."""
    command = _command.search(match.group()) if match.re is _marked else match
    goal = (command and command["goal"]) or ""
    if not _elsewhere.match(goal):
        return ""
    shown = text[match.end() : match.end() + len(goal) + 8].casefold()
    return "" if _SCHEME.sub("", goal).rstrip("/").casefold() in shown else f"{goal} "
