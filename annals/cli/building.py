"""build, ingest."""

from __future__ import annotations

import os
from functools import partial

import click

from annals.cli.options import Options
from annals.cli.progress import progress_bar
from annals.cli.rim import show_traceback
from annals.cli.speaking import Command, Option
from annals.edition.environ import settings
from annals.edition.unchanged import Built, look
from annals.edition.writing import carry_out, recover

_SHOWN = 5


@click.command("build", cls=Command)
@click.pass_obj
def build_command(options: Options) -> None:
    """Take the raw reports in and build the site."""
    with options.alone():
        built = _built(options)
    status = options.tell(built.problems)
    if built.failed is not None:
        show_traceback(built.failed, options)
    _report(options, built)
    raise SystemExit(status)


def _built(options: Options) -> Built:
    """The outcome; MkDocs and all that goes with it are imported only where something has changed."""
    own = settings()
    before = look(options.root, own, options.root / "site", frozen=options.frozen)
    if before.built is not None:
        return before.built
    from annals.edition.building import build
    from annals.site.engine import render_site

    with progress_bar(options.word("writing"), shown=not options.quiet) as follow:
        render = partial(render_site, progress=follow)
        return build(options.root, own, render, frozen=options.frozen, before=before, workers=options.workers)


@click.command("ingest", cls=Command)
@click.option("--rebuild-record", "rebuild", cls=Option, is_flag=True)
@click.pass_obj
def ingest_command(options: Options, rebuild: bool) -> None:
    """Take the raw reports in: docs/ and seeds/.base/, no site."""
    from annals.edition.ingesting import ingest, not_written

    with options.alone():
        told = () if options.frozen else recover(options.root)
        ingested = ingest(options.root, rebuild=rebuild, workers=options.workers)
        problems = [*told, *ingested.problems]
        if not options.frozen:
            carry_out(options.root, ingested.writes)
    if options.frozen and ingested.writes:
        problems.append(not_written(ingested.writes))
    status = options.tell(problems)
    if not (options.frozen and ingested.writes):
        options.say("ingested", count=len(ingested.writes))
        if options.verbose:
            for path, _ in ingested.writes:
                options.put(path)
    raise SystemExit(status)


def _report(options: Options, built: Built) -> None:
    if built.written:
        shown = built.written if options.verbose else built.written[:_SHOWN]
        more = [options.word("more")] if len(built.written) > len(shown) else []
        options.say("written", count=len(built.written), paths=[*shown, *more])
    if built.failed is not None:
        return
    site = os.path.relpath(built.site)
    options.say(
        "built" if built.rendered else "same", site=site, pages=built.pages, index=os.path.join(site, "index.html")
    )
