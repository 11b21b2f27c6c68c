"""The guide: pages about the tool, which ship with it and are the same in every edition; its hub leads on to
what an edition says of itself."""

from __future__ import annotations

from jinja2 import Environment

from annals.markdown.front import Front, FrontError
from annals.model import Edition, PageKind, View
from annals.pages.data import PREFIX, whole_names
from annals.pages.hubs import ABOUT, GUIDE
from annals.pages.links import beside, link

_DATA = "guide/data.md"
_REPORTS = 40
"""Reports whose files the page on data names; the page of each report's year names its own."""
_FOLDER = "about/"


def guide_pages(edition: Edition, templates: Environment) -> tuple[View, ...]:
    """A view for each page of the guide; there is nothing to edit in it, so that none of them leads to an editor."""
    return tuple(_page(path, text, edition, templates) for path, text in edition.guide.items())


def _page(path: str, text: str, edition: Edition, templates: Environment) -> View:
    about = _about(edition) if path == GUIDE.path else ()
    html = templates.get_template("guide_hub.html.j2").render(pages=about) if about else ""
    lead = _data_files(edition, templates) if path == _DATA else ""
    return View(path=path, title=page_title(text), kind=PageKind.GUIDE, markdown=text, made=html, lead=lead)


def _data_files(edition: Edition, templates: Environment) -> str:
    """The data files of this edition, each as a link."""
    reports = edition.ordered()

    def file(name: str) -> str:
        return beside(_DATA, PREFIX + name)

    return templates.get_template("data_files.html.j2").render(
        files=[(name, file(name)) for name in whole_names()],
        reports=[
            (
                edition.labels[report.id],
                file(f"reports/{report.id}.json"),
                file(f"ledger/{report.id}.jsonl") if report.ledger is not None else "",
            )
            for report in reports[:_REPORTS]
        ],
        more=len(reports[_REPORTS:]),
    )


def _about(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The pages on this edition as (link from the hub, title), its own hub first."""
    found = [(path, page_title(text)) for path, text in edition.docs.items() if path.startswith(_FOLDER)]
    found.sort(key=lambda page: (page[0] != ABOUT.path, page[0]))
    return tuple((link(GUIDE.path, path), title) for path, title in found if title)


def about_crumbs(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What stands above a page on this edition."""
    return (ABOUT,) if ABOUT.path in edition.docs else ()


def page_title(text: str) -> str:
    """The title in the front matter of a page; empty where there is none or it cannot be read."""
    try:
        values = Front.of(text).values
    except FrontError:
        return ""
    return str(values.get("title", ""))
