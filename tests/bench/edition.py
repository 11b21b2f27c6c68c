"""Writes an invented edition into a folder of the shape that the tool builds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.prose import Named, Place, words

TOOL = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An edition of a forum as a report has it: the line of its paragraph (1-based) and the words there."""

    report: str
    year: int
    line: int
    ordinal: int
    opening: str
    start: str
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A raw report with its metadata; `corrections` are lines of the `.yml`."""

    id: str
    series: str
    text: str
    corrections: tuple[str, ...] = ()
    occasion: Occasion | None = None


def write_report(folder: Path, report: Report) -> None:
    raw = report.text.encode()
    lines = [f"series: {report.series}", f"original: {report.id}.txt", f"sha256: {hashlib.sha256(raw).hexdigest()}"]
    if report.corrections:
        lines += ["corrections:", *(f"  - {{{one}}}" for one in report.corrections)]
    _write(folder / "seeds" / f"{report.id}.txt", report.text)
    _write(folder / "seeds" / f"{report.id}.yml", "\n".join(lines) + "\n")


def write_facts(folder: Path, places: Iterable[Place], kind: str, stories: tuple[str, ...] = ()) -> None:
    """The folder's mkdocs.yml; `kind` is what the series of every place are called, such as 科技进步报告."""
    series = "\n".join(
        f"      - {{id: {one.id}, name: {one.title}{kind}, short: {one.name}, place: {one.title}}}" for one in places
    )
    # Beside the tool itself the paths are those of a checkout, so that the folder can be moved.
    tool = "" if (folder / "annals").is_dir() else f"{TOOL}/"
    home = f"\n    home: {{stories: [{', '.join(stories)}]}}" if stories else ""
    _write(
        folder / "mkdocs.yml",
        f"INHERIT: {tool}annals/defaults/mkdocs.yml\nhooks: [{tool}annals/hook.py]\nsite_name: {kind}（整理版）\n"
        f"site_description: 虚构的{kind}，用来度量\nextra:\n  annals:\n    series:\n{series}{home}\n",
    )
    _write(folder / "docs" / "index.md", f"---\ntitle: {kind}（整理版）\n---\n\n虚构的{kind}，用来度量快慢和大小。\n")


def write_topics(folder: Path, blocks: dict[str, list[str]]) -> None:
    """One page a topic; `blocks` are the paragraphs that it lists besides, by slug."""
    for order, topic in enumerate(words()["topics"]):
        extra = f"blocks: [{', '.join(blocks[topic['slug']])}]\n" if blocks.get(topic["slug"]) else ""
        _write(
            folder / "docs" / "topics" / f"{topic['slug']}.md",
            f"---\ntitle: {topic['title']}\norder: {10 * order + 10}\nwords: [{', '.join(topic['words'])}]\n{extra}---\n\n"
            f"{topic['title']}方面各年各地的记述。\n",
        )


def write_entity(folder: Path, entity: Named, occasions: Iterable[Occasion] = ()) -> None:
    rows = list(occasions)
    head = f"title: {entity.title}\ntitle_source: report\ntype: {entity.type}\naliases: [{entity.alias}]\n"
    if rows:
        head += "editions:\n" + "".join(map(_edition, rows))
    where = f"[{rows[0].report}#l{rows[0].line}]" if rows else ""
    _write(
        folder / "docs" / "entities" / f"{entity.slug}.md",
        f"---\n{head}---\n\n报告里多次提到的一个{entity.type}。{where}\n",
    )


def _edition(row: Occasion) -> str:
    cells = {
        "ordinal": (row.ordinal, row.opening, ""),
        "start": (row.start, row.opening, ", year_from: report"),
        "theme": (row.theme, f"以“{row.theme}”为主题", ""),
    }
    block = f"{row.report}#l{row.line}"
    lines = [
        f"    {key}: {{value: {value}, quote: {quote}, block: {block}{more}}}\n"
        for key, (value, quote, more) in cells.items()
    ]
    return f"  - year: {row.year}\n" + "".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
