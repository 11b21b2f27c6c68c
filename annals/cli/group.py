"""The group of commands: which there are, and what is said of a call that cannot be meant."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import click

from annals.cli.misuse import refuse_wide_dashes, sentence
from annals.cli.options import Options
from annals.cli.rim import lacking
from annals.cli.speaking import names, placed, shared_options, spoken, usage, usage_pieces, write_options, write_text

_MODULES = {
    "build": "building",
    "ingest": "building",
    "check": "looking",
    "serve": "previewing",
    "add": "adding",
    "new": "founding",
    "upgrade": "founding",
    "clean": "tidying",
    "candidates": "looking",
    "contents": "listing",
    "resolve": "resolving",
    "trace": "looking",
    "compare": "reviewing",
    "export": "exporting",
    "explain": "looking",
}
"""The commands by name, and the module that holds each as `<name>_command`."""


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: most calls are of one alone."""

    def __getitem__(self, name: str) -> click.Command:
        try:
            module = import_module(f"annals.cli.{_MODULES[name]}")
        except ModuleNotFoundError as missing:
            raise lacking(missing) or missing from missing
        found: click.Command = getattr(module, f"{name}_command")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


class _Group(click.Group):
    """The commands with the options that they share, and the one place where a call ends."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more | {"add_help_option": False})
        self.params += shared_options()

    def main(self, args: Sequence[str] | None = None, *positional: Any, **more: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        options = Options.of(given)
        # Nearly all values of a run live to its end, few in circles: looking for these at every 700 took a fourteenth of it, and
        # looking through the old ones again and again some twentieth more.
        gc.set_threshold(50_000, 50, 1_000)
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
            formatter.write_dl(names(list(self.commands), ctx))


def _refuse(error: click.UsageError, options: Options, arguments: Sequence[str]) -> None:
    """The sentence, and how the command is called."""
    options.put(sentence(error, options, arguments), aside=True)
    if error.ctx is not None:
        options.put(options.word("usage_more", usage=usage(error.ctx)), aside=True)


@click.group(cls=_Group, invoke_without_command=True, commands=cast("dict[str, click.Command]", _Commands()))
@click.pass_context
def main(context: click.Context) -> None:
    """Raw reports in seeds/ to a site; without a command it is build."""
    if context.invoked_subcommand is None:
        with context.scope():
            build = main.commands["build"]
            build.invoke(click.Context(build, parent=context, info_name="build"))
