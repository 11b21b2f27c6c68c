"""Pages that are kept as they were before the machine changed them, when words on them are taken down or shown again, or when they
get other names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from annals.markdown.read import Reader
from annals.merge.earlier import rewound, texts_of_earlier
from annals.merge.edited import EditedPage, read_pages
from annals.merge.rebased import hunks_of, with_hunks
from annals.merge.record import Record, digest
from annals.model import Earlier, EarlierPage
from annals.text.veil import Veil

Worded = Callable[[Record, Mapping[str, EditedPage]], tuple[Record, Mapping[str, str]]]
"""What becomes of a record and the texts of edited pages."""


def reworded(
    old: Record, edited: Mapping[str, EditedPage], texts: Mapping[str, str], worded: Worded, reader: Reader
) -> Iterator[Earlier]:
    """The pages that the record keeps as they were, with other words; `texts` are the edited pages with these. What an editor has
    touched since is kept no more."""
    for one in old.earlier:
        pages, _ = read_pages({page.path: page.text for page in one.pages if page.text is not None}, reader)
        now = [edited[page.path].text if page.path in edited else None for page in one.pages]
        if any(page.left != ("" if text is None else digest(text)) for page, text in zip(one.pages, now, strict=True)):
            continue
        record, own = worded(replace(rewound(old, (one,)), earlier=()), pages)
        blocks = {block.id: block for block in record.blocks}
        yield replace(
            one,
            pages=tuple(_page(page, own.get(page.path), texts.get(page.path)) for page in one.pages),
            blocks=tuple((path, behind, blocks.get(block.id, block)) for path, behind, block in one.blocks),
            heads=tuple(head for head in record.heads if head.page in one.paths or head.path in one.paths),
        )


def without_secrets(earlier: Iterable[Earlier], veil: Veil) -> tuple[Earlier, ...]:
    """The pages as they were, but those that hold words which are taken down: what was known of them goes with these."""
    return tuple(one for one in earlier if not any(map(veil.places, texts_of_earlier(one))))


def renamed_earlier(
    earlier: Iterable[Earlier], names: Mapping[str, str], of_topic: Callable[[str, str], str], topics: Mapping[str, str]
) -> Iterator[Earlier]:
    """The pages as if they had always had the names that they have now: old path, new path. `of_topic` says what becomes of the text
    of one, `topics` the new topic of each."""
    for one in earlier:
        pages = [_renamed(page, names, of_topic, topics) if page.path in names else page for page in one.pages]
        found = tuple(page for page in pages if page is not None)
        if len(found) == len(pages):
            blocks = tuple((names.get(path, path), behind, block) for path, behind, block in one.blocks)
            yield replace(one, pages=found, blocks=blocks)


def _renamed(
    page: EarlierPage, names: Mapping[str, str], of_topic: Callable[[str, str], str], topics: Mapping[str, str]
) -> EarlierPage | None:
    made = page.made and replace(page.made, topic=topics[page.path])
    now = with_hunks(page.text, page.hunks) if page.left else None
    if now is not None and digest(now) != page.left:
        return None
    text, now = (None if one is None else of_topic(page.path, one) for one in (page.text, now))
    return _page(replace(page, path=names[page.path], made=made), text, now)


def _page(page: EarlierPage, text: str | None, now: str | None) -> EarlierPage:
    """A page with other texts, as it was and as it stands."""
    hunks = () if now is None else hunks_of(text, now)
    return replace(page, text=text, left="" if now is None else digest(now), hunks=hunks)
