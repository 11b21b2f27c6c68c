"""Wrong use of the command line, told in the reader's language with what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from annals.cli.kinds import WrongUse, nearest
from annals.cli.options import Options

_DASHES = "—–－−‐‑‒―"
_dashed = re.compile(rf"[{_DASHES}-]*[{_DASHES}][{_DASHES}-]*([A-Za-z][A-Za-z-]*)(=.*)?")


def refuse_wide_dashes(arguments: Sequence[str]) -> None:
    """An option begun as a Chinese keyboard writes it is none. Raises WrongUse."""
    for word in arguments:
        found = _dashed.fullmatch(word)
        if found is not None:
            meant = f"-{found[1]}" if len(found[1]) == 1 else f"--{found[1]}"
            raise WrongUse("misuse_dash", word=word, meant=meant)


def sentence(error: click.UsageError, options: Options, arguments: Sequence[str]) -> str:
    """What is wrong with a call, and what was meant; every kind of wrong use that click knows has its own words."""
    match error:
        case WrongUse():
            return options.word(error.key, **error.values)
        case click.NoSuchOption():
            return _no_option(error, options, arguments)
        case click.exceptions.NoSuchCommand():
            return _no_command(error, options)
        case click.MissingParameter() if error.param is not None and error.ctx is not None:
            return options.word("misuse_missing", what=error.param.make_metavar(error.ctx))
        case click.BadOptionUsage():
            return _option_value(error, options)
    return options.word("misuse_other", detail=error.format_message())


def _no_command(error: click.exceptions.NoSuchCommand, options: Options) -> str:
    name, known = error.command_name, _commands(error.ctx)
    given = error.ctx.find_object(Options) if error.ctx else None
    root = (given or options).root
    if any(char in name for char in "/\\.") or (root / "docs" / name).exists():
        return options.word("misuse_path", name=name)
    near = nearest(name, list(known))
    if near:
        return options.word("misuse_command_near", name=name, nearest=near)
    return options.word("misuse_command", name=name, known=list(known))


def _no_option(error: click.NoSuchOption, options: Options, arguments: Sequence[str]) -> str:
    name = error.option_name.partition("=")[0]
    if not name.startswith("--"):
        # Of `-root` click names the first letter alone.
        long = [word for word in arguments if word.startswith("-") and not word.startswith("--") and name[1:] in word]
        name = next((word for word in long if len(word) > 2), name)
    own = _names(error.ctx.command) if error.ctx else []
    elsewhere = [command.name or "" for command in _commands(error.ctx).values() if name in _names(command)]
    if elsewhere:
        return options.word("misuse_option_of", name=name, commands=elsewhere)
    near = nearest(name, [item for item in own if item.startswith("--")])
    if near:
        return options.word("misuse_option_near", name=name, nearest=near)
    return options.word("misuse_option", name=name, known=own)


def _option_value(error: click.BadOptionUsage, options: Options) -> str:
    params = error.ctx.command.params if error.ctx else []
    found = next((p for p in params if error.option_name in (*p.opts, *p.secondary_opts)), None)
    flag = isinstance(found, click.Option) and found.is_flag
    return options.word("misuse_value" if flag else "misuse_no_value", option=error.option_name)


def _commands(ctx: click.Context | None) -> dict[str, click.Command]:
    root = ctx.find_root().command if ctx else None
    return dict(root.commands) if isinstance(root, click.Group) else {}


def _names(command: click.Command) -> list[str]:
    return [name for param in command.params if isinstance(param, click.Option) for name in _of(param)]


def _of(option: click.Option) -> list[str]:
    return [*option.opts, *option.secondary_opts]
