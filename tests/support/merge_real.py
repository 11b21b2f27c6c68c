"""Both sides at work on the real reports: boxes, lists, tables and headings as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from random import Random

from annals.markdown.write import write_page
from annals.merge.reconcile import Reconciled
from annals.merge.record import Record, load_record
from annals.model import BlockKind, DraftPage, SectionKind
from tests.support.merge_reports import HAN, READER, TEMPLATES, sentence
from tests.support.merge_table import merged as merge_now
from tests.support.places import FROZEN, REPORTS


@cache
def base(report: str) -> Record:
    return load_record((FROZEN / "seeds" / ".base" / f"{report}.jsonl").read_text("utf-8"))


def written(found: Record) -> dict[str, str]:
    return {path: write_page(page, TEMPLATES, READER) for path, page in found.pages().items() if page.blocks}


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


def processed(old: Record, random: Random) -> Record:
    """What the machine might make of the same raw text another time."""
    blocks, paths = list(old.blocks), dict(old.paths)
    pages = sorted(old.matters)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(blocks))
        block = blocks[at]
        markdown, kind = block.content.markdown, block.content.kind
        what = random.choice(["repair", "repair", "repair", "drop", "remap", "kind", "swap"])
        if what == "repair" and re.search(r"[\u4e00-\u9fff]{3}", markdown):
            spot = random.choice([m.start() for m in re.finditer(r"(?=[\u4e00-\u9fff]{3})", markdown)])
            mended = markdown[: spot + 1] + random.choice(HAN) + markdown[spot + 2 :]
            blocks[at] = replace(block, content=replace(block.content, markdown=mended))
        elif what == "drop" and kind is BlockKind.PARAGRAPH:
            del blocks[at]
        elif what == "remap" and block.section is not None:
            below, page = {block.id}, random.choice(pages)
            for other in blocks:
                if other.id in below or other.above in below:
                    below |= {other.id} if other.section is not None else set()
                    paths[other.id] = page
        elif what == "kind" and block.section is SectionKind.BOX:
            blocks[at] = replace(block, section=SectionKind.SECTION)
        elif what == "swap" and at and kind is BlockKind.PARAGRAPH and blocks[at - 1].content.kind is kind:
            blocks[at - 1], blocks[at] = block, blocks[at - 1]
    kept = {paths[block.id] for block in blocks}
    drafts = tuple(
        DraftPage(path=path, matter=matter, blocks=tuple(block for block in blocks if paths[block.id] == path))
        for path, matter in old.matters.items()
        if path in kept
    )
    texts = {page.path: write_page(page, TEMPLATES, READER) for page in drafts}
    return Record.of(old.year, old.title, drafts, texts, tuple(block.id for block in blocks))


def merged(seed: int) -> tuple[dict[str, str], list[str], Record, dict[str, str], Reconciled]:
    """The edited pages, what was added to them, what the machine made, and the merge."""
    random = Random(f"real {seed}")
    old = base(random.choice(REPORTS))
    pages, added = edited(written(old), random)
    new = processed(old, random)
    made = written(new)
    return pages, added, new, made, merge_now(old, new, made, pages)
