"""What runs through the reports of an edition: which of them speaks of what, and where. Found once, for all pages that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annals.model import Edition
from annals.pages.coverage import Coverage
from annals.pages.mentions import Named, mention_spans, named_by_report
from annals.pages.passage import Passages
from annals.pages.spans import Row
from annals.pages.told import ToldLists


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """The topics (`coverage`), the lists of what the reports tell (`told`), the names (`named`) with the pages of those that are named too often for
    one (`spans`, by slug), and what showing passages needs."""

    coverage: Coverage
    told: ToldLists
    passages: Passages
    named: Named
    spans: Mapping[str, tuple[Row, ...]]

    @staticmethod
    def of(edition: Edition) -> Threads:
        coverage, named = Coverage.of(edition), named_by_report(edition)
        return Threads(
            coverage=coverage,
            told=ToldLists.of(edition, coverage),
            passages=Passages.of(edition),
            named=named,
            spans=mention_spans(edition, named),
        )
