"""The page that holds quotations against the reports, in the reader's browser and by the index of search."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment

from annals.model import Edition, PageKind, View
from annals.pages.filling import filled
from annals.pages.links import link

PATH = "tool/quotations.md"
_ROOT = "../"


def quotations_page(edition: Edition, templates: Environment) -> View:
    """A box to paste into, the years that can be asked for and the words of each verdict; the rest is a script's."""
    years = sorted({report.year for report in edition.reports if report.year is not None}, reverse=True)
    made = filled(
        templates,
        "quotations_page.html.j2",
        years=years,
        weighty="".join(edition.weighty),
        saying="|".join(sorted(edition.saying, key=len, reverse=True)),
        link=partial(link, PATH),
        style=f"{_ROOT}assets/annals-quotations.css",
        script=f"{_ROOT}assets/quotations/page.js",
    )
    return View(
        path=PATH,
        title=made.title,
        kind=PageKind.TOOL,
        made=made.html,
        description=made.description,
    )
