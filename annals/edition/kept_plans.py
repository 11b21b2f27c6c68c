"""What reports gave when they were taken in last: their plans, and the figures that were read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from annals.edition.disk import LEXICON
from annals.edition.kept_values import KeptValues
from annals.edition.lock import CACHE
from annals.edition.making import Inputs
from annals.edition.recalling import Recalled, recalled, to_recall
from annals.edition.report import ReportPlan
from annals.edition.values import reader
from annals.figures import Readable
from annals.model import Figures, Topic

FOLDER = f"{CACHE}/reports"
FIGURES = f"{CACHE}/figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlans:
    """What was kept below a root; `basis` is a digest of the tool and of the words that it is given."""

    basis: str
    plans: KeptValues
    figures: KeptValues

    @staticmethod
    def of(root: Path, code: str) -> KeptPlans:
        """What was kept for a tool (`code`, a digest) and the words that a folder adds to its own."""
        own = root / LEXICON
        words = own.read_bytes() if own.is_file() else b""
        return KeptPlans(
            basis=hashlib.sha256(code.encode() + words).hexdigest(),
            plans=KeptValues(folder=root / FOLDER),
            figures=KeptValues(folder=root / FIGURES),
        )

    def find(self, inputs: Inputs, topics: Sequence[Topic]) -> ReportPlan | None:
        """The plan that these inputs gave before; None where they gave none that was kept."""
        key = self._key(inputs, topics)
        values = self.plans.find(inputs.report, key)
        try:
            return None if values is None else replace(recalled(inputs, reader(Recalled)(values)), key=key)
        except (ValueError, TypeError, KeyError):
            return None

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
        values = self.figures.find(given.report, self._key_of_text(given))
        try:
            return None if values is None else reader(Figures)(values)
        except (ValueError, TypeError, KeyError, ArithmeticError):
            return None

    def keep_figures(self, given: Readable, figures: Figures) -> None:
        self.figures.keep(given.report, self._key_of_text(given), figures)

    def save(self) -> None:
        """Write what is new and remove what nobody asked for."""
        self.plans.save()
        self.figures.save()

    def _key(self, inputs: Inputs, topics: Sequence[Topic]) -> str:
        given = [getattr(inputs, item.name) for item in fields(inputs) if item.name not in ("lexicon", "withdrawn")]
        return hashlib.sha256(repr((self.basis, given, sorted(inputs.withdrawn), topics)).encode()).hexdigest()

    def _key_of_text(self, given: Readable) -> str:
        return hashlib.sha256(repr((self.basis, given)).encode("utf-8", "surrogatepass")).hexdigest()
