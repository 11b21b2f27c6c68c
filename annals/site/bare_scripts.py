"""Scripts as readers load them: the comments stay in the repository."""

from __future__ import annotations

from collections.abc import Iterator

_OPEN, _CLOSE = "/*", "*/"


def bare_script(text: str) -> str:
    """A script without the comments that stand on lines of their own, and without what sets its lines in. What looks like a
    comment inside a line may be part of a text and stays; no text of ours runs over several lines.

    >>> bare_script('/* Why,\\n   and how. */\\nconst a = "/* no */";\\n  /* b */\\n  run(a); /* c */\\n')
    'const a = "/* no */";\\nrun(a); /* c */\\n'
    """
    return "".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines(keepends=True):
        code = line.strip()
        if inside or code.startswith(_OPEN):
            inside = not code.endswith(_CLOSE)
        else:
            yield line.lstrip(" ")
