"""A problem as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable

from annals.check.calling import BY_MAKE, Calling
from annals.check.catalogue import CATALOGUE, PHRASES
from annals.model import Problem, Severity
from annals.text.characters import visible

_SEVERITY = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"},
}
_HELP = {"zh": "帮助：", "en": "help: "}
_ALIKE = {
    "zh": "另有 {count} 份也是这样，加 -v 逐份列出",
    "en": "and so with {count} more; -v tells of each",
}
_ONE_FOR_ALL = frozenset({"N108"})
"""What a whole new collection may have in every report, and whose cure is the same in each."""
_FOLLOWERS = {"zh": "另有 {count} 处因此而起", "en": "{count} more follow from this"}
_UNLISTED = {"zh": "（-v 逐条列出）", "en": " (-v lists them)"}


def severity(problem: Problem, strict: bool = False) -> Severity:
    """How grave a problem is; `strict` lifts warnings to errors."""
    found = CATALOGUE[problem.code].severity
    return Severity.ERROR if strict and found is Severity.WARNING else found


def words(problem: Problem, lang: str, calling: Calling = BY_MAKE) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    message, details = CATALOGUE[problem.code], dict(problem.details)
    return (
        message.message.filled(lang, details, PHRASES, calling),
        message.help.filled(lang, details, PHRASES, calling),
    )


def as_text(problem: Problem, lang: str, strict: bool = False, calling: Calling = BY_MAKE, whole: bool = False) -> str:
    """Place, severity, code and message; the excerpt with its line; the help; how many follow from it, `whole`: and which."""
    message, proposal = words(problem, lang, calling)
    lines = [_headline(problem, message, lang, strict)]
    if problem.excerpt:
        number = str(problem.line or "")
        lines.append(f"   {number} | {visible(problem.excerpt)}")
    lines.append(_HELP[lang] + proposal)
    if problem.followers:
        lines.append(_FOLLOWERS[lang].format(count=len(problem.followers)) + ("" if whole else _UNLISTED[lang]))
        told = (_headline(one, words(one, lang, calling)[0], lang, strict) for one in problem.followers if whole)
        lines += (f"   {line}" for line in told)
    return "\n".join(lines)


def _headline(problem: Problem, message: str, lang: str, strict: bool) -> str:
    path = visible(problem.path)
    place = f"{path}:{problem.line}" if problem.line else path
    return f"{place}  {_SEVERITY[lang][severity(problem, strict)]} {problem.code}  {message}"


def one_for_all(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """The problems, each with how many like it go untold; of most kinds each is told."""
    first: dict[str, int] = {}
    told: list[tuple[Problem, int]] = []
    for problem in problems:
        if problem.code in first:
            at = first[problem.code]
            told[at] = (told[at][0], told[at][1] + 1)
            continue
        if problem.code in _ONE_FOR_ALL:
            first[problem.code] = len(told)
        told.append((problem, 0))
    return told


def alike(count: int, lang: str) -> str:
    """The line below a problem that stands for `count` more."""
    return _ALIKE[lang].format(count=count)


def has_errors(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether any problem is an error; `strict` lifts warnings to errors."""
    return any(severity(problem, strict) is Severity.ERROR for problem in problems)


def as_annotation(problem: Problem, lang: str, strict: bool = False, calling: Calling = BY_MAKE) -> str:
    """The line by which GitHub shows a problem beside the text it speaks of (workflow command,
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    place = f"file={_property(visible(problem.path))}" + (f",line={problem.line}" if problem.line else "")
    text = "\n".join(words(problem, lang, calling))
    return f"::{severity(problem, strict)} {place},title={problem.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
