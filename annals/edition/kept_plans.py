"""What reports gave when they were taken in last: their plans, and the figures that were read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from annals.edition.disk import LEXICON
from annals.edition.kept_values import KeptValues, Memory
from annals.edition.lock import CACHE
from annals.edition.making import Inputs
from annals.edition.recalling import Recalled, recalled, to_recall
from annals.edition.report import ReportPlan
from annals.edition.values import reader
from annals.figures import Readable
from annals.model import Figures, Topic

FOLDER = f"{CACHE}/reports"
FIGURES = f"{CACHE}/figures"
PRINTS = f"{CACHE}/prints"
PARTS = f"{CACHE}/search"
_APART = ("lexicon", "withdrawn", "raw")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlans:
    """What was kept below a root; `basis` is a digest of the tool and of the words that it is given."""

    basis: str
    plans: KeptValues
    figures: KeptValues

    @staticmethod
    def of(root: Path, code: str, memory: Memory | None = None) -> KeptPlans:
        """What was kept for a tool (`code`, a digest) and the words that a folder adds to its own; `memory`: what this
        process has read before."""
        memory = {} if memory is None else memory
        own = root / LEXICON
        words = own.read_bytes() if own.is_file() else b""
        return KeptPlans(
            basis=hashlib.sha256(code.encode() + words).hexdigest(),
            plans=KeptValues(folder=root / FOLDER, memory=memory),
            figures=KeptValues(folder=root / FIGURES, memory=memory),
        )

    def find(self, inputs: Inputs, topics: Sequence[Topic]) -> ReportPlan | None:
        """The plan that these inputs gave before; None where they gave none that was kept."""
        key = self._key(inputs, topics)
        read = reader(Recalled)
        return self.plans.find(inputs.report, key, lambda kept: replace(recalled(inputs, read(kept)), key=key))

    def keep(self, inputs: Inputs, topics: Sequence[Topic], plan: ReportPlan) -> ReportPlan:
        """Remember what can be recalled of a plan; such a plan bears the digest of what it was made from."""
        found = to_recall(plan)
        if found is None:
            return plan
        key = self._key(inputs, topics)
        self.plans.keep(inputs.report, key, found)
        return replace(plan, key=key)

    def find_figures(self, given: Readable) -> Figures | None:
        """The figures that were read before from the same text of a report."""
        found: Figures | None = self.figures.find(given.report, self._key_of_text(given), reader(Figures))
        return found

    def keep_figures(self, given: Readable, figures: Figures) -> None:
        self.figures.keep(given.report, self._key_of_text(given), figures)

    def save(self) -> None:
        """Write what is new and remove what nobody asked for."""
        self.plans.save()
        self.figures.save()

    def _key(self, inputs: Inputs, topics: Sequence[Topic]) -> str:
        given = [getattr(inputs, item.name) for item in fields(inputs) if item.name not in _APART]
        # To write bytes out takes longer than to make a digest of them.
        apart = sorted(inputs.withdrawn), hashlib.sha256(inputs.raw).hexdigest()
        return hashlib.sha256(repr((self.basis, given, apart, topics)).encode()).hexdigest()

    def _key_of_text(self, given: Readable) -> str:
        return hashlib.sha256(repr((self.basis, given)).encode("utf-8", "surrogatepass")).hexdigest()
