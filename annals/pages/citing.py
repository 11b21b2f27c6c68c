"""How each page that holds report text is cited; its address and date are known only where the site is put together."""

from __future__ import annotations

from collections.abc import Mapping

from annals.model import Edition, Report
from annals.pages.links import part_path, url, within
from annals.pages.standing import Standing
from annals.text.citation import Reference

_EDITED = "（整理版）"
"""Says that it is not the issuer's own edition."""


def references(edition: Edition, standings: Mapping[str, Standing]) -> dict[str, Reference]:
    """The reference of each page with a report's text by its path under docs/, and of its year page; addresses are those
    below the site's root."""
    found: dict[str, Reference] = {}
    for report in edition.reports:
        label = edition.labels[report.id]
        titles = {report.home: ""}
        titles |= {page.path: within(page.matter.title, label) for page in report.pages}
        titles |= {part_path(report.id, "full", number): "全文" for number in range(1, len(report.cuts) + 1)}
        for path, title in titles.items():
            standing = standings.get(path)
            found[path] = _reference(report, edition, path, title, standing.changed if standing else "")
    return found


def _reference(report: Report, edition: Edition, path: str, title: str, changed: str) -> Reference:
    series = edition.facts.series_of(report.series)
    issuer = report.issuer or (series.issuer if series else "")
    edited = "" if edition.facts.official else _EDITED
    return Reference(
        key=url(path).removesuffix(".html").replace("/", "-"),
        title="：".join(part for part in (name_of(report, edition), title) if part) + edited,
        url=url(path),
        authors=(issuer,) if issuer else (),
        published=report.published,
        changed=changed,
    )


def name_of(report: Report, edition: Edition) -> str:
    """What a report is called in a reference: its series with its year, or the title that it bears itself; never a title
    of ours alone."""
    series = edition.facts.series_of(report.series)
    # Where the facts list no series, the site's own name is that of the only one.
    name = report.series or (series.name if series else "").removesuffix(_EDITED) or report.title
    if not report.year:
        # Its title alone tells it from the others.
        own = report.title or edition.labels.get(report.id, report.id)
        return own if name in own else f"{name}：{own}"
    year = str(report.year)
    # Of several of one year the label alone says which: what stands behind its year.
    label = edition.labels.get(report.id, "")
    apart = label[label.rindex("（") :] if label.endswith("）") and "（" in label else ""
    return name + apart if year in name else f"{name}：{year}{apart}"
