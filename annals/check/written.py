"""The blocks that editors wrote: on pages of reports those they added or changed, of all other pages every one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from annals.markdown.front import Front
from annals.markdown.read import read_page
from annals.model import PageBlock, Placed, Report
from annals.text.characters import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A `block` that an editor wrote, with the `path` of its page (below docs/) and that page's `text`; `placed` is where it stands on a page
    of a report, None on any other page."""

    path: str
    block: PageBlock
    text: str
    placed: Placed | None = None

    @property
    def shown(self) -> str:
        """How its first line begins."""
        return excerpt(self.text, self.block.line)

    @property
    def made(self) -> str:
        """The Markdown of which an editor made it, as the machine had written that; empty for an editor's own."""
        return "\n".join(it.content.markdown for it in self.placed.stem.blocks()) if self.placed is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What editors may have written on: the reports, and the `texts` and `fronts` of all pages by path below docs/, as they
    are published and as they were typed."""

    reports: tuple[Report, ...]
    texts: Mapping[str, str]
    fronts: Mapping[str, Front]

    def blocks(self, may_tell: Callable[[str], bool]) -> Iterator[Own]:
        """The blocks that editors wrote: on pages of reports those they added or changed, of all other pages every one. Of these
        only pages with a part, between empty lines, of which `may_tell` says so are read, with what is no block (OPAQUE): to
        read each page of a large folder would cost more than all else that is checked."""
        of_reports: set[str] = set()
        for report in self.reports:
            of_reports |= {page.path for page in report.pages}
            for placed in report.order:
                written = placed.origin is None or placed.edited or placed.mends
                if written and self._stands(placed):
                    yield Own(path=placed.page, block=placed.block, text=self.texts.get(placed.page, ""), placed=placed)
        for path, front in self.fronts.items():
            if path not in of_reports and any(may_tell(part) for part in front.body.split("\n\n")):
                for block in read_page(front.body, front.lines_before):
                    yield Own(path=path, block=block, text=front.text)

    def _stands(self, placed: Placed) -> bool:
        """Whether a block is published as it was typed. Of one in which something had to be made text (`\\[图](data:…)`) that is
        told, and its marks are not the editor's."""
        front, line = self.fronts.get(placed.page), placed.block.line
        return front is None or excerpt(front.text, line) == excerpt(self.texts.get(placed.page, front.text), line)
