"""The Markdown twin of a page: what it says, without what stands around it, and what must be known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from annals.markdown.front import between_fences, dumped
from annals.model import Edition, PageKind, Report, Trust, View
from annals.pages.links import url
from annals.pages.plain.words import Words, body_of
from annals.pages.standing import Standing, notice_of
from annals.pages.terms import editors_terms, reports_terms

_WITHOUT = frozenset((PageKind.STUB, PageKind.RAW, PageKind.TOOL))
"""Pages that say nothing of their own: pointers, the text as it was recognised, tools."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinMatter:
    """What the front matter of a twin says besides the title; empty where there is nothing to say. `url` is the page's
    address below the site's root, `version` that of the edition on the pages that name it, of others the date of their
    last change."""

    url: str
    report: str
    series: str
    topic: str
    status: str
    version: str
    licence: str
    notice: str


def twin_matters(
    edition: Edition, views: Mapping[str, View], standings: Mapping[str, Standing]
) -> dict[str, TwinMatter]:
    """What is said of each page that has a twin, by its path: all but pointers, raw text, tools and the guide."""
    reports = {report.id: report for report in edition.reports}
    trusts = {page.path: page.trust for report in edition.reports for page in report.pages}
    topics = {page.path: page.matter.topic for report in edition.reports for page in report.pages}
    topics |= {topic.path: topic.slug for topic in edition.topics}
    found = {}
    for path in sorted({*views, *edition.docs} - edition.guide.keys()):
        view = views.get(path)
        if view is not None and view.kind in _WITHOUT:
            continue
        if view is None and path.partition("/")[0] in edition.withheld:
            continue
        standing = standings.get(path, Standing())
        report = reports.get(view.report) if view is not None else None
        found[path] = TwinMatter(
            url=url(path),
            report=report.id if report is not None else "",
            series=_series(edition, report),
            topic=topics.get(path, ""),
            status=trusts.get(path) or _least(standing),
            version=standing.version or standing.changed,
            licence=_licence(edition, quoting=standing.pages > 0 or report is not None),
            notice=notice_of(edition.facts),
        )
    return found


def twin_of(matters: Mapping[str, TwinMatter], words: Words, site_url: str) -> str:
    """The twin of a page, empty where it has none; `site_url` is the site's address, empty where it is not known."""
    matter = matters.get(words.path)
    if matter is None:
        return ""
    told = {
        "title": words.title,
        "url": f"{site_url.rstrip('/')}/{matter.url}" if site_url else matter.url,
        "report": matter.report,
        "series": matter.series,
        "topic": matter.topic,
        "status": matter.status,
        "version": matter.version,
        "licence": matter.licence,
        "notice": matter.notice,
    }
    front = "".join(_front_line(key, value) for key, value in told.items() if value)
    return f"{between_fences(front)}\n{body_of(words, _as_it_is, exported=False)}"


# Words that begin with a Han character and addresses with a stroke in them are no numbers, dates or signs to YAML: they are
# written as they are. To ask the writer of YAML, for two lines of every page, took half as long as making the page's Markdown.
_plain = re.compile(
    r"[\u4e00-\u9fff][\w（）《》“”、，：—·-]*+(?: [\w（）《》“”、，：—·-]++)*+|(?a:[a-z](?:[\w.-]|:(?=/))*+/[\w./-]*+)"
)


@lru_cache(maxsize=1024)
def _front_line(key: str, value: str) -> str:
    """A line of front matter; most are the same on many pages."""
    return f"{key}: {value}\n" if _plain.fullmatch(value) else dumped({key: value})


def _as_it_is(href: str) -> str:
    """It stands beside its page, so that the same addresses lead from it."""
    return href


def _series(edition: Edition, report: Report | None) -> str:
    return edition.series_of(report).name if report is not None else ""


def _least(standing: Standing) -> str:
    """How far the least read of the report pages behind a page can be trusted; empty where there are none."""
    if not standing.pages:
        return ""
    return Trust.UNREAD if standing.unread else Trust.READ if standing.read else Trust.COMPARED


def _licence(edition: Edition, *, quoting: bool) -> str:
    licence = edition.facts.licence
    return (reports_terms(licence) if quoting else editors_terms(licence)).title
