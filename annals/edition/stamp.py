"""The stamp on a built site: what it was made from, so that nothing is made twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from annals.edition.disk import write_file
from annals.model import Edition, Problem, Settings

_NAME = ".inputs-sha256"


def inputs_digest(root: Path, shipped: Path, settings: Settings, edition: Edition) -> str:
    """A digest of everything that a site is made from, code and environment included."""
    digest = hashlib.sha256()
    digest.update(repr((settings, os.environ.get("SOURCE_DATE_EPOCH", ""))).encode())
    files = [
        *(p for p in (shipped / "annals").rglob("*") if p.is_file() and p.suffix != ".pyc"),
        *(p for p in (shipped / "templates").rglob("*") if p.is_file()),
        shipped / "requirements.txt",
        root / "mkdocs.yml",
        *(p for p in (root / "seeds").glob("*") if p.is_file()),
        *(p for p in (root / "docs").rglob("*") if p.is_file() and p.suffix != ".md"),
    ]
    for path in sorted(set(files)):
        if path.is_file():
            digest.update(str(path.name).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    digest.update(
        repr(
            (
                edition.docs,
                edition.register,
                [(r.id, r.year, r.title, r.ledger is None, r.mendings) for r in edition.reports],
            )
        ).encode()
    )
    return digest.hexdigest()


def read_stamp(site: Path) -> tuple[str, tuple[Problem, ...]] | None:
    """The digest of the site in place and the problems its rendering had; None if unknown."""
    stamp = site / _NAME
    if not stamp.is_file() or not (stamp.parent / "index.html").is_file():
        return None
    lines = stamp.read_text(encoding="utf-8").split("\n")
    try:
        told = [json.loads(line) for line in filter(None, lines[1:])]
    except ValueError:
        return None
    return lines[0], tuple(Problem.of(code, path, **details) for code, path, details in told)


def write_stamp(site: Path, digest: str, problems: Iterable[Problem]) -> None:
    """Leave the digest of what the site was made from, and the problems its rendering had."""
    told = (json.dumps([problem.code, problem.path, dict(problem.details)], ensure_ascii=False) for problem in problems)
    lines = [digest, *told]
    write_file(site / _NAME, "\n".join([*lines, ""]).encode())


def forget_stamp(site: Path) -> None:
    """Take the stamp off a site that was written over by somebody who leaves none."""
    (site / _NAME).unlink(missing_ok=True)
