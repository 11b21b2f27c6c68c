"""From where a merge begins, and what comes of it: pages as an editor had them before the machine changed them, or as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annals.markdown.read import Reader
from annals.merge.earlier import changed, earlier_of, rewound
from annals.merge.edited import EditedPage, read_pages
from annals.merge.reconcile import Merging, Once
from annals.merge.record import Record
from annals.model import Choice, Earlier
from annals.text.sentences import sentences_of

Edited = Mapping[str, EditedPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From where a merge begins: what was made, and the edited pages."""

    old: Record
    edited: Edited

    @staticmethod
    def of(old: Record, edited: Edited, groups: Sequence[Earlier], reader: Reader) -> Start:
        pages = {page.path: page.text for one in groups for page in one.pages}
        back, _ = read_pages({path: text for path, text in pages.items() if text is not None}, reader)
        left = {path: page for path, page in edited.items() if path not in pages}
        both = left | back
        return Start(old=rewound(old, groups), edited={path: both[path] for path in sorted(both)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a merge: the files that it leaves (`texts`), those among them to be written or removed, from where it began."""

    start: Start
    once: Once
    texts: Mapping[str, str | None]
    writes: tuple[tuple[str, str | None], ...]

    @staticmethod
    def of(start: Start, once: Once, edited: Edited) -> Result:
        texts = {path: page.text for path, page in start.edited.items()} | dict(once.done.writes)
        gone = [path for path in edited if texts.get(path) is None]
        writes = [(path, text) for path, text in texts.items() if text is not None]
        return Result(
            start=start,
            once=once,
            texts=texts | dict.fromkeys(gone),
            writes=(
                *((path, text) for path, text in writes if path not in edited or edited[path].text != text),
                *((path, None) for path in gone),
            ),
        )

    def leaves(self, one: Earlier, old: Record) -> bool:
        """Whether the pages of a group stand as they stood, and so does what was made of them."""
        written = {path for path, _ in self.writes}
        return not (written & one.paths or changed(old, self.once.done.record, one.paths))

    def earlier(self, choices: Iterable[Choice], merging: Merging) -> Iterator[Earlier]:
        """What is to be kept of where it began."""
        record = self.once.done.record
        start = self.start
        for one in earlier_of(start.old, start.edited, record, self.texts, self.once, choices):
            names = {name for name, path in record.paths.items() if path in one.paths}
            given = tuple(sorted(names & merging.given))
            yield replace(one, given=given, goals=tuple(goal for goal in merging.goals if names & {*goal.names}))


def sentences_on(edited: Edited, groups: Iterable[Earlier]) -> tuple[str, ...]:
    """The sentences that stand on the pages of these groups now."""
    blocks = (block for one in groups for path in sorted(one.paths & edited.keys()) for block in edited[path].blocks())
    found = (sentence for block in blocks for sentence in sentences_of(block.content.markdown, block.content.kind))
    return tuple(dict.fromkeys(found))


def is_readable(one: Earlier, reader: Reader) -> bool:
    """Whether all files can be read: they could when they were kept, but what an editor has added since may stand in a head."""
    texts = {page.path: page.text for page in one.pages if page.text is not None}
    return read_pages(texts, reader)[0].keys() == texts.keys()
