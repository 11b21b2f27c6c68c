"""What is installed may be handed on beside MIT code: every package of the locks says so itself, in its metadata."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.test_workflows import locked

# A site is built with these, and a package of the tool needs them: permissive, or (MPL) open file by file.
ACCEPTED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "HPND", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0"),
    *("Unlicense", "Zlib"),
}
# How packages without an expression say it: in free words or by a classifier.
_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Its metadata says nothing; its licence file and repository do.
_SILENT = {"axe-playwright-python": "MIT"}
# Not for this system or Python: a marker in the lock leaves them out.
_ELSEWHERE = {"cffi", "librt", "pycparser", "typing-extensions"}


def told(package: str) -> str:
    """The licence of an installed package as an expression; empty where it tells none."""
    said = metadata(package)
    given = said.get("License-Expression") or ""
    if given:
        return given
    classified = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    plain = (said.get("License") or "").strip()
    for one in (plain, *classified):
        if one in ACCEPTED or one in _WORDS:
            return _WORDS.get(one, one)
    return _SILENT.get(package, plain or ", ".join(classified))


def accepted(expression: str) -> bool:
    """Whether one may choose what is accepted: of `OR` one part, of `AND` all.

    A licence that is not known counts as not accepted: somebody has to read it."""
    either = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " "))
    return any(all(part.strip() in ACCEPTED for part in re.split(r"\s+AND\s+", one)) for one in either)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_every_package_of_a_lock_may_be_handed_on(lock: str) -> None:
    found, missing = {}, set()
    for package in locked(lock):
        try:
            found[package] = told(package)
        except PackageNotFoundError:
            missing.add(package)
    assert missing <= _ELSEWHERE
    assert len(found) > 30
    assert {package: said for package, said in found.items() if not accepted(said)} == {}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("GPL-2.0-or-later", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-3.0-only", False),
        ("", False),
        ("UNKNOWN", False),
    ],
)
def test_what_is_accepted(expression: str, expected: bool) -> None:
    assert accepted(expression) is expected
