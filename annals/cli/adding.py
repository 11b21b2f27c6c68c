"""add: what was recognised in a raw file just put in, and what to look at first."""

from __future__ import annotations

from pathlib import Path

import click

from annals.clean.order import RULE_NAMES
from annals.cli.kinds import Place, WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command, Option
from annals.edition.adding import Added, CannotAddError, add
from annals.edition.recognised import Survey
from annals.model import few, text_file

_SHOWN = 8
_PLACES, _FEW_PLACES = 20, 5
"""Places in doubt that are told one by one, and how many where the whole text is."""
_HEADINGS = 12
"""Headings that are shown of a text that is not understood: the rest are no more right."""


@click.command("add", cls=Command)
@click.argument("files", cls=Argument, metavar="source", type=Place(folder=False), nargs=-1, required=True)
@click.option("--as", "name", cls=Option, default="", metavar="report")
@click.option("--series", "series", cls=Option, default="", metavar="name")
@click.pass_obj
def add_command(options: Options, files: tuple[Path, ...], name: str, series: str) -> None:
    """Take in a raw report, and say what was recognised and where to look first."""
    try:
        with options.alone():
            added = add(options.root, files, name, series)
    except CannotAddError as refusal:
        raise WrongUse(refusal.key, **refusal.values) from refusal
    if added.survey is not None:
        _tell_left(options, added)
        _tell(options, added.survey)
        options.say("written", count=len(added.written), paths=added.written)
    status = options.tell(added.problems)
    if added.survey is None:
        options.put(
            options.word("add_nothing", file="、".join(few([file.name for file in files], _FEW_PLACES))), aside=True
        )
        raise SystemExit(1)
    options.say("add_first")
    for number, line in enumerate(_look_first(options, added, added.survey), 1):
        options.say("add_step", number=number, text=line)
    raise SystemExit(status)


def _tell_left(options: Options, added: Added) -> None:
    """What of the files is not in the text."""
    if added.bare:
        pages = few([str(page) for page in added.bare], _SHOWN)
        options.say("add_bare", count=len(added.bare), pages=pages)
    if added.left:
        options.say("add_left", count=len(added.left), files=few(added.left, _FEW_PLACES))


def _tell(options: Options, found: Survey) -> None:
    report = found.report
    whole = [flag for flag in found.doubts if flag.code == "W302"]
    for flag in whole:
        options.say("add_misunderstood", reason=flag.reason)
    year = str(report.year) if report.year else options.word("add_no_year")
    options.say("add_read", encoding=found.encoding, year=year, title=report.title)
    years = [part for part in report.id.split("-") if len(part) == 4 and part.isdigit()]
    if report.year and years and year not in years:
        options.say("add_other_year", report=report.id, year=year)
    numberings = [f"{name} ×{count}" for name, count in found.numberings] or options.word("nothing")
    options.say("add_structure", numberings=numberings, sections=len(found.sections), paragraphs=found.paragraphs)
    shown = found.sections[:_HEADINGS] if whole else found.sections
    for section in shown:
        mark = f"  → {section.topic or options.word('add_no_topic')}" if found.topics else ""
        options.say("add_section", indent="  " * section.level, title=section.title, topic=mark)
    if len(shown) < len(found.sections):
        options.say("add_more_sections", count=len(found.sections) - len(shown), report=report.id)
    faults = [f"{code} {RULE_NAMES[code]} ×{count}" for code, count in found.faults if code in RULE_NAMES]
    options.say("add_faults", faults=faults or options.word("nothing"), reviews=len(found.reviews))
    if found.reviews:
        lines = few([str(line) for line in dict.fromkeys(found.reviews)], _SHOWN)
        options.say("add_review", seed=text_file(report.id), lines=lines)
    places = [flag for flag in found.doubts if flag.code != "W302"]
    told = places[: _FEW_PLACES if whole else _PLACES]
    for flag in told:
        options.say("add_doubt", line=flag.where, text=flag.text[:40], reason=flag.reason)
    if len(told) < len(places):
        options.say("add_more_doubts", count=len(places) - len(told), report=report.id)
    known = [f"{title} {count}" for title, count in found.known[:_SHOWN]]
    options.say("add_known_names", count=len(found.known), names=known or options.word("nothing"))
    new = [candidate.name for candidate in found.new[:_SHOWN]]
    options.say("add_new_names", count=len(found.new), names=new or options.word("nothing"))


def _look_first(options: Options, added: Added, found: Survey) -> list[str]:
    """The three things most worth an editor's eyes: title and year, as all that is said of a report hangs on them, then
    the gravest."""
    seed, pages = f"seeds/{added.report}", f"docs/{added.report}"
    steps = [_named(options, found, f"{seed}.yml")]
    steps += [
        options.word("first_misunderstood", seed=f"{seed}.txt", line=problem.line or 1)
        for problem in added.problems
        if problem.code == "W302"
    ]
    if found.unplaced:
        titles = [section.title for section in found.unplaced[:3]]
        steps.append(options.word("first_unplaced", count=len(found.unplaced), titles=titles, page=f"{pages}/other.md"))
    if found.torn:
        block = found.torn[0]
        line = block.origin.lines[-1][1] if block.origin and block.origin.lines else 0
        steps.append(
            options.word("first_torn", count=len(found.torn), end=block.text[-12:], seed=f"{seed}.txt", line=line)
        )
    places = [flag for flag in found.doubts if flag.code != "W302"]
    if places:
        flag = places[0]
        steps.append(
            options.word("first_doubt", count=len(places), text=flag.text[:30], seed=f"{seed}.txt", line=flag.lines[0])
        )
    steps.append(options.word("first_contents", page=f"{pages}/index.md"))
    longest = max(found.report.order, key=lambda placed: len(placed.text), default=None)
    if longest is not None:
        place = f"docs/{longest.page}:{longest.block.line}"
        steps.append(options.word("first_longest", place=place, count=len(longest.text)))
    if found.new:
        steps.append(options.word("first_names", name=found.new[0].name))
    return steps[:3]


def _named(options: Options, found: Survey, yml: str) -> str:
    """What a report is called and dated, each with the line that says so."""
    report = found.report

    def said(line: int) -> str:
        return options.word("first_at", line=line) if line else options.word("first_nowhere")

    if report.year is None:
        return options.word("first_year", title=report.title, at=said(found.titled), yml=yml)
    return options.word(
        "first_title", title=report.title, at=said(found.titled), year=report.year, dated=said(found.dated), yml=yml
    )
