"""check, trace, candidates, explain: commands that look and write nothing (but a stub asked for)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annals.check.catalogue import CATALOGUE
from annals.check.judgements import unjudged
from annals.clean.order import RULE_NAMES
from annals.cli.kinds import WrongUse, near_codes
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command, Option
from annals.edition.checking import UncheckedPathError, UnknownPathError, check
from annals.edition.ingesting import ingest
from annals.edition.rule_pages import load_rule_pages
from annals.edition.tracing import Trace, trace
from annals.edition.writing import carry_out
from annals.figures.proposing import next_points
from annals.model import Entry, Op, Operation, Proposal, Registry, Unlike, entity_path
from annals.names.candidates import Candidate, candidate_names, new_editions, stub
from annals.names.decisions import DECISIONS
from annals.names.linking import report_texts


@click.command("check", cls=Command)
@click.argument("paths", cls=Argument, nargs=-1)
@click.pass_obj
def check_command(options: Options, paths: tuple[str, ...]) -> None:
    """Find problems; writes nothing. Paths: files or folders that alone are looked at."""
    if not _is_edition(options.root):
        above = next((str(folder) for folder in options.root.parents if _is_edition(folder)), "")
        hint = options.word("edition_above", path=above) if above else options.word("edition_how")
        raise WrongUse("no_edition", path=str(options.root), hint=hint)
    try:
        checked = check(options.root, paths)
    except UnknownPathError as error:
        raise WrongUse("no_path", path=error.path, nearest=error.nearest) from error
    except UncheckedPathError as error:
        raise WrongUse("not_checked", path=str(error)) from error
    status = options.tell(checked.problems)
    if checked.unread:
        options.say("not_markdown", paths=checked.unread)
    if checked.files and not checked.problems:
        options.say("fine", count=checked.files)
    raise SystemExit(status)


def _is_edition(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in ("docs", "seeds"))


@click.command("trace", cls=Command)
@click.argument("place", cls=Argument)
@click.pass_obj
def trace_command(options: Options, place: str) -> None:
    """How a paragraph came from its raw lines to its page."""
    found = trace(ingest(options.root).edition, place)
    if not found:
        raise WrongUse("no_place", place=place)
    for number, item in enumerate(found):
        if number:
            options.put("")
        _tell(options, item)


def _tell(options: Options, item: Trace) -> None:
    placed, base = item.placed, item.placed.stem.blocks()
    reference = f"{item.report.id}#{placed.id}"
    url = f"{placed.page.removesuffix('.md')}.html#{placed.id}"
    options.put(options.word("trace", reference=reference, page=f"docs/{placed.page}", line=placed.block.line, url=url))
    for number, text in item.raw:
        options.put(options.word("trace_raw", number=number, text=text.strip() or options.word("nothing")))
    for entry in item.entries:
        lines = str(entry.lines[0]) if entry.lines[0] == entry.lines[1] else f"{entry.lines[0]}–{entry.lines[1]}"
        reason = f"  {entry.reason}" if entry.reason else ""
        name = RULE_NAMES.get(entry.code, "")
        options.put(
            options.word(
                "trace_entry", code=entry.code, name=name, lines=lines, change=_change(options, entry), reason=reason
            )
        )
    for flag in item.flags:
        options.put(
            options.word("trace_flag", code=flag.code, text=flag.text, reason=f"  {flag.reason}" if flag.reason else "")
        )
    for applied in item.said:
        said = applied.correction
        if said.op is Operation.LEVEL:
            change = options.word("trace_level", text=said.target, to=str(said.to or said.level))
        else:
            change = options.word("trace_box", text=said.target, to=said.through or "")
        options.put(options.word("trace_said", code=applied.code, change=change, reason=f"  {said.reason}"))
    if not base:
        options.put(options.word("trace_added"))
    elif placed.edited or placed.mends:
        options.put(options.word("trace_edited", text="".join(block.content.markdown for block in base)))
    options.put(options.word("trace_published", text=placed.text))
    if item.mentions:
        names = list(dict.fromkeys(f"{m.surface}（docs/entities/{m.entity}.md）" for m in item.mentions))
        options.put(options.word("trace_names", names=names))


def _change(options: Options, entry: Entry) -> str:
    old, new = entry.old.strip("\r\n"), entry.new
    if entry.op is Op.MOVE:
        return options.word("move", old=old[:30])
    if not entry.old.strip() and not new.strip():
        return options.word("joined")
    kind = "insert" if not entry.old else "delete" if not new else "replace"
    return options.word(kind, old=old, new=new)


@click.command("candidates", cls=Command)
@click.option("--save", "names", cls=Option, multiple=True, metavar="name")
@click.pass_obj
def candidates_command(options: Options, names: tuple[str, ...]) -> None:
    """Names that recur and are not registered, new editions of registered events, and numbers of new reports that may go
    on with an indicator."""
    ingested = ingest(options.root)
    edition = ingested.edition
    texts = report_texts(edition.reports, edition.facts)
    found = candidate_names(texts, edition.registry, ingested.lexicon, ingested.decided)
    _refuse_unknown(names, found, edition.registry)
    if names:
        _save(options, [candidate for candidate in found if candidate.name in names], edition.registry)
        return
    _tell_names(options, found)
    for new in new_editions(edition.registry, {report.id: report.year for report in edition.reports}):
        place = f"{new.mention.report}#{new.mention.block}"
        options.say("new_edition", path=f"docs/{new.entity.path}", surface=new.mention.surface, place=place)
    reports = {report.id: report for report in edition.reports}
    for point in next_points(edition.indicators, reports, edition.figures):
        path, title = f"docs/{point.indicator.path}", point.measure.title
        options.say("new_point", path=path, title=title)
        for line in point.lines:
            options.put(line)
    for one in unjudged(edition):
        _tell_unlike(options, one)
    options.say("candidates", count=len(found), path=DECISIONS)


def _refuse_unknown(names: Sequence[str], found: Sequence[Candidate], registry: Registry) -> None:
    """Raises WrongUse where a name that is to be saved is none of the candidates."""
    unknown = [name for name in names if name not in {candidate.name for candidate in found}]
    owners = {name: entity.slug for entity in registry.entities for name in entity.names}
    if taken := [name for name in unknown if name in owners]:
        paths = list(dict.fromkeys(f"docs/{entity_path(owners[name])}" for name in taken))
        raise WrongUse("already_registered", names=taken, paths=paths)
    if unknown:
        raise WrongUse("no_candidate", names=unknown)


def _save(options: Options, chosen: Sequence[Candidate], registry: Registry) -> None:
    taken = frozenset(entity.slug for entity in registry.entities)
    for candidate in chosen:
        path, text = stub(candidate, taken)
        with options.alone():
            carry_out(options.root, [(f"docs/{path}", text)])
        options.say("saved", path=f"docs/{path}")


def _tell_names(options: Options, found: Sequence[Candidate]) -> None:
    # Kinds stand in the order of their first names, which stand in most reports.
    for kind in dict.fromkeys(candidate.type for candidate in found):
        own = [candidate for candidate in found if candidate.type == kind]
        options.say("candidate_kind", type=kind, count=len(own))
        for candidate in own:
            options.say(
                "candidate",
                name=candidate.name,
                count=len(candidate.places),
                reports=candidate.reports,
                places=candidate.places[:4],
            )


def _tell_unlike(options: Options, one: Proposal) -> None:
    options.say(
        {
            Unlike.TWICE: "unlike_twice",
            Unlike.VALUES: "unlike_values",
            Unlike.DATES: "unlike_dates",
            Unlike.DOCUMENTS: "unlike_documents",
        }[one.kind],
        subject=one.subject,
        **_sides(one),
    )


def _sides(one: Proposal) -> dict[str, str]:
    return {"a": one.a.reference, "said_a": one.a.printed, "b": one.b.reference, "said_b": one.b.printed}


@click.command("explain", cls=Command)
@click.argument("code", cls=Argument)
@click.pass_obj
def explain_command(options: Options, code: str) -> None:
    """What a code means: a problem, or a rule of cleaning."""
    pages = {page.code: page for page in load_rule_pages()}
    code = code if code in pages else code.upper()
    if code in pages:
        options.put(pages[code].text.rstrip())
    elif code in CATALOGUE:
        options.put(options.word("explained", grave=options.word(str(CATALOGUE[code].severity))))
        options.put(options.text_of(CATALOGUE[code].example))
    else:
        near = near_codes(code, [*pages, *CATALOGUE])
        if near:
            raise WrongUse("near_code", code=code, nearest=near)
        raise WrongUse("no_code", code=code, known=[*pages, *CATALOGUE])
