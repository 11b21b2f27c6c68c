"""The only room that knows MkDocs (annals/hook.py, which MkDocs knows, apart): a manuscript in, a rendered site out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from annals.model import Mismatch, Rendered, Withheld
from annals.site.colour import STYLE
from annals.site.dressing import Dresser
from annals.site.gate import Gate
from annals.site.late import Collector
from annals.site.manuscript import Manuscript
from annals.site.plugin import AnnalsPlugin
from annals.site.refusing import RenderingError
from annals.site.reuse import earlier_of
from annals.site.theme_files import list_what_is_shown

_NAME = "annals"


def _untold(done: int, whole: int) -> None:
    """Progress that nobody follows."""


def install(
    config: MkDocsConfig,
    given: Manuscript,
    done: Callable[[Sequence[Mismatch | Withheld]], None],
    progress: Callable[[int, int], None] = _untold,
) -> None:
    """Make MkDocs build a manuscript when it builds what `config` says; `done` is called when everything is written,
    with the blocks that render as other text than their Markdown says, and what the last gate took out."""
    dresser, gate = Dresser(), Gate()
    # Of a list that is inherited MkDocs knows nothing any more once a folder names a style of its own.
    config.extra_css[:] = [*(name for name in given.styles if name not in config.extra_css), *config.extra_css]
    named = {str(script) for script in config.extra_javascript}
    config.extra_javascript[:] = [*(name for name in given.scripts if name not in named), *config.extra_javascript]
    given = replace(given, earlier=earlier_of(given.earlier, config))
    config.nav = given.nav
    config.theme.dirs.insert(0, str(given.theme))
    if given.facts.colour:
        config.extra_css.append(STYLE)
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
    collector = Collector()
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
