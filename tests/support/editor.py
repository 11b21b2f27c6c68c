"""Fifty commits of an editor, each on the folder of an edition: what people do to pages, entries, topics and `.yml`, rightly and
wrongly. Places are chosen by dice among what is there, so that the list outlives the edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

Work = Callable[[Path, Random], Path]
"""Does it and names the file that was touched."""


class CannotError(Exception):
    """Nothing to change at the place that was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    name: str
    work: Work

    def apply(self, root: Path, dice: Random) -> Path:
        """Where the first place that is chosen does not allow for it, another is."""
        for _ in range(30):
            try:
                return self.work(root, dice)
            except CannotError:
                continue
        raise AssertionError(f"no place for: {self.name}")


RAW = """第五章 科技人才

第一节 人才引进

2031年，全市引进高层次人才320名，其中归国人员占三成，新设工作站12个。

第二节 国际合作

2031年，组织培训45期，与荷兰等国签署协议12项，第20届浦江创新论坛在上海举行。
"""
ENTRY = """---
title: 浦江人才计划{number}
type: 计划
aliases: [浦江计划{number}]
---

一项人才计划。
"""
CORRECTION = "  - {{{what}, cause: slip, certainty: likely, reason: 试}}\n"


# --- places ---------------------------------------------------------------------------------


def reports(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "seeds").glob("*.txt"))


def some(root: Path, pattern: str, dice: Random) -> Path:
    found = sorted(path for path in root.glob(pattern) if path.name != "index.md")
    if not found:
        raise CannotError(pattern)
    return dice.choice(found)


def page(root: Path, dice: Random) -> Path:
    return some(root, f"docs/{dice.choice(reports(root))}/*.md", dice)


def paragraphs(text: str) -> list[str]:
    """The plain paragraphs of a page; those long enough to work on."""
    return [block for block in text.split("\n\n")[1:] if re.match(r"[\u4e00-\u9fff“]", block) and len(block) > 40]


def rewritten(path: Path, change: Callable[[str], str]) -> Path:
    text = path.read_text("utf-8")
    new = change(text)
    if new == text:
        raise CannotError(path)
    path.write_text(new, "utf-8")
    return path


def on_a_paragraph(change: Callable[[str, Random], str]) -> Work:
    def in_one(text: str, dice: Random) -> str:
        chosen = dice.choice(paragraphs(text) or [""])
        return text.replace(chosen, change(chosen, dice), 1) if chosen else text

    return lambda root, dice: rewritten(page(root, dice), lambda text: in_one(text, dice))


def in_file(pattern: str, change: Callable[[str], str]) -> Work:
    return lambda root, dice: rewritten(some(root, pattern, dice), change)


def in_this(path: str, change: Callable[[str], str]) -> Work:
    return lambda root, dice: rewritten(root / path, change)


def put(path: str, text: str | bytes) -> Work:
    def work(root: Path, dice: Random) -> Path:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    return work


def all_of(*steps: Work) -> Work:
    def work(root: Path, dice: Random) -> Path:
        touched = [step(root, dice) for step in steps]
        return touched[0]

    return work


def gone(pattern: str) -> Work:
    def work(root: Path, dice: Random) -> Path:
        path = some(root, pattern, dice)
        path.unlink()
        return path

    return work


# --- what is done ---------------------------------------------------------------------------


def mended(text: str, dice: Random) -> str:
    """One character of two Han becomes another."""
    at = dice.choice([match.start() for match in re.finditer(r"[\u4e00-\u9fff]{4}", text)])
    return text[: at + 1] + "改" + text[at + 2 :]


def counted(text: str, dice: Random) -> str:
    return re.sub(r"\d+", lambda match: match[0] + "1", text, count=1) if re.search(r"\d", text) else text + "共12项。"


def parted(text: str, dice: Random) -> str:
    return text.replace("。", "。\n\n", 1) if "。" in text[:-1] else text + "\n\n又一段。"


def behind(added: str) -> Callable[[str, Random], str]:
    return lambda text, dice: f"{text}\n\n{added}"


def moved(root: Path, dice: Random) -> Path:
    """A paragraph goes to the end of another page of the same report."""
    path = page(root, dice)
    other = dice.choice(sorted(path.parent.glob("*.md")))
    chosen = dice.choice(paragraphs(path.read_text("utf-8")) or [""])
    if not chosen or other == path:
        raise CannotError(path)
    rewritten(path, lambda text: text.replace(chosen, "", 1).replace("\n\n\n", "\n\n"))
    return rewritten(other, lambda text: f"{text}\n{chosen.strip()}\n")


def renamed(root: Path, dice: Random) -> Path:
    return page(root, dice).rename(page(root, dice).with_name("renamed.md"))


def joined(root: Path, dice: Random) -> Path:
    def change(text: str) -> str:
        return re.sub(r"([\u4e00-\u9fff]{8}。)\n\n(?=[\u4e00-\u9fff])", r"\1", text, count=1)

    return rewritten(page(root, dice), change)


def corrected(root: Path, dice: Random) -> Path:
    """Two characters that stand once in a raw text are corrected in its .yml."""
    report = dice.choice(reports(root))
    raw = (root / "seeds" / f"{report}.txt").read_text("utf-8")
    found = [one for one in re.findall(r"[\u4e00-\u9fff]{9}", raw) if raw.count(one) == 1]
    old = dice.choice(found)
    return _with_correction(root, report, f"replace: {old}, with: {old[:4]}改{old[5:]}")


def mistaken(root: Path, dice: Random) -> Path:
    return _with_correction(root, dice.choice(reports(root)), "replace: 原文里没有的一句话, with: 有的一句话")


def _with_correction(root: Path, report: str, what: str) -> Path:
    path = root / "seeds" / f"{report}.yml"
    text = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(text + ("" if "corrections:" in text else "corrections:\n") + CORRECTION.format(what=what), "utf-8")
    return path


def front(old: str, new: str) -> Callable[[str], str]:
    """A change of the front matter alone, by pattern."""

    def change(text: str) -> str:
        head, rule, rest = text[4:].partition("\n---\n")
        return "---\n" + re.sub(old, new, head, count=1, flags=re.MULTILINE) + rule + rest

    return change


def signed(root: Path, dice: Random) -> Path:
    return rewritten(page(root, dice), front("^status: .*$", "status: 已校对\nreviewed_by: 甲"))


def on_a_page(change: Callable[[str], str]) -> Work:
    return lambda root, dice: rewritten(page(root, dice), change)


TABLE = "| 年份 | 项数 |\n| --- | --- |\n| 2011 | 12 |\n| 2012 | 15 |"
ENTRIES, TOPICS = "docs/entities/*.md", "docs/topics/*.md"


def _edits() -> Iterator[tuple[str, Work]]:
    for _ in range(5):
        yield "a word mended", on_a_paragraph(mended)
    yield "a figure mended", on_a_paragraph(counted)
    yield "another figure mended", on_a_paragraph(counted)
    for _ in range(3):
        yield "a note added", on_a_paragraph(behind("> **编者注** 此数据原文。"))
    yield "a paragraph added", on_a_paragraph(behind("编者所加的一段，说明来历。"))
    yield "a paragraph deleted", on_a_paragraph(lambda text, dice: "")
    yield "a paragraph parted", on_a_paragraph(parted)
    yield "two paragraphs joined", joined
    yield "a paragraph moved", moved
    yield "a table added", on_a_paragraph(behind(TABLE))
    yield "a list added", on_a_paragraph(behind("- 甲项\n- 乙项"))
    yield (
        "a picture added",
        all_of(put("docs/assets/p.png", b"\x89PNG\r\n\x1a\n"), on_a_paragraph(behind("![图](../assets/p.png)"))),
    )
    yield "half-width marks", on_a_paragraph(behind("> **编者注** 见前文,此处从略."))
    yield (
        "a heading reworded",
        on_a_page(lambda text: re.sub(r"^(#+ )(.*)$", r"\1另一个标题", text, count=1, flags=re.M) + "\n附言。\n"),
    )
    yield "a page signed", signed
    yield "another page signed", signed
    yield "a status that is none", on_a_page(front("^status: .*$", "status: 校对了"))
    yield "a page's front matter broken", on_a_page(front("^status: .*$", "status: [未校对"))
    yield "a page's front matter without end", on_a_page(lambda text: text.replace("\n---\n", "\n", 1))
    yield "a page deleted", lambda root, dice: (found := page(root, dice)).unlink() or found
    yield "a page renamed", renamed
    yield "a link to nowhere", put("docs/about/note.md", "---\ntitle: 附记\n---\n\n见[论坛](../topics/none.md)。\n")
    yield "index prose", in_this("docs/index.md", lambda text: text + "\n另见[专题](topics/index.md)。\n")
    yield "a page about the edition", put("docs/about/thanks.md", "---\ntitle: 致谢\n---\n\n谢谢各位读者。\n")
    yield "an entry added", put("docs/entities/pujiang-plan.md", ENTRY.format(number=""))
    yield (
        "an entry with a name that is taken",
        all_of(*(put(f"docs/entities/pujiang-{n}.md", ENTRY.format(number="")) for n in "ab")),
    )
    yield "an entry renamed", in_file(ENTRIES, front("^title: (.*)$", r"title: 新\1"))
    yield "an alias added", in_file(ENTRIES, front("^type: (.*)$", r"type: \1\naliases: [某某论坛会]"))
    yield "an entry's front matter broken", in_file(ENTRIES, front("^type: ", "type 是 "))
    yield "an entry deleted", gone(ENTRIES)
    yield (
        "a quotation that is none",
        in_file(
            ENTRIES,
            lambda text: text.replace(
                "title: ", "editions: [{year: 2012, ordinal: {value: 5, quote: 第五届, block: 2012#l1}}]\ntitle: ", 1
            ),
        ),
    )
    yield "a topic's words", in_file(TOPICS, front("^words: \\[", "words: [新词, "))
    yield "a topic's sections", in_file(TOPICS, front("^order: (.*)$", r"order: \1\nblocks: [2012#l99999]"))
    yield "a topic deleted", gone(TOPICS)
    yield "a topic added", put("docs/topics/talent.md", "---\ntitle: 人才\nwords: [人才]\norder: 990\n---\n\n人才。\n")
    yield "a new report", put("seeds/2031.txt", RAW)
    yield (
        "a new report with facts",
        all_of(put("seeds/2032.txt", RAW.replace("2031", "2032")), put("seeds/2032.yml", "year: 2032\n")),
    )
    yield "a correction", corrected
    yield "another correction", corrected
    yield "a correction that fits nowhere", mistaken
    yield "facts that cannot be read", put("seeds/2011.yml", "year: [2011\n")
    yield (
        "the edition's name",
        in_this("mkdocs.yml", lambda text: re.sub("^site_name: .*$", "site_name: 某某报告", text, flags=re.M)),
    )
    yield "words of its own", put("docs/lexicon.yml", "boxes: {add: [小贴士]}\n")
    yield "a page in another encoding", put("docs/about/old.md", "---\ntitle: 旧页\n---\n\n旧文。\n".encode("gb18030"))


EDITS = tuple(Edit(name=name, work=work) for name, work in _edits())
