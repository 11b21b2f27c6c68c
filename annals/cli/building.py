"""build, ingest, serve."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

import click

from annals.cli.options import Options
from annals.cli.progress import progress_bar
from annals.edition.building import Built, build
from annals.edition.disk import sources_digest
from annals.edition.environ import settings
from annals.edition.ingesting import ingest, not_written
from annals.edition.writing import carry_out, recover
from annals.model import Settings
from annals.site.engine import render_site, serve_folder

_SHOWN = 5


@click.command("build")
@click.pass_obj
def build_command(options: Options) -> None:
    """处理原始报告并生成网站。"""
    with options.alone(), progress_bar(options.word("writing"), shown=not options.quiet) as follow:
        built = build(options.root, settings(), partial(render_site, progress=follow), frozen=options.frozen)
    status = options.tell(built.problems)
    _report(options, built)
    raise SystemExit(status)


@click.command("ingest")
@click.option(
    "--rebuild-record", "rebuild", is_flag=True, help="seeds/.base/ 里的记录坏了或不见了：凭页面和残存的记录重做"
)
@click.pass_obj
def ingest_command(options: Options, rebuild: bool) -> None:
    """只处理原始报告：更新 docs/ 与 seeds/.base/，不生成网站。"""
    with options.alone():
        told = () if options.frozen else recover(options.root)
        ingested = ingest(options.root, rebuild=rebuild)
        problems = [*told, *ingested.problems]
        if not options.frozen:
            carry_out(options.root, ingested.writes)
    if options.frozen and ingested.writes:
        problems.append(not_written(ingested.writes))
    else:
        options.say("ingested", count=len(ingested.writes))
        if options.verbose:
            for path, _ in ingested.writes:
                click.echo(path)
    raise SystemExit(options.tell(problems))


@click.command("serve")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.pass_obj
def serve_command(options: Options, port: int) -> None:
    """在本机预览；改动后自动重建。"""
    folder = Path(tempfile.mkdtemp(prefix="annals-preview-"))
    site = folder / "site"

    taken_in = ""

    def rebuild() -> None:
        # While somebody writes on a page nothing is written beside them: only new seeds or topics are taken in.
        nonlocal taken_in
        sources = sources_digest(options.root)
        frozen = options.frozen or sources == taken_in
        own = Settings(site_url=f"http://127.0.0.1:{port}/")
        with options.alone():
            built = build(options.root, own, render_site, frozen=frozen, site=site)
        waiting = frozen and not options.frozen
        options.tell(problem for problem in built.problems if not (waiting and problem.code == "E111"))
        taken_in = sources

    try:
        rebuild()
        options.say("serving", port=port)
        serve_folder(site, rebuild, watched(options.root), ("127.0.0.1", port))
    except KeyboardInterrupt:
        click.echo()
    except OSError as error:
        raise click.ClickException(options.word("port", port=port, detail=error.strerror or str(error))) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def watched(root: Path) -> list[Path]:
    """What a preview follows: pages, raw reports with their corrections, templates, configuration."""
    return [path for path in (root / "docs", root / "seeds", root / "templates", root / "mkdocs.yml") if path.exists()]


def _report(options: Options, built: Built) -> None:
    if built.written:
        shown = built.written if options.verbose else built.written[:_SHOWN]
        more = [options.word("more")] if len(built.written) > len(shown) else []
        options.say("written", count=len(built.written), paths=[*shown, *more])
    site = os.path.relpath(built.site)
    options.say(
        "built" if built.rendered else "same", site=site, pages=built.pages, index=os.path.join(site, "index.html")
    )
