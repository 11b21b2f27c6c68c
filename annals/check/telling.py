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
_FOLLOWERS = {"zh": "另有 {count} 处因此而起", "en": "{count} more follow from this"}


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


def as_text(problem: Problem, lang: str, strict: bool = False, calling: Calling = BY_MAKE) -> str:
    """Place, severity, code and message; the excerpt with its line; the help."""
    message, proposal = words(problem, lang, calling)
    path = visible(problem.path)
    place = f"{path}:{problem.line}" if problem.line else path
    lines = [f"{place}  {_SEVERITY[lang][severity(problem, strict)]} {problem.code}  {message}"]
    if problem.excerpt:
        number = str(problem.line or "")
        lines.append(f"   {number} | {visible(problem.excerpt)}")
    lines.append(_HELP[lang] + proposal)
    if problem.followers:
        lines.append(_FOLLOWERS[lang].format(count=len(problem.followers)))
    return "\n".join(lines)


def has_errors(problems: Iterable[Problem], strict: bool = False) -> bool:
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
