"""The blocks that editors wrote: on pages of reports those they added or changed, of all other pages every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from annals.markdown.front import Front
from annals.markdown.read import read_page
from annals.model import PageBlock, Placed, Report
from annals.text.characters import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Such a `block` with the `path` of its page (below docs/) and that page's `text`; `placed` is where it stands on a page
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


def own_blocks(
    reports: Iterable[Report],
    texts: Mapping[str, str],
    fronts: Mapping[str, Front],
    may_tell: Callable[[str], bool],
) -> Iterator[Own]:
    """Each such block. `texts` and `fronts` are the pages by path; of pages that are no report's only those with a part,
    between empty lines, of which `may_tell` says so are read, with what is no block (OPAQUE): to read each page of a large folder would cost more than all
    else that is checked."""
    of_reports: set[str] = set()
    for report in reports:
        of_reports |= {page.path for page in report.pages}
        for placed in report.order:
            written = placed.origin is None or placed.edited or placed.mends
            if written and _stands(placed, texts, fronts):
                yield Own(path=placed.page, block=placed.block, text=texts.get(placed.page, ""), placed=placed)
    for path, front in fronts.items():
        if path not in of_reports and any(may_tell(part) for part in front.body.split("\n\n")):
            for block in read_page(front.body, front.lines_before):
                yield Own(path=path, block=block, text=front.text)


def _stands(placed: Placed, texts: Mapping[str, str], fronts: Mapping[str, Front]) -> bool:
    """Whether a block is published as it was typed. Of one in which something had to be made text (`\\[图](data:…)`) that is
    told, and its marks are not the editor's."""
    front, line = fronts.get(placed.page), placed.block.line
    return front is None or excerpt(front.text, line) == excerpt(texts.get(placed.page, front.text), line)
