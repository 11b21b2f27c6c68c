"""The command line; the only room that prints."""

from annals.cli.group import main

__all__ = ["main"]
