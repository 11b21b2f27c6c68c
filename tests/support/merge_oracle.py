"""What must hold of a merge of an editor's and the machine's operations on the same block, told from strings alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from annals.merge.reconcile import Reconciled
from tests.support import merge_real
from tests.support.merge_runs import FORMS
from tests.support.merge_table import Case, applied, chosen, merged, operation


def body(text: str) -> list[str]:
    """The texts of a page, its front matter and the marks of lists and closed forms apart."""
    return [
        line.removeprefix("- ")
        for block in text.rstrip("\n").split("\n\n")[1:]
        for line in (block.split("\n") if block.startswith("- ") else [block])
        if not line.startswith(("<div", "</div"))
    ]


def form(result: dict[str, str], text: str) -> tuple[str, str]:
    """In which form a text is written: the marks before it, and the class of the closed form around it."""
    for page in result.values():
        around = ""
        for line in page.split("\n"):
            around = line.split('"')[1] if line.startswith("<div") else "" if line.startswith("</div") else around
            if text in line:
                return line[: len(line) - len(line.lstrip("#- "))], around
    raise AssertionError(f"{text} is on no page")


def everything(found: dict[str, str]) -> str:
    return "\n".join("\n".join(body(text)) for text in found.values())


def lost(found: Case) -> list[str]:
    """What an editor wrote that is neither on a page nor in a conflict that is told."""
    told = "\n".join(conflict.mine for conflict in found.done.conflicts)
    return [text for text in found.edit.added if text not in everything(found.result) and text not in told]


def of_kind(line: str) -> str:
    mark = line[: len(line) - len(line.lstrip("#->|* "))]
    return "heading" if "#" in mark else "item" if "-" in mark else "row" if "|" in mark else "text"


@lru_cache(maxsize=64)
def lines_of(page: str) -> tuple[tuple[str, str], ...]:
    """The lines of a page below its head, each with its kind."""
    return tuple((line, of_kind(line)) for line in page.split("---\n", 2)[-1].split("\n") if line)


def kinds(pages: dict[str, str], text: str) -> list[str]:
    """As what a text stands on some pages, once for each time that it does."""
    lines = (line for page in pages.values() if text in page for line in lines_of(page))
    return [kind for line, kind in lines for _ in range(line.count(text))]


def told(found: Case) -> list[str]:
    """Every text that either side has, as strings: nothing of the code under test is asked."""
    sections = found.report.sections
    texts = [section.title for section in sections] + [s for one in sections for b in one.blocks for s in b.sentences]
    return list(dict.fromkeys([*texts, *found.edit.added, *found.run.added]))


def texts_beside(pages: dict[str, str], text: str, texts: list[str]) -> set[str]:
    """The texts in the same blocks."""
    lines = [line for page in pages.values() for line in page.split("\n") if text in line]
    return {one for one in texts for line in lines if one in line}


def versions(found: Case, text: str) -> set[str]:
    """A text with what it was before a word of it was mended, and the halves it was torn in."""
    pairs = [pair for side in (found.edit, found.run) for pair in zip(side.added, side.removed, strict=False)]
    halves = [one for section in found.report.sections for block in section.blocks for one in block.sentences]
    older = {old for new, old in pairs if new == text}
    newer = {new for new, old in pairs if old in older}
    return {text, *older, *newer, *(one for one in halves if text in found.run.added and one in text)}


def nonsense(found: Case, result: dict[str, str], side: str = "") -> dict[str, list[str]]:
    """What no reader of both sides could explain: a text in a form that neither gave it, one that stands more often
    than on either side, one of the program's that is on no page though no editor took it out. `side` was chosen where
    both had changed a sentence."""
    wrong: dict[str, list[str]] = {"kind": [], "doubled": [], "dropped": []}
    kept_out = side == "mine" or "delete" in found.edit_name
    for text in told(found):
        mine, theirs, now = kinds(found.edited, text), kinds(found.made, text), kinds(result, text)
        # Of a list is what was joined to an item; a heading must have been one with this very text.
        beside = texts_beside(result, text, told(found)) if now != ["heading"] else {text}
        given = {
            kind
            for near in beside
            for one in versions(found, near)
            for pages in (found.edited, found.made)
            for kind in kinds(pages, one)
        }
        if not set(now) <= given:
            wrong["kind"].append(text)
        if len(now) > max(len(mine), len(theirs)):
            wrong["doubled"].append(text)
        added = text in found.run.added and not kept_out and not versions(found, text) & {*found.edit.removed}
        if theirs and not now and (mine or added):
            wrong["dropped"].append(text)
    return wrong


def check_order(found: Case, result: dict[str, str]) -> None:
    """A paragraph reads on in its order, however it was parted, where nobody moved it or what it was joined with."""
    if {"move", "insert"} & {operation(found.edit_name), operation(found.run_name)}:
        return
    pages = everything(result)
    now = [text for old in found.report.target.sentences if (text := standing(found, old, pages))]
    spots = [pages.index(text) for text in now]
    assert spots == sorted(spots), now


def standing(found: Case, old: str, pages: str) -> str:
    """A sentence as it is now: untouched, or as either side mended it."""
    pairs = [pair for side in (found.edit, found.run) for pair in zip(side.added, side.removed, strict=False)]
    return next((text for text in (old, *(new for new, was in pairs if was == old)) if text in pages), "")


def settlements(found: Case) -> Iterator[tuple[str, Reconciled]]:
    """What comes of taking either side in every conflict."""
    for side in ("mine", "theirs"):
        yield side, merged(found.done.record, found.new, found.made, found.result, chosen(found.done.conflicts, side))


def check_sense(found: Case) -> None:
    """The second oracle: of the result or, where there are conflicts, of either choice."""
    clean: dict[str, list[str]] = {"kind": [], "doubled": [], "dropped": []}
    if not found.done.conflicts:
        assert nonsense(found, found.result) == clean
        check_order(found, found.result)
        return
    for side, settled in settlements(found):
        result = applied(found.result, settled)
        assert nonsense(found, result, side) == clean, side
        check_order(found, result)


def check(found: Case) -> None:
    """What must hold of two operations on one block."""
    check_always(found)
    check_sense(found)
    if found.alike:
        both = found.edit_name.endswith("word") and found.run_name.endswith("word")
        assert both or found.done.conflicts == (), "what both did alike became a conflict"
    if found.edit_name in FORMS or found.run_name in FORMS:
        clash = levels_differ(found)
        assert len(found.done.conflicts) == clash, "a change of form became a conflict"
        if clash:
            check_levels(found)
    if not found.done.conflicts:
        check_editor(found)
        check_machine(found)
        check_forms(found)


def levels_differ(found: Case) -> bool:
    """Whether each side gave the same heading another level, or made it text."""
    return not found.alike and (found.edit_name, found.run_name) in (
        ("level",) * 2,
        ("level", "text"),
        ("text", "level"),
    )


def check_levels(found: Case) -> None:
    """A heading of which both sides say differently where it stands has the level of the side that was chosen."""
    title = found.report.home.title
    marks = {"level": {"mine": "### ", "theirs": "#### "}, "text": {"mine": "", "theirs": ""}}
    for side, settled in settlements(found):
        name = found.edit_name if side == "mine" else found.run_name
        assert form(applied(found.result, settled), title)[0] == marks[name][side]


def check_always(found: Case) -> None:
    """What must hold whatever the operations were."""
    result, pages = found.result, everything(found.result)
    assert lost(found) == []
    assert found.done.problems == ()
    again = merged(found.done.record, found.new, found.made, result)
    assert (again.writes, again.record, again.conflicts) == ((), found.done.record, found.done.conflicts), (
        "a second run changes something"
    )
    if found.done.conflicts:
        for conflict in found.done.conflicts:
            assert result[conflict.page] == found.edited[conflict.page], "a page in conflict was written"
        check_resolving(found)
        return
    for text in found.edit.removed:
        assert text not in pages, "what an editor took out is back"
    for text in (s for section in found.report.sections for block in section.blocks for s in block.sentences):
        if text not in (*found.edit.removed, *found.run.removed):
            assert pages.count(text) == 1, "a sentence nobody touched is lost or double"


def place(result: dict[str, str], text: str) -> tuple[str, int]:
    """The page and the number of the block that holds a text."""
    return next((path, at) for path, page in result.items() for at, block in enumerate(body(page)) if text in block)


def check_editor(found: Case) -> None:
    """What the editor did to the block is there."""
    did = operation(found.edit_name)
    result, target, edit, pages = found.result, found.report.target, found.edit, everything(found.result)
    kept = [text for text in target.sentences if text in pages]
    if did == "insert":
        path, at = place(result, edit.added[0])
        assert body(result[path])[at] == "".join(edit.added)
    if did == "move" and kept:
        path, at = place(result, kept[0])
        # A heading that is put in before it goes with it.
        parted = operation(found.run_name) in ("part", "heading") and found.run.added[0] in body(result[path])[at - 1]
        assert edit.behind in body(result[path])[at - 1 - parted], "a block that an editor moved stands elsewhere"
    if did == "split" and len(kept) == len(target.sentences):
        assert place(result, kept[edit.low - 1]) != place(result, kept[edit.low])
    last = target.sentences[-1] in pages
    if did == "join" and last:
        # A heading, or a new beginning that the machine found, parts what was joined.
        following = found.report.home.blocks[found.report.block + 1].sentences[-1]
        assert place(result, kept[-1]) == place(result, following)
    if did == "rename":
        assert "r/one.md" not in result and "r/new-one.md" in result
    if did == "note" and last:
        path, at = place(result, edit.added[0])
        assert kept[-1] in body(result[path])[at - 1]
    if did == "review":
        assert [path for path, page in result.items() if "status: 已校对\nreviewed_by: 甲" in page] == ["r/one.md"]


def check_forms(found: Case) -> None:
    """What is written in which form: each feature as the side has it that changed it, as the editor has it where both
    did. None of that is ever a conflict."""
    result, target = found.result, found.report.target
    edit, run = operation(found.edit_name), operation(found.run_name)
    if {edit, run} & {"part", "head", "text"}:
        return  # The second oracle reads what has which form where headings come and go.
    turned = {"paragraph": "item", "item": "paragraph"}
    kind = turned[target.kind] if "item" in (edit, run) else target.kind
    mine = {"": "highlights", "timeline": ""}[target.box] if edit == "box" else target.box
    theirs = {"": "box", "timeline": ""}[target.box] if run == "box" else target.box
    around = mine if edit == "box" else theirs
    for text in target.sentences:
        if text in everything(result):
            assert form(result, text) == ("- " if kind == "item" else "", around), text
    level = 3 if edit == "level" else 4 if run == "level" else 2
    title = (
        (found.edit if edit == "retitle" else found.run).added[0]
        if "retitle" in (edit, run)
        else found.report.home.title
    )
    assert form(result, title) == ("#" * level + " ", "")


def check_machine(found: Case) -> None:
    """What the machine did is there, unless an editor deleted the block or put it elsewhere."""
    edit, did = operation(found.edit_name), operation(found.run_name)
    result, target, run, pages = found.result, found.report.target, found.run, everything(found.result)
    kept = [text for text in target.sentences if text in pages]
    assert [text for text in run.removed if text in pages] == []
    untouched = [text for text in run.added if not versions(found, text) & {*found.edit.removed}]
    assert edit == "delete" or [text for text in untouched if text not in pages] == []
    if did == "split" and len(kept) == len(target.sentences):
        assert place(result, kept[run.low - 1]) != place(result, kept[run.low])
    if did == "join" and kept and edit != "split":
        following = found.report.home.blocks[found.report.block + 1].sentences[-1]
        assert place(result, kept[-1]) == place(result, following)
    if did in ("move", "remap") and kept and edit != "move":
        there = next(path for path, text in found.made.items() if kept[0] in text)
        assert place(result, kept[0])[0] == found.edit.renamed.get(there, there)
    if did == "heading" and kept:
        path, at = place(result, run.added[0])
        if kept[0] == target.sentences[0] and edit not in ("insert", "move"):
            assert body(result[path])[at + 1].lstrip("# ").startswith(kept[0])


def check_resolving(found: Case) -> None:
    for side, settled in settlements(found):
        assert settled.conflicts == () and settled.record.choices == () and settled.problems == ()
        result = applied(found.result, settled)
        pages = everything(result)
        if side == "mine":
            assert [text for text in found.edit.added if text not in pages] == []
        elif "+" not in found.edit_name + found.run_name and found.edit_name != "delete":
            assert [text for text in found.run.added if text not in pages] == []
        again = merged(settled.record, found.new, found.made, result)
        assert (again.writes, again.record, again.conflicts) == ((), settled.record, ()), "a choice does not last"


def check_real(seed: int) -> bool:
    """One case on a real report; whether it left a conflict."""
    pages, added, new, made, done = merge_real.merged(seed)
    result = applied(pages, done)
    told = [*result.values(), *(conflict.mine for conflict in done.conflicts)]
    there = "\n".join(pages.values())
    assert [text for text in added if text in there and not any(text in one for one in told)] == []
    assert done.problems == ()
    again = merged(done.record, new, made, result)
    assert (again.writes, again.record, again.conflicts) == ((), done.record, done.conflicts)
    return bool(done.conflicts)
