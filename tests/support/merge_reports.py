"""Small reports for merging, as the machine has them and as the files of an editor.

No sentence is there twice, so that what became of each can be told without the code that is
tested: texts are looked for on the merged pages as strings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random

from jinja2 import Environment, FileSystemLoader

from annals.markdown.read import Reader
from annals.markdown.write import environment, write_page
from annals.merge.record import Record
from annals.model import Block as Made
from annals.model import BlockKind, Content, DraftPage, Matter, Ranges, SectionKind, Status
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
    low: int = 0
    """Where both sides part the target, if they do it alike."""
    title: str = ""
    """What both sides call the section, if they do it alike."""

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
