"""The options of one call, and how it speaks."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import click

from annals.check.calling import BY_MAKE, BY_NAME, Calling, by_start
from annals.check.catalogue import PHRASES
from annals.check.telling import alike, as_annotation, as_text, has_errors, one_for_all, severity
from annals.check.wording import LANGUAGES, wordings
from annals.edition.git import is_known_to_git
from annals.edition.last_commit import is_committed
from annals.edition.lock import alone
from annals.edition.shipped import own_root
from annals.model import Given, Problem, Severity
from annals.text.characters import visible

WORDS = wordings("annals.cli", "words.yml")

__all__ = ["LANGUAGES", "WORDS", "Options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What all commands are told; `verbose` shows every problem in full, `annotating` adds the
    lines by which GitHub shows problems beside the text; `workers` is the number of processes to work in, None: as
    many as pay; `calling` is how this call was made."""

    root: Path
    lang: str
    strict: bool = False
    frozen: bool = False
    quiet: bool = False
    verbose: bool = False
    annotating: bool = False
    workers: int | str | None = None
    calling: Calling = BY_MAKE

    @staticmethod
    def of(arguments: Sequence[str]) -> Options:
        """The options before any is read. The language alone is known beforehand, wherever it stands among the
        arguments, so that what is wrong before it is told in it too."""
        return Options(
            root=own_root(),
            lang=_language(arguments),
            frozen=os.environ.get("CI", "") == "true",
            annotating=os.environ.get("GITHUB_ACTIONS", "") == "true",
            calling=_calling(os.environ.get("ANNALS_CALLED", ""), sys.argv[:1]),
        )

    @property
    def _told(self) -> Calling:
        """How this call was made, and whether git can give back what is lost in its folder."""
        kept = partial(is_committed, self.root)
        return replace(self.calling, in_git=is_known_to_git(self.root), is_kept=kept)

    def word(self, key: str, /, **values: Given) -> str:
        """Words of `words.yml`, their holes filled."""
        return WORDS[key].filled(self.lang, values, PHRASES, self._told)

    def say(self, key: str, /, **values: Given) -> None:
        if not self.quiet:
            self.put(self.word(key, **values))

    def note(self, key: str, /, **values: Given) -> None:
        """The same among the errors, where something else was asked for."""
        if not self.quiet:
            self.put(self.word(key, **values), aside=True)

    def put(self, text: str, *, aside: bool = False) -> None:
        """Print a text, nothing in it invisible; `aside`: among the errors."""
        click.echo(visible(text, "\n"), err=aside)

    def give(self, text: str) -> None:
        """Hand over a text that was asked for: into a pipe or a file exactly, on a terminal nothing in it invisible."""
        if sys.stdout.isatty():
            self.put(text.removesuffix("\n"))
        else:
            click.echo(text.encode(), nl=False)

    def text_of(self, problem: Problem) -> str:
        """A problem as the reader of this call reads it."""
        return as_text(problem, self.lang, self.strict, self._told, self.verbose)

    def alone(self) -> AbstractContextManager[None]:
        """While nobody else writes in the root folder; says that it waits."""
        return alone(self.root, lambda: self.say("waiting"))

    def tell(self, problems: Iterable[Problem], *, aside: bool = False) -> int:
        """Print problems, gravest last so that they stand where the eye is; the exit status. `aside`: all of it among
        the errors, where something else was asked for."""
        found = tuple(dict.fromkeys(problems))
        order = [Severity.NOTICE, Severity.WARNING, Severity.ERROR]
        ordered = sorted(found, key=lambda p: order.index(severity(p, self.strict)))
        for problem, more in [(one, 0) for one in ordered] if self.verbose else one_for_all(ordered):
            grave = severity(problem, self.strict)
            if grave is Severity.ERROR or not self.quiet:
                self.put(self.text_of(problem) + (f"\n{alike(more, self.lang)}" if more else ""), aside=True)
            if self.annotating and grave is not Severity.NOTICE:
                self.put(as_annotation(problem, self.lang, self.strict, self._told), aside=aside)
        if found and not self.quiet:
            counts = Counter(str(severity(problem, self.strict)) for problem in found)
            say = self.note if aside else self.say
            say("summary", error=counts["error"], warning=counts["warning"], notice=counts["notice"])
        return 1 if has_errors(found, self.strict) else 0


def _calling(told: str, argv: Sequence[str]) -> Calling:
    """How the program was called: as start.py says, by its own name where it is installed, else from a checkout."""
    if told:
        return by_start(told)
    return BY_NAME if argv and Path(argv[0]).stem == "annals" else BY_MAKE


def _language(arguments: Sequence[str]) -> str:
    """The language asked for last, Chinese when none is."""
    asked = [
        value if word == "--lang" else word.removeprefix("--lang=")
        for word, value in pairwise([*arguments, ""])
        if word == "--lang" or word.startswith("--lang=")
    ]
    return next((lang for lang in reversed(asked) if lang in LANGUAGES), LANGUAGES[0])
