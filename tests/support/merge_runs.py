"""What the machine can do to one block of a small report when it makes it anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from annals.model import BlockKind
from tests.support.merge_reports import (
    HAN,
    Block,
    Report,
    Section,
    altered,
)


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
    run.low = low = new.low or random.randrange(1, len(block.sentences))
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
    new.home.title = new.title or "".join(random.sample(HAN, 2)) + new.home.title[2:]
    run.added = [new.home.title]


def machine_item(run: Run, new: Report, random: Random) -> None:
    new.target.kind = BlockKind.PARAGRAPH if new.target.kind is BlockKind.ITEM else BlockKind.ITEM


def machine_level(run: Run, new: Report, random: Random) -> None:
    new.home.level = 3 if new.title else 4


def put_in_form(block: Block, box: str) -> None:
    block.box, block.form = box, f"{block.id}-form" if box else ""


def machine_box(run: Run, new: Report, random: Random) -> None:
    put_in_form(new.target, "" if new.target.box else "box")


def _open_section(new: Report, title: str, below: list[Block]) -> None:
    """A section of its own begins at the target, under the target's name, as where a raw line begins with its heading."""
    target = new.target
    opened = Section(target.id, target.line, title, new.home.topic, below, 3)
    new.home.blocks = new.home.blocks[: new.block]
    new.sections.insert(new.section + 1, opened)


def machine_part(run: Run, new: Report, random: Random) -> None:
    """A heading that runs in is seen: it has the line's name, the rest one with its column."""
    target = new.target
    first, *rest = target.sentences
    title = first.rstrip(".")
    run.added, run.removed = ([title], [first]) if title != first else ([], [])
    body = replace(target, id=f"{target.id}-{len(first)}", sentences=rest, form=target.form and f"{target.form}-0")
    _open_section(new, title + ("。" if title != first else ""), [body, *new.home.blocks[new.block + 1 :]])


def machine_head(run: Run, new: Report, random: Random) -> None:
    _open_section(new, new.target.text, new.home.blocks[new.block + 1 :])


def machine_text(run: Run, new: Report, random: Random) -> None:
    """A heading that is none."""
    if new.section == 0:
        return
    home, before = new.home, new.sections[new.section - 1]
    before.blocks += [Block(home.id, home.line, [home.title]), *home.blocks]
    del new.sections[new.section]


def _with_a_word(change: Callable[[Run, Report, Random], None]) -> Callable[[Run, Report, Random], None]:
    """A change of form after a word is mended in a sentence that it leaves."""

    def both(run: Run, new: Report, random: Random) -> None:
        at = random.randrange(1, len(new.target.sentences))
        old = new.target.sentences[at]
        new.target.sentences[at] = altered(old, random)
        mended = new.target.sentences[at]
        change(run, new, random)
        run.added, run.removed = [*run.added, mended], [*run.removed, old]

    return both


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
    "part": machine_part,
    "head": machine_head,
    "text": machine_text,
    "split word": _with_a_word(machine_split),
    "part word": _with_a_word(machine_part),
}
FORMS = ("item", "level", "box", "head", "text")
"""The operations of either side that change no word."""
