"""The only room that knows MkDocs (annals/hook.py, which MkDocs knows, apart): a manuscript in, a rendered site out."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape as html_escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from watchdog.observers.polling import PollingObserverVFS

from annals.check.files import INPUTS
from annals.markdown.front import fenced
from annals.model import Facts, Mismatch, PageKind, Rendered, Settings, View, Withheld
from annals.pages.links import listed
from annals.pages.standing import Standing
from annals.site.dressing import Dresser
from annals.site.frame import cited, frame_of, tabs, whole_of
from annals.site.gate import Gate
from annals.site.menu import drawer, pages_of
from annals.site.parts import Parts
from annals.site.theme_files import list_what_is_shown
from annals.text.citation import Reference

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

_NAME = "annals"


def _untold(done: int, whole: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What MkDocs is given of an edition: the derived pages, all Markdown by path as merged, the
    other files of docs/ that are published, the navigation as MkDocs reads it, the folder of our theme, and what writes
    the files beside the pages once these are rendered (it gets the site's folder and address, empty where that is not
    known), the folders of docs/ of which nothing is published, the site's facts, the state of each page by its path and how it is cited;
    `dated`: a history tells of the pages."""

    views: Sequence[View]
    texts: Mapping[str, str]
    files: Collection[str]
    nav: list[Any]
    theme: Path
    settings: Settings
    finish: Callable[[Path, str], None]
    withheld: Sequence[str] = ()
    facts: Facts = field(default_factory=Facts)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    dated: bool = False


class _Entry(TypedDict):
    """A heading of a table of contents, as MkDocs reads it."""

    level: int
    id: str
    name: str
    children: list[_Entry]


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
        self._withheld: list[Withheld] = []
        self._views = {view.path: view for view in given.views}
        self._pages = pages_of(given.views)
        self._whole = whole_of(given.facts, self._views, dated=given.dated)
        self._progress, self._done, self._all = progress, 0, 0

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        attached = _attached(files)
        _as_merged(files, config, self._given, self._views.keys())
        if _attached(files) != attached:
            # A file of docs/ that is not published has stood in for the theme's of that name.
            files.add_files_from_theme(config.theme.get_env(), config)
        for path, view in self._views.items():
            existing = files.get_file_from_path(path)
            if existing is not None:
                files.remove(existing)
            files.append(File.generated(config, path, content=view.markdown or _empty_page(view)))
        withheld = tuple(f"{folder}/" for folder in self._given.withheld)
        for file in [file for file in files if file.src_uri.startswith((*_UNUSED, *withheld))]:
            if file.src_uri in self._views:
                continue
            files.remove(file)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._given.finish(Path(config.site_dir), config.site_url or "")
        self._finished((*self._dresser.mismatches, *self._withheld))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        self._all = len(files.documentation_pages())
        self._parts = Parts(env)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._done += 1
        self._progress(self._done, self._all)
        return output

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        view = self._views.get(page.file.src_uri)
        self._dresser.view = view
        # The theme's templates escape nothing, and take keys that choose templates and files.
        for key in [key for key in page.meta if key not in _META]:
            del page.meta[key]
        for key in {"title", "description"} & page.meta.keys():
            page.meta[key] = html_escape(str(page.meta[key]), quote=key != "title")
        if view is not None and view.description:
            page.meta["description"] = html_escape(view.description)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        view = self._views.get(page.file.src_uri)
        if page.file.src_uri in self._given.texts:
            self._withheld += [
                Withheld(path=page.file.src_uri, shown=shown) for shown in dict.fromkeys(self._gate.told)
            ]
        self._gate.told.clear()
        told = [*_tokens(page.toc, set(view.untold) if view else set()), *_nested(view.toc if view else ())]
        page.toc = get_toc(told if _lines(told) > 1 else [])
        return html

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        self._offer(context, context["nav"], None)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        path = page.file.src_uri
        standing = self._given.standings.get(path)
        view, cite = self._views.get(path), cited(self._given.references.get(path), config.site_url or "")
        of_page = frame_of(view, path, page.content or "", self._given.settings, self._views, standing, cite)
        _hand_over(context, annals=of_page)
        self._offer(context, nav, page)

    def _offer(self, context: TemplateContext, nav: Navigation, page: Page | None) -> None:
        """What the frame of every page is told, that of 404 too, which is no page."""
        view = self._views.get(page.file.src_uri) if page else None
        menu = drawer(nav, page, view, self._pages)
        root = Parts.root(context["base_url"])
        _hand_over(context, annals_site=self._whole, annals_root=root)
        parts = self._parts.of(root, cast("dict[str, Any]", context))
        _hand_over(context, annals_tabs=tabs(nav, page, view), annals_drawer=menu, annals_parts=parts)


def _hand_over(context: TemplateContext, **values: object) -> None:
    """Put values of ours beside those that MkDocs gives to a template."""
    cast("dict[str, object]", context).update(values)


def _attached(files: Files) -> set[str]:
    """The files that are no pages."""
    return {file.src_uri for file in files if not file.is_documentation_page()}


def _as_merged(files: Files, config: MkDocsConfig, given: Manuscript, derived: Collection[str]) -> None:
    """Make the files of docs/ what the edition says they are: a page that is not on the disk as merged is given as
    text, one that is no longer there is taken out, and so is a file that is none of those published, or that a link
    brings in from elsewhere."""
    folder = Path(config.docs_dir)
    merged = given.texts
    left_out = {path for path in merged if files.get_file_from_path(path) is None and (folder / path).is_file()}
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        path = file.src_uri
        inside = Path(str(file.abs_src_path)).resolve().is_relative_to(folder.resolve())
        stands = (path in merged and merged[path] == _on_disk(file)) if path.endswith(".md") else path in given.files
        if not inside or not stands:
            files.remove(file)
    for path, text in merged.items():
        if path not in derived and path not in left_out and files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text.encode()))


def _on_disk(file: File) -> str | None:
    """A page as MkDocs would read it; None where it could not: what is no UTF-8 was read elsewhere, and is told of there."""
    try:
        return file.content_string
    except (UnicodeDecodeError, OSError):
        return None


_META = ("title", "description", "search")
"""Keys of front matter that the theme is told of."""
# Material's own search, which ours stands in for; and what an edition tells the tool, not its readers.
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", *sorted(INPUTS))


def _empty_page(view: View) -> str:
    """Front matter alone, for a page whose content is all derived; raw text and stubs are kept
    out of the search index (partials/content.html), which has each text once, at its home."""
    hidden = {"search": {"exclude": True}} if view.kind in (PageKind.RAW, PageKind.SPAN, PageKind.STUB) else {}
    return fenced({"title": view.title, **hidden})


def _tokens(toc: Any, untold: set[str]) -> list[_Entry]:
    return [
        {"level": item.level, "id": item.id, "name": listed(item.title), "children": _tokens(item.children, untold)}
        for item in toc
        if item.id not in untold
    ]


def _lines(entries: Sequence[_Entry]) -> int:
    """How many lines of contents a reader would see: a heading of the first level is the page's title."""
    return sum((entry["level"] > 1) + _lines(entry["children"]) for entry in entries)


def _nested(entries: Sequence[tuple[int, str, str]]) -> list[_Entry]:
    """Flat (level, id, title) entries as the nested tokens that MkDocs reads."""
    roots: list[_Entry] = []
    stack: list[_Entry] = []
    for level, name, title in entries:
        token: _Entry = {"level": level, "id": name, "name": html_escape(title, quote=False), "children": []}
        while stack and stack[-1]["level"] >= level:
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(token)
        stack.append(token)
    return roots


class RenderingError(Exception):
    """MkDocs will not render with the configuration it was given: `detail` are its words, `line` the line of
    `mkdocs.yml` where it says one."""

    def __init__(self, detail: str, line: int | None = None) -> None:
        super().__init__(detail)
        self.detail, self.line = detail, line


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings, so that they become problems instead of scrolling by; and its errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        (self.errors if record.levelno >= logging.ERROR else self.messages).append(record.getMessage())


def install(
    config: MkDocsConfig,
    given: Manuscript,
    done: Callable[[Sequence[Mismatch | Withheld]], None],
    progress: Callable[[int, int], None] = _untold,
) -> None:
    """Make MkDocs build a manuscript when it builds what `config` says; `done` is called when everything is written,
    with the blocks that render as other text than their Markdown says, and what the last gate took out."""
    dresser, gate = Dresser(), Gate()
    config.nav = given.nav
    config.theme.dirs.insert(0, str(given.theme))
    list_what_is_shown(config.theme)
    # Python-Markdown takes extensions by name or as such.
    config.markdown_extensions += [cast("str", dresser), cast("str", gate)]
    config.plugins[_NAME] = AnnalsPlugin(given, dresser, gate, done, progress)


def is_installed(config: MkDocsConfig) -> bool:
    """Whether MkDocs has been given a manuscript for this build."""
    return _NAME in config.plugins


def render_site(
    config_file: Path,
    docs: Path,
    given: Manuscript,
    target: Path,
    progress: Callable[[int, int], None] = _untold,
) -> Rendered:
    """Render a manuscript and the files of docs/ into `target`; `progress` is told of each page
    written: how many there are by now, and how many there will be. Raises RenderingError."""
    overrides: dict[str, Any] = {"docs_dir": str(docs), "site_dir": str(target)}
    if given.settings.site_url:
        overrides["site_url"] = given.settings.site_url
    mismatches: list[Mismatch | Withheld] = []
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    try:
        config = load_config(str(config_file), **overrides)
        install(config, given, mismatches.extend, progress)
        mkdocs_build(config)
    except MkDocsException as error:
        raise _refused(collector.errors, error) from error
    finally:
        log.removeHandler(collector)
    return Rendered(warnings=tuple(collector.messages), mismatches=tuple(mismatches))


def _refused(told: Sequence[str], error: MkDocsException) -> RenderingError:
    """What MkDocs said, in one line; of a fault of YAML the place, too."""
    mark = getattr(error.__context__, "problem_mark", None)
    words = [" ".join(message.split()) for message in told] or [" ".join(error.format_message().split())]
    return RenderingError("; ".join(words)[:_SAID], mark.line + 1 if mark is not None else None)


_SAID = 400
"""Characters of MkDocs' own words that are told."""


def _patient(roots: Sequence[Path]) -> PollingObserverVFS:
    """Follows files and folders that may go and come back: what ships with MkDocs gives up on one that is gone."""
    followed = {os.path.abspath(path) for path in roots}

    def stat(path: str) -> os.stat_result:
        try:
            return os.stat(path)
        except OSError:
            if path not in followed:
                raise
            return os.stat(os.devnull)

    return PollingObserverVFS(stat, os.scandir, polling_interval=0.5)


def live_server(
    folder: Path, rebuild: Callable[[], None], watch: Sequence[Path], address: tuple[str, int]
) -> LiveReloadServer:
    """A server of a folder that calls `rebuild` when anything watched changes."""

    def builder() -> None:
        # An exception that left here would let every request wait for ever; `rebuild` has told what went wrong.
        with suppress(Exception):
            rebuild()

    host, port = address
    server = LiveReloadServer(builder=builder, host=host, port=port, root=str(folder), mount_path="/")
    server.observer = _patient(watch)  # type: ignore[assignment]  # both are observers
    for path in watch:
        server.watch(str(path))
    return server


def serve_folder(folder: Path, rebuild: Callable[[], None], watch: Sequence[Path], address: tuple[str, int]) -> None:
    """Serve a folder until interrupted and rebuild it when anything watched changes."""
    server = live_server(folder, rebuild, watch, address)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    finally:
        server.shutdown()
