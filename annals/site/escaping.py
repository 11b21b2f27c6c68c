"""The configuration as templates may write it: Material's write the site's words into attributes as they stand."""

from __future__ import annotations

from copy import copy

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from annals.markdown.allowed import footer

_WORDS = ("site_name", "site_description", "site_author")


def worded(config: MkDocsConfig) -> MkDocsConfig:
    """A copy of which the words can be written into HTML; a filter that escapes them once more does nothing to them."""
    found = copy(config)
    for name in _WORDS:
        if found[name]:
            found[name] = escape(found[name])
    if found["copyright"]:
        found["copyright"] = Markup(footer(found["copyright"]))  # noqa: S704 - nothing is left in it but links
    return found
