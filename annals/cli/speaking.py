"""Commands that speak the reader's language, and take the options that all share before and after their name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click
from click.core import ParameterSource

from annals.cli.kinds import OneOf, Place, Workers, WrongUse
from annals.cli.options import LANGUAGES, Options
from annals.cli.rim import no_traceback
from annals.edition.shipped import VERSION


def spoken(ctx: click.Context) -> Options:
    """The options of a call as far as they are known where it stands."""
    found = ctx.find_object(Options)
    return found if found is not None else Options.of(())


class Option(click.Option):
    """An option whose help and whose value's name are in `words.yml`: `option_<name>`, `metavar_<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        options = spoken(ctx)
        said = options.word(f"option_{self.opts[-1].lstrip('-').replace('-', '_')}")
        return " / ".join([", ".join([*self.opts, *self.secondary_opts]) + self._value(options)]), said

    def _value(self, options: Options) -> str:
        if self.is_flag:
            return ""
        if isinstance(self.type, OneOf):
            return f" {'|'.join(self.type.known)}"
        return f" {options.word(f'metavar_{self.metavar or self.type.name}')}"


class Argument(click.Argument):
    """An argument whose name is in `words.yml`: `metavar_<name>`."""

    def make_metavar(self, ctx: click.Context) -> str:
        word = spoken(ctx).word(f"metavar_{self.metavar or self.name}")
        return word if self.required else f"[{word}…]" if self.nargs < 0 else f"[{word}]"


def shared_options() -> list[click.Parameter]:
    """The options of every command. What is given later wins, be it before or after the command's name."""

    def option(*names: str, **more: Any) -> Option:
        return Option(names, expose_value=False, callback=_take, **more)

    return [
        option("--root", type=Place(folder=True)),
        option("--lang", type=OneOf(*LANGUAGES)),
        option("--strict", is_flag=True),
        option("--frozen/--no-frozen"),
        option("--workers", type=Workers()),
        option("-q", "--quiet", is_flag=True),
        option("-v", "--verbose", is_flag=True),
        Option(("--version",), is_flag=True, is_eager=True, expose_value=False, callback=_version),
        Option(("-h", "--help"), is_flag=True, is_eager=True, expose_value=False, callback=_help),
    ]


def _take(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE:
        given = value.resolve() if param.name == "root" else value
        ctx.obj = replace(spoken(ctx), **{str(param.name): given})
        if ctx.obj.quiet and ctx.obj.verbose:
            raise WrongUse("misuse_both", one="-q", other="-v")


def _help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        spoken(ctx).put(ctx.get_help())
        ctx.exit()


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        spoken(ctx).put(f"Annals {VERSION}")
        ctx.exit()


@contextmanager
def placed(ctx: click.Context) -> Iterator[None]:
    """Wrong use that does not say of what is one of this command."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


class Command(click.Command):
    """A command with the shared options; its help is `help_<name>` in `words.yml`."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more | {"add_help_option": False})
        self.params += shared_options()
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with placed(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise WrongUse("misuse_extra", extra=rest, name=self.name or "")
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        with placed(ctx), no_traceback(spoken(ctx)):
            return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return usage_pieces(self, ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(spoken(ctx).word("usage", usage=usage(ctx)) + "\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_text(formatter, spoken(ctx).word(f"help_{self.name}"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)


def usage(ctx: click.Context) -> str:
    """How a command is called, in one line."""
    return " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])


def usage_pieces(command: click.Command, ctx: click.Context) -> list[str]:
    pieces = [piece for param in command.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
    return [spoken(ctx).word("metavar_options"), *pieces]


def write_text(formatter: click.HelpFormatter, text: str) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    shared = {name for param in shared_options() for name in param.opts}
    params = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    for key, everywhere in (("help_own_options", False), ("help_options", True)):
        chosen = [param for param in params if (param.opts[0] in shared) is everywhere]
        rows = [record for param in chosen if (record := param.get_help_record(ctx))]
        if rows:
            with formatter.section(spoken(ctx).word(key)):
                formatter.write_dl(rows)


def names(commands: Sequence[str], ctx: click.Context) -> list[tuple[str, str]]:
    """Each command with the first sentence of its help."""
    options = spoken(ctx)
    texts = {name: options.word(f"help_{name}") for name in commands}
    return [(name, text.partition("。")[0].partition(". ")[0].rstrip(".")) for name, text in texts.items()]
