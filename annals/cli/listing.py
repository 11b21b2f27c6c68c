"""contents: the table of contents of one report alone, for whoever puts it right."""

from __future__ import annotations

import click

from annals.cli.kinds import WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command
from annals.edition.ingesting import ingest
from annals.edition.listing import list_doubts, listed
from annals.model import few

_NAMED = 12
"""So many reports are named to one who asks for none of them."""


@click.command("contents", cls=Command)
@click.argument("report", cls=Argument)
@click.pass_obj
def contents_command(options: Options, report: str) -> None:
    """All headings of a report with line, level and doubts; with -v all doubts besides. Writes nothing."""
    name = report.removeprefix("./").removeprefix("seeds/").removeprefix("docs/").rstrip("/")
    name = name.removesuffix(".txt").removesuffix(".yml").removesuffix("/index.md")
    reports = {one.id: one for one in ingest(options.root).edition.reports}
    found = reports.get(name)
    if found is None:
        raise WrongUse("no_report", report=report, known=few(list(reports), _NAMED))
    headings, doubts = listed(found), list_doubts(found)
    year = str(found.year) if found.year else options.word("add_no_year")
    options.say("contents_head", report=found.id, year=year, title=found.title, count=len(headings))
    for item in headings:
        options.say(
            "contents_line",
            line=f"{item.line or '+':>6}",
            level=item.level,
            indent="  " * max(0, item.level - 1),
            title=item.title,
            doubts=options.word("contents_doubt", reasons=list(item.reasons)) if item.reasons else "",
        )
    if options.verbose:
        for flag in doubts:
            options.say("add_doubt", line=flag.where, text=flag.text[:40], reason=flag.reason)
    elif doubts:
        options.say("contents_more", count=len(doubts), report=found.id)
