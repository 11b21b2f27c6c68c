"""What stands on every page alike, rendered once for each way from a page to the site's root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = {
    "search": "partials/annals-search.html",
    "hubs": "partials/annals-hubs.html",
    "palette": "partials/palette.html",
    "config": "partials/annals-config.html",
}
"""The templates that read nothing of a page but `annals_root`, by what the others call them."""
_BASE, _BLOCKS = "base.html", ("styles", "scripts")
"""Material's own template, and the blocks in it that read nothing of a page either."""


class Parts:
    """The parts, by the way to the root: there are as many as folders lie within each other, not as many as pages.

    >>> Parts.root("."), Parts.root("../.."), Parts.root("/base/"), Parts.root("/")
    ('', '../../', '/base/', '/')
    """

    def __init__(self, env: Any) -> None:
        self._env = env
        self._made: dict[tuple[str, bool], Mapping[str, str]] = {}

    @staticmethod
    def root(base: str) -> str:
        """What stands before an address below the site's root, given how MkDocs tells the way there."""
        return "" if base == "." else f"{base.rstrip('/')}/"

    def of(self, root: str, context: Mapping[str, Any]) -> Mapping[str, str]:
        """The parts as HTML; `context` is that of any page with this way to the root."""
        # From what is no page MkDocs leads with a dot in front.
        of = root, context.get("page") is not None
        if of not in self._made:
            made = {name: self._env.get_template(path).render(context) for name, path in _PARTS.items()}
            base = self._env.get_template(_BASE)
            of_base = base.new_context(context)
            made |= {name: "".join(base.blocks[name](of_base)) for name in _BLOCKS}
            self._made[of] = made
        return self._made[of]
