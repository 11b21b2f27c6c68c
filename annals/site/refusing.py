"""What MkDocs refuses, told without MkDocs: what never renders need not import it."""

from __future__ import annotations


class RenderingError(Exception):
    """MkDocs will not render with the configuration it was given: `detail` are its words, `line` the line of
    `mkdocs.yml` where it says one."""

    def __init__(self, detail: str, line: int | None = None) -> None:
        super().__init__(detail)
        self.detail, self.line = detail, line
