"""A small report drawn at random, what an editor makes of its page and which corrections come and go after that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

_SENTENCES = (
    "全省引进各类高层次人才320名，覆盖全部高新区。",
    "建设广播电视台网，接入用户12万户，运行情况良好。",
    "共有学员25人参加，结业率九成。",
    "成果拍卖会办了4届，十分热闹。",
    "新认定重点实验室15家，总数达到96家。",
    "大型仪器共享平台入网仪器3400台，服务企业1.2万家次。",
    "科技企业孵化器新增18家，孵化面积达到480万平方米。",
    "青年科学家论坛在省会举行，十二个国家的代表参加会议。",
    "组织技术经纪人培训45期，结业学员2600名。",
    "示范装机30兆瓦，带动投资7亿元。",
    "农村信息服务站建成900个，覆盖七成行政村。",
    "获批新药3个，临床批件21件。",
)
_ITEMS = ("32个国家和地区的客商", "12个国际科技组织代表", "300余位境外嘉宾", "77家跨国公司总部")
_HEADS = ("健全工作机制", "完善服务体系", "优化创新环境")
PUT_IN = "补上的标题"
_WHY = "certainty: likely, reason: 试}\n"
_LAYOUT = f"cause: layout, {_WHY}"
_BOX = '<div class="box" markdown="1">'


def drawn_text(rng: Random) -> str:
    sentences, items, heads = (rng.sample(all_, len(all_)) for all_ in (_SENTENCES, _ITEMS, _HEADS))

    def paragraph(*sizes: int) -> str:
        return "".join(sentences.pop() for _ in range(rng.choice(sizes)))

    found = ["第一节 人才引进", paragraph(1, 2), paragraph(1, 2)]
    found += ["\n".join(f"- {item}" for item in items[:3])] if rng.random() < 0.7 else []
    found += [f"### {heads[0]}", paragraph(1, 2), "第二节 人才培养", paragraph(2)]
    found += [f"### {heads[1]}"] if rng.random() < 0.5 else []
    return "\n\n".join([*found, paragraph(1)]) + "\n"


def sentences_in(text: str) -> list[str]:
    return [sentence for sentence in re.findall("[^。]*。?", text) if sentence]


# --- the editor ---------------------------------------------------------------------------------


class Page:
    """A page as its blocks, an item a block, at the hands of an editor who draws what to do."""

    def __init__(self, path: Path, rng: Random) -> None:
        self.path, self.rng = path, rng
        text = path.read_text("utf-8")
        end = text.index("---\n", 4) + 4
        self.front, body = text[:end], text[end:].strip()
        self.blocks = [
            block for part in body.split("\n\n") for block in (part.split("\n") if part.startswith("- ") else [part])
        ]

    def save(self) -> None:
        # Who moves the last block out of a box takes the box out, too.
        while (at := next((at for at, two in enumerate(pairwise(self.blocks)) if two == (_BOX, "</div>")), -1)) >= 0:
            del self.blocks[at : at + 2]
        text = ""
        for before, block in zip(["", *self.blocks], self.blocks, strict=False):
            items = before.startswith("- ") and block.startswith("- ")
            text += ("" if not before else "\n" if items else "\n\n") + block
        self.path.write_text(f"{self.front}\n{text}\n", "utf-8")

    def places(self, begins: tuple[str, ...] = (), *, holding: str = "", sentences: int = 0) -> list[int]:
        """The blocks that begin so, of themselves paragraphs."""
        return [
            at
            for at, block in enumerate(self.blocks)
            if (block.startswith(begins) if begins else not block.startswith(("#", "-", "<", ">")))
            and holding in block
            and len(sentences_in(block)) >= sentences
        ]

    def one_of(self, places: list[int]) -> int:
        return self.rng.choice(places)

    def anywhere(self) -> int:
        return self.rng.randrange(1, len(self.blocks) + 1)

    def pair(self, begins: tuple[str, ...] = ()) -> int:
        places = self.places(begins)
        return self.one_of([at for at in places if at + 1 in places])

    def join(self) -> None:
        at = self.pair()
        self.blocks[at : at + 2] = [self.blocks[at] + self.blocks[at + 1]]

    def join_with_a_mark(self) -> None:
        at = self.pair()
        self.blocks[at : at + 2] = [f"{self.blocks[at][:-1]}；{self.blocks[at + 1]}"]

    def join_items(self) -> None:
        at = self.pair(("- ",))
        self.blocks[at : at + 2] = [f"{self.blocks[at]}、{self.blocks[at + 1][2:]}"]

    def write_items_out(self) -> None:
        places = self.places(("- ",))
        self.blocks[places[0] : places[-1] + 1] = ["，".join(self.blocks[at][2:] for at in places) + "。"]

    def part(self) -> None:
        at = self.one_of(self.places(sentences=2))
        first, *others = sentences_in(self.blocks[at])
        self.blocks[at : at + 1] = [first, "".join(others)]

    def part_a_heading(self) -> None:
        at = self.one_of(self.places(holding="，"))
        first, _, rest = self.blocks[at].partition("，")
        self.blocks[at : at + 1] = [f"#### {first}", rest]

    def move(self) -> None:
        block = self.blocks.pop(self.one_of(self.places()))
        self.blocks.insert(self.anywhere(), block)

    def move_a_sentence(self) -> None:
        at = self.one_of(self.places(sentences=2))
        sentences = sentences_in(self.blocks[at])
        sentence = sentences.pop(self.rng.randrange(len(sentences)))
        self.blocks[at] = "".join(sentences)
        if self.rng.random() < 0.5:
            self.blocks.insert(self.anywhere(), sentence)
        else:
            self.blocks[self.one_of([other for other in self.places() if other != at])] += sentence

    def retitle(self) -> None:
        at = self.one_of(self.places(("#",))[1:])
        self.blocks[at] = self.blocks[at][:-2] + self.rng.choice(["体制", "体系", "气象"])

    def run_in(self) -> None:
        texts = self.places()
        at = self.one_of([at for at in self.places(("###",)) if at + 1 in texts])
        self.blocks[at : at + 2] = [f"{self.blocks[at].lstrip('# ')}。{self.blocks[at + 1]}"]

    def make_an_item(self) -> None:
        at = self.one_of(self.places())
        self.blocks[at] = f"- {self.blocks[at]}"

    def make_a_paragraph(self) -> None:
        at = self.one_of(self.places(("- ",)))
        self.blocks[at] = f"{self.blocks[at][2:]}。"

    def make_a_heading(self) -> None:
        at = self.one_of(self.places())
        self.blocks[at] = f"#### {self.blocks[at].rstrip('。')}"

    def box(self) -> None:
        at = self.one_of(self.places())
        self.blocks[at : at + 1] = [_BOX, self.blocks[at], "</div>"]

    def delete(self) -> None:
        # An empty box is nothing that anyone makes.
        self.blocks.pop(self.one_of([at for at in self.places() if self.blocks[at - 1] != _BOX]))

    def mend_a_word(self) -> None:
        at = self.one_of(self.places())
        self.blocks[at] = re.sub(r"(\d+)", r"\1余", self.blocks[at], count=1)

    def put_a_title_over(self) -> None:
        self.blocks.insert(self.one_of(self.places() + self.places(("- ",))[:1]), "#### 编者的标题")

    def note(self) -> None:
        self.blocks.insert(self.one_of(self.places()) + 1, "> **编者注** 甲。")


_DOES: tuple[Callable[[Page], None], ...] = tuple(
    does
    for name, does in vars(Page).items()
    if callable(does) and name not in ("__init__", "save", "places", "one_of", "anywhere", "pair")
)


def edited(path: Path, rng: Random) -> None:
    """A page after up to three of these; where one finds nothing to do another one is drawn."""
    for _ in range(rng.choice([1, 1, 2, 3])):
        for does in rng.sample(_DOES, 5):
            page = Page(path, rng)
            try:
                does(page)
            except (IndexError, ValueError):
                continue
            page.save()
            break


# --- the corrections ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as its line of YAML. It changes the words `old` to `new`, takes out `out` or makes a heading of `heading`;
    `puts` are words that it adds."""

    yml: str
    old: str = ""
    new: str = ""
    out: str = ""
    heading: str = ""
    puts: str = ""


def drawn_corrections(text: str, rng: Random) -> list[Correction]:
    """One to three corrections, each of a sentence, an item or a heading of its own."""
    report = _Report.of(text)
    free = [sentence for line in report.lines for sentence in sentences_in(line)] + report.items
    rng.shuffle(free)
    count = min(rng.choice([1, 1, 2, 3]), len(free))
    found = (_correction(rng.choice(_KINDS), sentence, report, rng) for sentence in free[:count])
    return list(dict.fromkeys(found))


_KINDS = ("word", "word", "drop", "drop", "clause", "mark", "move", "heading", "level", "box", "insert")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """A drawn text: its paragraphs and items, and each ### heading with the paragraph below it."""

    lines: list[str]
    items: list[str]
    heads: list[tuple[str, str]]

    @staticmethod
    def of(text: str) -> _Report:
        lines = [line for line in text.split("\n") if line]
        return _Report(
            lines=[line for line in lines if not line.startswith(("#", "-", "第"))],
            items=[line[2:] for line in lines if line.startswith("- ")],
            heads=[(one[4:], two) for one, two in pairwise(lines) if one.startswith("### ")],
        )


def _correction(kind: str, sentence: str, report: _Report, rng: Random) -> Correction:
    clauses = sentence.rstrip("。").split("，")
    head, below = rng.choice(report.heads)
    longer = [line for line in report.lines if len(sentences_in(line)) > 1]
    if kind == "drop":
        return Correction(yml=f"  - {{drop: '{sentence}', {_LAYOUT}", out=sentence)
    if kind == "clause" and len(clauses) > 1:
        return Correction(yml=_replaced(f"，{clauses[-1]}", ""), out=clauses[-1])
    if kind == "mark" and len(clauses) > 1:
        around = clauses[0][-4:], clauses[1][:3]
        return Correction(yml=_replaced("，".join(around), "。".join(around)))
    if kind == "move":
        one, other = rng.sample(report.lines, 2)
        return Correction(yml=f"  - {{move: '{one}', after: '{other}', {_LAYOUT}")
    if kind == "heading" and longer:
        title = sentences_in(rng.choice(longer))[0].rstrip("。")
        return Correction(yml=f"  - {{level: '{title}', to: 3, {_LAYOUT}", heading=title)
    if kind == "level":
        return Correction(yml=f"  - {{level: '{head}', to: {rng.choice([2, 4])}, {_LAYOUT}")
    if kind == "box":
        return Correction(yml=f"  - {{box: '{head}', through: '{sentences_in(below)[-1]}', {_LAYOUT}")
    if kind == "insert":
        where = f"before: '{rng.choice(report.lines)[:8]}'"
        yml = f"  - {{heading: {PUT_IN}, level: 3, {where}, cause: picture, {_WHY}"
        return Correction(yml=yml, puts=PUT_IN)
    number = re.search(r"\d+", sentence)
    at = number.end() if number else 4
    old = sentence[max(0, at - 6) : at + 3]
    new = f"{sentence[max(0, at - 6) : at]}8{sentence[at : at + 3]}"
    return Correction(yml=_replaced(old, new), old=old, new=new)


def _replaced(old: str, new: str) -> str:
    return f"  - {{replace: '{old}', with: '{new}', cause: slip, {_WHY}"
