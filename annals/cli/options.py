"""The options of one call, and how it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from annals.check.telling import as_annotation, as_text, has_errors, severity
from annals.cli.words import WORDS
from annals.model import Problem, Severity


@dataclass(frozen=True, slots=True)
class Options:
    """As click hands them from the group to a command; `verbose` shows every problem in full,
    `annotating` adds the lines by which GitHub shows problems beside the text."""

    root: Path
    lang: str
    strict: bool
    frozen: bool
    quiet: bool
    verbose: bool
    annotating: bool

    def word(self, key: str, **values: object) -> str:
        return WORDS[self.lang][key].format(**values)

    def say(self, key: str, **values: object) -> None:
        if not self.quiet:
            click.echo(self.word(key, **values))

    def tell(self, problems: Iterable[Problem]) -> int:
        """Print problems, gravest last so that they stand where the eye is; the exit status."""
        found = tuple(dict.fromkeys(problems))
        order = [Severity.NOTICE, Severity.WARNING, Severity.ERROR]
        for problem in sorted(found, key=lambda p: order.index(severity(p, self.strict))):
            grave = severity(problem, self.strict)
            if grave is Severity.ERROR or not self.quiet:
                click.echo(as_text(problem, self.lang, self.strict), err=True)
            if self.annotating and grave is not Severity.NOTICE:
                click.echo(as_annotation(problem, self.lang, self.strict))
        if found and not self.quiet:
            counts = Counter(str(severity(problem, self.strict)) for problem in found)
            self.say("summary", error=counts["error"], warning=counts["warning"], notice=counts["notice"])
        return 1 if has_errors(found, self.strict) else 0
