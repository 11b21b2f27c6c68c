"""resolve: which side of a conflict shall stand."""

from __future__ import annotations

import click

from annals.cli.kinds import WrongUse
from annals.cli.options import Options
from annals.cli.speaking import Argument, Command, Option
from annals.edition.ingesting import ingest, not_written, reference
from annals.edition.writing import carry_out, recover
from annals.model import Choice, Conflict, Phrase, Side


@click.command("resolve", cls=Command)
@click.argument("page", cls=Argument)
@click.option("--mine", cls=Option, is_flag=True)
@click.option("--theirs", cls=Option, is_flag=True)
@click.option("--block", "blocks", cls=Option, multiple=True, metavar="block")
@click.pass_obj
def resolve_command(options: Options, page: str, mine: bool, theirs: bool, blocks: tuple[str, ...]) -> None:
    """Settle the conflicts of a page; without a side they are listed."""
    if mine and theirs:
        raise WrongUse("misuse_both", one="--mine", other="--theirs")
    side = Side.MINE if mine else Side.THEIRS if theirs else None
    with options.alone():
        _resolve(options, page, side, blocks)


def _resolve(options: Options, page: str, side: Side | None, blocks: tuple[str, ...]) -> None:
    told = () if options.frozen else recover(options.root)
    found = ingest(options.root)
    path = page.removeprefix(f"{options.root}/").removeprefix("./").removeprefix("docs/")
    named = {conflict.page for _, conflict in found.conflicts if conflict.page.endswith(f"/{path}")}
    path = named.pop() if len(named) == 1 else path
    here = [(report, conflict) for report, conflict in found.conflicts if conflict.page == path]
    if not here and not (options.root / "docs" / path).is_file():
        pages = sorted({f"docs/{conflict.page}" for _, conflict in found.conflicts}) or options.word("nothing")
        raise WrongUse("no_conflict_page", page=f"docs/{path}", pages=pages)
    unknown = set(blocks) - {reference(report, conflict) for report, conflict in here}
    if unknown:
        known = list(dict.fromkeys(reference(report, conflict) for report, conflict in here)) or options.word("nothing")
        raise WrongUse("no_conflict_block", blocks=sorted(unknown), known=known)
    if not here:
        options.say("no_conflict", page=f"docs/{path}")
        return
    if side is None:
        _list_conflicts(options, here)
        options.tell(told)
        raise SystemExit(1)
    choices: dict[str, tuple[Choice, ...]] = {}
    for report, conflict in here:
        if not blocks or reference(report, conflict) in blocks:
            choices[report] = (*choices.get(report, ()), conflict.decided(side))
    _settle(options, path, choices)


def _list_conflicts(options: Options, here: list[tuple[str, Conflict]]) -> None:
    gone = Phrase.of("gone")
    for number, (report, conflict) in enumerate(here, 1):
        place = f"docs/{conflict.page}:{conflict.line}" if conflict.line else f"docs/{conflict.page}"
        mine, theirs = conflict.mine or gone, conflict.theirs or gone
        options.say("conflict", number=number, place=place, block=reference(report, conflict), mine=mine, theirs=theirs)
    options.say("choose", page=f"docs/{here[0][1].page}", block=reference(*here[0]))


def _settle(options: Options, page: str, choices: dict[str, tuple[Choice, ...]]) -> None:
    settled = ingest(options.root, choices)
    if options.frozen:
        raise SystemExit(options.tell([*settled.problems, not_written(settled.writes)]))
    carry_out(options.root, settled.writes)
    status = options.tell([problem for problem in settled.problems if problem.path == f"docs/{page}"])
    options.say("settled", count=sum(map(len, choices.values())), files=len(settled.writes))
    raise SystemExit(status)
