"""Pages of a report that follow their topic to another name, before anything is merged: with them go the editors' words,
the record of what was generated, and who read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annals.edition.making import Inputs
from annals.markdown.front import Front, FrontError
from annals.merge.earlier_words import renamed_earlier
from annals.merge.record import DamagedRecordError, Record, dump_record, load_record
from annals.model import KeptHead, PublishedPage, Report, Topic, further_name, renamed_topics


def with_renamed(inputs: Inputs, topics: tuple[Topic, ...]) -> Inputs:
    """The inputs of a report as if the pages of topics with another name had always had that; the same inputs where
    there are none."""
    if not renamed_topics(topics):
        return inputs
    pages = _with_renamed_pages(inputs.pages, _names((path for path, _ in inputs.pages), topics))
    try:
        record = load_record(inputs.base)
        renamed = _with_renamed_record(record, _names((*record.matters, *(head.page for head in record.heads)), topics))
        base = inputs.base if renamed is record else dump_record(renamed)
    except DamagedRecordError:
        base = inputs.base
    if base == inputs.base and pages == inputs.pages:
        return inputs
    return replace(inputs, pages=pages, base=base)


def in_renamed_topics(report: Report, topics: tuple[Topic, ...]) -> Report:
    """A report whose pages keep the names that they have, each on its topic as that is called now."""
    now = renamed_topics(topics)

    def on_topic(page: PublishedPage) -> PublishedPage:
        return replace(page, matter=replace(page.matter, topic=now.get(page.matter.topic, page.matter.topic)))

    return replace(report, pages=tuple(map(on_topic, report.pages)))


def _names(paths: Iterable[str], topics: tuple[Topic, ...]) -> dict[str, str]:
    """The pages whose topic has another name now, further ones too: old path, new path."""
    now = renamed_topics(topics)
    found = {}
    for path in paths:
        slug, name = further_name(path)
        if slug in now:
            found[path] = f"{path.rpartition('/')[0]}/{now[slug]}{f'-{name}' if name else ''}.md"
    return found


def _with_renamed_pages(pages: tuple[tuple[str, str], ...], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The pages under their new paths, each saying its new topic where it said the old one; one whose new path is taken
    stays."""
    there = {path for path, _ in pages}
    names = {old: new for old, new in names.items() if new not in there}
    return tuple((names.get(path, path), _of_topic(path, text, names)) for path, text in pages)


def _of_topic(path: str, text: str, names: Mapping[str, str]) -> str:
    if path not in names:
        return text
    try:
        front = Front.of(text)
    except FrontError:
        return text
    if front.values.get("topic") != _slug(path):
        return text
    return front.changed(topic=_slug(names[path])) + front.body


def _with_renamed_record(record: Record, names: Mapping[str, str]) -> Record:
    """The record as if the pages had always had their new names."""
    names = {old: new for old, new in names.items() if new not in record.matters}
    if not names:
        return record

    def of_topic(path: str, text: str) -> str:
        return _of_topic(path, text, names)

    return replace(
        record,
        matters={
            names.get(path, path): replace(matter, topic=_slug(names[path])) if path in names else matter
            for path, matter in record.matters.items()
        },
        written={names.get(path, path): digest for path, digest in record.written.items()},
        paths={block: names.get(path, path) for block, path in record.paths.items()},
        heads=tuple(_with_renamed_head(head, names) for head in record.heads),
        earlier=tuple(
            renamed_earlier(record.earlier, names, of_topic, {old: _slug(new) for old, new in names.items()})
        ),
        reviews={names.get(path, path): review for path, review in record.reviews.items()},
    )


def _with_renamed_head(head: KeptHead, names: Mapping[str, str]) -> KeptHead:
    """The head of a page that is made no more, as if that had always had its new name."""
    if head.page not in names:
        return head
    path = names.get(head.path, head.path)
    text = _of_topic(head.page, head.text, names)
    return replace(
        head, page=names[head.page], path=path, text=text, made=replace(head.made, topic=_slug(names[head.page]))
    )


def _slug(path: str) -> str:
    return further_name(path)[0]
