"""Pages that are read, rendered and written one after the other, each forgotten once it is written.

MkDocs reads and renders all pages before it writes the first, so that its memory grows with the edition. Nothing of
ours needs to know one page while another is written: what a menu says is in the navigation and in the views."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape as html_escape
from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from annals.model import View

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class Collector(logging.Handler):
    """Keeps MkDocs' warnings, so that they become problems instead of scrolling by; and its errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.errors: list[str] = []

    def __enter__(self) -> list[str]:
        logging.getLogger("mkdocs").addHandler(self)
        return self.messages

    def __exit__(self, *error: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        (self.errors if record.levelno >= logging.ERROR else self.messages).append(record.getMessage())


class PageReader:
    """Python-Markdown as a configuration wants it: one reader for all pages. MkDocs makes one for each page, which takes a
    third as long as to read the page."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._markdown = Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
        )

    def read(self, page: Page, files: Files) -> None:
        """Do what `Page.render` does. What MkDocs has for one page takes the place of what it had for the page before."""
        raw_html, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, self._config)
        links = _RelativePathTreeprocessor(page.file, files, self._config)
        md = self._markdown.reset()
        for step in (raw_html, anchors, links, title):
            step._register(md)
        page.content = md.convert(page.markdown or "")
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors


class LatePage(Page):
    """A page that does nothing when MkDocs reads all pages, and everything when it is to be written."""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""

    def render_now(
        self,
        config: MkDocsConfig,
        files: Files,
        reader: PageReader,
        matter: dict[str, object] | None,
        ready: Callable[[], None],
    ) -> None:
        """Have it read; `ready` is called in between, when its Markdown and its front matter are known: `matter` alone
        where that is given."""
        if matter is None:
            super().read_source(config)
        else:
            # To write YAML for MkDocs to read took a twentieth of a build.
            self.meta.update(matter)
        ready()
        self.markdown = config.plugins.on_page_markdown(self.markdown or "", page=self, config=config, files=files)
        if (self.markdown or "").strip():
            reader.read(self, files)
        else:
            # Most pages are all derived: there is no need of Python-Markdown to know that nothing becomes nothing.
            self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()
        self.content = config.plugins.on_page_content(self.content or "", page=self, config=config, files=files)

    def forget(self) -> None:
        """Keep what other pages may ask: its anchors, and the links to theirs."""
        self.markdown, self.content, self.toc, self.meta = "", "", get_toc([]), {}


_META = ("title", "description", "search")
"""Keys of front matter that the theme is told of."""


def tidy_meta(page: Page, view: View | None) -> None:
    """Keep of a page's front matter what the theme is told: its templates escape nothing, and take keys that choose
    templates and files."""
    for key in [key for key in page.meta if key not in _META]:
        del page.meta[key]
    for key in {"title", "description"} & page.meta.keys():
        page.meta[key] = html_escape(str(page.meta[key]), quote=key != "title")
    if view is not None and view.description:
        page.meta["description"] = html_escape(view.description)
