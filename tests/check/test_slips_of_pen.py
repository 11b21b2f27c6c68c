"""Slips of people who edit in Notepad and on a web page: each is told with its cure, and what only looks like one is not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from annals.check.calling import BY_MAKE, Calling
from annals.check.telling import as_text
from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out
from annals.model import Phrase, Problem
from tests.support.provocations import point
from tests.support.slips_of_pen import BASE, ENTRY, IN_TEXT, OTHER, PNG, TOPIC, Slip, home, look, signed
from tests.support.slips_of_yaml import IN_YAML
from tests.support.small_folder import FORUM, PAGE, RAW, both, correct, folder, put, swap

TOLD = IN_TEXT | IN_YAML
QUIET: dict[str, Slip] = {
    "a link": home("见[论坛](topics/forums-and-expos.md)。"),
    "a remark behind a link": home("见[论坛](topics/forums-and-expos.md)（第16届）。"),
    "brackets that are no link": home("见[论坛]（第16届）和【注】（2031）、[一]（GOHI）。"),
    "a source as reports print it": home("【来源】(https://example.org/a)"),
    "a link that is told of": home("写作 `[论坛]（a.md）` 就不成链接。"),
    "a bracket that is text": home(r"见\[论坛\]（a.md）。"),
    "an exclamation before a link": home("好！[论坛](topics/forums-and-expos.md)"),
    "a comment": swap(TOPIC, "title: 论坛与展会", "title: 论坛与展会 # 各年"),
    "a comment behind two blanks": swap(TOPIC, "title: 论坛与展会", "title: 论坛与展会  #各年"),
    "a sign in quotation marks": swap(TOPIC, "title: 论坛与展会", 'title: "论坛 #1"'),
    "a reference": swap(TOPIC, "order: 1", "blocks: [2031#l11]"),
    "a name that holds a comma": swap(TOPIC, "words: [论坛]", "words: [论坛, '交流，合作']"),
    "a name that a report has so": swap(TOPIC, "words: [论坛]", "words: [论坛, 第3届甲乙论坛在某地举行，丹麦]"),
    "a title that holds one": swap(ENTRY, "aliases: []", "not: [《关于甲、乙的意见》]"),
    "the year of the text": put("seeds/2031.yml", "year: 2031\n"),
    "a year that the given title names": put("seeds/2031.yml", "year: 2030\ntitle: 2030年科技合作\n"),
    "two readers and the date": signed("已核对\nreviewed_by: 甲、乙 2031-03"),
    "a page of the edition": put("docs/about/a.md", "---\ntitle: 说明\n---\n\n话。\n"),
    "a page that the home page links": both(
        put("docs/news/a.md", "---\ntitle: 消息\n---\n\n话。\n"), home("见[消息](news/a.md)。")
    ),
    "published in its year": put("seeds/2031.yml", "published: 2031-12\n"),
    "other keys of the configuration": put(
        "mkdocs.yml", "site_name: 年报\nsite_url: https://example.org/\nextra_css: []\n"
    ),
    "topics of the home page": put(
        "mkdocs.yml", "site_name: 年报\nextra: {annals: {home: {topics: [domestic-cooperation]}}}\n"
    ),
    "pictures of pages": both(
        put("seeds/2031.yml", "scan: scans/2031/{page}.jpg\npages: {58: 5}\n"),
        put("docs/scans/2031/58.jpg", b"\xff\xd8\xff"),
    ),
    "pictures elsewhere": put("seeds/2031.yml", "scan: https://example.org/{page}.jpg\npages: {58: 5}\n"),
    "a title in both kinds of quotation marks": swap(TOPIC, "title: 论坛与展会", 'title: "“论坛与展会”"'),
    "an alias in both": swap(ENTRY, "aliases: []", "aliases: ['“甲乙会”', \"丙、丁会\"]"),
    "a title with a quotation": swap(TOPIC, "title: 论坛与展会", "title: “十三五”期间的论坛"),
    "code": home("引言。\n\n```\n[论坛]（a.md）\n```\n"),
    "a picture": both(put("docs/a.png", PNG + bytes(2_000_000)), home("![图](a.png)")),
    "a configuration without the tool": put("mkdocs.yml", "site_name: 年报\n"),
    "a colour in quotation marks": look('colour: "#1a6b3c"'),
    "no colour": look("colour: # 还没有定"),
    "a look of its own": both(
        BASE, put("mkdocs.yml", "site_name: 年报\ntheme: {name: material}\nmarkdown_extensions: [tables, md_in_html]\n")
    ),
}
HERE = {
    "W253",
    "W208",
    "W209",
    "W111",
    "W204",
    "W210",
    "E150",
    "E259",
    "N118",
    "N207",
    "E205",
    "E207",
    "E105",
    "E213",
    "E214",
    "W112",
    "W113",
    "W211",
    "E216",
    "E253",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    root = tmp_path_factory.mktemp("slips") / "sound"
    folder(root)
    carry_out(root, ingest(root.resolve()).writes)
    return root


def after(slip: Slip, sound: Path, place: Path) -> tuple[Problem, ...]:
    root = place / "root"
    shutil.copytree(sound, root)
    slip(root)
    return check(root.resolve()).problems


@pytest.mark.parametrize("name", TOLD)
def test_a_slip_is_told_with_its_cure(name: str, sound: Path, tmp_path: Path) -> None:
    slip, code, said = TOLD[name]
    problems = after(slip, sound, tmp_path)
    told = [as_text(problem, "zh") for problem in problems if problem.code == code]
    assert len(told) == 1 and said in told[0], [as_text(problem, "zh") for problem in problems]


@pytest.mark.parametrize("name", QUIET)
def test_what_only_looks_like_a_slip_is_not_told(name: str, sound: Path, tmp_path: Path) -> None:
    problems = after(QUIET[name], sound, tmp_path)
    assert [as_text(problem, "zh") for problem in problems if problem.code in HERE] == []


def test_what_follows_from_a_wrong_year_is_told_with_it(sound: Path, tmp_path: Path) -> None:
    dated = put(
        ENTRY,
        FORUM.replace(
            "    ordinal:",
            "    start: {value: 2031-03-01, quote: 3月1日, block: 2031#l5, year_from: report}\n    ordinal:",
        ),
    )
    slip = both(dated, put("seeds/2031.yml", "year: 2030\n"))
    assert "E241" not in {problem.code for problem in after(dated, sound, tmp_path / "right")}
    problems = after(slip, sound, tmp_path / "wrong")
    assert [problem.code for problem in problems] == ["W111"]
    assert {problem.code for problem in problems[0].followers} == {"E241"}


def test_entries_that_name_one_that_is_gone_follow_from_it(sound: Path, tmp_path: Path) -> None:
    part = put("docs/entities/bing.md", "---\ntitle: 丹麦\ntype: 国家\npart_of: [jia-yi]\n---\n")
    problems = after(both(part, lambda root: (root / ENTRY).unlink()), sound, tmp_path)
    assert [problem.code for problem in problems if problem.code == "E211"] == []
    vanished = next(problem for problem in problems if problem.code == "E112")
    assert "E211" in {problem.code for problem in vanished.followers}


def test_where_there_is_no_git_a_file_is_to_be_fetched_again() -> None:
    problem = Problem.of(
        "E101", "seeds/2031.txt", expected="ab", found="cd", full="cd", yml="seeds/2031.yml", file="seeds/2031.txt"
    )
    without = Calling(program="annals", site="annals build", serve="annals serve", in_git=False)
    assert 'git checkout HEAD -- "seeds/2031.txt"' in as_text(problem, "zh", calling=BY_MAKE)
    text = as_text(problem, "zh", calling=without)
    assert "git" not in text and '再取一份 "seeds/2031.txt"' in text


def test_what_was_never_committed_is_not_to_be_had_from_git() -> None:
    problem = Problem.of("W206", "docs/a.md", cure=Phrase.of("restore-file", file="docs/a.md"))
    kept = replace(BY_MAKE, is_kept=lambda path: path != "docs/a.md")
    assert 'git checkout HEAD -- "docs/a.md"（网页上' in as_text(problem, "zh", calling=BY_MAKE)
    text = as_text(problem, "zh", calling=kept)
    assert "还没有提交过" in text and "git" not in text and "网页上" not in text and '"docs/a.md"' in text


FOLLOWED: dict[str, tuple[Slip, str, set[str]]] = {
    "a topic with another ending": (
        lambda root: (root / OTHER).rename(root / f"{OTHER}.txt") and None,
        "E233",
        {"E222"},
    ),
    "brackets of a title": (home("见【论坛】(topics/forums-and-expos.md)。"), "W253", {"N204"}),
    "a reference in round brackets": (swap(ENTRY, "[2031#l5]", "(2031#l5)"), "E203", set()),
    "a heading's words on the next line": (
        both(
            swap(PAGE, "### 第一节 论坛与展会\n", "###\n第一节 论坛与展会\n"),
            swap(TOPIC, "order: 1", "order: 1\nsections: [2031#l3]"),
        ),
        "E246",
        {"E217"},
    ),
    "a misspelt key above the series": (
        both(
            put("mkdocs.yml", "site_name: 甲\nextra:\n  anals:\n    series: [{id: jia, name: 某省年报}]\n"),
            put("seeds/2031.yml", "series: 某省年报\n"),
            put("seeds/2032.txt", RAW.replace("2031", "2032")),
            put("seeds/2032.yml", "series: 某省年报\n"),
        ),
        "E105",
        {"E125"},
    ),
    "a judgement that cannot be read": (
        both(
            put("seeds/2031.txt", RAW + "\n2031年，举办培训班，培训1842人次。\n\n2031年，来访学员1842人，反响热烈。\n"),
            lambda root: carry_out(root, ingest(root.resolve()).writes) and None,
            put(
                "docs/about/contradictions.yml",
                "- a: {block: 2031#l13, quote: 培训1842人次}\n  b: {block: 2031#l15, quote: 学员1842人}\n"
                "  subject: 试\n  verdict: 矛盾\n  reason: 试\n",
            ),
        ),
        "E238",
        {"N116"},
    ),
    "a key of who read it": (signed("已校对\nreviewed: 甲"), "E201", {"N206"}),
    "a page of a year without a head": (put("docs/2031/notes.md", "一段。\n"), "E201", set()),
    "a unit": (point(lambda text: text.replace("unit: 项", "unit: 顶")), "E247", {"E236"}),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_of_one_fault_one_message_is_told(name: str, sound: Path, tmp_path: Path) -> None:
    slip, code, follow = FOLLOWED[name]
    problems = [one for one in after(slip, sound, tmp_path) if not one.code.startswith("N10")]
    assert [problem.code for problem in problems] == [code], [as_text(problem, "zh") for problem in problems]
    assert {problem.code for problem in problems[0].followers} == follow


def test_a_box_that_is_none_is_told_alone(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    correction = "box: 第一节 论坛与展会, through: 发布报告10份。, cause: layout, certainty: certain, reason: 试"
    put("seeds/2031.yml", f"corrections:\n  - {{{correction}}}\n")(root)
    carry_out(root, ingest(root.resolve()).writes)
    swap(PAGE, '<div class="box" markdown="1">', "<div class=“box” markdown=“1”>")(root)
    problems = check(root.resolve()).problems
    assert [problem.code for problem in problems] == ["E230"], [as_text(problem, "zh") for problem in problems]
    assert {problem.code for problem in problems[0].followers} >= {"N110"}


def test_tags_around_what_was_corrected_are_told_alone(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    put("seeds/2031.txt", RAW.replace("签署", "签署署"))(root)
    correct("replace: 签署署协议12项, with: 签署协议12项")(root)
    carry_out(root, ingest(root.resolve()).writes)
    swap("docs/2031/domestic-cooperation.md", "签署", '<span style="color:red">签署</span>')(root)
    problems = check(root.resolve()).problems
    assert [problem.code for problem in problems] == ["E230"]
    assert {problem.code for problem in problems[0].followers} == {"N110"}


def test_a_yml_with_another_ending_is_renamed(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    put("seeds/2031.yml", "year: 2031\n")(root)
    carry_out(root, ingest(root.resolve()).writes)
    (root / "seeds/2031.yml").rename(root / "seeds/2031.yaml")
    told = [as_text(one, "zh") for one in check(root.resolve()).problems if one.code == "E148"]
    assert len(told) == 1 and "把 seeds/2031.yaml 改名为 2031.yml" in told[0] and "checkout" not in told[0]
