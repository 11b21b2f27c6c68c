"""What may happen to the pages and the raw texts of reports; `changes` says what else."""

from __future__ import annotations

import random
import re
from pathlib import Path

_front = re.compile(r"(?s)\A(---\n.*?\n---\n)\n?(.*)\Z")


def one(dice: random.Random, root: Path, pattern: str) -> Path | None:
    found = sorted(path for path in root.glob(pattern) if path.is_file())
    return dice.choice(found) if found else None


def report_page(dice: random.Random, root: Path) -> Path | None:
    reports = [path.stem for path in sorted((root / "seeds").glob("*.txt"))]
    return one(dice, root, f"docs/{dice.choice(reports)}/*.md") if reports else None


def blocks_of(path: Path) -> tuple[str, list[str]]:
    """The front matter of a page and its blocks."""
    found = _front.match(path.read_text("utf-8"))
    return (found[1], found[2].strip().split("\n\n")) if found else ("", [])


def with_blocks(path: Path, front: str, blocks: list[str]) -> str:
    path.write_text(front + "\n" + "\n\n".join(blocks) + "\n", "utf-8")
    return path.name


def page_words(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    front, parts = blocks_of(path) if path else ("", [])
    prose = [at for at, block in enumerate(parts) if block.endswith("。") and len(block) > 30]
    if path is None or not prose:
        return None
    at = dice.choice(prose)
    parts[at] = f"{parts[at][:-1]}，编者补了第{number}句。"
    return with_blocks(path, front, parts)


def page_cut(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    front, parts = blocks_of(path) if path else ("", [])
    if path is None or len(parts) < 3:
        return None
    del parts[dice.randrange(1, len(parts))]
    return with_blocks(path, front, parts)


def page_swap(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    front, parts = blocks_of(path) if path else ("", [])
    if path is None or len(parts) < 4:
        return None
    at = dice.randrange(2, len(parts))
    parts[at - 1], parts[at] = parts[at], parts[at - 1]
    return with_blocks(path, front, parts)


def page_added(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    front, parts = blocks_of(path) if path else ("", [])
    if path is None:
        return None
    return with_blocks(path, front, [*parts, f"编者另加的第{number}段，与别处都不相同。"])


def page_gone(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    if path is None:
        return None
    path.unlink()
    return path.name


def status(dice: random.Random, root: Path, number: int) -> str | None:
    path = report_page(dice, root)
    return put(path, r"(?m)^status: .+$", f"status: {dice.choice(['未校对', '校对中', '已校对'])}")


def put(path: Path | None, pattern: str, words: str) -> str | None:
    """Put words in the place of a pattern, if it is there."""
    if path is None:
        return None
    text, count = re.subn(pattern, words, path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    return path.name if count else None


def appended(path: Path | None, words: str) -> str | None:
    if path is None:
        return None
    path.write_text(f"{path.read_text('utf-8').rstrip()}{words}\n", "utf-8")
    return path.name


def correction(dice: random.Random, root: Path, number: int) -> str | None:
    raw = one(dice, root, "seeds/*.txt")
    if raw is None:
        return None
    text = raw.read_text("utf-8")
    targets = [match[0] for match in re.finditer(r"[\u4e00-\u9fff]{9}", text) if text.count(match[0]) == 1]
    words = f"replace: {dice.choice(targets)}, with: 改成第{number}种, cause: misread, certainty: likely, reason: 形近"
    yml = raw.with_suffix(".yml")
    if not yml.exists():
        # Of a report that was deleted the raw text alone may have been taken back.
        yml.write_text("corrections:\n", "utf-8")
    return appended(yml, f"\n  - {{{words}}}")


def correction_gone(dice: random.Random, root: Path, number: int) -> str | None:
    return put(one(dice, root, "seeds/*.yml"), r"(?m)^  - \{replace.+\n", "")


def withheld(dice: random.Random, root: Path, number: int) -> str | None:
    """Take a report down, or put it up again."""
    path = one(dice, root, "seeds/*.yml")
    if path is None:
        return None
    return put(path, r"(?m)^withheld: .+\n", "") or put(path, r"(?m)^series: ", f"withheld: 第{number}次要求\nseries: ")
