"""A collection of one's own reports: a whole repository with the tool's copy, made beside its place and put there whole."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unicodedata import category

from annals.edition.adding import CannotAddError, problems_of, put_in
from annals.edition.disk import lexicon_of, report_id
from annals.edition.ingesting import ingest
from annals.edition.lock import CACHE
from annals.edition.proposing import Proposed, proposed_topics
from annals.edition.shipped import SHIPPED, collection_templates
from annals.edition.tool_copy import NoToolError, ToolRecord, put_tool, record_of, tool_files
from annals.edition.writing import carry_out, put_file
from annals.extract.contract import UntakenError
from annals.markdown.inline import escape
from annals.model import Problem
from annals.names.candidates import slug_of

_MADE = ".making-"
_EDITION = "（整理版）"
_RENDERED = ("mkdocs.yml", "README.md", "docs/index.md", "docs/about/index.md")
_AS_THEY_STAND = {
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "docs/about/method.md": "docs/about/method.md",
    "docs/about/progress.md": "docs/about/progress.md",
}
_EXAMPLES = "docs/topics/index.md"
_OF_GITHUB = (".github/ISSUE_TEMPLATE", ".github/PULL_REQUEST_TEMPLATE.md")
_TEXT_LICENCE = "LICENSE-CC-BY-4.0"
_OWNED = ("docs", "seeds", "site", ".cache")
"""Folders of a collection in which no other one can be: its files would be taken for those of the first."""
_LONGEST_ID = 32
"""Characters of an address that a report's whole title in pinyin would make: it stands in every page's."""
_LONGEST_SERIES = 24
_NAMES = ("title", "series", "place", "issuer", "contact", "licence")
_UNSAID = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""What a line of words has none of: ends of lines, what has no width, and the halves of characters that come of a terminal
in another encoding."""
_year = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class CannotFoundError(Exception):
    """No collection was made, and nothing of it is left; `key` names the reason in the command line's words, `problems`
    are what is wrong with a report."""

    def __init__(self, key: str, *problems: Problem, **values: str) -> None:
        super().__init__(key)
        self.key, self.problems, self.values = key, problems, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is said of a collection when it is made; empty: nothing, but for the name of the series, which is then that of
    the site."""

    title: str
    series: str = ""
    place: str = ""
    issuer: str = ""
    contact: str = ""
    licence: str = "CC BY 4.0"
    official: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What was made: the reports as (id, file), the topics proposed, the tool's record and what is to be told of the
    reports."""

    reports: tuple[tuple[str, str], ...]
    topics: tuple[Proposed, ...]
    tool: ToolRecord
    problems: tuple[Problem, ...]


def found(target: Path, wanted: Wanted, files: Sequence[Path] = ()) -> Founded:
    """Make a collection at `target`, which must be empty or not there, with the reports of `files`. It is made beside
    its place: a failure leaves nothing. Raises CannotFoundError."""
    target = target.absolute()
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise CannotFoundError("new_taken", folder=str(target))
    if target.resolve().is_relative_to(SHIPPED.resolve()):
        raise CannotFoundError("new_inside", folder=str(target))
    for other in target.resolve().parents:
        if (other / "mkdocs.yml").is_file() and target.resolve().relative_to(other).parts[0] in _OWNED:
            raise CannotFoundError("new_in_another", folder=str(target), other=str(other))
    for name in _NAMES:
        value = getattr(wanted, name)
        if (name == "title" and not value.strip()) or any(category(sign) in _UNSAID for sign in value):
            raise CannotFoundError("new_name", option=f"--{name}")
    try:
        tool = tool_files()
    except NoToolError as error:
        raise CannotFoundError("new_no_tool", missing="、".join(error.missing)) from error
    ground = next(folder for folder in target.parents if folder.is_dir())
    with tempfile.TemporaryDirectory(dir=ground, prefix=_MADE) as folder:
        root = Path(folder) / "collection"
        put_tool(root, tool, {})
        _write(root, wanted)
        founded = _filled(root, files, record_of(tool))
        shutil.rmtree(root / CACHE.partition("/")[0], ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        os.replace(root, target)
    return founded


def _write(root: Path, wanted: Wanted) -> None:
    """What editors own from now on."""
    templates = collection_templates()
    series = wanted.series.strip() or wanted.title.strip().removesuffix(_EDITION)
    values = {
        "title": wanted.title.strip(),
        "series": series,
        "id": _shortened(slug_of(wanted.place or series, (), "main"), _LONGEST_SERIES),
        "place": wanted.place,
        "issuer": wanted.issuer,
        "contact": wanted.contact,
        "licence": wanted.licence,
        "official": wanted.official,
        "description": f"{series}：可检索、可对照、可逐行核对原文",
    }
    said = {f"{name}_said": escape(str(values[name])) for name in ("title", "series", "issuer", "licence")}
    for name in _RENDERED:
        put_file(root / name, templates.get_template(f"{name}.j2").render(values | said).encode())
    for name, goal in _AS_THEY_STAND.items():
        put_file(root / goal, templates.get_template(name).render().encode())
    put_file(root / "seeds" / ".gitkeep", b"")
    if wanted.licence == "CC BY 4.0":
        put_file(root / _TEXT_LICENCE, templates.get_template(f"{_TEXT_LICENCE}.j2").render(values | said).encode())
    for name in _OF_GITHUB:
        source = SHIPPED / name
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file():
                put_file(root / path.relative_to(SHIPPED), path.read_bytes())


def _filled(root: Path, files: Sequence[Path], tool: ToolRecord) -> Founded:
    """The reports taken in, topics of their headings, and the record of what was generated, so that a build that writes
    nothing finds nothing missing."""
    examples = collection_templates().get_template(_EXAMPLES).render()
    put_file(root / _EXAMPLES, examples.encode())
    taken = _take_in(root, files)
    topics: tuple[Proposed, ...] = ()
    if taken:
        lexicon, _ = lexicon_of(root)
        # Nothing of it is written: pages and addresses begin with these topics.
        first = ingest(root)
        known = {report.id for report in first.edition.reports}
        unread = next((one for one in taken if one[0] not in known), None)
        if unread is not None:
            raise CannotFoundError("new_not_read", *problems_of(first, unread[0]), file=unread[1])
        topics = proposed_topics(first.edition.reports, first.edition.facts.series[0].name, lexicon)
        for topic in topics:
            put_file(root / "docs" / topic.path, topic.text.encode())
    ingested = ingest(root)
    carry_out(root, ingested.writes)
    return Founded(reports=tuple(taken), topics=topics, tool=tool, problems=ingested.problems)


def _take_in(root: Path, files: Sequence[Path]) -> list[tuple[str, str]]:
    """The raw texts put in as `add` does, as (id, file). Raises CannotFoundError of the first that cannot be."""
    taken: list[tuple[str, str]] = []
    for file in files:
        report = _id_for(file, {name for name, _ in taken})
        try:
            put_in(root, (file,), report)
        except CannotAddError as refusal:
            raise CannotFoundError(refusal.key, **refusal.values) from refusal
        except UntakenError as refusal:
            raise CannotFoundError("new_not_read", refusal.problem, file=file.name) from refusal
        taken.append((report, file.name))
    return taken


def _shortened(slug: str, longest: int) -> str:
    """A part of addresses of no more characters than some, whole syllables where it has any.

    >>> _shortened("zheng-fu-gong-zuo-bao-gao", 24), _shortened("nongye", 24)
    ('zheng-fu-gong-zuo-bao', 'nongye')
    """
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def _id_for(file: Path, taken: set[str]) -> str:
    """The id of a report from its file's name: the name where it makes one, else the year in it, else its pinyin: an
    address that says nothing is one nobody can tell from the next."""
    if file.stem == report_id(file.stem):
        return file.stem
    years = {match[0] for match in _year.finditer(file.stem)} - taken
    if len(years) == 1:
        return years.pop()
    slug = _shortened(slug_of(file.stem, (), ""), _LONGEST_ID)
    if not slug or slug != report_id(slug):
        return report_id(file.stem)
    return slug if slug not in taken else next(f"{slug}-{n}" for n in count(2) if f"{slug}-{n}" not in taken)
