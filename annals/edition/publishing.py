"""A report as it is published: its pages as they stand, held against what was generated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annals.edition.making import Inputs, Made
from annals.markdown.read import text_of
from annals.markdown.write import passages_of
from annals.merge.align import stems_of
from annals.merge.carrying import standing_in
from annals.merge.edited import EditedPage
from annals.merge.goals import goals_of
from annals.merge.in_force import Told
from annals.merge.mending import Raw, mendings
from annals.merge.placing import Placing, deleted, reading_order
from annals.merge.record import Record
from annals.merge.review import trust
from annals.model import (
    Block,
    BlockKind,
    Change,
    Index,
    Metadata,
    Operation,
    Origins,
    PageMap,
    Piece,
    Placed,
    PublishedPage,
    Report,
    Source,
)
from annals.text.cuts import cuts_of
from annals.text.differences import word_runs


def published_report(
    inputs: Inputs, metadata: Metadata, record: Record, edited: Mapping[str, EditedPage], made: Made
) -> Report:
    """A report made anew and merged into its pages."""
    report = _standing(inputs, metadata, record, _pages(record, edited, _come_in(made, record)))
    raw = Raw(source=made.cleaned.source, origins=_origins(made, record.blocks))
    generated = {p.id: p for path, page in record.pages().items() for p in passages_of(path, page.blocks)}
    told = Told(
        document=made.document,
        ledger=made.cleaned.ledger,
        generated=generated,
        index=report.index,
        order=report.order,
        goals=goals_of(made.document, made.cleaned.corrections),
    )
    corrections = told.in_force(made.cleaned.corrections)
    return replace(
        report,
        year=made.year,
        title=made.title,
        printed=made.printed,
        sha256=made.cleaned.source.sha256,
        source=made.cleaned.source,
        ledger=made.cleaned.ledger,
        corrections=corrections,
        flags=told.doubts(made.flags, corrections),
        changes=told.changes,
        mendings=mendings(report.order, raw),
        cuts=cuts_of(made.cleaned.source),
    )


def standing_report(
    inputs: Inputs,
    metadata: Metadata,
    record: Record,
    edited: Mapping[str, EditedPage],
    source: Source | None,
) -> Report:
    """A report as it was committed last; `source` is its raw text where that can be shown."""
    return report_again(inputs, metadata, record, _pages(record, edited, {}), source)


def report_again(
    inputs: Inputs, metadata: Metadata, record: Record, pages: tuple[PublishedPage, ...], source: Source | None
) -> Report:
    """A report whose published `pages` are known, without what its raw text alone tells."""
    report = _standing(inputs, metadata, record, pages)
    withheld = any(correction.op is Operation.WITHHOLD for correction in metadata.corrections)
    # With the digest of the true text covered words could be guessed and tried.
    cuts = cuts_of(source) if source is not None else report.cuts
    return replace(report, source=source, sha256="" if withheld else report.sha256, cuts=cuts)


def _standing(inputs: Inputs, metadata: Metadata, record: Record, pages: tuple[PublishedPage, ...]) -> Report:
    order = reading_order(record.blocks, (page.placed for page in pages))
    return Report(
        id=inputs.report,
        year=metadata.year or record.year,
        title=metadata.title or record.title,
        own_title=metadata.title is not None,
        series=metadata.series or "",
        issuer=metadata.issuer or "",
        published=metadata.published or "",
        scan=metadata.scan or "",
        printed=PageMap(),
        original=metadata.original or inputs.raw_path,
        sha256=metadata.sha256 or "",
        source=None,
        ledger=None,
        corrections=(),
        flags=(),
        changes={},
        mendings=mendings(order, None),
        blocks=record.blocks,
        paths=record.paths,
        pages=pages,
        order=order,
        deleted=deleted(record.blocks, order),
        index=Index.of(record.blocks, order),
    )


def _pages(
    record: Record, edited: Mapping[str, EditedPage], changes: Mapping[str, tuple[Change, ...]]
) -> tuple[PublishedPage, ...]:
    """The pages as they may be published, in the order in which their first block stands in the source."""
    edited = {path: page.published() for path, page in edited.items()}
    stems = stems_of(record.blocks, record.paths, {path: page.blocks() for path, page in edited.items()})
    drafts = record.pages()
    standing = {
        stem.origin.id
        for path, page in edited.items()
        for block, stem in zip(page.blocks(), stems[path], strict=True)
        if stem.origin is not None and block.content.kind is BlockKind.HEADING
    }
    placing = Placing.of(record.blocks, standing, changes)
    pages = [
        PublishedPage(
            path=path,
            matter=page.matter,
            placed=placing.placed(path, page.blocks(), stems[path]),
            trust=trust(page.matter, record.reviews.get(path), drafts[path].blocks if path in drafts else ()),
        )
        for path, page in edited.items()
    ]
    rank = {block.id: index for index, block in enumerate(record.blocks)}

    def first(placed: Iterable[Placed]) -> int:
        return min((rank[block.origin.id] for block in placed if block.origin), default=len(rank))

    return tuple(sorted(pages, key=lambda page: first(page.placed)))


def _come_in(made: Made, record: Record) -> dict[str, tuple[Change, ...]]:
    """The changes by block, in the text that the pages were made from: of one that waits those that have come in."""
    then = {block.id: text_of(block.content) for block in record.blocks}
    now = {block.id: text_of(block.content) for block in made.document.blocks}
    return {
        name: some if now[name] == then[name] else standing_in(some, now[name], then[name])
        for name, some in made.document.changes.items()
        if name in then
    }


def _origins(made: Made, blocks: tuple[Block, ...]) -> dict[str, Origins]:
    """Where the text of the blocks comes from in the raw text; of one that waits in its old wording what stands in the new one, too."""
    now = {block.id: block for page in made.pages for block in page.blocks}
    found = {}
    for block in blocks:
        if block.id in now and block.id in made.document.origins:
            texts = text_of(block.content), text_of(now[block.id].content)
            known = made.document.origins[block.id]
            found[block.id] = known if block.content == now[block.id].content else _in_old_words(known, *texts)
    return found


def _in_old_words(origins: Origins, then: str, now: str) -> Origins:
    pieces: list[Piece] = []
    was = at = 0
    for run in word_runs(then, now):
        pieces += origins.within(at, at + len(run.new), was - at) if run.same else ()
        was, at = was + len(run.old), at + len(run.new)
    return Origins.of(tuple(pieces))
