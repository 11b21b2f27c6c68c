"""The files that a report's plan writes besides the merged pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jinja2 import Environment

from annals.edition.making import Inputs, Made
from annals.merge.edited import EditedPage
from annals.merge.record import DamagedRecordError, Record, dump_record, load_record
from annals.model import Beside, record_file

Writes = tuple[tuple[str, str | None], ...]
"""Paths (of pages under docs/, of others under the root) with what is to be written there, None to remove."""


def with_renaming(given: Inputs, renamed: Inputs, writes: Writes) -> Writes:
    """What a plan writes, and what renaming has changed before it."""
    before, after, written = dict(given.pages), dict(renamed.pages), dict(writes)
    base = record_file(given.report)
    found: list[tuple[str, str | None]] = [
        *((path, text) for path, text in after.items() if path not in written and before.get(path) != text),
        *((path, None) for path in before if path not in after and path not in written),
    ]
    record = [] if base in written or renamed.base == given.base else [(base, renamed.base)]
    return (*found, *writes, *record)


def with_rewritten(
    inputs: Inputs, edited: Mapping[str, EditedPage], writes: tuple[tuple[str, str | None], ...]
) -> list[tuple[str, str | None]]:
    """What the merge writes, and the pages that lost words before it and that it leaves as they are."""
    given, written = dict(inputs.pages), dict(writes)
    rest = [(path, page.text) for path, page in edited.items() if path not in written and page.text != given.get(path)]
    return [*writes, *rest]


def index_path(inputs: Inputs) -> str:
    """The path of the year page."""
    return f"{inputs.report}/index.md"


def _index_title(inputs: Inputs, made: Made) -> str:
    """What the year page is called: which report it is and its title, which may say that itself (`2031年工作报告`)."""
    own = f"{made.year}" if made.year else "" if made.title else inputs.report
    return made.title if own in made.title else f"{own} {made.title}".rstrip()


def other_writes(inputs: Inputs, made: Made, record: Record, templates: Environment) -> list[tuple[str, str]]:
    """The year page if there is none, and, behind all pages, the record of what they were made from."""
    found = []
    if index_path(inputs) not in dict(inputs.pages):
        text = templates.get_template("index.md.j2").render(title=_index_title(inputs, made), report=inputs.report)
        found.append((index_path(inputs), text))
    text = dump_record(record)
    if text != inputs.base:
        found.append((record_file(inputs.report), text))
    return found


def withheld_still(inputs: Inputs) -> Writes:
    """The record of a report that is withheld, saying so: without it the report would be back once its `.yml` is lost."""
    try:
        record = load_record(inputs.base)
    except DamagedRecordError:
        return ()
    text = dump_record(replace(record, beside=Beside.WITHHELD))
    return () if text == inputs.base else ((record_file(inputs.report), text),)
