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
from tests.bench.report_changes import (
    appended,
    correction,
    correction_gone,
    one,
    page_added,
    page_cut,
    page_gone,
    page_swap,
    page_words,
    put,
    status,
    withheld,
)

Change = Callable[[random.Random, Path, int], str | None]
"""Changes a folder in a way that the number makes unlike all others; says what it did, None where nothing could be."""
_FIRST_DAY = 1_767_225_600


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


def _named(folder: str, key: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        return put(one(dice, root, f"docs/{folder}/*.md"), rf"(?m)^{key}: (.{{2,12}}).*$", rf"{key}: \g<1>{number}")

    return changed


def _text_of(folder: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        return appended(one(dice, root, f"docs/{folder}/*.md"), f"这是第{number}次改动。")

    return changed


def _gone(folder: str) -> Change:
    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        path = one(dice, root, f"docs/{folder}/*.md")
        if path is None or len(list(path.parent.glob("*.md"))) < 4:
            return None
        path.unlink()
        return path.name

    return changed


def _renamed(folder: str) -> Change:
    """Another file name, the old one told of or not."""

    def changed(dice: random.Random, root: Path, number: int) -> str | None:
        path = one(dice, root, f"docs/{folder}/*.md")
        if path is None or "redirect_from" in path.read_text("utf-8"):
            return None
        if dice.random() < 0.7:
            put(path, r"(?m)^title: ", f"redirect_from: [{path.stem}]\ntitle: ")
        path.rename(path.with_name(f"renamed-{number}.md"))
        return f"{path.name} to renamed-{number}.md"

    return changed


def _alias(dice: random.Random, root: Path, number: int) -> str | None:
    return put(one(dice, root, "docs/entities/*.md"), r"(?m)^aliases: \[", f"aliases: [又名{number}, ")


def _broken(dice: random.Random, root: Path, number: int) -> str | None:
    """A page whose front matter cannot be read."""
    return put(one(dice, root, "docs/*/*.md"), r"\Atitle: |\A---\n", "---\ntitle: [\n")


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
    raw = one(dice, root, "seeds/*.txt")
    if raw is None:
        return None
    name = dice.choice(re.findall(r"[\u4e00-\u9fff]{4}", raw.read_text("utf-8")))
    head = f"title: {name}\ntitle_source: report\ntype: 项目"
    (root / f"docs/entities/new-{number}.md").write_text(f"---\n{head}\n---\n\n新登记的。\n", "utf-8")
    return name


def _topic_words(dice: random.Random, root: Path, number: int) -> str | None:
    word = dice.choice(["项目实施", "主要成效", "典型做法", "服务基层", "试点情况"])
    return put(one(dice, root, "docs/topics/*.md"), r"(?m)^words: \[", f"words: [{word}, ")


def _template(dice: random.Random, root: Path, number: int) -> str | None:
    return appended(one(dice, root, "templates/derived/*.html.j2"), f"\n<!-- {number} -->")


def _frame(dice: random.Random, root: Path, number: int) -> str | None:
    path = dice.choice(
        [root / "templates/theme/main.html", *sorted((root / "templates/theme/partials").glob("*.html"))]
    )
    return appended(path, f"\n<!-- {number} -->")


def _asset(dice: random.Random, root: Path, number: int) -> str | None:
    return appended(one(dice, root, "templates/theme/assets/*.css"), f"\n/* {number} */")


def _facts(dice: random.Random, root: Path, number: int) -> str | None:
    key, words = dice.choice([("site_name", "{}"), ("site_description", "{}"), ("short", "名{}")])
    return put(root / "mkdocs.yml", rf"\b{key}: [^,\n]+", f"{key}: {words.format(f'第{number}版')}")


def _home(dice: random.Random, root: Path, number: int) -> str | None:
    return appended(root / "docs/index.md", f"\n\n首页的第{number}段。")


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
    path = one(dice, root, ".cache/**/*")
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
    path = one(dice, root, "site/**/*.html")
    if path is None:
        return None
    shutil.rmtree(root / "site")
    return "site"


def _nothing(dice: random.Random, root: Path, number: int) -> str | None:
    return "nothing"


CHANGES: dict[str, Change] = {
    "words on a page": page_words,
    "paragraph cut": page_cut,
    "paragraphs changed round": page_swap,
    "paragraph added": page_added,
    "page deleted": page_gone,
    "status": status,
    "correction": correction,
    "correction taken back": correction_gone,
    "report taken down or up": withheld,
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
