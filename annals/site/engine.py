"""The only room that knows MkDocs: views in, a rendered site out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from html import escape as html_escape
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from annals.markdown.front import fenced
from annals.model import Rendered, Settings, View
from annals.site.dressing import Dresser


class AnnalsPlugin(BasePlugin):
    """Puts the views into MkDocs' files, dresses their blocks, appends what is derived."""

    def __init__(
        self,
        views: Sequence[View],
        nav: list[Any],
        settings: Settings,
        dresser: Dresser,
        progress: Callable[[int, int], None],
    ) -> None:
        super().__init__()
        self._progress, self._done, self._all = progress, 0, 0
        self._views = {view.path: view for view in views}
        self._nav, self._settings, self._dresser = nav, settings, dresser

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.nav = self._nav
        config.markdown_extensions.append(self._dresser)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path, view in self._views.items():
            existing = files.get_file_from_path(path)
            if existing is not None:
                files.remove(existing)
            files.append(File.generated(config, path, content=view.markdown or _empty_page(view)))
        for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
            files.remove(file)
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        self._all = len(files.documentation_pages())
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._done += 1
        self._progress(self._done, self._all)
        return output

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        view = self._views.get(page.file.src_uri)
        self._dresser.view = view
        # MkDocs' templates escape nothing, and a title may be a line of somebody's report.
        if "title" in page.meta:
            page.meta["title"] = html_escape(str(page.meta["title"]), quote=False)
        if view is not None and view.description:
            page.meta["description"] = html_escape(view.description)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        view = self._views.get(page.file.src_uri)
        if view is None:
            return html
        if view.toc or view.untold:
            page.toc = get_toc([*_tokens(page.toc, set(view.untold)), *_nested(view.toc)])
        return html + view.html

    def on_page_context(self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        view = self._views.get(page.file.src_uri)
        edit = view.edit if view else f"docs/{page.file.src_uri}"
        context["annals"] = view
        context["annals_progress"] = "guide/progress.md" in self._views
        context["annals_edit"] = self._edit_url(edit)
        context["annals_issues"] = f"{self._settings.repo}/issues/new" if self._settings.repo else ""
        return context

    def _edit_url(self, path: str) -> str:
        if not (self._settings.repo and self._settings.branch and path):
            return ""
        return f"{self._settings.repo}/edit/{self._settings.branch}/{path}"


# Material's own search, which ours stands in for.
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def _empty_page(view: View) -> str:
    """Front matter alone, for a page whose content is all derived; raw text and stubs are kept
    out of the search index (partials/content.html), which has each text once, at its home."""
    hidden = {"search": {"exclude": True}} if view.kind in ("raw", "stub") else {}
    return fenced({"title": view.title, **hidden})


def _tokens(toc: Any, untold: set[str]) -> list[dict[str, Any]]:
    return [
        {"level": item.level, "id": item.id, "name": item.title, "children": _tokens(item.children, untold)}
        for item in toc
        if item.id not in untold
    ]


def _nested(entries: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Flat (level, id, title) entries as the nested tokens that MkDocs reads."""
    roots: list[dict[str, Any]] = []
    stack: list[dict[str, Any]] = []
    for level, name, title in entries:
        token: dict[str, Any] = {"level": level, "id": name, "name": html_escape(title, quote=False), "children": []}
        while stack and stack[-1]["level"] >= level:
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(token)
        stack.append(token)
    return roots


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings, so that they become problems instead of scrolling by."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render_site(
    config_file: Path,
    docs: Path,
    theme: Path,
    views: Sequence[View],
    nav: list[Any],
    target: Path,
    settings: Settings,
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> Rendered:
    """Render the views and the static pages of docs/ into `target`; `progress` is told of each
    page written: how many there are by now, and how many there will be."""
    dresser = Dresser()
    overrides: dict[str, Any] = {"docs_dir": str(docs), "site_dir": str(target)}
    if settings.site_url:
        overrides["site_url"] = settings.site_url
    config = load_config(str(config_file), **overrides)
    config.theme.dirs.insert(0, str(theme))
    config.plugins["annals"] = AnnalsPlugin(views, nav, settings, dresser, progress)
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    try:
        mkdocs_build(config)
    finally:
        log.removeHandler(collector)
    return Rendered(tuple(collector.messages), tuple(dresser.mismatches))


def serve_folder(folder: Path, rebuild: Callable[[], None], watch: Sequence[Path], address: tuple[str, int]) -> None:
    """Serve a folder until interrupted and rebuild it when anything watched changes."""
    host, port = address
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(folder), mount_path="/")
    for path in watch:
        server.watch(str(path))
    try:
        server.serve()
    finally:
        server.shutdown()
