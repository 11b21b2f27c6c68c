"""compare: what a change does, as Markdown for whoever reviews it."""

from __future__ import annotations

import sys
from html import unescape
from pathlib import Path

import click

from annals.check.telling import as_text
from annals.cli.kinds import Place
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command
from annals.edition.checking import check
from annals.edition.comparing import compare
from annals.edition.ingesting import ingest
from annals.edition.shipped import review_templates

_KINDS = (("added", "新增"), ("removed", "删去"), ("changed", "改动"))
_MOST = 40


@click.command("compare", cls=Command)
@click.argument("before", cls=Argument, type=Place(folder=True))
@click.pass_obj
def compare_command(options: Options, before: Path) -> None:
    """What changed against another folder, as Markdown."""
    old = before.resolve()
    found = compare(ingest(old), ingest(options.root), check(old).problems, check(options.root).problems)
    text = (
        review_templates()
        .get_template("summary.md.j2")
        .render(
            comparison=found,
            kinds=_KINDS,
            names=dict(_KINDS),
            appeared=[as_text(problem, options.lang, options.strict).split("\n") for problem in found.appeared],
            pages=[(page, page.paragraphs[:_MOST]) for page in found.pages[:_MOST]],
            links=found.links[:_MOST],
            gained=sum(change.gained for change in found.links),
            lost=sum(change.lost for change in found.links),
        )
    )
    options.put(unescape(text) if sys.stdout.isatty() else text)
