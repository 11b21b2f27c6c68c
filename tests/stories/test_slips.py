"""Slips of editors: what cannot be read or is gone is still published as well as it can be, told once, and nothing
is rewritten for it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.edition.deriving import derive
from tests.support.small_folder import PAGE, both, put, swap, taken_in
from tests.support.stories import run

HOME, TOPIC, ENTITY = "docs/index.md", "docs/topics/domestic-cooperation.md", "docs/entities/jia-yi.md"
DOMESTIC = "docs/2031/domestic-cooperation.md"
SENTENCES = ("第3届甲乙论坛在某地举行", "市科委组织企业参加甲乙论坛", "与外地签署协议12项")
Slip = Callable[[Path], None]


def gone(path: str) -> Slip:
    return lambda root: (root / path).unlink()


def head_alone(path: str) -> Slip:
    """All text below the head deleted."""
    return lambda root: put(path, (root / path).read_text("utf-8").partition("\n---\n")[0] + "\n---\n")(root)


def recoded(path: str, encoding: str) -> Slip:
    return lambda root: (root / path).write_bytes((root / path).read_text("utf-8").encode(encoding)) and None


def marks(path: str, line: str) -> Slip:
    return swap(path, line, f"<<<<<<< HEAD\n{line}\n=======\n另一种\n>>>>>>> 他人")


SLIPS: dict[str, tuple[Slip, list[str]]] = {
    "full-width colon": (swap(PAGE, "status: 未校对", "status：未校对"), ["E103"]),
    "tab": (swap(PAGE, "status: 未校对", "\tstatus: 未校对"), ["E103"]),
    "no dashes": (swap(PAGE, "---\n", ""), ["E201"]),
    "dashes of another kind": (swap(PAGE, "---\n", "———\n"), ["E201"]),
    "marks on a page": (marks(PAGE, "2031年，市科委组织企业参加甲乙论坛。"), ["E218"]),
    "a mark left on a page": (swap(PAGE, "\n\n2031年，市科委", "\n=======\n2031年，市科委"), ["E218"]),
    "a mark left in a topic": (swap(TOPIC, "order: 2\n---\n", "order: 2\n---\n\n各年。\n=======\n\n另。\n"), ["E218"]),
    "a mark left on home": (swap(HOME, "引言。", "||||||| 3f2a\n引言。"), ["E218"]),
    "marks with a sign less": (
        swap(PAGE, "2031年，市科委", "<<<<<< HEAD\n2031年，市科委"),
        ["E218"],
    ),
    "marks in full width": (swap(PAGE, "2031年，市科委", "《《《《《《《 HEAD\n\n2031年，市科委"), ["E218"]),
    "a mark behind a sentence": (swap(PAGE, "企业参加甲乙论坛。", "企业参加甲乙论坛。>>>>>>> fix-2031"), ["E218"]),
    "a mark in a note": (swap(PAGE, "2031年，市科委", "> >>>>>>> fix-2031\n\n2031年，市科委"), ["E218"]),
    "what git says": (swap(PAGE, "企业参加甲乙论坛。", "企业参加甲乙论坛。\n\\ No newline at end of file"), ["E267"]),
    "both lines of a comparison": (
        swap(
            PAGE,
            "2031年，市科委组织企业参加甲乙论坛。",
            "- 2031年，市科委组织企业参加甲乙论坛。\n+ 2031年，市科委组织。",
        ),
        ["E267"],
    ),
    "page gone": (gone(DOMESTIC), ["E221"]),
    "page without its text": (head_alone(DOMESTIC), ["E221"]),
    "topic gone": (gone(TOPIC), ["E222"]),
    "topic with a broken head": (swap(TOPIC, "order: 2", "order： 2"), ["E103"]),
    "topic with an unknown key": (swap(TOPIC, "order: 2", "oder: 2"), ["E205"]),
    "marks in a topic": (marks(TOPIC, "order: 2"), ["E218"]),
    "entry with a broken head": (swap(ENTITY, "type: 论坛", "type：论坛"), ["E103"]),
    "entry of an unknown type": (swap(ENTITY, "type: 论坛", "type: 论坛会"), ["E206"]),
    "marks in an entry": (marks(ENTITY, "type: 论坛"), ["E218"]),
    "section in two topics": (
        both(
            swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l3]"),
            swap(TOPIC, "order: 2", "order: 2\nsections: [2031#l3]"),
        ),
        ["E204"],
    ),
    "home with a broken head": (swap(HOME, "title: 首页", "title：首页"), ["E103"]),
    "marks on home": (marks(HOME, "引言。"), ["E218"]),
    "box without an end": (swap(PAGE, "2031年，市科委", '<div class="box" markdown="1">\n\n2031年，市科委'), ["E219"]),
    "end without a box": (swap(PAGE, "2031年，市科委", "</div>\n\n2031年，市科委"), ["E219"]),
    "page in GB18030": (recoded(PAGE, "gb18030"), ["E120"]),
    "page that is no text": (put(DOMESTIC, b"\x89PNG\r\n\x1a\n\x00\x00\x00"), ["E143"]),
    "topic that is no text": (put(TOPIC, b"\x89PNG\r\n\x1a\n\x00\x00\x00"), ["E143"]),
    "entry that is no text": (put(ENTITY, b"\x89PNG\r\n\x1a\n\x00\x00\x00"), ["E143"]),
    "marks in corrections": (put("seeds/2031.yml", "<<<<<<< HEAD\nyear: 2031\n=======\n>>>>>>> 乙\n"), ["E218"]),
    "marks in words": (put("docs/lexicon.yml", "<<<<<<< HEAD\n=======\n>>>>>>> 乙\n"), ["E218"]),
}


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org", *words],
        cwd=root,
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module", params=["git", "no git"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base") / "root"
    taken_in(root)
    if request.param == "git":
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "甲")
    return root


@pytest.fixture(scope="module")
def topics(base: Path) -> list[tuple[str, str]]:
    """The topics before any slip."""
    return [(topic.slug, topic.title) for topic in ingest(base.resolve()).edition.topics]


def copied(base: Path, target: Path) -> Path:
    subprocess.run(["cp", "-r", str(base), str(target)], check=True)
    return target.resolve()


@pytest.mark.parametrize("kind", SLIPS)
def test_all_text_is_published_and_the_cause_told(
    kind: str, base: Path, topics: list[tuple[str, str]], tmp_path: Path
) -> None:
    root = copied(base, tmp_path / "root")
    SLIPS[kind][0](root)
    found = ingest(root)
    assert [problem.code for problem in found.problems] == SLIPS[kind][1]
    assert found.problems[0].path.startswith(("docs/", "seeds/"))
    # Nothing is rewritten.
    assert found.writes == ()
    # Every sentence stands once, where it stood.
    texts = [placed.text for report in found.edition.reports for placed in report.order]
    for sentence in SENTENCES:
        assert sum(sentence in text for text in texts) == 1, sentence
    assert {report.index.pages["l11"] for report in found.edition.reports} == {"2031/domestic-cooperation.md"}
    assert [(topic.slug, topic.title) for topic in found.edition.topics][:2] == topics
    # No head is text, no mark is.
    for text in found.edition.docs.values():
        body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
        assert not re.search(r"^(title|status|type|order)\s*[:：]|^[<>=]{7}", body, re.MULTILINE), body


def test_an_entry_stands_as_committed(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    SLIPS["entry with a broken head"][0](root)
    entities = [entity.title for entity in ingest(root).edition.registry.entities]
    assert entities == (["甲乙论坛"] if (root / ".git").exists() else [])


def test_editors_words_on_a_page_that_is_gone_come_from_the_last_commit(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    swap(DOMESTIC, "支持甲乙论坛成果落地", "支持甲乙论坛的成果落地")(root)
    if (root / ".git").exists():
        git(root, "commit", "-qam", "乙")
    gone(DOMESTIC)(root)
    text = ingest(root).edition.docs["2031/domestic-cooperation.md"]
    assert ("支持甲乙论坛的成果" in text) == (root / ".git").exists() and "与外地签署协议12项" in text


def test_a_moved_text_is_no_missing_page(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    body = (root / DOMESTIC).read_text("utf-8").partition("\n---\n")[2]
    (root / PAGE).write_text((root / PAGE).read_text("utf-8") + body, "utf-8")
    gone(DOMESTIC)(root)
    assert ingest(root).problems == ()


def test_a_page_whose_text_was_moved_may_keep_its_head(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    body = (root / DOMESTIC).read_text("utf-8").partition("\n---\n")[2]
    (root / PAGE).write_text((root / PAGE).read_text("utf-8") + body, "utf-8")
    head_alone(DOMESTIC)(root)
    found = ingest(root)
    assert found.problems == ()
    # An anchor that was lost on it earlier has no paragraph left to take it over.
    register = (*found.edition.register, "2031/domestic-cooperation.html#l99")
    views, vanished = derive(replace(found.edition, register=register))
    page = next(view for view in views if view.path == "2031/domestic-cooperation.md")
    assert vanished == () and 'id="l99"' in page.html and 'id="l11"' in page.html


def test_the_site_has_the_text_and_no_head(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    SLIPS["full-width colon"][0](root)
    gone(DOMESTIC)(root)
    disk = (root / PAGE).read_bytes()
    assert sorted(problem.code for problem in run(root).problems) == ["E103", "E221"]
    page, whole = (
        (root / "site" / "2031" / f"{name}.html").read_text("utf-8") for name in ("forums-and-expos", "full")
    )
    assert "status：" not in page and "论坛与展会（2031）" in page
    assert all(re.sub("<[^>]+>", "", whole).count(sentence) for sentence in SENTENCES)
    assert (root / PAGE).read_bytes() == disk and not (root / DOMESTIC).exists()


def test_a_copy_is_neither_published_nor_registered(base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    (root / PAGE.replace(".md", " - 副本.md")).write_bytes((root / PAGE).read_bytes())
    (root / TOPIC.replace(".md", " (1).md")).write_bytes((root / TOPIC).read_bytes())
    found = ingest(root)
    assert found.writes == () and not any("副本" in path or "(1)" in path for path in found.edition.docs)
    assert {problem.code for problem in found.problems} == {"E220"}


@pytest.mark.parametrize("kind", ["box without an end", "end without a box"])
def test_a_form_out_of_balance_leaves_the_page_whole(kind: str, base: Path, tmp_path: Path) -> None:
    root = copied(base, tmp_path / "root")
    SLIPS[kind][0](root)
    assert [problem.code for problem in run(root).problems] == ["E219"]
    page = (root / "site" / "2031" / "forums-and-expos.html").read_text("utf-8")
    text = re.sub("<[^>]+>", "", page)
    assert all(sentence in text for sentence in SENTENCES[:2]) and "&lt;/div" not in page
    assert len(re.findall(r"<div\b", page)) == page.count("</div>")


def test_a_topic_renamed_without_a_word_is_told_of_in_each_run_alike(base: Path, tmp_path: Path) -> None:
    """The new page claims what the old one did: the old topic would stand in one run and be gone in the next."""
    root = copied(base, tmp_path / "root")
    (root / TOPIC).rename(root / "docs/topics/partners.md")
    runs = []
    for _ in range(2):
        built = run(root)
        pages = sorted(path.name for path in (root / "site" / "topics").iterdir())
        runs.append(({problem.code for problem in built.problems}, pages))
        shutil.rmtree(root / "site")
    assert runs[0] == runs[1]
    # Without a history its words are not known, and it stands with the sections that it had.
    code, stands = ("E112", False) if (root / ".git").exists() else ("E222", True)
    assert code in runs[0][0] and ("domestic-cooperation.html" in runs[0][1]) is stands
