"""What may be given on the command line, and how a person is told that something else was."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annals.model import Given


class WrongUse(click.UsageError):
    """A command was called in a way that cannot be meant; `key` names the sentence in the command line's words."""

    def __init__(self, key: str, /, **values: Given) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def nearest(word: str, known: Sequence[str]) -> str:
    """The one of some words that is meant by a misspelt one, empty when none is near.

    >>> nearest("chekc", ["check", "build"]), nearest("--strct", ["--strict"]), nearest("xyz", ["check"])
    ('check', '--strict', '')
    """
    plain = {item.lstrip("-"): item for item in known}
    found = difflib.get_close_matches(word.lstrip("-").lower(), list(plain), 1, 0.55)
    return plain[found[0]] if found else ""


_READ_AS = str.maketrans("OoIl|", "00111")
"""Letters that are typed, or read, for figures."""


def near_codes(word: str, known: Sequence[str]) -> list[str]:
    """The codes that may be meant by one with a letter for a figure, a figure more or less; none where nothing is near.

    >>> near_codes("E1O4", ["E104", "E140"]), near_codes("104", ["E104"]), near_codes("xyz", ["E104"])
    (['E104'], ['E104'], [])
    """
    figures = word[:1] + word[1:].translate(_READ_AS)
    return [figures] if figures in known else difflib.get_close_matches(figures, known, 3, 0.75)


class Place(click.ParamType[Path]):
    """A file or a folder that is there; with `folder` nothing else will do."""

    def __init__(self, *, folder: bool) -> None:
        self.name = "folder" if folder else "file"
        self._folder = folder

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if isinstance(param, click.Option) and str(value).startswith("--"):
            raise WrongUse("misuse_no_value", option=param.opts[-1])
        if not str(value):
            # A variable of a shell that holds nothing; as a path it is the folder where one stands.
            raise WrongUse("misuse_no_file", path="''")
        try:
            there = path.is_dir() or path.exists()
        except (OSError, ValueError):
            there = False
        if not there:
            raise self._missing(path)
        if _is_device(path):
            raise WrongUse("misuse_device", path=str(value))
        if self._folder and not path.is_dir():
            raise WrongUse("misuse_is_file", path=str(value))
        return path

    def _missing(self, path: Path) -> WrongUse:
        # What stands there under this very name and is not there is a link that leads nowhere.
        near = nearest(path.name, [name for name in _beside(path) if name != path.name])
        if near and self._folder:
            return WrongUse("misuse_no_folder_near", path=str(path), nearest=str(path.parent / near))
        if near:
            return WrongUse("misuse_no_file_near", path=str(path), nearest=str(path.parent / near))
        return WrongUse("misuse_no_folder" if self._folder else "misuse_no_file", path=str(path))


class Goal(click.ParamType[Path]):
    """A file or a folder that need not be there yet."""

    name = "goal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        text = str(value)
        if param is not None and (not text or text.startswith("--")):
            raise WrongUse("misuse_no_value", option=param.opts[-1])
        path = Path(text)
        if _is_device(path):
            # What is written is put in the place of what stands there, and whoever may do all would lose the device.
            raise WrongUse("misuse_device", path=text)
        return path


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "one of"

    def __init__(self, *known: str) -> None:
        self.known = known

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.known:
            raise WrongUse("misuse_choice", option=param.opts[-1] if param else "", value=str(value), known=self.known)
        return str(value)


class Whole(click.ParamType[int]):
    """A whole number between two others, these included."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) < 10 and self._least <= int(text) <= self._most:
            return int(text)
        option = param.opts[-1] if param else ""
        raise WrongUse("misuse_number", option=option, value=text, least=self._least, most=self._most)


class Workers(click.ParamType[int]):
    """How many processes to work in; `auto` (None) as many as pay; the address of a cluster as it is."""

    name = "workers"
    AUTO = "auto"
    ADDRESSES = ("tcp://", "tls://")

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value).startswith(self.ADDRESSES):
            return value
        return None if value == self.AUTO else Whole(1, 512).convert(value, param, ctx)


def _is_device(path: Path) -> bool:
    """Whether a path is a device: of such as `/dev/zero` no reading comes to an end, and such as `/dev/stdout` may lead
    to a file at one time and to a terminal at another."""
    try:
        return path.parts[:2] == ("/", "dev") or path.is_char_device() or path.is_block_device() or path.is_socket()
    except (OSError, ValueError):
        return False


def _beside(path: Path) -> list[str]:
    """The names in the folder where a path should be."""
    try:
        return sorted(item.name for item in path.parent.iterdir())
    except (OSError, ValueError):
        return []
