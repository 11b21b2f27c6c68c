"""What `mkdocs.yml` names: MkDocs' own commands give the whole edition, byte for byte that of build_site.py.

They act frozen: nothing is written back to docs/ and seeds/, and what waits to be written is a warning. Errors and
warnings of the edition are warnings of MkDocs, so that `--strict` sees them (but not with `-q`: what MkDocs does not
tell it does not count). They leave no stamp, and are neither atomic nor parallel."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

# MkDocs puts this file's own folder on the path while it reads it, where `markdown` is a room of ours; what is wanted is
# the folder above, wherever the command was started and from whatever environment.
_HERE = Path(__file__).resolve().parent
sys.path[:] = [str(_HERE.parent), *(entry for entry in sys.path if Path(entry).resolve() != _HERE)]

from mkdocs.exceptions import PluginError

from annals.check.catalogue import PHRASES
from annals.check.telling import as_text, severity
from annals.check.wording import said
from annals.edition.building import manuscript
from annals.edition.deriving import derive
from annals.edition.environ import WrongEnvironmentError, settings
from annals.edition.failing import failure
from annals.edition.ingesting import ingest, not_written
from annals.edition.read_apart import told_of
from annals.edition.restoring import with_sources
from annals.edition.shipped import DEFAULTS, GUIDE, SHIPPED
from annals.edition.stamp import forget_stamp
from annals.model import Mismatch, Problem, Severity, Withheld
from annals.site.engine import install, is_installed

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_log = logging.getLogger("mkdocs.annals")
_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.WARNING, Severity.NOTICE: logging.INFO}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take everything in, and give MkDocs the manuscript; not when build_site.py calls MkDocs, which has given it."""
    if is_installed(config):
        return config
    try:
        return _taken_in(config)
    except WrongEnvironmentError as error:
        raise PluginError(said(error.phrase, "zh", PHRASES)) from error
    except Exception as error:
        raise PluginError(as_text(failure(error, _root(config)), "zh")) from error


def _taken_in(config: MkDocsConfig) -> MkDocsConfig:
    found = settings()
    if found.site_url and not _is_served(config):
        config.site_url = _as_folder(found.site_url)
    ingested = ingest(_root(config))
    views, vanished = derive(ingested.edition, threads=ingested.threads)
    _tell(ingested.problems)
    _tell(with_sources(_root(config), vanished, ingested.edition))
    if ingested.writes:
        _tell([not_written(ingested.writes)])

    def done(mismatches: Sequence[Mismatch | Withheld]) -> None:
        # The folder may hold a site of build_site.py's, whose stamp would now vouch for another one.
        forget_stamp(Path(config.site_dir))
        _tell(dict.fromkeys(told_of(miss, ingested.edition.docs) for miss in mismatches))

    install(config, manuscript(ingested.edition, views, found, ingested.threads), done)
    return config


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Follow the raw reports, and what ships with the tool, too."""
    from annals.site.serving import let_reload

    let_reload(server)
    for path in (_root(config) / "seeds", SHIPPED / "templates", GUIDE, DEFAULTS):
        if path.exists():
            server.watch(str(path))
    return server


def _root(config: MkDocsConfig) -> Path:
    return Path(str(config.config_file_path)).resolve().parent


def _tell(problems: Iterable[Problem]) -> None:
    for problem in dict.fromkeys(problems):
        _log.log(_LEVELS[severity(problem)], as_text(problem, "zh"))


def _is_served(config: MkDocsConfig) -> bool:
    """`mkdocs serve` has put its own address in place of what the configuration says."""
    said = [part["site_url"] for part in config.user_configs if part.get("site_url")]
    return (config.site_url or "") != (_as_folder(said[-1]) if said else "")


def _as_folder(address: str) -> str:
    """An address as MkDocs keeps that of a site."""
    parts = urlsplit(address)
    return parts._replace(path=parts.path.rstrip("/") + "/").geturl()
