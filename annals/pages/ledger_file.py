"""A ledger as the open data and `clean` write it: a line of JSON an entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annals.model import Entry, Op


def ledger_lines(entries: Iterable[Entry]) -> str:
    """A ledger in its published form: one line of JSON an entry."""
    return "".join(json.dumps(ledger_record(entry), ensure_ascii=False) + "\n" for entry in entries)


def ledger_record(entry: Entry) -> dict[str, Any]:
    """One ledger entry in its published form."""
    record: dict[str, Any] = {
        "seq": entry.seq,
        "code": entry.code,
        "op": str(entry.op),
        "start": entry.start,
        "end": entry.end,
    }
    if entry.op is Op.MOVE:
        record["to"] = entry.to
    record |= {"old": entry.old, "new": entry.new, "lines": list(entry.lines), "safety": str(entry.safety)}
    if entry.certainty is not None:
        record["certainty"] = str(entry.certainty)
    return record | {"reason": entry.reason}
