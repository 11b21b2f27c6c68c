"""Both sides at work on the real reports: boxes, lists, tables and headings as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from random import Random

from annals.markdown.write import write_page
from annals.merge.reconcile import Reconciled
from annals.merge.record import Base, load_base
from annals.model import DraftPage, Generated
from tests.support.merge_table import HAN, TEMPLATES, sentence
from tests.support.merge_table import merged as merge_now
from tests.support.places import FROZEN, REPORTS


@cache
def base(report: str) -> Base:
    return load_base((FROZEN / "seeds" / ".base" / f"{report}.jsonl").read_text("utf-8"))


def written(found: Base) -> dict[str, str]:
    return {path: write_page(page, TEMPLATES) for path, page in found.pages().items() if page.parts}


def edited(texts: dict[str, str], random: Random) -> tuple[dict[str, str], list[str]]:
    """Pages with a few edits, and the sentences put in."""
    found, added = dict(texts), []
    for _ in range(random.randint(1, 6)):
        path = random.choice(sorted(found))
        lines = found[path].split("\n")
        start = lines.index("---", 1)
        at = random.choice(
            [n for n, line in enumerate(lines) if n > start and line and not line.startswith(("<", "|"))]
        )
        new, what = sentence(random), random.choice(["words", "note", "insert", "delete", "move"])
        if what == "words":
            middle = random.randint(len(lines[at]) // 2, len(lines[at]))
            lines[at] = lines[at][:middle] + "、" + new + lines[at][middle:]
        elif what == "note":
            new = f"**编者注** {new}"
            lines[at + 1 : at + 1] = ["", f"> {new}", ""]
        elif what == "insert":
            lines[at + 1 : at + 1] = ["", new, ""]
        elif what == "delete":
            new = ""
            if not lines[at].startswith("#"):
                del lines[at]
        else:
            new = ""
            line = lines.pop(at)
            target = random.choice([n for n, other in enumerate(lines) if n > start and not other])
            lines[target:target] = ["", line, ""]
        found[path] = "\n".join(lines)
        added += [new] if new else []
    return found, added


def processed(old: Base, random: Random) -> Base:
    """What the machine might make of the same raw text another time."""
    parts: list[Generated] = list(old.parts)
    pages = sorted(old.matters)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(parts))
        part = parts[at]
        what = random.choice(["repair", "repair", "repair", "drop", "remap", "kind", "swap"])
        if what == "repair" and re.search(r"[\u4e00-\u9fff]{3}", part.markdown):
            spot = random.choice([m.start() for m in re.finditer(r"(?=[\u4e00-\u9fff]{3})", part.markdown)])
            parts[at] = replace(
                part, markdown=part.markdown[: spot + 1] + random.choice(HAN) + part.markdown[spot + 2 :]
            )
        elif what == "drop" and part.kind == "paragraph":
            del parts[at]
        elif what == "remap" and part.role == "section":
            below, page = {part.id}, random.choice(pages)
            for index, other in enumerate(parts):
                if other.id in below or other.above in below:
                    below |= {other.id} if other.role == "section" else set()
                    parts[index] = replace(other, page=page)
        elif what == "kind" and part.kind == "box":
            parts[at] = replace(part, kind="section")
        elif what == "swap" and at and part.kind == "paragraph" and parts[at - 1].kind == "paragraph":
            parts[at - 1], parts[at] = part, parts[at - 1]
    kept = {part.page for part in parts}
    drafts = tuple(
        DraftPage(path, matter, tuple(part for part in parts if part.page == path))
        for path, matter in old.matters.items()
        if path in kept
    )
    texts = {page.path: write_page(page, TEMPLATES) for page in drafts}
    return Base.of(old.year, old.title, drafts, texts, tuple(part.id for part in parts))


def merged(seed: int) -> tuple[dict[str, str], list[str], Base, dict[str, str], Reconciled]:
    """The edited pages, what was added to them, what the machine made, and the merge."""
    random = Random(f"real {seed}")
    old = base(random.choice(REPORTS))
    pages, added = edited(written(old), random)
    new = processed(old, random)
    made = written(new)
    return pages, added, new, made, merge_now(old, new, made, pages)
