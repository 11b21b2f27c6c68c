"""Whether the record of what was generated last is believed, and what is told of one that is not."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment

from annals.edition.making import Inputs
from annals.markdown.read import Reader
from annals.merge.edited import EditedPage
from annals.merge.rebuilding import proven, rebuilt
from annals.merge.record import Damage, DamagedRecordError, Record, salvaged
from annals.model import Problem, record_file
from annals.pages.register import register_damaged


def believed(
    inputs: Inputs,
    old: Record | DamagedRecordError,
    new: Record,
    edited: Mapping[str, EditedPage],
    templates: Environment,
    reader: Reader,
) -> Record:
    """What was generated last. Raises DamagedRecordError for a record that is not whole, unless it is to be rebuilt."""
    try:
        if isinstance(old, DamagedRecordError):
            raise old
        if edited and not old.matters:
            raise DamagedRecordError(0, Damage.GONE)
        if old.addresses is None and old.matters and inputs.registered is not None:
            raise DamagedRecordError(1)  # Its header is missing: whoever wrote the register wrote one.
    except DamagedRecordError:
        if not inputs.rebuild:
            raise
        left = salvaged(inputs.base)
        return rebuilt(left, new, edited, inputs.registered, proven(left, new, templates, reader))
    if (old.addresses or 0) > len(inputs.registered or ()) and not inputs.rebuild:
        raise DamagedRecordError(0, Damage.SHORT)
    return old


def damage_told(inputs: Inputs, damage: DamagedRecordError) -> Problem:
    """The problem that a damaged record is."""
    path = record_file(inputs.report)
    match damage.damage:
        case Damage.NEWER:
            return Problem.of("E130", path, damage.line)
        case Damage.GONE:
            return Problem.of("E131", path, file=path)
        case Damage.SHORT:
            return register_damaged(f"seeds/.base/{inputs.report}.addresses")
        case Damage.BROKEN:
            return Problem.of("E116", path, damage.line, file=path)
