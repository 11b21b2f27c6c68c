"""The options of one call, and how it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import click

from annals.check.catalogue import PHRASES
from annals.check.telling import as_annotation, as_text, has_errors, severity
from annals.check.wording import said, wordings
from annals.edition.lock import alone
from annals.model import Given, Problem, Severity

WORDS = wordings("annals.cli", "words.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def word(self, key: str, /, **values: Given) -> str:
        """Words of `words.yml`, their holes filled."""
        return (
            WORDS[key]
            .text(self.lang)
            .format_map({name: said(value, self.lang, PHRASES) for name, value in values.items()})
        )

    def say(self, key: str, /, **values: Given) -> None:
        if not self.quiet:
            click.echo(self.word(key, **values))

    def alone(self) -> AbstractContextManager[None]:
        """While nobody else writes in the root folder; says that it waits."""
        return alone(self.root, lambda: self.say("waiting"))

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
