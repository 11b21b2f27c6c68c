"""What an editor can do to one block of a small report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from annals.model import BlockKind
from tests.support.merge_reports import (
    HAN,
    Files,
    Report,
    altered,
    sentence,
)


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
    edit.low = low = report.low or random.randrange(1, len(report.target.sentences))
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
    new = report.title or report.home.title[:5] + "".join(random.sample(HAN, 3))
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


def part(edit: Edit, report: Report, random: Random) -> None:
    """A title that runs in made a heading above the rest."""
    path, at = _find(edit.files, report.target.text)
    first, *rest = report.target.sentences
    title = first.rstrip(".")
    mark = "- " if edit.files[path][at].startswith("- ") else ""
    edit.added, edit.removed = ([title], [first]) if title != first else ([], [])
    edit.files[path][at : at + 1] = [f"### {title}", mark + "".join(rest)]


def head(edit: Edit, report: Report, random: Random) -> None:
    """A paragraph made a heading."""
    path, at = _find(edit.files, report.target.text)
    edit.files[path][at] = f"### {report.target.text}"


def text(edit: Edit, report: Report, random: Random) -> None:
    """A heading made a paragraph."""
    path, at = _find(edit.files, f"## {report.home.title}")
    edit.files[path][at] = report.home.title


def _with_a_word(change: Callable[[Edit, Report, Random], None]) -> Callable[[Edit, Report, Random], None]:
    """A change of form, and a word mended in one of the sentences."""

    def both(edit: Edit, report: Report, random: Random) -> None:
        change(edit, report, random)
        old = random.choice([one for one in report.target.sentences if one not in edit.removed])
        new = altered(old, random)
        edit.added, edit.removed = [*edit.added, new], [*edit.removed, old]
        for blocks in edit.files.values():
            blocks[:] = [block.replace(old, new) for block in blocks]

    return both


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
    "part": part,
    "head": head,
    "text": text,
    "split word": _with_a_word(split),
    "join word": _with_a_word(join),
    "part word": _with_a_word(part),
    "head word": _with_a_word(head),
}
