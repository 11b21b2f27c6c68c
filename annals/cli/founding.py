"""new: a collection of one's own reports."""

from __future__ import annotations

import os
from pathlib import Path

import click

from annals.cli.kinds import Goal, Place, WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command, Option
from annals.edition.founding import CannotFoundError, Wanted, found


@click.command("new", cls=Command)
@click.argument("target", cls=Argument, type=Goal())
@click.argument("more", cls=Argument, type=Place(folder=False, either=True), nargs=-1)
@click.option("--title", cls=Option, required=True, metavar="name")
@click.option("--series", cls=Option, default="", metavar="name")
@click.option("--place", cls=Option, default="", metavar="name")
@click.option("--issuer", cls=Option, default="", metavar="name")
@click.option("--contact", cls=Option, default="", metavar="contact")
@click.option("--licence", cls=Option, default="CC BY 4.0", metavar="licence")
@click.option("--official", cls=Option, is_flag=True)
@click.option("--from", "files", cls=Option, type=Place(folder=False, either=True), multiple=True)
@click.pass_obj
def new_command(options: Options, /, target: Path, more: tuple[Path, ...], files: tuple[Path, ...], **said: str) -> None:
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
