"""What an editor and the machine can do to one block: a table of operations on small reports.

No sentence is there twice, so that what became of each can be told without the code that is
tested: texts are looked for on the merged pages as strings."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from random import Random

from jinja2 import Environment, FileSystemLoader

from annals.markdown.read import Reader
from annals.markdown.write import environment, write_page
from annals.merge.edited import read_pages
from annals.merge.reconcile import Reconciled, reconciled
from annals.merge.record import Record
from annals.model import Block as Made
from annals.model import BlockKind, Choice, Conflict, Content, DraftPage, Matter, Ranges, SectionKind, Side, Status
from tests.support import places

TEMPLATES: Environment = environment(FileSystemLoader(places.TEMPLATES))
READER = Reader()
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2400)]
REAL = sorted(
    {
        found
        for path in (places.FROZEN / "docs").glob("2*/*.md")
        for found in re.findall(r"(?<![^\n。！])[^\W\d_][^\n。！*<>|\\\\]{9,160}[。！]", path.read_text("utf-8"))
    }
)
"""Sentences of the real reports, in which much is alike."""


@dataclass
class Block:
    id: str
    line: int
    sentences: list[str]
    further: list[int] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    box: str = ""
    """The class of the closed form around the block, which is named after the block it begins with."""
    form: str = ""

    @property
    def text(self) -> str:
        return "".join(self.sentences)


@dataclass
class Section:
    id: str
    line: int
    title: str
    topic: str
    blocks: list[Block] = field(default_factory=list)
    level: int = 2


@dataclass
class Report:
    """A report as the machine has it, and where the operations strike."""

    sections: list[Section]
    section: int = 1
    block: int = 1

    @property
    def home(self) -> Section:
        return self.sections[self.section]

    @property
    def target(self) -> Block:
        return self.home.blocks[self.block]

    def base(self) -> tuple[Record, dict[str, str]]:
        parts: dict[str, list[Made]] = {}
        order: list[str] = []
        above = ""
        for section in self.sections:
            opened = ""
            path = f"r/{section.topic}.md"
            found = parts.setdefault(path, [])
            parent = (above or None) if section.level > 2 else None
            above = section.id if section.level == 2 else above
            lines: Ranges = ((section.line, section.line),)
            found.append(made_block(section.id, BlockKind.HEADING, section.title, parent, lines, section.level))
            order.append(section.id)
            for block in section.blocks:
                lines = tuple((line, line) for line in (block.line, *block.further))
                around = block.form or section.id
                if block.form and block.form != opened:
                    form = made_block(around, BlockKind.HEADING, "", section.id, lines[:1], section.level + 1)
                    found.append(replace(form, section=SectionKind(block.box), status=Status.INSERTED))
                    order.append(around)
                opened = block.form
                found.append(made_block(block.id, block.kind, block.text, around, lines))
                order.append(block.id)
        pages = tuple(
            DraftPage(path=path, matter=Matter(title=f"题{path}", report="r", topic=path[2:-3]), blocks=tuple(found))
            for path, found in parts.items()
        )
        texts = {page.path: write_page(page, TEMPLATES, READER) for page in pages}
        return Record.of(2019, "题", pages, texts, tuple(order)), texts


def made_block(name: str, kind: BlockKind, markdown: str, above: str | None, lines: Ranges, level: int = 0) -> Made:
    """A block as the machine makes it; one with a level is a heading."""
    status = Status.INSERTED if name.startswith("h") else Status.SOURCE if level else Status.CLEANED
    return Made(
        id=name,
        content=Content(kind=kind, markdown=markdown),
        section=SectionKind.SECTION if level else None,
        level=level,
        numbered=False,
        above=above,
        lines=lines,
        status=status,
        anchors=(),
    )


Files = dict[str, list[str]]
"""An editor's pages: the front matter, then one string a block."""


def sentence(random: Random) -> str:
    return "".join(random.sample(HAN, random.randint(9, 24))) + random.choice("。。。！")


def report(random: Random) -> Report:
    """A small report, of made-up sentences or of real ones, none twice."""
    line = 1
    real = random.sample(REAL, 100) if random.random() < 0.5 else []
    sections = []
    for topic in ("one", "one", "one", "two", "two"):
        section = Section(f"l{line}", line, "".join(random.sample(HAN, 8)), topic)
        line += 2
        for _ in range(random.randint(3, 4)):
            section.blocks.append(
                Block(f"l{line}", line, [real.pop() if real else sentence(random) for _ in range(random.randint(2, 4))])
            )
            line += 2
        sections.append(section)
    return Report(sections, random.randint(0, 2), random.randint(0, 1))


def files(texts: dict[str, str]) -> Files:
    return {path: text.rstrip("\n").split("\n\n") for path, text in texts.items()}


def texts(found: Files) -> dict[str, str]:
    return {path: "\n\n".join(blocks) + "\n" for path, blocks in found.items()}


def altered(text: str, random: Random) -> str:
    """A sentence with two of its characters changed."""
    at = random.randrange(1, len(text) - 3)
    return text[:at] + "".join(random.sample(HAN, 2)) + text[at + 2 :]


# --- the editor -------------------------------------------------------------------------------


@dataclass
class Edit:
    """What an editor did: the pages afterwards, sentences put in and taken out."""

    files: Files
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    behind: str = ""
    """The block that the target was put behind."""
    low: int = 0
    """The sentence with which a new block begins."""
    renamed: dict[str, str] = field(default_factory=dict)


def _find(found: Files, text: str) -> tuple[str, int]:
    """Where a block stands: its page and its place there, whatever form it has."""
    return next(
        (path, index)
        for path, blocks in found.items()
        for index, block in enumerate(blocks)
        if block.removeprefix("- ") == text
    )


def insert(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    edit.added = [sentence(random), sentence(random)]
    edit.files[path].insert(at + random.randint(0, 1), "".join(edit.added))


def rewrite(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    old = random.choice(report.target.sentences)
    new = altered(old, random)
    edit.added, edit.removed = [new], [old]
    edit.files[path][at] = edit.files[path][at].replace(old, new)


def delete(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    edit.removed = list(report.target.sentences)
    del edit.files[path][at]


def cut(edit: Edit, report: Report, random: Random) -> None:
    """One sentence taken out."""
    path, at = _find(edit.files, report.target.text)
    edit.removed = [random.choice(report.target.sentences)]
    edit.files[path][at] = edit.files[path][at].replace(edit.removed[0], "")


def move(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    text = edit.files[path].pop(at)
    if report.target.box:
        edit.files[path][at - 1 : at + 1] = []
    other = report.sections[4 if random.random() < 0.5 else 2 - report.section if report.section != 1 else 0]
    edit.behind = other.blocks[-1].text
    path, at = _find(edit.files, edit.behind)
    edit.files[path].insert(at + 1, text)


def split(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    edit.low = low = random.randrange(1, len(report.target.sentences))
    mark = "- " if edit.files[path][at].startswith("- ") else ""
    edit.files[path][at : at + 1] = [
        mark + "".join(part) for part in (report.target.sentences[:low], report.target.sentences[low:])
    ]


def join(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    blocks = edit.files[path]
    following = at + (2 if blocks[at + 1 : at + 2] == ["</div>"] else 1)
    if "".join(blocks[following : following + 1]).startswith("<"):
        raise StopIteration  # A closed form is nothing to join.
    blocks[at] += "".join(blocks[following : following + 1])
    del blocks[following : following + 1]


def retitle(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, f"## {report.home.title}")
    new = report.home.title[:5] + "".join(random.sample(HAN, 3))
    edit.added, edit.removed = [new], [report.home.title]
    edit.files[path][at] = f"## {new}"


def rename(edit: Edit, report: Report, random: Random) -> None:
    path, _ = _find(edit.files, report.target.text)
    new = path.replace("r/", "r/new-")
    edit.renamed = {path: new}
    edit.files = {new if name == path else name: blocks for name, blocks in edit.files.items()}


def note(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, report.target.text)
    edit.added = [f"**编者注** {sentence(random)}"]
    edit.files[path].insert(at + 1, f"> {edit.added[0]}")


def item(edit: Edit, report: Report, random: Random) -> None:
    """A paragraph made an item of a list, or an item a paragraph."""
    path, at = _find(edit.files, report.target.text)
    edit.files[path][at] = report.target.text if report.target.kind is BlockKind.ITEM else f"- {report.target.text}"


def level(edit: Edit, report: Report, random: Random) -> None:
    path, at = _find(edit.files, f"## {report.home.title}")
    edit.files[path][at] = f"### {report.home.title}"


def box(edit: Edit, report: Report, random: Random) -> None:
    """A block put into a closed form, or out of the one it is in."""
    path, at = _find(edit.files, report.target.text)
    block = edit.files[path][at]
    if report.target.box:
        edit.files[path][at - 1 : at + 2] = [block]
    else:
        edit.files[path][at : at + 1] = ['<div class="highlights" markdown="1">', block, "</div>"]


def review(edit: Edit, report: Report, random: Random) -> None:
    """The front matter: a new status, and who read it."""
    path, _ = _find(edit.files, report.target.text)
    edit.files[path][0] = edit.files[path][0].replace("status: 未校对", "status: 已校对\nreviewed_by: 甲")


EDITS = {
    "insert": insert,
    "rewrite": rewrite,
    "delete": delete,
    "cut": cut,
    "move": move,
    "split": split,
    "join": join,
    "retitle": retitle,
    "rename": rename,
    "note": note,
    "item": item,
    "level": level,
    "box": box,
    "review": review,
}


# --- the machine ------------------------------------------------------------------------------


@dataclass
class Run:
    """What the machine did: texts it put in and took out, and with which sentence of the target a
    new block begins."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    low: int = 0


def repair(run: Run, new: Report, random: Random) -> None:
    at = random.randrange(len(new.target.sentences))
    run.removed = [new.target.sentences[at]]
    run.added = new.target.sentences[at : at + 1] = [altered(run.removed[0], random)]


def machine_split(run: Run, new: Report, random: Random) -> None:
    block = new.target
    run.low = low = random.randrange(1, len(block.sentences))
    parted = replace(block, id=f"{block.id}-{len(block.text)}", sentences=block.sentences[low:], further=[])
    new.home.blocks.insert(new.block + 1, parted)
    block.sentences = block.sentences[:low]


def machine_join(run: Run, new: Report, random: Random) -> None:
    """Two blocks that a page break had torn, in mid-sentence or not."""
    following = new.home.blocks.pop(new.block + 1)
    new.target.further.append(following.line)
    if not new.target.sentences[-1].endswith(("。", "！")):
        run.added = [new.target.sentences[-1] + following.sentences[0]]
        new.target.sentences = [*new.target.sentences[:-1], *run.added, *following.sentences[1:]]
    else:
        new.target.sentences += following.sentences


def machine_move(run: Run, new: Report, random: Random) -> None:
    block = new.home.blocks.pop(new.block)
    others = [section for section in new.sections if section is not new.home]
    random.choice(others).blocks.append(block)


def remap(run: Run, new: Report, random: Random) -> None:
    new.home.topic = random.choice(["two", "three"])


def insert_heading(run: Run, new: Report, random: Random) -> None:
    title = "".join(random.sample(HAN, 6))
    added = Section(f"h-{new.target.line}", new.target.line, title, new.home.topic, new.home.blocks[new.block :], 3)
    new.home.blocks = new.home.blocks[: new.block]
    new.sections.insert(new.section + 1, added)
    run.added = [title]


def drop(run: Run, new: Report, random: Random) -> None:
    run.removed = list(new.target.sentences)
    del new.home.blocks[new.block]


def machine_retitle(run: Run, new: Report, random: Random) -> None:
    run.removed = [new.home.title]
    new.home.title = "".join(random.sample(HAN, 2)) + new.home.title[2:]
    run.added = [new.home.title]


def machine_item(run: Run, new: Report, random: Random) -> None:
    new.target.kind = BlockKind.PARAGRAPH if new.target.kind is BlockKind.ITEM else BlockKind.ITEM


def machine_level(run: Run, new: Report, random: Random) -> None:
    new.home.level = 4


def put_in_form(block: Block, box: str) -> None:
    block.box, block.form = box, f"{block.id}-form" if box else ""


def machine_box(run: Run, new: Report, random: Random) -> None:
    put_in_form(new.target, "" if new.target.box else "box")


RUNS = {
    "repair": repair,
    "split": machine_split,
    "join": machine_join,
    "move": machine_move,
    "remap": remap,
    "heading": insert_heading,
    "drop": drop,
    "retitle": machine_retitle,
    "item": machine_item,
    "level": machine_level,
    "box": machine_box,
}
FORMS = ("item", "level", "box")
"""The operations of either side that change no word."""


# --- a case -----------------------------------------------------------------------------------


@dataclass
class Case:
    """Both operations on one block, and what came of them."""

    edit_name: str
    run_name: str
    report: Report
    old: Record
    new: Record
    made: dict[str, str]
    edited: dict[str, str]
    edit: Edit
    run: Run
    torn: bool
    done: Reconciled

    @property
    def result(self) -> dict[str, str]:
        return applied(self.edited, self.done)


def applied(before: dict[str, str], done: Reconciled) -> dict[str, str]:
    """The files after the writes."""
    found = dict(before)
    for path, text in done.writes:
        if text is None:
            del found[path]
        else:
            found[path] = text
    return found


def merged(
    old: Record, new: Record, made: dict[str, str], edited: dict[str, str], choices: tuple[Choice, ...] = ()
) -> Reconciled:
    pages, problems = read_pages(edited, READER)
    assert not problems
    return reconciled(old, new, made, pages, TEMPLATES, READER, (*old.choices, *choices))


def case(edit_name: str, run_name: str, seed: int) -> Case:
    random = Random(f"{edit_name} {run_name} {seed}")
    before = report(random)
    torn = run_name == "join" and random.random() < 0.7
    if torn:
        whole, following = sentence(random), before.home.blocks[before.block + 1]
        before.target.sentences.pop()
        middle = random.randrange(5, len(whole) - 4)
        before.target.sentences.append(whole[:middle])
        following.sentences.insert(0, whole[middle:])
    if "item" in (edit_name, run_name):
        before.target.kind = random.choice([BlockKind.PARAGRAPH, BlockKind.ITEM])
    if "box" in (edit_name, run_name):
        put_in_form(before.target, random.choice(["", "timeline"]))
    old, written = before.base()
    edit = Edit(files(written))
    EDITS[edit_name](edit, before, random)
    after, run = copy.deepcopy(before), Run()
    RUNS[run_name](run, after, random)
    new, made = after.base()
    edited = texts(edit.files)
    return Case(edit_name, run_name, before, old, new, made, edited, edit, run, torn, merged(old, new, made, edited))


def many(seed: int) -> Case:
    """Several operations of each side on any blocks, before they are merged once."""
    random = Random(f"many {seed}")
    before = report(random)
    old, written = before.base()
    edit, names = Edit(files(written)), []
    for name in random.choices(list(EDITS), k=random.randint(2, 5)):
        step, spot = copy.deepcopy(edit), copy.copy(before)
        spot.section, spot.block = random.randint(0, 4), random.randint(0, 1)
        try:
            EDITS[name](step, spot, random)
        except StopIteration:
            continue  # An edit before has changed what this one looks for.
        names.append(name)
        edit = Edit(
            step.files,
            list(dict.fromkeys((*edit.added, *step.added))),
            list(dict.fromkeys((*edit.removed, *step.removed))),
            renamed=edit.renamed | step.renamed,
        )
    after, run, runs = copy.deepcopy(before), Run(), []
    for name in random.choices(list(RUNS), k=random.randint(1, 4)):
        made_now = Run()
        after.section, after.block = random.randrange(len(after.sections)), random.randint(0, 1)
        if len(after.home.blocks) < after.block + 2 or len(after.target.sentences) < 2 or after.home.level > 2:
            continue
        RUNS[name](made_now, after, random)
        runs.append(name)
        run = Run([*run.added, *made_now.added], [*run.removed, *made_now.removed])
    new, made = after.base()
    now = "".join(made.values())
    run.added = [text for text in run.added if text in now]
    edited = texts(edit.files)
    done = merged(old, new, made, edited)
    return Case("+".join(names), "+".join(runs), before, old, new, made, edited, edit, run, False, done)


def chosen(conflicts: tuple[Conflict, ...], side: str) -> tuple[Choice, ...]:
    return tuple(Choice(block=c.block, base=c.base, mine=c.mine, theirs=c.theirs, side=Side(side)) for c in conflicts)
