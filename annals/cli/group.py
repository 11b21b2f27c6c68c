"""The group of commands: options that all share, and which commands there are."""

from __future__ import annotations

import os
from pathlib import Path

import click

from annals.cli.adding import add_command
from annals.cli.building import build_command, ingest_command, serve_command
from annals.cli.looking import candidates_command, check_command, explain_command, trace_command
from annals.cli.options import Options
from annals.cli.resolving import resolve_command
from annals.cli.reviewing import compare_command


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None, help="另一个同样结构的文件夹"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="消息的语言")
@click.option("--strict", is_flag=True, help="警告也算错误")
@click.option("--frozen/--no-frozen", default=None, help="不写回任何文件（CI=true 时为默认）")
@click.option("-q", "--quiet", is_flag=True, help="只说错误")
@click.option("-v", "--verbose", is_flag=True, help="多说一些：每一步用时、写了哪些文件")
@click.pass_context
def main(
    context: click.Context, root: Path | None, lang: str, strict: bool, frozen: bool | None, quiet: bool, verbose: bool
) -> None:
    """把 seeds/ 里的原始报告做成可读、可检索、可核对的网站。不写命令时为 build。"""
    frozen = os.environ.get("CI", "") == "true" if frozen is None else frozen
    here = (root if root is not None else Path(__file__).resolve().parent.parent.parent).resolve()
    annotating = os.environ.get("GITHUB_ACTIONS", "") == "true"
    context.obj = Options(
        root=here, lang=lang, strict=strict, frozen=frozen, quiet=quiet, verbose=verbose, annotating=annotating
    )
    if context.invoked_subcommand is None:
        context.invoke(build_command)


for command in (
    build_command,
    ingest_command,
    check_command,
    serve_command,
    add_command,
    candidates_command,
    resolve_command,
    trace_command,
    compare_command,
    explain_command,
):
    main.add_command(command)
