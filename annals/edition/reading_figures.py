"""The figures of an edition: read from the reports whose text changed, of the others as they were read before."""

from __future__ import annotations

from functools import partial

from annals.edition.kept_plans import KeptPlans
from annals.edition.working import Crew
from annals.figures import figures_in, joined, readable
from annals.model import Edition, Figures, by_year
from annals.text.lexicon import Lexicon


def figures_of(edition: Edition, lexicon: Lexicon, kept: KeptPlans | None, crew: Crew) -> Figures:
    """What its reports say, in their order; `kept` is asked and told, `crew` reads the others."""
    given = tuple(readable(by_year(edition.reports), edition.registry))
    found = {one.report: kept.find_figures(one) if kept is not None else None for one in given}
    rest = [one for one in given if found[one.report] is None]
    for one, figures in zip(rest, crew.mapped(partial(figures_in, lexicon=lexicon), rest), strict=True):
        found[one.report] = figures
        if kept is not None:
            kept.keep_figures(one, figures)
    return joined(figures for figures in found.values() if figures is not None)
