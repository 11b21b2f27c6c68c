"""The register of published addresses: every HTML page and every data file, with the anchors of report text; the
404 page is no address.

It only grows, and what is in it keeps working: a moved block leaves a pointer, a lost one passes its anchor on, a
vanished page leaves a stub, and what would leave nothing is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jinja2 import Environment

from annals.markdown.head import conflict_mark
from annals.model import (
    DraftPage,
    Edition,
    PageKind,
    Phrase,
    Problem,
    Report,
    View,
    Withdrawal,
    entity_path,
    few,
    topic_path,
)
from annals.pages.data import PREFIX, data_paths
from annals.pages.entity_index import index_paths
from annals.pages.entity_spans import entity_span_paths
from annals.pages.hubs import HOME, TOPICS
from annals.pages.indicator_data import table_paths
from annals.pages.indicators import indicator_paths
from annals.pages.links import link, part_path, url
from annals.pages.moved import moved_pages
from annals.pages.progress import progress_paths
from annals.pages.quotations import PATH as QUOTATIONS
from annals.pages.report_figures import figures_path
from annals.pages.shelves import Shelves
from annals.pages.standing import CHANGES
from annals.pages.stubs import source_of, stub
from annals.pages.threads import Threads
from annals.pages.topic_spans import topic_span_paths
from annals.pages.withdrawn import withdrawal_of, withdrawn_places, withdrawn_view

# The end of an address is that of a page or a data file; `.htmtopics/x.html` is two that were cut and run together.
_address = re.compile(r"[^\s#<>|=]+\.(?:html|json|jsonl|csv|md|zip|xml|txt|js|svg)(?:#[^\s#<>]+)?")
_numbers = re.compile(r"([^0-9]*)([0-9]*)")
_part = re.compile(r"[^/]+/(?:full|raw)-\d+\.html")
_SHOWN = 3
"""Addresses that are named where many would vanish."""


def published(edition: Edition, threads: Threads | None = None) -> tuple[str, ...]:
    """The addresses of all pages and data files of an edition, below the site's root; derived from what it holds, so
    that nothing has to be rendered to know them. `threads` are those of the edition, where they are known."""
    threads = threads if threads is not None else Threads.of(edition)
    made = [
        HOME.path,
        CHANGES,
        QUOTATIONS,
        TOPICS.path,
        *(topic.path for topic in edition.topics),
    ]
    made += [topic_path(old) for topic in edition.topics for old in topic.redirect_from]
    for entity in edition.registry.entities:
        made += [entity_path(name) for name in (entity.slug, *entity.redirect_from)]
    made += index_paths(edition)
    made += indicator_paths(edition)
    made += topic_span_paths(edition, threads.coverage)
    made += threads.told.paths()
    made += progress_paths(edition)
    made += [path for paths in entity_span_paths(edition, threads.spans).values() for path in paths]
    made += Shelves.of(edition).paths()
    for report in edition.reports:
        made += [report.home, figures_path(report.id)]
        made += [part_path(report.id, whole, n) for whole in ("full", "raw") for n in range(1, len(report.cuts) + 1)]
    made += [path for path in (*edition.guide, *edition.docs) if _is_page(path)]
    moved = (old for page in moved_pages(edition.docs) for old in page.addresses)
    files = (*data_paths(edition), *table_paths(edition))
    return tuple(dict.fromkeys((*map(url, made), *moved, *files)))


def _is_page(path: str) -> bool:
    """MkDocs publishes nothing below a folder with a dot, and a README only as somebody's index."""
    return not any(part.startswith(".") or part.lower() == "readme.md" for part in path.split("/"))


def draft_addresses(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    """The addresses of generated report pages: each page, and each anchor on it."""
    found = []
    for page in pages:
        address = url(page.path)
        found.append(address)
        for block in page.blocks:
            found.extend(f"{address}#{name}" for name in (block.id, *block.anchors))
    return tuple(found)


ALWAYS = ("data", "guide", "site", "topics")
"""Registers that no edition is without."""
Registers = Mapping[str, tuple[str, ...]]
"""The addresses by the file that holds them, see `register_of`."""


def register_of(address: str) -> str:
    """The name of the register that an address belongs to, a report's id or a folder of the site; a
    report's data go with its pages, and what lies at the top is the site's own.

    >>> register_of("2012/full.html#l3"), register_of("data/ledger/2012.jsonl"), register_of("index.html")
    ('2012', '2012', 'site')
    """
    parts = address.partition("#")[0].split("/")
    if len(parts) == 1:
        return "site"
    return parts[-1].partition(".")[0] if len(parts) > 2 and address.startswith(PREFIX) else parts[0]


def read_registers(texts: Mapping[str, str]) -> tuple[Registers, tuple[str, ...]]:
    """The registers from their files' texts by name, and the names of those that are damaged: cut
    inside a line, or with lines that are no address. That lines are out of order or twice is how
    git leaves two branches that both added some, and no damage."""
    found: dict[str, list[str]] = {}
    damaged = []
    for name, text in texts.items():
        lines = text.split("\n")
        good = [line for line in lines if _address.fullmatch(line)]
        if lines[-1] or len(good) < len(lines) - 1 or not good:
            damaged.append(name)
        for line in good:
            found.setdefault(register_of(line), []).append(line)
    return {name: tuple(sorted(set(lines))) for name, lines in found.items()}, tuple(damaged)


def grown(registers: Registers, addresses: Iterable[str]) -> Registers:
    """The registers with those addresses that are new; what is in them stays for ever."""
    found = {name: set(known) for name, known in registers.items()}
    for address in addresses:
        found.setdefault(register_of(address), set()).add(address)
    return {name: tuple(sorted(known)) for name, known in sorted(found.items())}


def written(addresses: Iterable[str]) -> str:
    """A register as its file has it: sorted, one address a line, nothing else."""
    return "".join(f"{address}\n" for address in sorted(set(addresses)))


def holds(text: str, addresses: Iterable[str]) -> bool:
    """Whether a register's file holds these addresses and nothing else. Out of order or twice they hold as well:
    what git makes of two branches asks nobody to write again."""
    return text.endswith("\n") and set(text.split("\n")) - {""} == set(addresses)


def anchors_of(register: Iterable[str]) -> dict[str, list[str]]:
    """The anchors that were published on each page, by its address; pages in natural order, anchors as they come."""
    wanted: dict[str, list[str]] = {}
    for address in register:
        page, _, anchor = address.partition("#")
        own = wanted.setdefault(page, [])
        if anchor:
            own.append(anchor)
    # Hardly any page has anchors to pass on: only those are put in order, where they are passed on.
    return {page: wanted[page] for page in sorted(wanted, key=_natural)}


def keep_addresses(
    edition: Edition, views: tuple[View, ...], wanted: Mapping[str, list[str]], templates: Environment
) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """The views with the further pages for which the register of addresses asks (the anchors that are `wanted` on each),
    and what it asks in vain. What it asks on the pages of a report `mended` gives."""
    by_url = {url(view.path): view for view in views}
    reports = {report.id: report for report in edition.reports}
    vanished: dict[str, list[str]] = {}
    # A page whose front matter cannot be read is shown as it is; the ledger of a report that stands as committed will
    # be back, and why it is away is told already.
    shown = {url(path) for path in edition.docs} | set(data_paths(edition)) | table_paths(edition).keys()
    shown |= {f"{PREFIX}ledger/{report.id}.jsonl" for report in edition.reports}
    for page, anchors in wanted.items():
        report = reports.get(page.partition("/")[0])
        view = by_url.get(page)
        if view is None and report is not None and any(name in report.index.pages for name in anchors):
            by_url[page] = _stub(page, sorted(anchors, key=_natural), report, edition.labels[report.id], templates)
        elif view is None and page not in shown and (gone := withdrawal_of(page, edition.withdrawn)) is not None:
            if page.endswith(".html"):
                by_url[page] = withdrawn_view(page, gone, by_url.keys() | shown, templates)
        elif view is None and report is not None and _part.fullmatch(page):
            by_url[page] = _part_stub(page, report, edition.labels[report.id], templates)
        elif view is None and page not in shown:
            vanished.setdefault(register_of(page), []).append(page)
    return tuple(by_url.values()), tuple(_vanished(name, pages) for name, pages in vanished.items())


def _natural(address: str) -> tuple[tuple[str, int], ...]:
    """For an order in which l9 comes before l10."""
    return tuple((text, int(number[:9] or 0)) for text, number in _numbers.findall(address))


def _vanished(name: str, pages: list[str]) -> Problem:
    """One problem for the addresses of a register that would vanish together."""
    return Problem.of(
        "E112",
        f"seeds/.base/{name}.addresses",
        count=len(pages),
        urls=few(pages, _SHOWN),
        cure=Phrase.of("restore-page"),
    )


def register_damaged(path: str, text: str = "") -> Problem:
    """That the register in a file (path from the root), which has that text, is not whole."""
    why, cure = Phrase.of("register-short"), Phrase.of("register-restore", file=path)
    if line := conflict_mark(text):
        why, cure = Phrase.of("register-marks", line=line), Phrase.of("register-merge")
    return Problem.of("E132", path, why=why, cure=cure)


def mended(
    view: View, anchors: Sequence[str], report: Report, withdrawn: tuple[Withdrawal, ...], templates: Environment
) -> View:
    """A page of a report with all anchors that were ever published on it."""
    if view.kind is not PageKind.REPORT:
        return view
    present = {name for mark in view.marking for name in (mark.id, *mark.anchors)} | set(view.forms)
    missing = sorted((name for name in anchors if name not in present), key=_natural)
    moved = [(name, page) for name in missing if (page := report.index.pages.get(name)) is not None]
    gone = {
        name: found
        for name in missing
        if name not in report.index.pages
        and (found := withdrawal_of(f"{url(view.path)}#{name}", withdrawn)) is not None
    }
    lost = [name for name in missing if name not in report.index.pages and name not in gone]
    heirs: dict[str, list[str]] = {}
    for name in lost if view.marking else ():
        heirs.setdefault(_heir(report, name, view), []).append(name)
    marking = tuple(replace(d, anchors=(*d.anchors, *heirs.get(d.id, ()))) for d in view.marking)
    # Where all text was moved away no block is left to take an anchor over: the page itself has it.
    more = "".join(f'<a id="{name}"></a>' for name in (() if view.marking else lost))
    if moved:
        more += templates.get_template("moved.html.j2").render(
            moved=[(name, link(view.path, page, name)) for name, page in moved]
        )
    if gone:
        more += withdrawn_places(view.path, gone, templates)
    if not more:
        return replace(view, marking=marking)
    return replace(view, marking=marking, made=view.html + more, is_packed=False)


def _heir(report: Report, name: str, view: View) -> str:
    """The block on the page that takes over a lost block's anchor: the next one of its section,
    else its heading, else the first block."""
    on_page = {mark.id for mark in view.marking}
    at = next((i for i, block in enumerate(report.blocks) if name == block.id or name in block.anchors), None)
    if at is not None:
        lost = report.blocks[at]
        for block in report.blocks[at + 1 :]:
            if block.above == lost.above and block.id in on_page:
                return block.id
        if lost.above in on_page:
            return str(lost.above)
    return view.marking[0].id


def _part_stub(page: str, report: Report, label: str, templates: Environment) -> View:
    """A page in place of a part of the whole text that there is no more, because its raw file cannot be used: the first
    part has it all."""
    whole = part_path(report.id, page.rpartition("/")[2].partition("-")[0], 1)
    view = stub(page, "part_stub.html.j2", templates, target=link(source_of(page), whole))
    return replace(view, crumbs=((label, report.home),), report=report.id)


def _stub(page: str, anchors: list[str], report: Report, label: str, templates: Environment) -> View:
    """A page in place of one that is gone: where each of its blocks stands now."""
    path = source_of(page)
    moved = [(name, found) for name in anchors if (found := report.index.pages.get(name)) is not None]
    places = [(name, link(path, there, name)) for name, there in moved]
    view = stub(page, "stub.html.j2", templates, moved=places, target=link(path, moved[0][1]))
    return replace(view, crumbs=((label, report.home),), report=report.id)
