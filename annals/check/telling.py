"""A problem as a person reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annals.check.catalogue import CATALOGUE
from annals.model import Problem, Severity

_SEVERITY = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"},
}
_HELP = {"zh": "帮助：", "en": "help: "}


def severity(problem: Problem, strict: bool = False) -> Severity:
    """How grave a problem is; `strict` lifts warnings to errors."""
    found = CATALOGUE[problem.code].severity
    return Severity.ERROR if strict and found is Severity.WARNING else found


def as_text(problem: Problem, lang: str, strict: bool = False) -> str:
    """Place, severity, code and message; the excerpt with its line; the help."""
    message = CATALOGUE[problem.code]
    wording = message.zh if lang == "zh" else message.en
    details = defaultdict(str, problem.details)
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    lines = [
        f"{place}  {_SEVERITY[lang][severity(problem, strict)]} {problem.code}  {wording.message.format_map(details)}"
    ]
    if problem.excerpt:
        number = str(problem.line or "")
        lines.append(f"   {number} | {problem.excerpt}")
    lines.append(_HELP[lang] + wording.help.format_map(details))
    return "\n".join(lines)


def has_errors(problems: Iterable[Problem], strict: bool = False) -> bool:
    """Whether any problem is an error; `strict` lifts warnings to errors."""
    return any(severity(problem, strict) is Severity.ERROR for problem in problems)


def as_annotation(problem: Problem, lang: str, strict: bool = False) -> str:
    """The line by which GitHub shows a problem beside the text it speaks of (workflow command,
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    message = CATALOGUE[problem.code]
    wording = message.zh if lang == "zh" else message.en
    details = defaultdict(str, problem.details)
    text = f"{wording.message.format_map(details)}\n{wording.help.format_map(details)}"
    place = f"file={_property(problem.path)}" + (f",line={problem.line}" if problem.line else "")
    return f"::{severity(problem, strict)} {place},title={problem.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
