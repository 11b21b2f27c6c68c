"""What reports gave when they were taken in last, one file each below `.cache/annals/`: data only.

A file that is damaged, or of other inputs, another tool or other words, is as good as none. There are never more of them
than reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

from annals.edition.disk import LEXICON
from annals.edition.lock import CACHE
from annals.edition.making import Inputs
from annals.edition.recalling import Recalled, recalled, to_recall
from annals.edition.report import ReportPlan
from annals.edition.values import plain, reader
from annals.edition.writing import write_file
from annals.model import Topic

FOLDER = f"{CACHE}/reports"


@dataclass(slots=True, kw_only=True)
class KeptPlans:
    """What was kept below a root; `basis` is a digest of the tool and of the words that it is given."""

    root: Path
    basis: str
    _known: set[str] = field(default_factory=set)
    _fresh: dict[str, bytes] = field(default_factory=dict)

    @staticmethod
    def of(root: Path, code: str) -> KeptPlans:
        """What was kept for a tool (`code`, a digest) and the words that a folder adds to its own."""
        own = root / LEXICON
        words = own.read_bytes() if own.is_file() else b""
        return KeptPlans(root=root, basis=hashlib.sha256(code.encode() + words).hexdigest())

    def find(self, inputs: Inputs, topics: Sequence[Topic]) -> ReportPlan | None:
        """The plan that these inputs gave before; None where they gave none that was kept."""
        try:
            check, _, body = self._file(inputs.report).read_bytes().partition(b"\n")
            if check != hashlib.sha256(body).hexdigest().encode():
                return None
            key, values = json.loads(body)
            if key != self._key(inputs, topics):
                return None
            plan = recalled(inputs, reader(Recalled)(values))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        self._known.add(inputs.report)
        return plan

    def keep(self, inputs: Inputs, topics: Sequence[Topic], plan: ReportPlan) -> None:
        """Remember what can be recalled of a plan."""
        found = to_recall(plan)
        if found is not None:
            values = [self._key(inputs, topics), plain(found)]
            body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            self._fresh[inputs.report] = hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    def save(self) -> None:
        """Write what is new and remove what nobody asked for. Where nothing can be written nothing is kept."""
        with suppress(OSError):
            for report, data in self._fresh.items():
                write_file(self._file(report), data)
            for path in (self.root / FOLDER).glob("*.json"):
                if path.stem not in self._known and path.stem not in self._fresh:
                    path.unlink()

    def _file(self, report: str) -> Path:
        return self.root / FOLDER / f"{report}.json"

    def _key(self, inputs: Inputs, topics: Sequence[Topic]) -> str:
        given = [getattr(inputs, item.name) for item in fields(inputs) if item.name not in ("lexicon", "withdrawn")]
        return hashlib.sha256(repr((self.basis, given, sorted(inputs.withdrawn), topics)).encode()).hexdigest()
