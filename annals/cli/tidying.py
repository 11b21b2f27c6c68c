"""clean: one raw text or a tool's Markdown in, clean Markdown out, with a summary of what was done and doubted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from annals.clean.order import RULE_NAMES
from annals.cli.kinds import Goal, Place, WrongUse
from annals.cli.options import Options
from annals.cli.progress import progress_bar
from annals.cli.speaking import Argument, Command, Option
from annals.edition.shipped import own_root
from annals.edition.tidying import Tidied
from annals.edition.tidying_files import CannotTidyError, Done, carry_on, jobs_of, project_of, words_for
from annals.model import BlockKind, Problem, few

_SHOWN = 8
_LENGTH = 24
"""Characters that are shown of what was taken out."""


@click.command("clean", cls=Command)
@click.argument("source", cls=Argument, type=Place(folder=False))
@click.option("-o", "--output", "target", cls=Option, type=Goal())
@click.option("--ledger", cls=Option, type=Goal())
@click.pass_obj
def clean_command(options: Options, source: Path, target: Path | None, ledger: Path | None) -> None:
    """Put a raw text or the Markdown of another tool in order; what is said of it goes to the errors."""
    try:
        jobs = jobs_of(source, target, ledger)
    except CannotTidyError as refusal:
        raise WrongUse(refusal.key, **refusal.values) from refusal
    if not jobs:
        raise WrongUse("clean_none", path=str(source))
    # --root names a project, and so does the place where one stands; without either the words that ship will do.
    root = options.root if options.root != own_root() else project_of(Path.cwd())
    lexicon, problems = words_for(root)
    done: list[Done] = []
    many = source.is_dir()
    with progress_bar(options.word("cleaning"), shown=many and not options.quiet) as follow:
        for number, item in enumerate(carry_on(jobs, lexicon, options.root), 1):
            done.append(item)
            follow(number, len(jobs))
    if many:
        _tell_all(options, done, target)
    for item in done:
        if not many and item.tidied is not None:
            _tell(options, item.job.name, item.tidied, whole=True)
            if target is None:
                options.give(item.tidied.markdown)
    status = options.tell([*problems, *_problems(done)], aside=True)
    raise SystemExit(1 if any(item.tidied is None for item in done) else status)


def _problems(done: Sequence[Done]) -> list[Problem]:
    found = [item.problem for item in done if item.problem is not None]
    return found + [problem for item in done if item.tidied is not None for problem in item.tidied.problems]


def _tell_all(options: Options, done: Sequence[Done], target: Path | None) -> None:
    """A line for each file, and what was done to all of them together."""
    made = [(item.job.name, item.tidied) for item in done if item.tidied is not None]
    edits: Counter[str] = Counter()
    for name, tidied in made:
        _tell(options, name, tidied, whole=options.verbose)
        edits.update(dict(tidied.edits))
    if edits:
        options.note("clean_edits", edits=_rules(edits.most_common()))
    same = sum(1 for _, tidied in made if tidied.same)
    counts = {"count": len(done), "done": len(made) - same, "same": same, "failed": len(done) - len(made)}
    options.note("clean_total", path=str(target), **counts)


def _tell(options: Options, name: str, found: Tidied, *, whole: bool) -> None:
    if found.same:
        options.note("clean_same", name=name)
        return
    blocks = Counter(dict(found.blocks))
    options.note(
        "clean_file",
        name=name,
        encoding=found.encoding,
        lines=found.lines,
        headings=sum(count for _, count in found.headings),
        depth=len(found.headings),
        depths=[f"{'#' * level} ×{count}" for level, count in found.headings] or options.word("nothing"),
        paragraphs=blocks[BlockKind.PARAGRAPH],
        items=blocks[BlockKind.ITEM],
        rows=blocks[BlockKind.ROW],
        edits=len(found.ledger),
        dropped=len(found.dropped),
        doubts=len(found.doubts),
    )
    if not whole:
        return
    if found.edits:
        options.note("clean_edits", edits=_rules(found.edits))
    if found.reviews:
        options.note("clean_reviews", lines=few([str(line) for line in found.reviews], _SHOWN))
    if found.dropped:
        texts = list(dict.fromkeys(f"“{' '.join(entry.old.split())[:_LENGTH]}”" for entry in found.dropped))
        options.note("clean_dropped", texts=few(texts, _SHOWN))
    for flag in found.doubts:
        options.note("clean_doubt", line=flag.where, text=flag.text[:40], reason=flag.reason)


def _rules(edits: Sequence[tuple[str, int]]) -> list[str]:
    return [f"{code} {RULE_NAMES[code]} ×{count}" for code, count in edits if code in RULE_NAMES]
