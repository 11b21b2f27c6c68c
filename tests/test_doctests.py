"""Every example in a docstring of the program runs."""

from __future__ import annotations

import doctest
import importlib
import io
from contextlib import redirect_stdout

import pytest

from tests.support.places import REPO

MODULES = [
    ".".join(path.relative_to(REPO).with_suffix("").parts)
    for path in sorted((REPO / "annals").rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of(name: str) -> None:
    said = io.StringIO()
    with redirect_stdout(said):
        failed, attempted = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert not failed, said.getvalue()
    assert attempted, f"{name}: the examples stand where doctest does not look"


def test_there_are_some() -> None:
    assert len(MODULES) > 15
