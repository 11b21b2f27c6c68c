"""What the policy of the pages must say, and whether a page keeps to it; read by a parser that knows none of ours."""

from __future__ import annotations

from html.parser import HTMLParser

POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    # Material's style sheet draws its icons from addresses of this kind.
    "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "worker-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}

DATA = {"application/json", "application/ld+json"}
"""Types of script elements that no browser runs."""


def directives(policy: str) -> dict[str, set[str]]:
    """A policy as a browser takes it apart: directive → sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags.append(tag)
        has = {name: value or "" for name, value in attrs}
        # Only `<!doctype html><html><head>` may stand before it.
        if len(self._tags) == 3 and not (
            has.get("http-equiv", "").lower() == "content-security-policy"
            and directives(has.get("content", "")) == POLICY
        ):
            self.found.append(f"the head begins with <{tag}>")
        if tag == "style" or (tag == "script" and "src" not in has and has.get("type") not in DATA):
            self.found.append(f"<{tag}> in the page")
        self.found += [f"<{tag} {name}>" for name in has if name == "style" or name.startswith("on")]


def inline(html: str) -> list[str]:
    """What a page has that its policy would stop, or that there is no such policy."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
