"""What ingest would write, decided without touching the disk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml
from jinja2 import Environment

from annals.base import digest, dump_base, load_base
from annals.clean import clean
from annals.markdown import read_blocks, split_front_matter
from annals.merge import align
from annals.metadata import read_metadata
from annals.model import (
    Change, Cleaned, Document, DraftPage, Flag, Generated, Matter, Metadata, Problem, PublishedPage, Report, Source, Topic,
)
from annals.notices import unfinished, unplaced
from annals.paginate import paginate
from annals.publish import deleted, publish_page, reading_order
from annals.read import Unreadable, read
from annals.structure import structure
from annals.topics import assign
from annals.write import NotReadBack, write_page
from annals.year import recognise_year

LONGEST_LINE = 200_000
"""A longer line is no report's: a data dump, or a file whose line ends were lost."""

_number = re.compile(r"^(?:第[^\s]{1,4}[编章节]|\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}、)\s*")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one report is made from. `pages` are the Markdown files of docs/<id>/ by path."""

    report: str
    raw_path: str
    raw: bytes
    yml_path: str
    yml: str
    base: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A report made anew from its raw text."""

    cleaned: Cleaned
    document: Document
    year: int | None
    title: str
    pages: tuple[DraftPage, ...]
    texts: tuple[tuple[str, str], ...]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report as it will be published, the files to write (None: remove), what is wrong."""

    report: Report | None
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    drafts: tuple[DraftPage, ...] = ()


class _Stop(Exception):
    """The raw text cannot be used; the committed pages stand."""

    def __init__(self, *problems: Problem, source: Source | None = None) -> None:
        self.problems, self.source = problems, source


def plan_report(inputs: Inputs, topics: tuple[Topic, ...], templates: Environment) -> ReportPlan:
    """Make a report from its raw text, hold it against base and pages, and decide."""
    metadata, problems = read_metadata(inputs.report, inputs.yml, inputs.yml_path)
    try:
        if problems:
            raise _Stop(*problems, source=_trusted_source(inputs, metadata))
        made = _make(inputs, metadata, topics, templates)
    except _Stop as stop:
        return _stand(inputs, metadata, stop.problems, stop.source)
    writes, refused = _decide(inputs, made, templates)
    if refused:
        return _stand(inputs, metadata, (*made.problems, *refused), made.cleaned.source)
    final = dict(inputs.pages)
    for path, text in writes:
        if text is None:
            final.pop(path, None)
        else:
            final[path] = text
    parts = {part.id: part for page in made.pages for part in page.parts}
    base = tuple(parts[name] for name in made.document.order)
    report, wrong = _publish(inputs, metadata, base, final, made)
    base_path = f"seeds/.base/{inputs.report}.jsonl"
    base_text = dump_base(made.year, made.title, made.pages, dict(made.texts), made.document.order)
    if base_text != inputs.base:
        writes = (*writes, (base_path, base_text))
    return ReportPlan(report, writes, (*made.problems, *wrong), made.pages)


def _make(inputs: Inputs, metadata: Metadata, topics: tuple[Topic, ...], templates: Environment) -> Made:
    try:
        source = read(inputs.report, inputs.raw)
    except Unreadable as error:
        raise _Stop(Problem("E102", inputs.raw_path, None, (("detail", str(error)),))) from error
    if metadata.sha256 is not None and metadata.sha256 != source.sha256:
        details = (
            ("expected", metadata.sha256[:8]), ("found", source.sha256[:8]), ("full", source.sha256), ("yml", inputs.yml_path),
        )
        raise _Stop(Problem("E101", inputs.raw_path, None, details))
    problems = []
    longest = max(range(1, len(source.line_starts) + 1), key=lambda line: len(source.line_text(line)))
    length = len(source.line_text(longest))
    if length > LONGEST_LINE:
        raise _Stop(Problem("E109", inputs.raw_path, longest, (("length", str(length)), ("limit", str(LONGEST_LINE)))))
    if source.encoding != "utf-8":
        problems.append(Problem("N102", inputs.raw_path, None, (("encoding", source.encoding),)))
    cleaned, wrong = clean(source, metadata.corrections, inputs.yml_path)
    if wrong:
        raise _Stop(*wrong, source=source)
    year, evidence = (metadata.year, "") if metadata.year is not None else recognise_year(source.text)
    if year is None:
        problems.append(Problem("W101", inputs.raw_path, None, (("evidence", evidence), ("yml", inputs.yml_path))))
    document, flags = structure(cleaned)
    known = {flag.lines[0] for flag in cleaned.flags}
    doubts = tuple(flag for flag in flags if flag.lines[0] not in known)
    problems += [
        Problem("N101", inputs.raw_path, flag.lines[0], (("text", flag.text), ("yml", inputs.yml_path))) for flag in doubts
    ]
    places = assign(document, topics)
    problems += [*unplaced(inputs.report, inputs.raw_path, document, places), *unfinished(inputs.raw_path, document)]
    pages = paginate(document, places, topics, str(year) if year else inputs.report)
    try:
        texts = tuple((page.path, write_page(page, templates)) for page in pages)
    except NotReadBack as error:
        raise _Stop(Problem("E113", inputs.raw_path, None, (("detail", str(error)),)), source=source) from error
    title = metadata.title or _title(document)
    return Made(cleaned, document, year, title, pages, texts, (*cleaned.flags, *doubts), tuple(problems))


def _trusted_source(inputs: Inputs, metadata: Metadata) -> Source | None:
    """The raw text if it can be read and is the one that was recorded."""
    try:
        source = read(inputs.report, inputs.raw)
    except Unreadable:
        return None
    return source if metadata.sha256 in (None, source.sha256) else None


def _title(document: Document) -> str:
    """The title of the first section at the highest level, its number taken off."""
    named = [section for section in document.sections if section.title]
    if not named:
        return document.report
    top = min(section.level for section in named)
    first = next(section for section in named if section.level == top)
    return _number.sub("", first.title) or first.title


def _decide(
    inputs: Inputs, made: Made, templates: Environment
) -> tuple[tuple[tuple[str, str | None], ...], tuple[Problem, ...]]:
    """The pages to write and those that refuse to be overwritten."""
    base = load_base(inputs.base)
    before = {
        path: DraftPage(path, matter, tuple(part for part in base.parts if part.page == path))
        for path, matter in base.matters.items()
    }
    pages = dict(inputs.pages)
    writes: list[tuple[str, str | None]] = []
    refused: list[Problem] = []
    drafts = {page.path: page for page in made.pages}
    for path, text in made.texts:
        old, new = before.get(path), drafts[path]
        if path not in pages:
            if old is None:
                writes.append((path, text))
            elif old != new:
                refused.append(Problem("E110", f"docs/{path}"))
        elif pages[path] == text:
            continue
        elif _untouched(pages[path], base.written.get(path), old, templates):
            writes.append((path, text))
        elif old != new:
            refused.append(Problem("E110", f"docs/{path}"))
    for path in before.keys() - drafts.keys():
        if path in pages:
            if _untouched(pages[path], base.written.get(path), before[path], templates):
                writes.append((path, None))
            else:
                refused.append(Problem("E110", f"docs/{path}"))
    index = f"{inputs.report}/index.md"
    if index not in pages:
        writes.append((index, _index(inputs.report, made, templates)))
    return tuple(writes), tuple(refused)


def _untouched(text: str, written: str | None, old: DraftPage | None, templates: Environment) -> bool:
    """Whether a page still is what was written last, to the byte or at least in content."""
    if old is None:
        return False
    if digest(text) == written:
        return True
    try:
        return _content(text) == _content(write_page(old, templates))
    except yaml.YAMLError:
        return False


def _content(text: str) -> tuple[object, ...]:
    front, body, before = split_front_matter(text)
    blocks = read_blocks(body, before)
    return front, tuple(replace(block, line=0) for block in blocks)


def _index(report: str, made: Made, templates: Environment) -> str:
    edition = f"{made.year}" if made.year else report
    return templates.get_template("index.md.j2").render(title=f"{edition} {made.title}", report=report)


def _stand(
    inputs: Inputs, metadata: Metadata, problems: tuple[Problem, ...], source: Source | None = None
) -> ReportPlan:
    """The report as it was committed last, when it cannot be made anew."""
    if not inputs.base:
        return ReportPlan(None, (), problems)
    base = load_base(inputs.base)
    report, wrong = _publish(inputs, metadata, base.parts, dict(inputs.pages), None)
    report = replace(report, year=metadata.year or base.year, title=metadata.title or base.title)
    return ReportPlan(replace(report, source=source), (), (*problems, *wrong))


def _publish(
    inputs: Inputs,
    metadata: Metadata,
    base: tuple[Generated, ...],
    texts: dict[str, str],
    made: Made | None,
) -> tuple[Report, tuple[Problem, ...]]:
    blocks, matters, problems = {}, {}, []
    for path, text in sorted(texts.items()):
        if path == f"{inputs.report}/index.md":
            continue
        try:
            front, body, before = split_front_matter(text)
            matters[path] = _matter(front, path)
        except (yaml.YAMLError, ValueError) as error:
            problems.append(Problem("E201", f"docs/{path}", 1, (("detail", str(error).splitlines()[0]),)))
            continue
        blocks[path] = read_blocks(body, before)
    origins = align(base, blocks)
    pages: tuple[PublishedPage, ...] = tuple(
        publish_page(path, matters[path], blocks[path], origins[path], base) for path in blocks
    )
    rank = {part.id: index for index, part in enumerate(base)}
    pages = tuple(sorted(pages, key=lambda page: min((rank[b.base.id] for b in page.placed if b.base), default=len(rank))))
    changes: tuple[tuple[str, tuple[Change, ...]], ...] = ()
    if made is not None:
        changes = tuple(
            (item.id, item.changes) for item in (*made.document.sections, *made.document.blocks) if item.changes
        )
    report = Report(
        inputs.report,
        inputs.report,
        made.year if made else metadata.year,
        made.title if made else (metadata.title or inputs.report),
        metadata.title is not None,
        metadata.series or "",
        metadata.original or inputs.raw_path,
        made.cleaned.source.sha256 if made else (metadata.sha256 or ""),
        made.cleaned.source if made else None,
        made.cleaned if made else None,
        base,
        pages,
        reading_order(base, pages),
        deleted(base, pages),
        made.flags if made else (),
        changes,
    )
    return report, tuple(problems)


def _matter(front: dict[str, object], path: str) -> Matter:
    missing = [key for key in ("title", "report", "topic", "status") if key not in front]
    if missing:
        raise ValueError(f"缺少 {'、'.join(missing)}")
    unknown = [key for key in front if key not in ("title", "report", "topic", "status", "reviewed_by")]
    if unknown:
        raise ValueError(f"不认识的键 {'、'.join(unknown)}")
    values = {key: str(value) for key, value in front.items()}
    return Matter(**values)

