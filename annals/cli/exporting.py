"""export: the whole edition as plain Markdown that another engine builds."""

from __future__ import annotations

from pathlib import Path

import click

from annals.cli.kinds import Goal, WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command
from annals.edition.environ import settings

_OWN = ("docs", "seeds", "site")
"""Folders of an edition that the tool reads or writes."""


@click.command("export", cls=Command)
@click.argument("folder", cls=Argument, type=Goal())
@click.pass_obj
def export_command(options: Options, folder: Path) -> None:
    """Write the whole edition into a folder, for an engine that knows nothing of us."""
    if folder.is_file():
        raise WrongUse("misuse_is_file", path=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongUse("misuse_not_empty", path=str(folder))
    if any(folder.resolve().is_relative_to((options.root / own).resolve()) for own in _OWN):
        # The next build would publish it all once more, or put the site in its place.
        raise WrongUse("misuse_own_folder", path=str(folder), own=_OWN)
    from annals.edition.exporting import export
    from annals.site.engine import render_site

    with options.alone():
        done = export(options.root, settings(), render_site, folder, workers=options.workers)
    status = options.tell(done.problems)
    options.say("exported", folder=str(folder), pages=done.pages)
    raise SystemExit(status)
