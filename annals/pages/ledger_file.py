"""A ledger as the open data and `clean` write it, a line of JSON an entry; and what of a raw text reaches no page, in its own letters."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from annals.model import Entry, Op, Source


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


def as_printed(source: Source | None, entry: Entry) -> str:
    """What an entry of the ledger dropped. Where it took whole raw lines, these as they stand in the raw text, whose wide figures and
    marks other rules had replaced before; else, and without a source, what the entry took."""
    taken = entry.old.strip()
    if source is None:
        return taken
    raw = "".join(source.line_text(line) for line in range(entry.lines[0], entry.lines[1] + 1)).strip()
    return raw if _same(raw) == _same(taken) else taken


def _same(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
