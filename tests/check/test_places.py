"""A message names the line where the fault is, whatever stands further up.

Each text holds the wrong word, key or quotation at least once before the line that is wrong; that line
bears the word `here`, in a comment, so that the test finds it by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out
from tests.support.small_folder import PAGE, folder, write

ENTRY = "docs/entities/jia-yi.md"
TOPIC = "docs/topics/forums-and-expos.md"
YML = "seeds/2031.yml"
CASES = [
    ("E206", ENTRY, "---\ntitle: 甲乙论坛\nenglish: the type 论坛会\ntype: 论坛会 # here\n---\n"),
    ("E206", ENTRY, "---\ntitle: 甲乙论坛\nenglish: aliases\ntype: 论坛\naliases:\n- 甲\n- 3 # here\n---\n"),
    (
        "E206",
        ENTRY,
        (
            "---\ntitle: editions\ntype: 论坛\neditions:\n- year: 2031\n  ordinal:\n    value: 三 # here\n"
            "    quote: 第3届甲乙论坛\n    block: 2031#l5\n---\n"
        ),
    ),
    ("E206", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\neditions:\n- {year: true} # here\n---\n"),
    ("E207", ENTRY, "---\ntitle: alias of 甲\ntype: 论坛\nalias: [甲] # here\n---\n"),
    ("E207", ENTRY, "---\ntitle: host\ntype: 论坛\neditions:\n- year: 2031\n  host: {value: 甲} # here\n---\n"),
    (
        "E209",
        "docs/entities/zz.md",
        "---\ntitle: 乙\nenglish: 甲乙论坛\ntype: 机构\naliases:\n- 丙\n- 甲乙论坛 # here\n---\n甲乙论坛\n",
    ),
    (
        "E210",
        ENTRY,
        (
            "---\ntitle: 甲乙论坛\ntype: 论坛\naliases: [第三届甲乙论坛]\neditions:\n- year: 2031\n  ordinal:\n    value: 3\n"
            "    quote: 第三届甲乙论坛 # here\n    block: 2031#l5\n---\n\n第三届甲乙论坛\n"
        ),
    ),
    (
        "E203",
        ENTRY,
        "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: see 2031#l6\n---\n\n每年，见2031#l6。\n\n甲[2031#l6]<!-- here -->\n",
    ),
    (
        "E203",
        ENTRY,
        (
            "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: 2031#l6\nambiguous:\n- form: 论坛\n  blocks:\n  - 2031#l5\n"
            "  - 2031#l6 # here\n---\n"
        ),
    ),
    ("E203", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\n---\n\n甲[2031#l5，2031#l7]。\n\n甲[2031＃l5]<!-- here -->\n"),
    ("E203", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\n---\n\n甲[2031#l5]。\n\n甲【2031#l5】<!-- here -->\n"),
    ("W109", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\n---\n\n**甲**乙。\n\n甲**乙。<!-- here -->\n"),
    ("W109", TOPIC, "---\ntitle: 论坛\norder: 1\n---\n\n\\[甲[乙](../index.md)。\n\n甲[乙。<!-- here -->\n"),
    ("W109", "docs/index.md", "---\ntitle: 首页\n---\n\n`甲**`乙。\n\n甲`乙。<!-- here -->\n"),
    ("W109", "docs/about/method.md", "---\ntitle: 方法\n---\n\n甲**乙。<!-- here -->\n"),
    (
        "W104",
        ENTRY,
        (
            "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: 2019#l7\neditions:\n- year: 2019\n  theme:\n    value: 甲\n"
            "    quote: 乙 2019#l7\n    block: 2019#l7 # here\n---\n"
        ),
    ),
    ("E211", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: jia-yl\npart_of: jia-yl # here\n---\n"),
    ("E212", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: sub\nredirect_from:\n- other\n- sub # here\n---\n"),
    ("W201", ENTRY, "---\n# title: 丙丁论坛\ntype: 论坛\ntitle: 丙丁论坛 # here\n---\n"),
    ("N202", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\nenglish: 甲乙会\naliases:\n- 甲乙会 # here\n---\n"),
    ("N203", ENTRY, "---\nenglish: 甲乙论坛\ntype: 论坛\ntitle: 甲乙论坛 # here\n---\n"),
    ("N201", ENTRY, "---\ntitle: 甲乙论坛\ntype: 论坛\nambiguous:\n- form: 论坛 # here\n  blocks: [2031#l7]\n---\n"),
    ("E205", TOPIC, "---\ntitle: word and words\norder: 1\nword: [论坛] # here\n---\n"),
    ("E205", TOPIC, "---\ntitle: order\nwords:\n- 论坛\n- 3 # here\norder: 1\n---\n"),
    ("E205", TOPIC, "---\ntitle: order\norder: true # here\n---\n"),
    ("E203", TOPIC, "---\ntitle: 2031#l6\norder: 1\nblocks:\n- 2031#l5\n- 2031#l6 # here\n---\n"),
    ("E217", TOPIC, "---\ntitle: 2031#l5\nblocks: [2031#l5]\nsections: [2031#l5] # here\norder: 1\n---\n"),
    ("W104", TOPIC, "---\ntitle: 2019#l5\nsections: [2019#l5] # here\norder: 1\n---\n"),
    (
        "E204",
        "docs/topics/zz.md",
        "---\ntitle: 2031#l3\norder: 3\nblocks: [2031#l3]\nsections:\n- 2031#l9\n- 2031#l3 # here\n---\n",
    ),
    ("E103", TOPIC, "---\ntitle: 甲\n\nwords: [论坛 # here\n---\n\n# 甲\n"),
    ("E103", ENTRY, "---\ntitle: 甲\ntype: 论坛\neditions:\n- start: 2031-02-30 # here\n---\n"),
    ("E103", "docs/index.md", "---\ntitle: 甲\n- 乙 # here\n---\n"),
    (
        "E206",
        "docs/index.md",
        "---\ntitle: redirect_from guide/old\nredirect_from:\n- guide/old.html\n- guide/old # here\n---\n\n甲。\n",
    ),
    (
        "E118",
        "docs/lexicon.yml",
        "# publicatons\npublications:\n  add: [publicatons]\npublicatons: {add: [简讯]} # here\n",
    ),
    (
        "E119",
        "mkdocs.yml",
        "site_name: 甲\nextra:\n  annals:\n    series:\n    - {id: jia, name: 甲}\n    - {id: jia, name: 乙} # here\n",
    ),
    ("E105", YML, "title: yaer\nyaer: 2031 # here\n"),
    ("E106", YML, "title: year\nyear: true # here\n"),
    ("E106", YML, "title: year\nyear: 2031-01-01 # here\n"),
    (
        "E107",
        YML,
        "corrections:\n- replace: 签署协议\n  with: 签订协议\n  reason: cause\n  certainty: certain\n  cause: wind # here\n",
    ),
    (
        "E107",
        YML,
        "corrections:\n- level: 国内合作\n  reason: to 3\n  certainty: certain\n  cause: slip\n  to: 12 # here\n",
    ),
    (
        "E107",
        YML,
        "corrections:\n- replace: 签署协议\n  with: 签订协议\n  reason: 试\n  certainty: certain\n  cause: slip\n  line: true # here\n",
    ),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base")
    folder(root)
    write(root, "docs/entities/sub.md", "---\ntitle: 甲乙论坛分论坛\ntype: 论坛\n---\n")
    write(root, TOPIC, "---\ntitle: 论坛\nwords: [论坛]\norder: 1\nsections: [2031#l3]\n---\n")
    carry_out(root, ingest(root.resolve()).writes)
    return root


def lines(root: Path, code: str, path: str) -> list[int | None]:
    return [problem.line for problem in check(root.resolve()).problems if (problem.code, problem.path) == (code, path)]


def here(text: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if "here" in line)


@pytest.mark.parametrize(("code", "path", "text"), CASES)
def test_the_line_is_where_the_fault_is(code: str, path: str, text: str, base: Path, tmp_path: Path) -> None:
    root = shutil.copytree(base, tmp_path / "root")
    write(root, path, text)
    assert lines(root, code, path) == [here(text)]


@pytest.mark.parametrize(
    ("code", "front"),
    [
        ("E201", "title: stauts\nreport: '2031'\ntopic: forums-and-expos\nstauts: 未校对 # here"),
        ("E215", "title: the status is 已校正\nreport: '2031'\ntopic: forums-and-expos\nstatus: 已校正 # here"),
        ("E216", "title: topic forum-and-expos\nreport: '2031'\nstatus: 未校对\ntopic: forum-and-expos # here"),
        (
            "W204",
            "title: status 已核对\nreport: '2031'\ntopic: forums-and-expos\nreviewed_by: 甲\nstatus: 已核对 # here",
        ),
    ],
)
def test_on_a_page_of_a_report_too(code: str, front: str, base: Path, tmp_path: Path) -> None:
    root = shutil.copytree(base, tmp_path / "root")
    text = (root / PAGE).read_text("utf-8")
    text = f"---\n{front}\n---\n" + text.partition("\n---\n")[2]
    write(root, PAGE, text)
    assert lines(root, code, PAGE) == [here(text)]


def test_pages_without_their_raw_file(base: Path, tmp_path: Path) -> None:
    root = shutil.copytree(base, tmp_path / "root")
    for page in (root / "docs/2031").glob("*.md"):
        text = '---\ntitle: "2031"\n# report: "2031"\nreport: "2031" # here\n---\n\n甲。2031\n'
        page.write_text(text, "utf-8")
    (root / "seeds/2031.txt").unlink()
    found = [problem for problem in check(root.resolve()).problems if problem.code == "W203"]
    assert [problem.line for problem in found] == [4]
    assert here(text) == 4


def test_the_block_that_holds_the_quotation_is_nearest_whatever_its_number(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    text = (root / ENTRY).read_text("utf-8")
    write(root, ENTRY, text.replace("block: 2031#l5}", "block: 2031#l12}"))
    (told,) = [problem for problem in check(root).problems if problem.code == "E203"]
    assert str(dict(told.details)["nearest"]).startswith("2031#l5（")


def test_a_name_that_another_entry_has_is_told_once(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    write(root, "docs/entities/part.md", "---\ntitle: 甲乙论坛某地分论坛\ntype: 论坛\n---\n")
    write(root, "docs/entities/zz.md", "---\ntitle: 甲乙会\ntype: 论坛\naliases: [甲乙论坛]\n---\n")
    found = [problem.code for problem in check(root).problems if problem.path == "docs/entities/zz.md"]
    assert "E209" in found and "N203" not in found
