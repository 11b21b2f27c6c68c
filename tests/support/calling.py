"""Commands as people call them, in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from annals.cli.group import main


def call(place: Path, *arguments: str) -> Result:
    """A command that may write to a folder."""
    return CliRunner().invoke(main, ["--root", str(place), "--no-frozen", *arguments])
