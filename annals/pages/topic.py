"""Topic pages: one subject through the years, each section where its report counts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.markdown.front import fenced
from annals.model import BlockKind, Edition, PageKind, Placed, Report, Topic, View
from annals.pages.entity_links import named
from annals.pages.links import link
from annals.pages.passage import Passage, Passages
from annals.text.excerpts import beginning, beginning_of

_LONGEST_EXCERPT, _LITTLE = 110, 5
"""Characters of a section that its excerpt shows, and how many more are shown rather than left out."""
_DESCRIBED = 120
"""Characters of a topic's introduction that describe it to search engines."""
_LEAST_NAMED, _MOST_NAMED = 2, 16
"""How often a topic names an entity that it lists, and how many it lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A section or quoted block: link, title, the titles above it, its first own text, and
    what hangs below it as (link, title); a quoted block has text or title."""

    href: str
    chain: str
    title: Passage | None = None
    text: Passage | None = None
    below: tuple[tuple[str, Passage], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    id: str
    name: str
    title: str
    href: str
    sections: tuple[Excerpt, ...]
    quotes: tuple[Excerpt, ...]


def topic_stubs(topic: Topic, templates: Environment) -> tuple[View, ...]:
    """Pages at the addresses that a topic had before, leading to where it stands now."""
    found = []
    for old in topic.redirect_from:
        here = f"topics/{old}.md"
        html = templates.get_template("page_stub.html.j2").render(
            title=topic.title, target=link(here, f"topics/{topic.slug}.md")
        )
        found.append(View(path=here, title="此专题已移", kind=PageKind.STUB, markdown="", html=html))
    return tuple(found)


def topic_page(topic: Topic, edition: Edition, templates: Environment) -> View:
    """The derived part of a topic page."""
    here = f"topics/{topic.slug}.md"
    passages = Passages.of(edition)
    years = tuple(_year(topic, report, edition.labels[report.id], here, passages) for report in edition.ordered())
    blocks = {
        (report.id, block.id)
        for report in edition.reports
        for page in report.pages
        if page.matter.topic == topic.slug
        for block in page.placed
    }
    entities = named(edition, here, blocks, _LEAST_NAMED)[:_MOST_NAMED]
    html = templates.get_template("topic_page.html.j2").render(topic=topic, years=years, entities=entities)
    toc = (
        *((2, f"y-{year.id}", year.name) for year in years if year.sections or year.quotes),
        *(((2, "entities", "相关条目"),) if entities else ()),
    )
    return View(
        path=here,
        title=topic.title,
        kind=PageKind.TOPIC,
        markdown=edition.docs.get(here, _shipped(topic)),
        html=html,
        crumbs=(("专题", "topics/index.md"),),
        toc=toc,
        edit=f"docs/{here}",
        description=beginning(topic.body.strip(), _DESCRIBED),
        named=_linked(years),
    )


def _linked(years: Sequence[Year]) -> tuple[str, ...]:
    """The entities that the quotations on a page link."""
    texts = [excerpt.text for year in years for excerpt in (*year.sections, *year.quotes) if excerpt.text]
    return tuple(dict.fromkeys(slug for text in texts for slug in text.linked))


def _shipped(topic: Topic) -> str:
    return f"{fenced({'title': topic.title})}\n{topic.body}"


def _year(topic: Topic, report: Report, label: str, here: str, passages: Passages) -> Year:
    index = report.index
    shown = _Shown(report=report, here=here, passages=passages, linked=set())
    own = [block for page in report.pages if page.matter.topic == topic.slug for block in page.placed]
    ids = {block.id for block in own}
    tops = [block for block in own if block.is_heading and block.section not in ids]
    quoted = [
        placed
        for reference in topic.blocks
        for owner, _, name in [reference.partition("#")]
        if owner == report.id
        for placed in index.parts.get(name, ())
    ]
    return Year(
        id=report.id,
        name=label,
        title=report.title,
        href=link(here, f"{report.id}/index.md"),
        sections=tuple(_section_excerpt(_telling(block, own), own, shown) for block in tops),
        quotes=tuple(shown.excerpt(block) for block in dict.fromkeys(quoted)),
    )


def _telling(heading: Placed, own: list[Placed]) -> Placed:
    """The heading that tells what stands on the page: a container with a single section gives
    way to that section."""
    below = [block for block in own if block.section == heading.id]
    while len(below) == 1 and below[0].is_heading:
        heading = below[0]
        below = [block for block in own if block.section == heading.id]
    return heading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Whose text is shown on which page; `linked` are the entities linked so far below the heading of its year."""

    report: Report
    here: str
    passages: Passages
    linked: set[str]

    def excerpt(self, block: Placed, text: Passage | None = None, below: Sequence[Placed] = ()) -> Excerpt:
        """A heading with a text from below it and the headings there, or any other block itself."""
        whole = self.passage(block)
        return Excerpt(
            href=link(self.here, block.page, block.id),
            chain=" › ".join(self.passages.marks[self.report.id].titles(block.section)),
            title=whole if block.is_heading else None,
            text=text if block.is_heading else whole,
            below=tuple((link(self.here, b.page, b.id), self.passage(b)) for b in below),
        )

    def passage(self, block: Placed, end: int | None = None) -> Passage:
        return self.passages.passage(self.report.id, block, self.here, end=end, linked=self.linked)


def _section_excerpt(heading: Placed, own: list[Placed], shown: _Shown) -> Excerpt:
    below = [block for block in own if block.section == heading.id]
    first = next((block for block in below if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)), None)
    text = shown.passage(first, beginning_of(first.text, _LONGEST_EXCERPT, _LITTLE)) if first else None
    return shown.excerpt(heading, text, [block for block in below if block.is_heading])


def topics_index(edition: Edition, templates: Environment) -> View:
    """All topics with the years that cover each."""
    here = "topics/index.md"
    rows = []
    passages = Passages.of(edition)
    for topic in edition.topics:
        years = [_year(topic, report, edition.labels[report.id], here, passages) for report in edition.ordered()]
        rows.append((topic, link(here, f"topics/{topic.slug}.md"), years))
    html = templates.get_template("topics_index.html.j2").render(
        rows=rows, names=[edition.labels[report.id] for report in edition.ordered()]
    )
    return View(
        path=here,
        title="专题",
        kind=PageKind.TOPICS,
        markdown="",
        html=html,
        description="同一主题在各年报告中的内容，逐年对照",
    )
