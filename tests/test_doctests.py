"""Every example in a docstring of the program and of what its tests share runs."""

from __future__ import annotations

import doctest
import importlib
import io
import re
from contextlib import redirect_stdout

import pytest

from tests.support.places import REPO

MODULES = [
    ".".join(path.relative_to(REPO).with_suffix("").parts)
    for folder in ("annals", "tests/support")
    for path in sorted((REPO / folder).rglob("*.py"))
    if re.search(r"^ *>>> ", path.read_text("utf-8"), re.MULTILINE)
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
