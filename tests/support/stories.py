"""Small reports to tell stories with, and the frozen edition to change at will."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annals.cli.group import main
from annals.edition import assembling, building, ingesting
from annals.edition.building import build
from annals.edition.ingesting import Ingested
from annals.edition.intake import Folder
from annals.edition.unchanged import Built
from annals.edition.writing import carry_out
from annals.model import Problem, Settings
from annals.site.engine import render_site
from tests.support.places import FROZEN, REPO, REPORTS
from tests.support.records import forget

RAW = """第二章 创新人才

第一节 人才引进

2019年，全省引进高层次人才320名。其中，归国人员占三成。2019年新设工作站12个。

第二节 人才培养

2019年，组织培训45期，覆盖各设区市。
"""

EPOCH = "1700000000"
"""The time at which the frozen edition is built, so that it can be built twice."""
_SHARED = ("N103", "W106")


def assemble(target: Path) -> Path:
    """The frozen edition as a folder that can be built."""
    for name in ("docs", "seeds"):
        shutil.copytree(FROZEN / name, target / name)
    facts = (FROZEN / "mkdocs.yml").read_text("utf-8")
    # It names the tool's files as they lie in the checkout.
    (target / "mkdocs.yml").write_text(facts.replace("annals/", f"{REPO}/annals/"), "utf-8")
    return target


def copy_reports(target: Path) -> Path:
    """Two of its reports, 2012 and 2017, with the topics, as an edition of its own. Without the registry: an entry
    rests on paragraphs and would complain of every one that a story changes."""
    assemble(target)
    others = [report for report in REPORTS if report not in ("2012", "2017")]
    gone = [
        *(f"docs/{name}" for name in (*others, "entities", "indicators")),
        *(f"seeds/.base/{report}.jsonl" for report in others),
    ]
    for name in (*gone, *(f"seeds/{report}.{kind}" for report in others for kind in ("txt", "yml"))):
        shutil.rmtree(target / name) if (target / name).is_dir() else (target / name).unlink()
    # What was judged of places rests on paragraphs as well.
    (target / "docs/about/contradictions.yml").unlink()
    for topic in (target / "docs" / "topics").glob("*.md"):
        text = re.sub(rf"\b({'|'.join(others)})#[\w-]+(, )?", "", topic.read_text("utf-8"))
        topic.write_text(text.replace(", ]", "]"), "utf-8")
    for register in (*others, "entities", "indicators"):
        (target / "seeds" / ".base" / f"{register}.addresses").unlink()
    # An edition of its own has counted none of those that are left out.
    (target / "seeds" / ".base" / "addresses.counts").unlink()
    return target


def seed(root: Path, name: str = "x.txt", text: str = RAW, yml: str = "") -> None:
    """Put a raw report, and perhaps what a person says of it, into a folder."""
    (root / "seeds" / name).write_bytes(text.encode())
    forget(root, Path(name).stem)
    if yml:
        (root / "seeds" / name).with_suffix(".yml").write_text(yml, "utf-8")


_NO_SETTINGS = Settings()
_take_in_folder = assembling.take_in_folder
_made = building._made
_LED_TO = ("guide/data.md", "guide/index.md")


def _heads_of(text: str) -> str:
    """The front matter and the headings of a page."""
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    outside = body.split("\n```")[::2]
    heads = [line for part in outside for line in part.split("\n") if line.startswith("#")]
    return f"---\n{front}\n---\n\n" + "\n\n".join(heads) + "\n"


@cache
def _guide_in_short(folder: Path, base: Path, prefix: str) -> Folder:
    found = _take_in_folder(folder, base, prefix)
    return replace(found, texts={path: _heads_of(text) for path, text in found.texts.items()})


@contextmanager
def guide_as_headings() -> Iterator[None]:
    """The tool's guide as its headings: half of what a small site costs is the same hundred kilobytes of guide again. It
    stands whole in the frozen edition's site and wherever a process of its own builds."""

    def take_in_folder(folder: Path, base: Path, prefix: str) -> Folder:
        return (_guide_in_short if folder == assembling.GUIDE else _take_in_folder)(folder, base, prefix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembling, "take_in_folder", take_in_folder)
        yield


@contextmanager
def short_guide() -> Iterator[None]:
    """The same, and of its pages on the site only those that others lead to."""

    def made(place: Any, ingested: Ingested, *rest: Any) -> Built:
        edition = ingested.edition
        left_out = [path.removesuffix(".md") for path in edition.guide if path not in _LED_TO]
        guide = {path: text for path, text in edition.guide.items() if path in _LED_TO}
        register = tuple(one for one in edition.register if one.partition(".")[0] not in left_out)
        edition = replace(edition, guide=guide, register=register)
        return _made(place, replace(ingested, edition=edition), *rest)

    with guide_as_headings(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "_made", made)
        yield


def run(root: Path, settings: Settings = _NO_SETTINGS, *, every_page: bool = False, **options: Any) -> Built:
    """A whole build, but for the guide's paragraphs and, unless `every_page` is wanted, most of its pages."""
    with guide_as_headings() if every_page else short_guide():
        return build(root, settings, render_site, **options)


def take_in(root: Path) -> Ingested:
    """What a build does before it renders: the pages and records written, everything told but what rendering shows. A
    tenth of its cost."""
    found = ingesting.ingest(root)
    carry_out(root, found.writes)
    return found


def codes(built: Built | Ingested) -> list[str]:
    """The codes of all problems, but for what all these small reports share: they fit no topic,
    and several are copies of each other."""
    return [problem.code for problem in built.problems if problem.code not in _SHARED]


def problem(built: Built | Ingested) -> Problem:
    """The first problem that `codes` tells."""
    return next(problem for problem in built.problems if problem.code not in _SHARED)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the time it was written."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds, but for what the tool keeps to be faster."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


_ASIDE = ("CI", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH")
"""What the surroundings may not say to a command."""


def cli(root: Path, *arguments: str, **env: str) -> Called:
    """A command, called in this process: starting one takes longer than most of what they do."""
    surroundings = {**dict.fromkeys(_ASIDE), **env}
    with short_guide():
        done = CliRunner(env=surroundings).invoke(main, ["--root", str(root), *arguments], catch_exceptions=False)
    return Called(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


def process(root: Path, *arguments: str, **env: str) -> Called:
    """The same in a process of its own, as people call it."""
    clean = {key: value for key, value in os.environ.items() if key not in _ASIDE}
    done = subprocess.run(
        [sys.executable, str(REPO / "build_site.py"), "--root", str(root), *arguments],
        capture_output=True,
        text=True,
        env={**clean, "PYTHONUTF8": "1", **env},
        check=False,
    )
    return Called(returncode=done.returncode, stdout=done.stdout, stderr=done.stderr)
