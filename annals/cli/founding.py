"""new, upgrade: a collection of one's own reports, and a newer tool for it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from annals.cli.kinds import Goal, Place, WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command, Option
from annals.edition.founding import CannotFoundError, Wanted, found
from annals.edition.upgrading import CannotUpgradeError, Upgraded, upgrade

_SHOWN = 12
"""Pages that are named of those that differ."""


@click.command("new", cls=Command)
@click.argument("target", cls=Argument, type=Goal())
@click.argument("more", cls=Argument, type=Place(folder=False), nargs=-1)
@click.option("--title", cls=Option, required=True, metavar="name")
@click.option("--series", cls=Option, default="", metavar="name")
@click.option("--place", cls=Option, default="", metavar="name")
@click.option("--issuer", cls=Option, default="", metavar="name")
@click.option("--contact", cls=Option, default="", metavar="contact")
@click.option("--licence", cls=Option, default="CC BY 4.0", metavar="licence")
@click.option("--official", cls=Option, is_flag=True)
@click.option("--from", "files", cls=Option, type=Place(folder=False), multiple=True)
@click.pass_obj
def new_command(
    options: Options, /, target: Path, more: tuple[Path, ...], files: tuple[Path, ...], **said: str
) -> None:
    """A repository for one's own reports, with the tool's copy."""
    if more and not files:
        raise WrongUse("misuse_extra", extra=[str(path) for path in more], name="new")
    wanted = Wanted(
        **{name: value for name, value in said.items() if name != "official"}, official=bool(said["official"])
    )
    try:
        founded = found(target, wanted, (*files, *more))
    except CannotFoundError as refusal:
        if not refusal.problems:
            raise WrongUse(refusal.key, **refusal.values) from refusal
        options.tell(refusal.problems)
        options.put(options.word(refusal.key, **refusal.values), aside=True)
        raise SystemExit(1) from refusal
    for report, file in founded.reports:
        options.say("new_report", report=report, file=file)
    if founded.topics:
        options.say("new_topics", count=len(founded.topics), topics=[topic.title for topic in founded.topics])
    status = options.tell(founded.problems)
    version = founded.tool.version or options.word("new_no_version")
    options.say("new_done", folder=os.path.relpath(target), version=version, lock="annals.lock")
    raise SystemExit(status)


@click.command("upgrade", cls=Command)
@click.argument("collection", cls=Argument, type=Place(folder=True))
@click.option("--force", cls=Option, is_flag=True)
@click.pass_obj
def upgrade_command(options: Options, /, collection: Path, force: bool) -> None:
    """Put this tool in the place of a collection's copy, and say what changes for readers."""
    try:
        done = upgrade(collection, force=force)
    except CannotUpgradeError as refusal:
        for name in refusal.files:
            options.put(name, aside=True)
        if refusal.key == "upgrade_same":
            options.say(refusal.key, **refusal.values)
            raise SystemExit(0) from refusal
        if not refusal.files and refusal.key != "upgrade_failed":
            raise WrongUse(refusal.key, **refusal.values) from refusal
        options.put(options.word(refusal.key, **refusal.values), aside=True)
        raise SystemExit(1) from refusal
    _told(options, done)


def _told(options: Options, done: Upgraded) -> None:
    unknown = options.word("new_no_version")
    options.say("upgraded", before=done.before.version or unknown, after=done.after.version or unknown)
    if done.pages is None:
        options.say("upgrade_not_compared")
    else:
        shown = done.pages if options.verbose else done.pages[:_SHOWN]
        more = [options.word("more")] if len(done.pages) > len(shown) else []
        options.say(
            "upgrade_pages" if done.pages else "upgrade_no_pages",
            count=len(done.pages),
            guide=done.guide,
            pages=[*shown, *more],
        )
    if done.pending:
        options.say("upgrade_pending", count=len(done.pending))
