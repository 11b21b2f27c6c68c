"""What MkDocs asks of a plugin, answered from a manuscript: which files there are, how each page is rendered, which stand already."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from annals.model import Mismatch, Withheld
from annals.pages.standing import Standing
from annals.site.contents import headings, lines, nested, tokens
from annals.site.described import DATA, described_data, described_page
from annals.site.dressing import Dresser
from annals.site.escaping import worded
from annals.site.frame import Cited, Frame, cited, frame_of, tabs, whole_of
from annals.site.gate import Gate
from annals.site.given_files import bare_matter, hand_over_files
from annals.site.late import Collector, LatePage, PageReader, tidy_meta
from annals.site.manuscript import Manuscript
from annals.site.menu import drawer, named_in, pages_of
from annals.site.parts import Parts
from annals.site.reuse import Kept, Made, digest_of, may_link
from annals.site.search.page import read_page
from annals.site.twins import twin_at, write_twin

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

_NOTHING = "nothing.html"
_log = logging.getLogger("mkdocs.annals")


class _Options(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook on subclasses
    """There are none: what can be chosen is in the facts."""


class AnnalsPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]  # MkDocs' own hook on subclasses
    """Puts a manuscript into MkDocs' files, dresses the blocks, hands over what is derived."""

    def __init__(
        self,
        given: Manuscript,
        dresser: Dresser,
        gate: Gate,
        done: Callable[[Sequence[Mismatch | Withheld]], None],
        progress: Callable[[int, int], None],
    ) -> None:
        super().__init__()
        self._given, self._dresser, self._gate, self._finished = given, dresser, gate, done
        self._told: list[Mismatch | Withheld] = []
        self._before, self._collector = 0, Collector()
        self._views = given.views
        self._pages = pages_of(given.views.values())
        self._whole = whole_of(given.facts, self._views, dated=given.dated)
        self._progress, self._done, self._all = progress, 0, 0
        self._files = Files([])
        self._kept: dict[str, Kept] = {}
        self._keys: dict[str, str] = {}
        self._again: dict[str, Kept] = {}
        self._made: dict[str, Made] = {}
        self._twin = ""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        hand_over_files(files, config, self._given)
        titles = named_in(self._given.nav)
        for file in files.documentation_pages():
            LatePage(titles.get(file.src_uri), file, config)
        self._files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if self._given.earlier.basis:
            self._choose(nav, files)
        # Those that stand as outlines and are rendered all the same have to be derived.
        for path in self._given.together.standing.keys() - self._again.keys():
            self._views[path] = self._given.together.whole(path)
        return nav

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._given.finish(Path(config.site_dir), config.site_url or "", self._kept)
        self._finished(sorted(self._told, key=lambda item: isinstance(item, Withheld)))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        self._all = len(files.documentation_pages())
        # Else the file of every part of every page is looked at again: no template changes while a site is made.
        env.auto_reload = False
        self._parts, self._config, self._reader = Parts(env), worded(config), PageReader(config)
        return env

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if page.file.src_uri in self._again:
            # MkDocs writes no page of which its template makes nothing.
            page.meta = {"template": _NOTHING}
        return page

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        path = page.file.src_uri
        if path in self._again:
            self._take_again(page, self._again[path])
            return
        self._before = len(self._told)
        with self._collector as warned:
            warned.clear()
            self._render(page, config)
        standing = self._given.standings.get(path)
        view, cite = self._views.get(path), cited(self._given.references.get(path), config.site_url or "")
        of_page = frame_of(
            view, path, page.content or "", self._given.settings, self._views, standing, cite, self._given.facts
        )
        twin = self._write_twin(page, of_page, config)
        _hand_over(
            context, annals=replace(of_page, twin=twin), annals_described=_described(path, cite, standing, config)
        )
        self._offer(context, nav, page)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        path = page.file.src_uri
        self._done += 1
        self._progress(self._done, self._all)
        if path not in self._again:
            if path in self._keys:
                self._kept[path] = self._as_kept(page, output)
            if path in self._views:
                self._views[path] = self._views[path].outline()
            _late(page).forget()
        return output

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        self._offer(context, context["nav"], None)

    def _render(self, page: Page, config: MkDocsConfig) -> None:
        """Render a page's own Markdown, and its table of contents."""
        path = page.file.src_uri
        view = self._views.get(path)
        self._dresser.view = view
        matter = bare_matter(view) if view is not None and not view.markdown else None
        if view is not None and matter is None:
            page.file.content_string = view.markdown
        _late(page).render_now(config, self._files, self._reader, matter, lambda: tidy_meta(page, view))
        if path in self._given.texts:
            self._told += [Withheld(path=path, shown=shown) for shown in dict.fromkeys(self._gate.told)]
        self._told += self._dresser.mismatches
        self._gate.told.clear()
        self._dresser.mismatches.clear()
        told = [*tokens(page.toc, set(view.untold) if view else set()), *nested(headings(view.html) if view else ())]
        page.toc = get_toc(told if lines(told) > 1 else [])

    def _write_twin(self, page: Page, frame: Frame, config: MkDocsConfig) -> str:
        """Write the twin of a page beside it, and return its address below the site's root; empty where it has none."""
        title = unescape(str(page.meta.get("title") or page.title or config.site_name))
        text = self._given.twin(frame.words(page.file.src_uri, title), config.site_url or "").encode()
        self._twin = hashlib.sha256(text).hexdigest() if text else ""
        if text:
            write_twin(page.file.abs_dest_path, text)
        return twin_at(page.file.dest_uri) if text else ""

    def _offer(self, context: TemplateContext, nav: Navigation, page: Page | None) -> None:
        """What the frame of every page is told, that of 404 too, which is no page."""
        view = self._views.get(page.file.src_uri) if page else None
        menu = drawer(nav, page, view, self._pages)
        root = Parts.root(context["base_url"])
        _hand_over(context, annals_site=self._whole, annals_root=root, config=self._config)
        parts = self._parts.of(root, cast("dict[str, Any]", context))
        _hand_over(context, annals_tabs=tabs(nav, page, view), annals_drawer=menu, annals_parts=parts)

    def _choose(self, nav: Navigation, files: Files) -> None:
        """Which pages stand on the last site as they would be made now: all that their templates are told is the same."""
        given = self._given
        earlier, together = given.earlier, given.together
        # What stands around a page follows from the page itself, from this, and from the other pages of its folder.
        frame = frame_of(None, "", "", given.settings, self._views, None, None, given.facts)
        bare = frame, tabs(nav, None, None), drawer(nav, None, None, {})
        everywhere = digest_of((earlier.basis, given.nav, self._whole, bare))
        folders = {folder: digest_of(pages) for folder, pages in self._pages.items()}
        there = digest_of(sorted(file.src_uri for file in files))
        for file in files.documentation_pages():
            path = file.src_uri
            view, text = self._views.get(path), given.texts.get(path)
            if view is None and text is None:
                continue
            beside = folders.get(f"{path.partition('/')[0]}/", "")
            around = given.standings.get(path), given.references.get(path), beside
            standing_as = together.standing.get(path)
            if standing_as is not None:
                digest, leads = standing_as.digest, standing_as.leads
            else:
                own = view.markdown if view else text or ""
                digest, leads = digest_of(view.told() if view else (own,)), may_link(own)
            if view is not None and path in together.groups:
                of, at, count = together.groups[path]
                outline = standing_as.outline if standing_as is not None else view.outline()
                self._made[path] = Made(of=of, at=at, count=count, digest=digest, leads=leads, outline=outline)
            key = digest_of((everywhere, path, digest, *around, given.twins.get(path), there if leads else ""))
            self._keys[path] = key
            if (kept := earlier.find(path, file.dest_uri, key)) is not None:
                self._again[path] = replace(kept, made=self._made.get(path))

    def _take_again(self, page: Page, kept: Kept) -> None:
        """Put a page of the last site in its place, and tell what was told of it."""
        self._given.earlier.put(page.file.dest_uri, page.file.abs_dest_path)
        if kept.twin:
            self._given.earlier.put(twin_at(page.file.dest_uri), twin_at(page.file.abs_dest_path))
        for warning in kept.warnings:
            _log.warning(warning)
        self._told += kept.told
        page.present_anchor_ids = set(kept.anchors)
        files = ((self._files.get_file_from_path(path), dict(links)) for path, links in kept.links)
        page.links_to_anchors = {file: links for file, links in files if file is not None}
        self._kept[page.file.src_uri] = kept

    def _as_kept(self, page: Page, output: str) -> Kept:
        return Kept(
            key=self._keys[page.file.src_uri],
            sha256=hashlib.sha256(output.encode(errors="xmlcharrefreplace")).hexdigest(),
            warnings=tuple(self._collector.messages),
            told=tuple(self._told[self._before :]),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            links=tuple((file.src_uri, tuple(links.items())) for file, links in (page.links_to_anchors or {}).items()),
            said=read_page(output),
            twin=self._twin,
            made=self._made.get(page.file.src_uri),
        )


def _late(page: Page) -> LatePage:
    """A page as we made it in `on_files`."""
    return cast("LatePage", page)


def _described(path: str, cite: Cited | None, standing: Standing | None, config: MkDocsConfig) -> str:
    """What programs are told of a page; empty of most."""
    address = config.site_url or ""
    if path == DATA:
        version = standing.version if standing else ""
        return described_data(config.site_name, config.site_description or "", address, version)
    return described_page(cite.reference, config.site_name, address) if cite else ""


def _hand_over(context: TemplateContext, **values: object) -> None:
    """Put values of ours beside those that MkDocs gives to a template."""
    cast("dict[str, object]", context).update(values)
