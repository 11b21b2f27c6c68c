"""The group of commands: which there are, and what is said of a call that cannot be meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from annals.cli.adding import add_command
from annals.cli.building import build_command, ingest_command
from annals.cli.looking import candidates_command, check_command, explain_command, trace_command
from annals.cli.misuse import refuse_wide_dashes, sentence
from annals.cli.options import Options
from annals.cli.previewing import serve_command
from annals.cli.resolving import resolve_command
from annals.cli.reviewing import compare_command
from annals.cli.speaking import names, placed, shared_options, spoken, usage, usage_pieces, write_options, write_text
from annals.cli.tidying import clean_command


class _Group(click.Group):
    """The commands with the options that they share, and the one place where a call ends."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more | {"add_help_option": False})
        self.params += shared_options()

    def main(self, args: Sequence[str] | None = None, *positional: Any, **more: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        options = Options.of(given)
        for stream in (sys.stdout, sys.stderr):
            # What a terminal cannot write it shows as an escape: no message fails for its own words.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            refuse_wide_dashes(given)
            more |= {"standalone_mode": False, "obj": options}
            status = super().main(args, *positional, **more)
        except click.UsageError as error:
            _refuse(error, options, given)
            sys.exit(2)
        except click.Abort:
            options.put(options.word("interrupted"), aside=True)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with placed(ctx):
            return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*usage_pieces(self, ctx), spoken(ctx).word("metavar_command")]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(spoken(ctx).word("usage", usage=usage(ctx)) + "\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_text(formatter, spoken(ctx).word("help_all"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        with formatter.section(spoken(ctx).word("help_commands")):
            formatter.write_dl(names(list(self.commands.values()), ctx))


def _refuse(error: click.UsageError, options: Options, arguments: Sequence[str]) -> None:
    """The sentence, and how the command is called."""
    options.put(sentence(error, options, arguments), aside=True)
    if error.ctx is not None:
        options.put(options.word("usage_more", usage=usage(error.ctx)), aside=True)


@click.group(cls=_Group, invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Raw reports in seeds/ to a site; without a command it is build."""
    if context.invoked_subcommand is None:
        with context.scope():
            build_command.invoke(click.Context(build_command, parent=context, info_name="build"))


for command in (
    build_command,
    ingest_command,
    check_command,
    serve_command,
    add_command,
    clean_command,
    candidates_command,
    resolve_command,
    trace_command,
    compare_command,
    explain_command,
):
    main.add_command(command)
