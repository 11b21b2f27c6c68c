"""What editors do, as changes to the files of a folder; each can be done again and again, every time a little otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_paragraph = re.compile(r"(?m)^[\u4e00-\u9fff0-9][^|\n]{60,}。$")
_unique = re.compile(r"[\u4e00-\u9fff]{9}")
_DONE = "经第{n}次校对"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A kind of edit of one file: `changed` gives the n-th state of its text."""

    path: Path
    before: str
    changed: Callable[[str, int], str]

    def do(self, number: int) -> None:
        self.path.write_text(self.changed(self.before, number), "utf-8")

    def undo(self) -> None:
        self.path.write_text(self.before, "utf-8")


def edits(root: Path) -> dict[str, Edit]:
    """An edit of each kind that a folder allows, by name; the folder's pages have been written. What is edited lies in
    the middle of the collection."""
    raws = sorted((root / "seeds").glob("*.txt"))
    report = raws[len(raws) // 2]
    pages = sorted(path for path in (root / "docs" / report.stem).glob("*.md") if path.name != "index.md")
    found = {
        "page": _edit(pages[len(pages) // 2], _in_a_paragraph),
        "correction": _edit(report.with_suffix(".yml"), _corrected(report.read_text("utf-8"))),
        "entity": _edit(_middle(root / "docs" / "entities"), _at_the_end),
        "entity's name": _edit(_middle(root / "docs" / "entities"), _titled),
    }
    if (root / "docs" / "topics").is_dir():
        found["topic"] = _edit(_middle(root / "docs" / "topics"), _at_the_end)
        found["topic's title"] = _edit(_middle(root / "docs" / "topics"), _titled)
    found["template"] = _edit(root / "templates" / "derived" / "entity_page.html.j2", _with_comment)
    found["frame"] = _edit(root / "templates" / "theme" / "main.html", _with_comment)
    return found


def page_of(edit: Edit, root: Path) -> str:
    """The address below the site's root of the page that an edit of a page shows on."""
    return edit.path.relative_to(root / "docs").with_suffix(".html").as_posix()


def mark(number: int) -> str:
    """The words that the n-th state of an edited text has and no other."""
    return _DONE.format(n=number)


def _edit(path: Path, changed: Callable[[str, int], str]) -> Edit:
    return Edit(path=path, before=path.read_text("utf-8"), changed=changed)


def _middle(folder: Path) -> Path:
    pages = sorted(folder.glob("*.md"))
    return pages[len(pages) // 2]


def _in_a_paragraph(text: str, number: int) -> str:
    paragraphs = list(_paragraph.finditer(text))
    end = paragraphs[len(paragraphs) // 2].end() - 1
    return f"{text[:end]}，{mark(number)}{text[end:]}"


def _at_the_end(text: str, number: int) -> str:
    return f"{text.rstrip()}{mark(number)}。\n"


def _titled(text: str, number: int) -> str:
    return re.sub(r"(?m)^title: (.+)$", rf"title: \1{mark(number)}", text, count=1)


def _with_comment(text: str, number: int) -> str:
    return f"{text.rstrip()}\n<!-- {mark(number)} -->\n"


def _corrected(raw: str) -> Callable[[str, int], str]:
    """One more correction, of words that the raw text has once."""
    middle = len(raw) // 2
    target = next(match[0] for match in _unique.finditer(raw, middle) if raw.count(match[0]) == 1)

    def changed(text: str, number: int) -> str:
        listed = text.rstrip() + ("" if "\ncorrections:" in text else "\ncorrections:")
        words = f"replace: {target}, with: {target}{mark(number)}, cause: misread, certainty: likely, reason: 脱字"
        return f"{listed}\n  - {{{words}}}\n"

    return changed
