"""A passage is taken down: nothing that is published holds its words, and all else stands where it stood.

The passages hold characters that stand nowhere else, so that one of them in any file of the site is a leak."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.merge_stories import edit, process
from tests.support.settling import Settled, settle
from tests.support.stories import codes, run, seed

RAW = """第二章 创新人才

第一节 人才引进

2019年，全省引进高层次人才320名。某所所长龢黓挪用经费七百万元，已经处分。其中，归国人员占三成。

2019年新设工作站12个，由爨氏负责。

第二节 人才培养

2019年，组织培训45期，覆盖各设区市。
"""
RARE = "龢黓爨"
WITHHOLD = """corrections:
  - {withhold: 某所所长, through: 已经处分。, reason: 当事人请求, cause: removal}
  - {withhold: 爨氏, reason: 当事人请求, cause: removal}
"""
PAGE = Path("docs/x/other.md")


def leaks(folder: Path) -> list[str]:
    """The files below a folder that hold one of the rare characters, as text or as JSON writes it."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        if any(char.encode() in data or json.dumps(char)[1:-1].encode() in data for char in RARE):
            found.append(path.relative_to(folder).as_posix())
    return found


def report(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "site/data/reports/x.json").read_text("utf-8"))
    return found


def data(found: Settled) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(found.texts["data/reports/x.json"])
    return read


@pytest.fixture
def story(root: Path) -> Path:
    seed(root, text=RAW)
    settle(root)
    return root


def test_nothing_published_holds_the_words_and_all_else_stands(story: Path) -> None:
    run(story)
    before = report(story)
    assert {"x/other.html", "x/raw.html", "x/full.html", "data/reports/x.json"} <= set(leaks(story / "site"))
    seed(story, text=RAW, yml=WITHHOLD)
    assert not {"E111", "E112", "E114", "E137"} & set(codes(run(story)))
    # The theme's own list of characters (Traditional to Simplified) knows every character there is.
    assert [path for path in leaks(story / "site") if not path.startswith("assets/")] == []
    assert leaks(story / "docs") == leaks(story / "seeds/.base") == []
    after = report(story)
    assert [(b["id"], b["lines"], len(b["text"])) for b in after["blocks"]] == [
        (b["id"], b["lines"], len(b["text"])) for b in before["blocks"]
    ]
    assert after["blocks"][0]["text"] == before["blocks"][0]["text"].replace(
        "某所所长龢黓挪用经费七百万元，已经处分。", "■" * 20
    )
    assert after["source"]["sha256"] != before["source"]["sha256"]
    assert [c["text"] for c in after["corrections"]] == ["■" * 20, "■" * 2]
    assert "E111" not in codes(run(story, frozen=True))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_report_that_is_withheld_whole_is_quoted_nowhere(story: Path, encoding: str) -> None:
    (story / "docs/about").mkdir(exist_ok=True)
    note = "---\ntitle: 附记\n---\n\n报告说：“某所所长龢黓挪用经费七百万元”。编者的话照旧。\n"
    (story / "docs/about/note.md").write_text(note, "utf-8")
    run(story)
    assert {"about/note.html", "data/pages.jsonl"} <= set(leaks(story / "site"))
    seed(story, text=RAW, yml="withheld: 发布机构的要求\n")
    (story / "seeds/x.txt").write_bytes(RAW.encode(encoding))
    for page in (story / "docs/x").glob("*.md"):
        page.unlink()
    assert "E137" in codes(run(story))
    assert [path for path in leaks(story / "site") if not path.startswith("assets/")] == []
    assert "编者的话照旧。" in (story / "site/about/note.html").read_text("utf-8")
    assert (story / "docs/about/note.md").read_text("utf-8") == note, "what editors write stays theirs"


@pytest.mark.parametrize(
    "item",
    [
        "withhold: 某所所长, through: 已经处分。",
        "withhold: 由爨氏负责",
        "withhold: 三成。",
    ],
)
def test_what_is_covered_is_no_sign_of_a_bad_reading(story: Path, item: str) -> None:
    seed(story, text=RAW, yml=f"corrections:\n  - {{{item}, reason: 当事人请求, cause: removal}}\n")
    found = settle(story)
    assert not {"N104", "N111", "E111", "E114"} & found.codes
    assert {flag["code"] for flag in data(found)["flags"]} <= {"C107"}
    assert "■" in found.texts["x/full.html"]


def test_an_editors_work_beside_the_words_stays(story: Path) -> None:
    page = story / PAGE
    text = page.read_text("utf-8")
    text = text.replace("320名", "三百二十名").replace("挪用", "擅自挪用").replace("其中，归国", "归国")
    page.write_text(text + "\n> **编者注** 据统计。\n", "utf-8")
    settle(story)
    seed(story, text=RAW, yml=WITHHOLD)
    found = settle(story)
    assert not {"E114", "E115", "E137"} & found.codes
    after = page.read_text("utf-8")
    assert f"三百二十名。{'■' * 20}归国人员占三成。" in after
    assert "> **编者注** 据统计。" in after
    assert found.holding(RARE) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [(("七百万元", "700万元"), ["N134"]), (("三成", "三成多"), []), (("已经处分。", "已经处分。另有两人。"), [])],
)
def test_what_an_editor_changed_in_the_words_is_told_to_be_gone(
    root: Path, words: tuple[str, str], told: list[str]
) -> None:
    """Once: when it is shown again it is as in the raw text."""
    seed(root, text=RAW)
    process(root)
    edit(root / PAGE, words)
    assert process(root) == []
    seed(root, text=RAW, yml=WITHHOLD)
    found = process(root)
    assert [(one.code, one.path, one.line) for one in found] == [(code, str(PAGE), 12) for code in told]
    assert process(root) == []
    seed(root, text=RAW, yml="year: 2019\n")
    assert process(root) == []
    assert (words[1] in (root / PAGE).read_text("utf-8")) is not told


def test_words_that_somebody_repeats_are_told_and_covered(story: Path) -> None:
    page = story / PAGE
    page.write_text(page.read_text("utf-8") + "\n> **编者注** 所长龢黓挪用经费七百万元一事另见报道。\n", "utf-8")
    (story / "docs/note.md").write_text("# 附记\n\n即爨氏。\n", "utf-8")
    seed(story, text=RAW, yml=WITHHOLD)
    found = settle(story)
    assert sorted((p.path, p.line) for p in found.problems if p.code == "E137") == [
        ("docs/note.md", 3),
        ("docs/x/other.md", len(page.read_text("utf-8").splitlines())),
    ]
    assert found.holding(RARE) == []


@pytest.mark.parametrize(
    "broken", ["corrections: [\n", "yaer: 1\n" + WITHHOLD, WITHHOLD.replace("through: 已经处分。", "through: 没有的话")]
)
def test_a_slip_in_the_yml_shows_nothing_again(story: Path, broken: str) -> None:
    seed(story, text=RAW, yml=WITHHOLD)
    settle(story)
    seed(story, text=RAW, yml=broken if "withh" in broken else broken + "# withhold\n")
    found = settle(story)
    assert {"E103", "E104", "E105"} & found.codes
    assert found.holding(RARE) == []


def test_a_correction_of_the_words_is_told(story: Path) -> None:
    seed(
        story,
        text=RAW,
        yml=WITHHOLD + "  - {replace: 挪用经费, with: 挪用公款, reason: 试, cause: slip, certainty: certain}\n",
    )
    found = settle(story)
    assert [p.line for p in found.problems if p.code == "E136"] == [4]
    assert found.holding(RARE) == []


def test_the_place_stays_when_the_raw_file_is_purged(story: Path) -> None:
    """What `git filter-repo --replace-text` makes of the whole history: squares in the raw file, in the pages, in the
    quotation itself."""
    seed(story, text=RAW, yml=WITHHOLD)
    before = data(settle(story))
    covered = RAW.replace("某所所长龢黓挪用经费七百万元，已经处分。", "■" * 20).replace("爨氏", "■■")
    yml = "corrections:\n" + "".join(
        f"  - {{withhold: {'■' * n}, line: {line}, reason: 当事人请求, cause: removal}}\n"
        for n, line in ((20, 5), (2, 7))
    )
    seed(story, text=covered, yml=yml)
    found = settle(story)
    assert "E104" not in found.codes
    assert data(found)["blocks"] == before["blocks"]


BUSY = """第二章 创新人才

2019年，全省引进高层次人才320名，人数比上年有所增加。某所所长龢黓挪用经费七百万元，已经处分。全省新设工作站12个，覆盖各设区市。由爨氏负责的培训共举办45期，学员反映良好。
"""
REPLACE = "  - {replace: 12个, with: 13个, reason: 试, cause: slip, certainty: certain}\n"


@pytest.mark.parametrize("own", [f"编辑新加的一句，{word}。" for word in ("与经费无关", "某所另有说明")])
@pytest.mark.parametrize("before", ["某所所长", "全省新设", "由爨氏"])
@pytest.mark.parametrize("change", [REPLACE, REPLACE.replace("12个", "320名").replace("13个", "321名")])
def test_an_editors_sentence_stays_when_the_machine_mends_another(
    root: Path, own: str, before: str, change: str
) -> None:
    text = _edited_and_covered(root, (before, own + before), change)
    sentences = (PAGE_HEAD, *_sentences(change))
    at = next(n for n, sentence in enumerate(sentences) if sentence.startswith(_shown(before)))
    assert text == "".join((*sentences[:at], own, *sentences[at:]))


@pytest.mark.parametrize("before", ["某所所长", "全省新设", "由爨氏"])
@pytest.mark.parametrize("change", [REPLACE, REPLACE.replace("12个", "320名").replace("13个", "321名")])
def test_a_paragraph_that_an_editor_parted_stays_parted(root: Path, before: str, change: str) -> None:
    text = _edited_and_covered(root, (before, "\n\n" + before), change)
    sentences = (PAGE_HEAD, *_sentences(change))
    at = next(n for n, sentence in enumerate(sentences) if sentence.startswith(_shown(before)))
    assert text == "".join((*sentences[:at], "\n\n", *sentences[at:]))


PAGE_HEAD = "## 第二章 创新人才\n\n"


def _shown(before: str) -> str:
    return {"某所所长": "■" * 20, "由爨氏": "由■■"}.get(before, before)


def _sentences(change: str) -> tuple[str, ...]:
    people, places = ("321", "12个") if "321" in change else ("320", "13个")
    return (
        f"2019年，全省引进高层次人才{people}名，人数比上年有所增加。",
        "■" * 20,
        f"全省新设工作站{places}，覆盖各设区市。",
        "由■■负责的培训共举办45期，学员反映良好。",
    )


def _edited_and_covered(root: Path, edit: tuple[str, str], change: str) -> str:
    """The body of the page once an editor changed it, and then both passages are taken down and a word is mended."""
    seed(root, text=BUSY)
    process(root)
    page = root / PAGE
    page.write_text(page.read_text("utf-8").replace(*edit), "utf-8")
    process(root)
    seed(root, text=BUSY, yml=WITHHOLD + change)
    assert {"E114", "E137"}.isdisjoint(problem.code for problem in process(root))
    return page.read_text("utf-8").partition("---\n\n")[2].removesuffix("\n")


@pytest.mark.parametrize("at", ["已", "引"])
def test_words_that_are_shown_again_leave_an_editors_work_beside_them(root: Path, at: str) -> None:
    raw = RAW.replace("。某所所长", "，某所所长")
    seed(root, text=raw)
    process(root)
    page = root / PAGE
    before = page.read_text("utf-8")
    old, new = {"已": ("已经处分", "已经处理"), "引": ("全省引进", "本省引进")}[at]
    edited = before.replace(old, new)
    page.write_text(edited, "utf-8")
    seed(
        root,
        text=raw,
        yml="corrections:\n  - {withhold: 某所所长, through: 七百万元, reason: 当事人请求, cause: removal}\n",
    )
    assert process(root) == []
    assert RARE[0] not in page.read_text("utf-8") and new in page.read_text("utf-8")
    seed(root, text=raw, yml="year: 2019\n")
    assert process(root) == []
    assert page.read_text("utf-8") == edited
    assert process(root) == []


def test_what_a_paragraph_was_before_both_changed_it_holds_none_of_the_words(root: Path) -> None:
    level = "  - {level: '2019年，全省引进高层次人才320名。', to: 4, cause: layout, certainty: likely, reason: 试}\n"

    def given(*corrections: str) -> list[str]:
        seed(root, text=RAW, yml="year: 2019\n" + "corrections:\n" * bool(corrections) + "".join(corrections))
        return [problem.code for problem in process(root)]

    given()
    page = root / PAGE
    page.write_text(page.read_text("utf-8").replace("320名。某所", "320名。\n\n某所"), "utf-8")
    edited = page.read_text("utf-8")
    withhold = WITHHOLD.removeprefix("corrections:\n")
    assert given(level) == []
    assert '"earlier"' in (root / "seeds/.base/x.jsonl").read_text("utf-8")
    assert given(level, withhold) == []
    assert [path for path in leaks(root) if path != "seeds/x.txt" and path != "seeds/x.yml"] == []
    # Both at once: the paragraph is one again in what is made, and two on the page.
    assert given() == []
    assert page.read_text("utf-8") == edited


def test_comments_of_editors_are_published_nowhere(story: Path) -> None:
    # One that stood alone took the address of the paragraph behind it.
    page = story / PAGE
    first = next(line for line in page.read_text("utf-8").split("\n") if line.startswith("2019年"))
    edit(page, (first, f"<!-- 灪\n待核 -->\n\n{first}<!-- 灪 -->"))
    (story / "docs/about").mkdir(exist_ok=True)
    (story / "docs/about/note.md").write_text("---\ntitle: 附记\n---\n\n<!-- 灪 -->\n\n编者的话。\n", "utf-8")
    assert not {"E202", "E230", "E214"} & set(codes(run(story)))
    files = [path for path in (story / "site").rglob("*") if path.is_file() and "assets" not in path.parts]
    assert [path for path in files if "灪" in path.read_text("utf-8", errors="replace")] == []
    html = (story / "site/x/other.html").read_text("utf-8")
    assert all(f'id="l{number}"' in html for number in (5, 7, 11))
    assert page.read_text("utf-8").count("灪") == 2, "what editors write stays theirs"
