"""compare: what a change does, as Markdown for whoever reviews it: to an edition, or to a site that was built."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import click

from annals.cli.kinds import Place, WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command
from annals.edition.checking import check
from annals.edition.comparing import compare
from annals.edition.comparing_sites import Aspect, SiteComparison, compare_sites, is_site
from annals.edition.ingesting import ingest
from annals.edition.shipped import review_templates

_KINDS = (("added", "新增"), ("removed", "删去"), ("changed", "改动"))
_MOST = 40
_SITE = 12
"""Kinds of changes, and lines of one, that are shown of a site."""
_LONGEST = 300
"""Characters of a line that are shown."""
_ASPECTS = {Aspect.TEXT: "文字", Aspect.ADDRESSES: "链接和锚点", Aspect.MARKUP: "只有标记"}


@click.command("compare", cls=Command)
@click.argument("before", cls=Argument, type=Place(folder=True))
@click.pass_obj
def compare_command(options: Options, before: Path) -> None:
    """What changed against another folder, as Markdown; against a site that was built, what changed of ROOT/site."""
    old = before.resolve()
    if is_site(old):
        if not is_site(options.root / "site"):
            raise WrongUse("misuse_no_site")
        _put(options, _of_sites(compare_sites(old, options.root / "site")))
        return
    found = compare(ingest(old), ingest(options.root), check(old).problems, check(options.root).problems)
    text = (
        review_templates()
        .get_template("summary.md.j2")
        .render(
            comparison=found,
            kinds=_KINDS,
            names=dict(_KINDS),
            appeared=[options.text_of(problem).split("\n") for problem in found.appeared],
            pages=[(page, page.paragraphs[:_MOST]) for page in found.pages[:_MOST]],
            links=found.links[:_MOST],
            gained=sum(change.gained for change in found.links),
            lost=sum(change.lost for change in found.links),
        )
    )
    _put(options, text)


def _put(options: Options, text: str) -> None:
    options.put(unescape(text) if sys.stdout.isatty() else text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A change of pages as it is shown: lines, and how many more there are."""

    first: str
    pages: int
    gone: tuple[Sequence[str], int]
    come: tuple[Sequence[str], int]


def _of_sites(found: SiteComparison) -> str:
    aspects = []
    for aspect, name in _ASPECTS.items():
        changes = found.changes[aspect]
        shown = [
            _Shown(first=one.paths[0], pages=len(one.paths), gone=_first(one.gone), come=_first(one.come))
            for one in changes[:_SITE]
        ]
        aspects.append((name, len({path for one in changes for path in one.paths}), shown, len(changes) - len(shown)))
    files = [
        ("新增的文件", _first(found.added)),
        ("没有了的文件", _first(found.removed)),
        ("改了的其他文件", _first(found.files)),
    ]
    template = review_templates().get_template("site.md.j2")
    return template.render(comparison=found, aspects=aspects, files=files)


def _first(lines: Sequence[str]) -> tuple[Sequence[str], int]:
    """The lines that are shown, and how many are not."""
    return [line[:_LONGEST] for line in lines[:_SITE]], max(0, len(lines) - _SITE)
