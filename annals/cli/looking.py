"""check, trace, candidates, explain: commands that look and write nothing (but a stub asked for)."""

from __future__ import annotations

import click

from annals.check.catalogue import CATALOGUE
from annals.check.telling import as_text
from annals.clean.order import RULE_NAMES
from annals.cli.options import Options
from annals.edition.checking import UnknownPathError, check
from annals.edition.ingesting import ingest
from annals.edition.rule_pages import load_rule_pages
from annals.edition.tracing import Trace, trace
from annals.edition.writing import carry_out
from annals.model import Entry, Op
from annals.names.candidates import candidate_names, new_editions, stub
from annals.names.linking import report_texts


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[文件…]")
@click.pass_obj
def check_command(options: Options, paths: tuple[str, ...]) -> None:
    """查找问题，不写任何文件，也不生成网站；写明文件时只查那几个。"""
    try:
        checked = check(options.root, paths)
    except UnknownPathError as error:
        raise click.UsageError(options.word("no_path", path=error.path, nearest=error.nearest)) from error
    status = options.tell(checked.problems)
    if not checked.problems:
        options.say("fine", count=checked.files)
    raise SystemExit(status)


@click.command("trace")
@click.argument("place", metavar="位置")
@click.pass_obj
def trace_command(options: Options, place: str) -> None:
    """一个段落从原文行到页面的经过。位置可写 2012#l33、seeds/2012.txt:33、docs/2012/….md:12、网站地址，或段落里的几个字。"""
    found = trace(ingest(options.root).edition, place)
    if not found:
        raise click.UsageError(options.word("no_place", place=place))
    for number, item in enumerate(found):
        if number:
            click.echo()
        _tell(options, item)


def _tell(options: Options, item: Trace) -> None:
    placed, base = item.placed, item.placed.origin
    reference = f"{item.report.id}#{placed.id}"
    url = f"{placed.page.removesuffix('.md')}.html#{placed.id}"
    click.echo(options.word("trace", reference=reference, page=f"docs/{placed.page}", line=placed.block.line, url=url))
    for number, text in item.raw:
        click.echo(options.word("trace_raw", number=number, text=text.strip() or options.word("nothing")))
    for entry in item.entries:
        lines = str(entry.lines[0]) if entry.lines[0] == entry.lines[1] else f"{entry.lines[0]}–{entry.lines[1]}"
        reason = f"  {entry.reason}" if entry.reason else ""
        name = RULE_NAMES.get(entry.code, "")
        click.echo(
            options.word(
                "trace_entry", code=entry.code, name=name, lines=lines, change=_change(options, entry), reason=reason
            )
        )
    for flag in item.flags:
        click.echo(
            options.word("trace_flag", code=flag.code, text=flag.text, reason=f"  {flag.reason}" if flag.reason else "")
        )
    if base is None:
        click.echo(options.word("trace_added"))
    elif placed.edited or placed.mends:
        click.echo(options.word("trace_edited", text=base.content.markdown))
    click.echo(options.word("trace_published", text=placed.text))
    if item.mentions:
        names = list(dict.fromkeys(f"{m.surface}（docs/entities/{m.entity}.md）" for m in item.mentions))
        click.echo(options.word("trace_names", names=names))


def _change(options: Options, entry: Entry) -> str:
    old, new = entry.old.strip("\r\n"), entry.new
    if entry.op is Op.MOVE:
        return options.word("move", old=old[:30])
    if not entry.old.strip() and not new.strip():
        return options.word("joined")
    kind = "insert" if not entry.old else "delete" if not new else "replace"
    return options.word(kind, old=old, new=new)


@click.command("candidates")
@click.option("--save", "names", multiple=True, metavar="名称", help="为这个名称新建条目页（可写多次）")
@click.pass_obj
def candidates_command(options: Options, names: tuple[str, ...]) -> None:
    """列出反复出现而尚未登记的名称，以及已登记的论坛、展会等的新一届。"""
    ingested = ingest(options.root)
    edition = ingested.edition
    found = candidate_names(report_texts(edition.reports, edition.facts), edition.registry, ingested.lexicon)
    unknown = [name for name in names if name not in {candidate.name for candidate in found}]
    if unknown:
        raise click.UsageError(options.word("no_candidate", names=unknown))
    if names:
        taken = frozenset(entity.slug for entity in edition.registry.entities)
        for candidate in found:
            if candidate.name in names:
                path, text = stub(candidate, taken)
                with options.alone():
                    carry_out(options.root, [(f"docs/{path}", text)])
                options.say("saved", path=f"docs/{path}")
        return
    for candidate in found:
        options.say(
            "candidate",
            name=candidate.name,
            type=candidate.type,
            count=len(candidate.places),
            reports=candidate.reports,
            places=candidate.places[:4],
        )
    for new in new_editions(edition.registry, {report.id: report.year for report in edition.reports}):
        place = f"{new.mention.report}#{new.mention.block}"
        options.say("new_edition", path=f"docs/entities/{new.entity.slug}.md", surface=new.mention.surface, place=place)
    options.say("candidates", count=len(found))


@click.command("explain")
@click.argument("code", metavar="代码")
@click.pass_obj
def explain_command(options: Options, code: str) -> None:
    """说明一个代码：问题的意思、例子与办法，或清理规则做什么、不动什么。"""
    pages = {page.code: page for page in load_rule_pages()}
    if code in pages:
        click.echo(pages[code].text.rstrip())
    elif code in CATALOGUE:
        click.echo(options.word("explained", grave=options.word(str(CATALOGUE[code].severity))))
        click.echo(as_text(CATALOGUE[code].example, options.lang, options.strict))
    else:
        raise click.UsageError(options.word("no_code", code=code, known=[*pages, *CATALOGUE]))
