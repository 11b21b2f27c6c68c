"""Whatever may happen to a folder between two builds, by chance: what editors do, what comes with an upgrade, damage."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.edition import write_report
from tests.bench.many import many_report
from tests.bench.prose import place

Change = Callable[[random.Random, Path, int], str | None]
"""Changes a folder in a way that the number makes unlike all others; says what it did, None where nothing could be."""
_FIRST_DAY = 1_767_225_600
_front = re.compile(r"(?s)\A(---\n.*?\n---\n)\n?(.*)\Z")


def kinds(dice: random.Random) -> Iterator[str]:
    """The kinds of change without end, all of them in a new order each time round."""
    while True:
        yield from dice.sample(sorted(CHANGES), len(CHANGES))


def change(dice: random.Random, root: Path, number: int, following: Iterator[str]) -> str:
    """Do the next thing that can be done; what it was."""
    for kind in following:
        told = CHANGES[kind](dice, root, number)
        if told is not None:
            return f"{kind}: {told}"
    raise ValueError("nothing follows")


def _one(dice: random.Random, root: Path, pattern: str) -> Path | None:
    found = sorted(path for path in root.glob(pattern) if path.is_file())
    return dice.choice(found) if found else None


def _report_page(dice: random.Random, root: Path) -> Path | None:
    reports = [path.stem for path in sorted((root / "seeds").glob("*.txt"))]
    return _one(dice, root, f"docs/{dice.choice(reports)}/*.md") if reports else None


def _blocks(path: Path) -> tuple[str, list[str]]:
    """The front matter of a page and its blocks."""
    found = _front.match(path.read_text("utf-8"))
    return (found[1], found[2].strip().split("\n\n")) if found else ("", [])


def _with_blocks(path: Path, front: str, blocks: list[str]) -> str:
    path.write_text(front + "\n" + "\n\n".join(blocks) + "\n", "utf-8")
    return path.name


def _page_words(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    front, blocks = _blocks(path) if path else ("", [])
    prose = [at for at, block in enumerate(blocks) if block.endswith("。") and len(block) > 30]
    if path is None or not prose:
        return None
    at = dice.choice(prose)
    blocks[at] = f"{blocks[at][:-1]}，编者补了第{number}句。"
    return _with_blocks(path, front, blocks)


def _page_cut(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    front, blocks = _blocks(path) if path else ("", [])
    if path is None or len(blocks) < 3:
        return None
    del blocks[dice.randrange(1, len(blocks))]
    return _with_blocks(path, front, blocks)


def _page_swap(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    front, blocks = _blocks(path) if path else ("", [])
    if path is None or len(blocks) < 4:
        return None
    at = dice.randrange(2, len(blocks))
    blocks[at - 1], blocks[at] = blocks[at], blocks[at - 1]
    return _with_blocks(path, front, blocks)


def _page_added(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    front, blocks = _blocks(path) if path else ("", [])
    if path is None:
        return None
    return _with_blocks(path, front, [*blocks, f"编者另加的第{number}段，与别处都不相同。"])


def _page_gone(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    if path is None:
        return None
    path.unlink()
    return path.name


def _status(dice: random.Random, root: Path, number: int) -> str | None:
    path = _report_page(dice, root)
    return _put(path, r"(?m)^status: .+$", f"status: {dice.choice(['未校对', '校对中', '已校对'])}")


def _put(path: Path | None, pattern: str, words: str) -> str | None:
    """Put words in the place of a pattern, if it is there."""
    if path is None:
        return None
    text, count = re.subn(pattern, words, path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    return path.name if count else None


def _appended(path: Path | None, words: str) -> str | None:
    if path is None:
        return None
    path.write_text(f"{path.read_text('utf-8').rstrip()}{words}\n", "utf-8")
    return path.name


def _correction(dice: random.Random, root: Path, number: int) -> str | None:
    raw = _one(dice, root, "seeds/*.txt")
    if raw is None:
        return None
    text = raw.read_text("utf-8")
    targets = [match[0] for match in re.finditer(r"[\u4e00-\u9fff]{9}", text) if text.count(match[0]) == 1]
    words = f"replace: {dice.choice(targets)}, with: 改成第{number}种, cause: misread, certainty: likely, reason: 形近"
    return _appended(raw.with_suffix(".yml"), f"\n  - {{{words}}}")


def _correction_gone(dice: random.Random, root: Path, number: int) -> str | None:
    return _put(_one(dice, root, "seeds/*.yml"), r"(?m)^  - \{replace.+\n", "")


def _withheld(dice: random.Random, root: Path, number: int) -> str | None:
    """Take a report down, or put it up again."""
    path = _one(dice, root, "seeds/*.yml")
    if path is None:
        return None
    return _put(path, r"(?m)^withheld: .+\n", "") or _put(
        path, r"(?m)^series: ", f"withheld: 第{number}次要求\nseries: "
    )


def _named(folder: str, key: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        return _put(_one(dice, root, f"docs/{folder}/*.md"), rf"(?m)^{key}: (.{{2,12}}).*$", rf"{key}: \g<1>{number}")

    return changed


def _text_of(folder: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        return _appended(_one(dice, root, f"docs/{folder}/*.md"), f"这是第{number}次改动。")

    return changed


def _gone(folder: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        path = _one(dice, root, f"docs/{folder}/*.md")
        if path is None or len(list(path.parent.glob("*.md"))) < 4:
            return None
        path.unlink()
        return path.name

    return changed


def _renamed(folder: str) -> Change:
    """Another file name, the old one told of or not."""

    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        path = _one(dice, root, f"docs/{folder}/*.md")
        if path is None or "redirect_from" in path.read_text("utf-8"):
            return None
        if dice.random() < 0.7:
            _put(path, r"(?m)^title: ", f"redirect_from: [{path.stem}]\ntitle: ")
        path.rename(path.with_name(f"renamed-{number}.md"))
        return f"{path.name} to renamed-{number}.md"

    return changed


def _alias(dice: random.Random, root: Path, number: int) -> str | None:
    return _put(_one(dice, root, "docs/entities/*.md"), r"(?m)^aliases: \[", f"aliases: [又名{number}, ")


def _broken(dice: random.Random, root: Path, number: int) -> str | None:
    """A page whose front matter cannot be read."""
    return _put(_one(dice, root, "docs/*/*.md"), r"\Atitle: |\A---\n", "---\ntitle: [\n")


def _taken_back(dice: random.Random, root: Path, number: int) -> str | None:
    """A file is again as it was committed."""
    listed = ["git", "-c", "core.quotepath=off", "diff", "--name-only", "--", "docs", "seeds/*.*", "templates"]
    found = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    if not found:
        return None
    path = dice.choice(found)
    subprocess.run(["git", "checkout", "--quiet", "--", path], cwd=root, check=True)
    return path


def _new_entity(dice: random.Random, root: Path, number: int) -> str | None:
    raw = _one(dice, root, "seeds/*.txt")
    if raw is None:
        return None
    name = dice.choice(re.findall(r"[\u4e00-\u9fff]{4}", raw.read_text("utf-8")))
    head = f"title: {name}\ntitle_source: report\ntype: 项目"
    (root / f"docs/entities/new-{number}.md").write_text(f"---\n{head}\n---\n\n新登记的。\n", "utf-8")
    return name


def _topic_words(dice: random.Random, root: Path, number: int) -> str | None:
    word = dice.choice(["项目实施", "主要成效", "典型做法", "服务基层", "试点情况"])
    return _put(_one(dice, root, "docs/topics/*.md"), r"(?m)^words: \[", f"words: [{word}, ")


def _template(dice: random.Random, root: Path, number: int) -> str | None:
    return _appended(_one(dice, root, "templates/derived/*.html.j2"), f"\n<!-- {number} -->")


def _frame(dice: random.Random, root: Path, number: int) -> str | None:
    path = dice.choice(
        [root / "templates/theme/main.html", *sorted((root / "templates/theme/partials").glob("*.html"))]
    )
    return _appended(path, f"\n<!-- {number} -->")


def _asset(dice: random.Random, root: Path, number: int) -> str | None:
    return _appended(_one(dice, root, "templates/theme/assets/*.css"), f"\n/* {number} */")


def _facts(dice: random.Random, root: Path, number: int) -> str | None:
    key, words = dice.choice([("site_name", "{}"), ("site_description", "{}"), ("short", "名{}")])
    return _put(root / "mkdocs.yml", rf"\b{key}: [^,\n]+", f"{key}: {words.format(f'第{number}版')}")


def _home(dice: random.Random, root: Path, number: int) -> str | None:
    return _appended(root / "docs/index.md", f"\n\n首页的第{number}段。")


def _own_page(dice: random.Random, root: Path, number: int) -> str | None:
    (root / "docs/about").mkdir(exist_ok=True)
    (root / "docs/about/index.md").write_text(f"---\ntitle: 关于\n---\n\n第{number}次写的说明。\n", "utf-8")
    return "about/index.md"


def _report(dice: random.Random, root: Path, number: int) -> str | None:
    """A new report, of a year that may be there already: then a raw text that has changed."""
    report = many_report(place(dice.randrange(2)), dice.randrange(2000, 2006), 1500 + 10 * number)
    write_report(root, report)
    return report.id


def _report_gone(dice: random.Random, root: Path, number: int) -> str | None:
    raws = sorted((root / "seeds").glob("*.txt"))
    if len(raws) < 3:
        return None
    report = dice.choice(raws).stem
    for left in (f"seeds/{report}.txt", f"seeds/{report}.yml", f"seeds/.base/{report}.jsonl"):
        (root / left).unlink(missing_ok=True)
    shutil.rmtree(root / "docs" / report, ignore_errors=True)
    return report


def _commit(dice: random.Random, root: Path, number: int) -> str | None:
    """What is there becomes a version of its own day."""
    env = os.environ | dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{_FIRST_DAY + 40_000 * number} +0000")
    git = ["git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
    for words in (["add", "--all"], ["commit", "--quiet", "--allow-empty", "--message", f"第{number}次"]):
        subprocess.run([*git, *words], cwd=root, env=env, check=True, stdin=subprocess.DEVNULL)
    return str(number)


def _damage(dice: random.Random, root: Path, number: int) -> str | None:
    """Part of what is kept between builds is cut off, emptied, scrambled or taken away."""
    path = _one(dice, root, ".cache/**/*")
    if path is None:
        return None
    held = bytearray(path.read_bytes())
    match dice.randrange(4):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(held[: len(held) // 2])
        case 2:
            path.write_bytes(b"")
        case _:
            for _ in range(min(len(held), 20)):
                held[dice.randrange(len(held))] = dice.randrange(256)
            path.write_bytes(held)
    return path.relative_to(root).as_posix()


def _site_gone(dice: random.Random, root: Path, number: int) -> str | None:
    """A published page is lost, with or without the rest of the site."""
    path = _one(dice, root, "site/**/*.html")
    if path is None:
        return None
    shutil.rmtree(root / "site")
    return "site"


def _nothing(dice: random.Random, root: Path, number: int) -> str | None:
    return "nothing"


CHANGES: dict[str, Change] = {
    "words on a page": _page_words,
    "paragraph cut": _page_cut,
    "paragraphs changed round": _page_swap,
    "paragraph added": _page_added,
    "page deleted": _page_gone,
    "status": _status,
    "correction": _correction,
    "correction taken back": _correction_gone,
    "report taken down or up": _withheld,
    "entity's text": _text_of("entities"),
    "entity's title": _named("entities", "title"),
    "entity's alias": _alias,
    "new entity": _new_entity,
    "entity deleted": _gone("entities"),
    "entity renamed": _renamed("entities"),
    "topic's text": _text_of("topics"),
    "topic's title": _named("topics", "title"),
    "topic's words": _topic_words,
    "topic deleted": _gone("topics"),
    "topic renamed": _renamed("topics"),
    "template": _template,
    "frame": _frame,
    "style": _asset,
    "facts": _facts,
    "home": _home,
    "page of one's own": _own_page,
    "report": _report,
    "report deleted": _report_gone,
    "broken page": _broken,
    "taken back": _taken_back,
    "commit": _commit,
    "damage": _damage,
    "site gone": _site_gone,
    "nothing": _nothing,
}
