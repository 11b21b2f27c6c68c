"""What an edit brought in is told, and nothing that a report has of its own or that somebody may mean."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out
from tests.support.small_folder import FORUM, PAGE, RAW, both, correct, put, swap, taken_in

Slip = Callable[[Path], None]
HOME, OTHER = "docs/index.md", "docs/2031/domestic-cooperation.md"
LONG = "2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为题，发布报告10份。"


def pasted(text: str) -> Slip:
    """The first paragraph of the report, and below it another one."""
    return swap(PAGE, LONG, f"{LONG}\n\n{text}")


def home(text: str) -> Slip:
    return swap(HOME, "引言。", text)


TOLD: dict[str, tuple[Slip, str, str]] = {
    "a mark typed twice": (swap(OTHER, "12项，", "12项，，"), "W216", "“，，”"),
    "a stop behind a comma": (swap(OTHER, "落地。", "落地，。"), "W216", "“，。”"),
    "a question for a colleague": (swap(OTHER, "12项", "12项（待核）"), "W216", "“（待核）”"),
    "a note in brackets": (swap(OTHER, "12项", "12项（疑为13项）"), "W216", "编者注"),
    "marks of doubt": (swap(OTHER, "12项", "12项【？？】"), "W216", "“【？？】”"),
    "a thing to do": (swap(OTHER, "落地。", "落地。TODO"), "W216", "“TODO”"),
    "a bracket without its partner": (swap(OTHER, "支持", "（支持"), "W216", "补上 ）"),
    "a quotation that ends straight": (swap(PAGE, "“开放”", '“开放"'), "N128", "直的引号"),
    "a quotation that never ends": (swap(PAGE, "“开放”", "“开放"), "W216", "补上 ”"),
    "straight quotation marks": (home('引言，见"甲乙"。'), "N128", "直的引号"),
    "a sign of the site": (swap(OTHER, "落地。", "落地。¶"), "W216", "“¶”"),
    "a mark of git behind a sentence": (swap(OTHER, "落地。", "落地。======="), "W216", "“=======”"),
    "bold type of nothing": (swap(OTHER, "12项", "12项****"), "W216", "“****”"),
    "words twice in a row": (swap(OTHER, "论坛成果", "论坛成果论坛成果"), "W216", "“论坛成果”"),
    "a letter in a year": (swap(OTHER, "2031年", "2O31年"), "N128", "“2O”"),
    "a letter in a number": (swap(OTHER, "12项", "2l项"), "N128", "“2l”"),
    "a letter in front of a number": (swap(OTHER, "12项", "l12项"), "N128", "“l12”"),
    "letters for noughts": (swap(OTHER, "12项", "1OO项"), "N128", "“1OO”"),
    "a comment beside a word that was mended": (swap(OTHER, "外地签署", "外省[王1]签署"), "W216", "“[王1]”"),
    "a word of the site behind what was mended": (swap(OTHER, "外地", "外埠校"), "W216", "“校”"),
    "a word of the site behind a doubt": (
        both(
            put(
                "seeds/2031.yml",
                "corrections:\n  - {flag: 签署协议12项, cause: two-readings, certainty: doubtful, reason: 试}\n",
            ),
            swap(OTHER, "协议12项", "协议12项疑"),
        ),
        "W216",
        "“疑”",
    ),
    "a sentence of another paragraph": (
        swap(OTHER, "2031年，与", f"{LONG.partition('。')[0]}。2031年，与"),
        "W216",
        f"（{PAGE}:",
    ),
    "a stop of another language": (swap(PAGE, "主宾国。论坛", "主宾国.论坛"), "W216", "改回“。”"),
    "a heading twice": (
        swap(OTHER, "## 第二节 国内合作", "## 第二节 国内合作\n\n## 第二节 国内合作"),
        "W217",
        f"{OTHER}:",
    ),
    "Pinyin in front": (swap(OTHER, "外地", "nanfang"), "N128", "“nanfang”"),
    "Pinyin with its sign": (home("引言，说ke'ji。"), "N128", "“ke'ji”"),
    "a sentence twice": (
        swap(OTHER, "落地。", "落地。2031年，与外地签署协议12项，支持甲乙论坛成果落地。"),
        "W216",
        "两遍",
    ),
    "cells of Excel": (home("年份\t项数\n2031\t12"), "W216", "| 年份 | 项数 |"),
    "cells of Excel below a report's text": (pasted("年份\t项数\n2031\t12"), "W216", "| 年份 | 项数 |"),
    "a remark in a correction": (correct("replace: 12项, with: 12项（待核）"), "W216", "“（待核）”"),
    "half of bold in a correction": (
        both(put("seeds/2031.txt", RAW.replace("12项", "**12项**")), correct('replace: "**12项**", with: "**12项"')),
        "W216",
        "不成对的 **",
    ),
    "both versions": (pasted(LONG.replace("10份", "11份").replace("为题", "为主题")), "W217", f"{PAGE}:"),
    "both versions, one shorter": (
        pasted(LONG.split("论坛以", maxsplit=1)[0] + "论坛以“开放”为题。"),
        "W217",
        f"{PAGE}:",
    ),
    "both versions, reworded": (
        pasted("2031年3月1日，第3届甲乙论坛于某地举办，丹麦为主宾国。论坛用“开放”为题，发表报告10份。"),
        "W217",
        f"{PAGE}:",
    ),
    "one half of an introduction": (
        home(
            "这里收入某省历年的科技年报，文字由机器识别，逐段注明行号，改过的字都说明理由。\n\n"
            "这里收入某省历年的科技年报，文字由机器识别，逐段注明行号，改过的字都说明理由。"
            "哪一段有疑问，请告诉我们，看过原文之后就改，改了什么都列在更新记录里，谁都查得到，也可以下载。"
        ),
        "W217",
        f"{HOME}:5",
    ),
    "both versions of an introduction": (
        home(
            "这里收入某省历年的科技年报，文字由机器识别，逐段注明行号，改过的字都说明理由。\n\n"
            "这里收入某省各年的科技年报，文字由机器识别，逐段注明行号，改过的字都说明理由。"
        ),
        "W217",
        f"{HOME}:5",
    ),
    "a doubt twice": (
        put(
            "seeds/2031.yml",
            "corrections:\n" + 2 * "  - {flag: 签署协议12项, cause: two-readings, certainty: doubtful, reason: 试}\n",
        ),
        "E108",
        "第 2 行",
    ),
}

SILENT: dict[str, Slip] = {
    "marks of the report": both(
        put("seeds/2031.txt", RAW.replace("12项", "12项，，（待核）")), swap(OTHER, "外地", "外省")
    ),
    "a word of the report": both(put("seeds/2031.txt", RAW.replace("12项", "12项TODO")), swap(OTHER, "外地", "外省")),
    "a doubt in a note": swap(OTHER, "2031年，与", "> **编者注** 12项（疑为13项）待核。\n\n2031年，与"),
    "a remark that nobody sees": swap(OTHER, "2031年，与", "<!-- 12项待核？？ -->\n\n2031年，与"),
    "brackets with a name": swap(OTHER, "外地", "外地（乙省）"),
    "one by one": swap(OTHER, "签署协议", "一个城市一个城市地签署协议"),
    "a school": swap(OTHER, "外地", "高校"),
    "another school": swap(OTHER, "与外地", "与外地高校"),
    "a sentence moved into another paragraph": both(
        swap(PAGE, f"{LONG.partition('。')[0]}。", ""),
        swap(OTHER, "2031年，与", f"{LONG.partition('。')[0]}。2031年，与"),
    ),
    "a letter that is meant": swap(OTHER, "外地", "H2O公司"),
    "a word of English": swap(OTHER, "外地", "online平台"),
    "a foreign name": swap(OTHER, "外地", "Shanghai Tech大学"),
    "an ellipsis and a dash": swap(OTHER, "12项，", "12项……——"),
    "what code shows": home("引言，写作 `，，` 或 `（待核）`、`##`。"),
    "a sentence parted": swap(PAGE, "主宾国。论坛", "主宾国。\n\n论坛"),
    "a quotation parted": both(
        put("seeds/2031.txt", RAW.replace("签署协议12项，支持", "“签署协议12项。支持").replace("落地。", "落地。”")),
    ),
    "lines alike of a list": home(
        "- 2031年，签署协议12项，支持甲乙论坛成果落地。\n- 2032年，签署协议13项，支持甲乙论坛成果落地。"
    ),
    "two headings before one line": put(
        "seeds/2031.yml",
        "corrections:\n"
        "  - {heading: 概况, level: 3, before: '2031年，与外地', cause: picture, certainty: certain, reason: 试}\n"
        "  - {heading: 签约, level: 4, before: '2031年，与外地', cause: picture, certainty: certain, reason: 试}\n",
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    return taken_in(tmp_path_factory.mktemp("brought") / "sound")


def told(root: Path) -> list[str]:
    """What is told of the folder once its changes came in."""
    carry_out(root, ingest(root.resolve()).writes)
    codes = ("W216", "N128", "W217", "E108")
    return [text for it in check(root.resolve()).problems if it.code in codes and (text := as_text(it, "zh"))]


def test_a_text_that_lost_its_end_is_not_taken_in(sound: Path, tmp_path: Path) -> None:
    """Nothing of it is taken away until somebody says that it is meant."""
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    raw = root / "seeds/2031.txt"
    raw.write_text(RAW[: RAW.index("，市科委")], encoding="utf-8")
    problem = next(it for it in check(root.resolve()).problems if it.path == "seeds/2031.txt")
    assert problem.code == "E265"
    assert not [path for path, _ in ingest(root.resolve()).writes if path.startswith("docs/")]
    put("seeds/2031.yml", f"sha256: {problem.detail('full')}\n")(root)
    assert "E265" not in [it.code for it in check(root.resolve()).problems]


MANY = RAW + "".join(f"\n2031年，第{n}批项目在外地开工，投入资金{n}万元。\n" for n in range(2, 60))
LAST = "docs/2031/domestic-cooperation.md"


def _cut_behind(root: Path, end: str) -> list[str]:
    """The codes told of a long text with an edit in its last line, once it ends where `end` began."""
    taken_in(root)
    put("seeds/2031.txt", MANY)(root)
    carry_out(root, ingest(root.resolve()).writes)
    swap(LAST, "资金59万元", "资金五十九万元")(root)
    (root / "seeds/2031.txt").write_text(MANY[: MANY.rindex(end)], encoding="utf-8")
    return [it.code for it in check(root.resolve()).problems]


@pytest.mark.parametrize(("end", "code"), [("2031年，第59", "E265"), ("，投入资金59", "E265"), ("\n", "W114")])
def test_one_line_lost_of_many_is_told_and_blank_ones_are_not(end: str, code: str, tmp_path: Path) -> None:
    assert _cut_behind(tmp_path, end) == [code]
    carry_out(tmp_path, ingest(tmp_path.resolve()).writes)
    assert "资金五十九万元" in (tmp_path / LAST).read_text("utf-8")


def test_what_was_edited_in_lines_that_a_new_text_has_not_is_kept(tmp_path: Path) -> None:
    """Though the lines on which it stands are no more."""
    _cut_behind(tmp_path, "\n2031年，第58")
    problem = next(it for it in check(tmp_path.resolve()).problems if it.code == "E265")
    put("seeds/2031.yml", f"sha256: {problem.detail('full')}\n")(tmp_path)
    carry_out(tmp_path, ingest(tmp_path.resolve()).writes)
    assert [it.code for it in check(tmp_path.resolve()).problems] == ["E114"]
    assert "资金五十九万元" in (tmp_path / LAST).read_text("utf-8")


def test_a_text_that_lost_its_last_lines_and_is_quoted_breaks_nothing(tmp_path: Path) -> None:
    """A correction that fails lets the report stand as it was, with lines that are no more."""
    root = tmp_path / "root"
    taken_in(root)
    correct("replace: 12项, with: 13项")(root)
    carry_out(root, ingest(root.resolve()).writes)
    (root / "seeds/2031.txt").write_text(RAW.replace("\n", "")[:20] + "\n" + RAW[30:60], encoding="utf-8")
    assert {"W114", "E104"} <= {it.code for it in check(root.resolve()).problems}


def test_a_page_that_was_never_committed_is_written_again(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    text = (root / PAGE).read_text("utf-8")
    (root / PAGE).unlink()
    found = [as_text(it, "zh") for it in check(root.resolve()).problems]
    assert len(found) == 1 and "E221" in found[0] and "ingest --rebuild-record" in found[0]
    assert not ingest(root.resolve()).writes
    carry_out(root, ingest(root.resolve(), rebuild=True).writes)
    assert (root / PAGE).read_text("utf-8") == text and not check(root.resolve()).problems


def test_corrections_of_another_report_are_told_once(sound: Path, tmp_path: Path) -> None:
    """But not where one of four is copied wrongly, nor where two are."""
    strange = ("丙丁论坛在外省举行", "受邀的嘉宾共三十二人", "展出面积五万平方米")
    own = ("发布报告10份", "丹麦担任主宾国", "签署协议12项", "组织企业参加")
    for wrong, right, codes in ((3, 0, ["E264"]), (3, 1, ["E264"]), (2, 0, ["E104"] * 2), (3, 4, ["E104"] * 3)):
        lines = [
            f"  - {{flag: {it}, cause: slip, certainty: doubtful, reason: 试}}\n"
            for it in (*strange[:wrong], *own[:right])
        ]
        root = tmp_path / f"{wrong}-{right}"
        shutil.copytree(sound, root)
        put("seeds/2031.yml", "corrections:\n" + "".join(lines))(root)
        found = check(root.resolve()).problems
        assert [it.code for it in found] == codes
        assert all(len(it.followers) == wrong for it in found if it.code == "E264")


ENTRY, COPY = "docs/entities/jia-yi.md", "docs/entities/bing-ding.md"
SUB = "---\ntitle: {title}\ntype: 论坛\nenglish: {english}\n---\n\n每年一届。[2031#l5]\n"
NAMES: dict[str, tuple[Slip, str, bool]] = {
    "a copy": (put(COPY, FORUM.replace("title: 甲乙论坛", "title: 丙丁论坛")), "W218", True),
    "an English name for two": (
        both(
            swap(ENTRY, "aliases: []", "english: Forum of A"),
            put(COPY, SUB.format(title="丙丁论坛", english="Forum of A")),
        ),
        "W218",
        False,
    ),
    "a common word": (swap(ENTRY, "aliases: []", "aliases: [成果]"), "N129", True),
    "a word for a kind of thing": (swap(ENTRY, "aliases: []", "aliases: [协议]"), "N129", True),
    "a name of common words": (swap(ENTRY, "aliases: []", "aliases: [论坛成果]"), "N129", False),
    "a common word with the full name before it": (swap(ENTRY, "aliases: []", "aliases: []"), "N129", False),
}


@pytest.mark.parametrize("name", NAMES)
def test_entries_that_name_nothing_of_their_own(name: str, sound: Path, tmp_path: Path) -> None:
    step, code, is_told = NAMES[name]
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    step(root)
    assert (code in [it.code for it in check(root.resolve()).problems]) is is_told


def after(step: Slip, sound: Path, tmp_path: Path) -> list[str]:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    step(root)
    return told(root)


@pytest.mark.parametrize("name", TOLD)
def test_what_an_edit_brought_in_is_told(name: str, sound: Path, tmp_path: Path) -> None:
    step, code, words = TOLD[name]
    found = after(step, sound, tmp_path)
    assert len(found) == 1 and f" {code} " in found[0] and words in found[0], found


@pytest.mark.parametrize("name", SILENT)
def test_what_may_be_meant_is_not_told(name: str, sound: Path, tmp_path: Path) -> None:
    assert after(SILENT[name], sound, tmp_path) == []


def test_a_pair_is_judged_once(sound: Path, tmp_path: Path) -> None:
    one = (
        "- a: {block: 2031#l5, quote: 发布报告10份}\n  b: {block: 2031#l11, quote: 签署协议12项}\n"
        "  subject: 试\n  verdict: different\n  reason: 试\n"
    )
    turned = one.replace("a: {", "c: {").replace("b: {", "a: {").replace("c: {", "b: {")
    for number, (text, count) in enumerate(((one, 0), (one + one, 1), (one + turned, 1))):
        root = tmp_path / str(number)
        shutil.copytree(sound, root)
        put("docs/about/contradictions.yml", text)(root)
        assert [it.code for it in check(root.resolve()).problems] == ["E238"] * count


def test_an_address_with_full_width_signs_is_written_anew(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    put("mkdocs.yml", "site_name: 年报\nsite_url: http：//example.org/\n")(root)
    assert ["写作 http://example.org/" in as_text(it, "zh") for it in check(root.resolve()).problems] == [True]


def test_a_correction_of_another_report_is_told_where_its_words_stand(sound: Path, tmp_path: Path) -> None:
    """Before words that are merely near them; not where nothing else has them."""
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    put("seeds/2032.txt", RAW.replace("2031", "2032").replace("签署协议12项", "签署协议15项"))(root)
    for quote, told in (("签署协议15项", True), ("签署协义12项", False)):
        correct(f"replace: {quote}, with: 签署协议16项")(root)
        (found,) = (as_text(it, "zh") for it in check(root.resolve()).problems if it.code == "E104")
        assert ("2032 的原文第 11 行" in found and "移到 seeds/2032.yml" in found) is told, found
        assert "签署协议12项" in found, "and the near words all the same"


@pytest.mark.parametrize("path", [PAGE, "docs/entities/jia-yi.md"])
def test_a_head_that_was_pasted_twice_is_told_alone_and_goes_as_told(path: str, sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    text = (root / path).read_text("utf-8")
    head, rest = text[: text.index("\n---\n") + 5], text[text.index("\n---\n") + 5 :]
    (root / path).write_text(f"{head}\n{head}{rest}", "utf-8")
    (found,) = check(root.resolve()).problems
    assert found.code == "E268"
    first, last = int(found.detail("first")), int(found.detail("last"))
    lines = (root / path).read_text("utf-8").split("\n")
    (root / path).write_text("\n".join([*lines[: first - 1], *lines[last:]]), "utf-8")
    assert not check(root.resolve()).problems


def test_a_head_in_code_and_rules_between_paragraphs_are_none(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    head = "---\ntitle: 首页\ndescription: 甲\n---\n"
    (root / "docs/index.md").write_text(f"{head}\n```\n{head}```\n\n甲。\n\n---\n\n乙。\n\n---\n", "utf-8")
    assert not [it for it in check(root.resolve()).problems if it.code == "E268"]


def test_a_page_beside_its_folder_is_registered_nowhere_and_told_once(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    heads = {"type: 机构": "entities", "words: [丙]": "topics", "measures: []\npoints: []": "indicators"}
    for head, folder in heads.items():
        put("docs/about/bing.md", f"---\ntitle: 丙\n{head}\n---\n\n甲。\n")(root)
        (found,) = check(root.resolve()).problems
        assert (found.code, found.detail("better")) == ("W219", f"docs/{folder}/bing.md")
    put("docs/about/bing.md", "---\ntitle: 丙\ntype: 说明\n---\n\n甲。\n")(root)
    assert "W219" not in {it.code for it in check(root.resolve()).problems}
