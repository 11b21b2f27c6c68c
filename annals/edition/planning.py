"""The plans of all reports: those that nothing changed as they are kept, the others made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from annals.edition.kept_plans import KeptPlans
from annals.edition.last_commit import committed_texts
from annals.edition.making import Inputs
from annals.edition.report import ReportPlan, plan_report
from annals.edition.shipped import page_templates
from annals.edition.working import Crew
from annals.model import Choice, Topic


def plans_of(
    root: Path,
    given: Sequence[Inputs],
    topics: tuple[Topic, ...],
    choices: Mapping[str, tuple[Choice, ...]],
    kept: KeptPlans | None,
    crew: Crew,
) -> dict[str, ReportPlan]:
    """The plans of all reports by id, in order; `choices` are decisions about conflicts by report, `kept` is asked for
    plans that were made before, and told of the others, which `crew` makes."""
    # What a topic says of itself makes no report.
    topics = tuple(replace(topic, body="") for topic in topics)
    found = [] if kept is None else [(inputs.report, kept.find(inputs, topics)) for inputs in given]
    plans = {report: plan for report, plan in found if plan is not None}
    rest = [inputs for inputs in given if inputs.report not in plans]
    work = partial(_plan, topics=topics, choices=choices)
    for inputs, found_plan in zip(rest, crew.mapped(work, rest), strict=True):
        plan = _with_commit(root, inputs, found_plan, work)
        plans[inputs.report] = plan if kept is None else kept.keep(inputs, topics, plan)
    return {inputs.report: plans[inputs.report] for inputs in given}


def _plan(inputs: Inputs, *, topics: tuple[Topic, ...], choices: Mapping[str, tuple[Choice, ...]]) -> ReportPlan:
    """The plan for a report, from values alone: it may be made on another machine."""
    return plan_report(inputs, topics, page_templates(), choices.get(inputs.report, ()))


def _with_commit(root: Path, inputs: Inputs, plan: ReportPlan, work: Callable[[Inputs], ReportPlan]) -> ReportPlan:
    """The plan with what it lacks asked of the last commit, and only then."""
    found = committed_texts(root, [f"docs/{path}" for path in plan.wanted])
    if not found:
        return plan
    return work(replace(inputs, committed={path.removeprefix("docs/"): text for path, text in found.items()}))
