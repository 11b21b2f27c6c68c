"""What stands on every page alike, rendered once for each way from a page to the site's root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = {
    "search": "partials/annals-search.html",
    "hubs": "partials/annals-hubs.html",
    "palette": "partials/palette.html",
}
"""The templates that read nothing of a page but `annals_root`, by what the others call them."""


class Parts:
    """The parts, by the way to the root: there are as many as folders lie within each other, not as many as pages.

    >>> Parts.root("."), Parts.root("../.."), Parts.root("/base/"), Parts.root("/")
    ('', '../../', '/base/', '/')
    """

    def __init__(self, env: Any) -> None:
        self._env = env
        self._made: dict[str, Mapping[str, str]] = {}

    @staticmethod
    def root(base: str) -> str:
        """What stands before an address below the site's root, given how MkDocs tells the way there."""
        return "" if base == "." else f"{base.rstrip('/')}/"

    def of(self, root: str, context: Mapping[str, Any]) -> Mapping[str, str]:
        """The parts as HTML; `context` is that of any page with this way to the root."""
        if root not in self._made:
            self._made[root] = {name: self._env.get_template(path).render(context) for name, path in _PARTS.items()}
        return self._made[root]
