"""What the theme's templates are told of a page, as values: they hold words and markup, and cut no text apart."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from annals.model import Facts, PageKind, Settings, View, Voice
from annals.pages.changelog import FEED
from annals.pages.entity_index import LETTERS
from annals.pages.links import url
from annals.pages.plain.words import Words
from annals.pages.progress import PATH as PROGRESS
from annals.pages.quotations import PATH as QUOTATIONS
from annals.pages.shelves import HUB
from annals.pages.standing import CHANGES, Standing, notice_of
from annals.pages.terms import Terms, editors_terms, letter, reached
from annals.text.citation import Reference, Standard, bibtex, csl_json, gbt, ris

_DRESSED = frozenset({PageKind.REPORT, PageKind.CHAPTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """How a page is cited, in each form that is offered; `reference` is what they say, `below` its address below the
    site's root, `published` and `changed` its dates with strokes."""

    reference: Reference
    below: str
    published: str
    changed: str
    current: str
    former: str
    ris: str
    bibtex: str
    csl: str


def cited(reference: Reference | None, site_url: str) -> Cited | None:
    """The forms of a reference, its address made whole where the site's own is known."""
    if reference is None:
        return None
    whole = replace(reference, url=f"{site_url.rstrip('/')}/{reference.url}" if site_url else reference.url)
    return Cited(
        reference=whole,
        below=reference.url,
        published=whole.published.replace("-", "/"),
        changed=whole.changed.replace("-", "/"),
        current=gbt(whole),
        former=gbt(whole, Standard.FORMER),
        ris=ris(whole),
        bibtex=bibtex(whole),
        csl=csl_json(whole),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page's parts and what stands around them.

    `own` is the HTML of the page's own words, `lead` and `made` that of what the machine made before and behind them;
    `prose` says that `own` is words around which nothing else tells whose they are; `titled` that a heading of the first level is
    among them. `crumbs` are (title, address below the site's root), `progress` is the address of the page on
    progress, `edit` and `issues` lead to the repository, `archive` to the whole site as one file, `letter` to whoever takes errors by mail; all are empty where there is nothing to lead to. `standing` is
    None of pages about the tool and of those that lead to others, `cite` of pages without a report's text; `report` is the id of that
    whose paragraphs have panels here; `twin` is the
    address of the page as Markdown, empty where there is none."""

    kind: PageKind
    voice: Voice
    own: str
    made: str
    prose: bool
    titled: bool
    contents: bool
    crumbs: tuple[tuple[str, str], ...]
    banner: str
    lead: str
    standing: Standing | None
    progress: str
    description: str
    edit: str
    issues: str
    archive: str
    letter: str
    cite: Cited | None
    report: str
    twin: str = ""

    def words(self, path: str, title: str) -> Words:
        """What the page says, for whoever writes it down in another form."""
        return Words(
            path=path,
            title=title,
            heading="" if self.titled else title,
            titler=self.voice,
            speaker=Voice.SOURCE if self.contents else Voice.EDITOR,
            lead=self.lead,
            own=self.own,
            made=self.made,
            verbatim=self.kind is PageKind.RAW,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What every page says of the edition: whether its issuer stands behind it, its notice, under which terms its editors' words stand, what it says of the reports' text, the address of the page of changes, of the feed and of the index of names by their letters (for whoever cannot search) and of the page that checks quotations below the site's
    root, whom to write to, and the link to them, each empty where there is none."""

    official: bool
    notice: str
    editors: Terms
    reports: str
    changes: str
    feed: str
    names: str
    quotations: str
    contact: str
    reached: str


def whole_of(facts: Facts, views: Container[str], *, dated: bool) -> Whole:
    """What every page says; `views` are the paths of all derived pages, `dated` that a history tells of them."""
    return Whole(
        official=facts.official,
        notice=notice_of(facts),
        editors=editors_terms(facts.licence),
        reports=facts.licence.reports,
        changes=url(CHANGES) if CHANGES in views else "",
        feed=FEED if dated else "",
        names=url(LETTERS) if LETTERS in views else "",
        quotations=url(QUOTATIONS) if QUOTATIONS in views else "",
        contact=facts.contact,
        reached=reached(facts.contact),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """An entry of the navigation at the top; `current` is the value of aria-current and `year` that it is one of the
    reports."""

    title: str
    address: str
    current: str = ""
    year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """What MkDocs' navigation would say of a report that is not in it."""

    title: str
    url: str
    active: bool


def frame_of(
    view: View | None,
    path: str,
    html: str,
    settings: Settings,
    views: Container[str],
    standing: Standing | None,
    cite: Cited | None,
    facts: Facts,
) -> Frame:
    """The frame of a page: `view` is None for an editor's plain page, `html` what its Markdown rendered as, `views`
    are the paths of all derived pages."""
    view = view or View(path=path, title="", kind=PageKind.GUIDE, edit=f"docs/{path}")
    editors = view.kind is PageKind.GUIDE or (view.edit and not view.report)
    dressed, repo = view.kind in _DRESSED, settings.repo
    return Frame(
        kind=view.kind,
        voice=Voice.EDITOR if editors else Voice.DERIVED,
        own=html,
        made=view.html,
        prose=not dressed and bool(html.strip()),
        titled="<h1" in html or "<h1" in view.html,
        contents=dressed,
        crumbs=tuple((title, url(there)) for title, there in view.crumbs),
        banner=view.banner,
        lead=view.lead,
        standing=standing,
        progress=url(PROGRESS) if PROGRESS in views else "",
        description=view.description,
        edit=f"{repo}/edit/{settings.branch}/{view.edit}" if repo and settings.branch and view.edit else "",
        archive=settings.archive if view.kind is PageKind.HOME else "",
        issues=f"{repo}/issues/new" if repo else "",
        letter=letter(facts, view.title, f"{settings.site_url.rstrip('/')}/{url(path)}" if settings.site_url else ""),
        cite=cite,
        report=view.report if dressed else "",
    )


def tabs(nav: Any, page: Any, view: View | None) -> tuple[Tab, ...]:
    """The tabs of MkDocs' navigation: the years themselves instead of a tab that opens the first of them. Where these are
    many, one tab stands for all, and behind it are those around the report one is in."""
    found = []
    for item in nav.items:
        if item.children:
            found += [tab_of(child, page, year=True) for child in item.children]
        else:
            found.append(tab_of(item, page, year=False))
            if item.url == url(HUB):
                folder = url(HUB).rpartition("/")[0]
                found += [
                    tab_of(other, page, year=True)
                    for other in around(view, page)
                    if not other.url.startswith(f"{folder}/")
                ]
    return tuple(found)


def around(view: View | None, page: Any) -> tuple[Hub, ...]:
    """The series and the reports around a page's own."""
    given = view.around if view else ()
    return tuple(Hub(title=title, url=url(path), active=url(path) == page.url) for title, path in given)


def tab_of(item: Any, page: Any, *, year: bool) -> Tab:
    """A tab stands for its page, and for all in the folder that the page opens."""
    folder = item.url.removesuffix("index.html")
    inside = page is not None and folder and page.url.startswith(folder)
    current = "page" if item.active else "true" if inside else ""
    return Tab(title=item.title, address=item.url, current=current, year=year)
