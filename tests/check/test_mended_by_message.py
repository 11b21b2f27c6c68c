"""What a message proposes ends the fault when it is done to the letter: the words are taken from the message itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.checking import check
from tests.support.provocations import point
from tests.support.slips_of_pen import BASE, ENTRY, TOPIC, home, quoted
from tests.support.small_folder import PAGE, both, correct, put, swap, taken_in

Slip = Callable[[Path], None]
HOME, INDICATOR, WITHDRAWN = "docs/index.md", "docs/indicators/agreements.md", "docs/about/withdrawn.yml"


def renamed(path: str, ending: str) -> Slip:
    return lambda root: (root / path).rename((root / path).with_suffix(ending)) and None


# The slip, the code of its message, what in that is to be written (the group), and in which file for what.
MENDED: dict[str, tuple[Slip, str, str, str, str]] = {
    "a quotation with words left out": (quoted("第3届论坛"), "E210", "文字是“(.*)”，照抄", ENTRY, "第3届论坛"),
    "marks around a quotation": (quoted("“第3届甲乙论坛”"), "E210", "文字是“(.*)”，照抄", ENTRY, "“第3届甲乙论坛”"),
    "a quotation of another block": (
        quoted("第3届甲乙论坛", "2031#l11"),
        "E210",
        r"引文在 (\S+?)（",
        ENTRY,
        "2031#l11",
    ),
    "a section by another number": (
        swap(TOPIC, "order: 1", "sections: [2031#l999]"),
        "E203",
        r"最接近的是 (\S+?)（",
        TOPIC,
        "2031#l999",
    ),
    "figures in another order": (
        point(lambda text: text.replace("printed: 12项", "printed: 21项")),
        "E236",
        "最接近的是“(.*)”；",
        INDICATOR,
        "21项",
    ),
    "a reference without its sign": (quoted("第3届甲乙论坛", "2031l5"), "E203", "最接近的是 (.*?)；", ENTRY, "2031l5"),
    "a reference without its sign, to nothing": (
        quoted("第3届甲乙论坛", "2031l6"),
        "E203",
        r"最接近的是 (\S+?)（",
        ENTRY,
        "2031l6",
    ),
    "a reference in prose, to nothing": (swap(ENTRY, "[2031#l5]", "[2031#6]"), "E203", r"是 (\S+?)（", ENTRY, "2031#6"),
    "a block without its report": (
        swap(TOPIC, "order: 1", "blocks: ['l6']"),
        "E203",
        r"最接近的是 (\S+?)（",
        TOPIC,
        "l6",
    ),
    "a number for a text": (swap(TOPIC, "[论坛]", "[论坛, 2031]"), "E205", "写上 (.*) 的样子", TOPIC, "2031"),
    "a reference in round brackets": (
        swap(ENTRY, "[2031#l5]", "（2031#l5）"),
        "E203",
        r"是 (\[.*?\])",
        ENTRY,
        "（2031#l5）",
    ),
    "a reference as a link": (
        swap(ENTRY, "[2031#l5]", "[见](2031#l5)"),
        "E213",
        r"写作 (\[.*?\])",
        ENTRY,
        "[见](2031#l5)",
    ),
    "a list without brackets": (
        swap(TOPIC, "order: 1", "blocks: 2031#l11"),
        "E205",
        r"写作 (.*?\])",
        TOPIC,
        "blocks: 2031#l11",
    ),
    "dashes without blanks": (
        swap(TOPIC, "words: [论坛]", "words:\n  -论坛\n  -展会"),
        "E205",
        r"写作 (.*?\])",
        TOPIC,
        "words:\n  -论坛\n  -展会",
    ),
    "a heading behind its mark": (
        swap(PAGE, "### 第一节 论坛与展会", "###\n第一节 论坛与展会"),
        "E246",
        "写作“(.*)”",
        PAGE,
        "###\n第一节 论坛与展会",
    ),
    "a heading without a blank, broken": (
        swap(PAGE, "### 第一节 论坛与展会", "###第一节\n论坛与展会"),
        "E252",
        "写作“(.*)”",
        PAGE,
        "###第一节\n论坛与展会",
    ),
    "a damaged digest": (
        put("seeds/2031.yml", "sha256: abab\n"),
        "E245",
        "改回 (.*?)，",
        "seeds/2031.yml",
        "sha256: abab",
    ),
    "a unit": (point(lambda text: text.replace("unit: 项", "unit: 顶")), "E247", "改成 (.*)", INDICATOR, "unit: 顶"),
    "the words of a figure": (
        point(lambda text: text.replace("printed: 12项", "printed: 12顶")),
        "E236",
        "最接近的是“(.*?)”",
        INDICATOR,
        "12顶",
    ),
    "a link turned round": (
        home("见（论坛）[topics/forums-and-expos.md]。"),
        "W253",
        r"写作 (\S+)（",
        HOME,
        "（论坛）[topics/forums-and-expos.md]",
    ),
    "words of the site": (
        correct("replace: 签署了协议12项, with: 签订协议12项"),
        "E104",
        "的“(.*)”；逐字",
        "seeds/2031.yml",
        "签署了协议12项",
    ),
    "a former name with its ending": (
        swap(ENTRY, "aliases: []", "redirect_from: [old.md]"),
        "E206",
        "写法：(.*)",
        ENTRY,
        "redirect_from: [old.md]",
    ),
    "names in one string": (
        swap(ENTRY, "aliases: []", "not: 甲乙论坛秘书处、甲乙论坛奖"),
        "W209",
        r"：(not: \[.*?\])；",
        ENTRY,
        "not: 甲乙论坛秘书处、甲乙论坛奖",
    ),
    "a slip on the page that is quoted": (
        swap(PAGE, "第3届甲乙论坛", "第3界甲乙论坛"),
        "E210",
        "程序写的是“(.*?)”",
        PAGE,
        "第3界甲乙论坛",
    ),
    "a theme alone": (
        both(BASE, put("mkdocs.yml", "site_name: 年报\ntheme: {name: material}\n")),
        "E150",
        "写一行 (.*?)，",
        "mkdocs.yml",
        "theme: {name: material}",
    ),
    "a file of an entry": (swap(ENTRY, "[2031#l5]\n", "[2031#5]\n"), "E203", r"是 (\[.*?\])", ENTRY, "[2031#5]"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    return taken_in(tmp_path_factory.mktemp("mended") / "sound")


def told(root: Path) -> list[str]:
    return [as_text(problem, "zh") for problem in check(root.resolve()).problems]


@pytest.mark.parametrize("name", MENDED)
def test_what_is_written_as_proposed_ends_the_fault(name: str, sound: Path, tmp_path: Path) -> None:
    slip, code, wanted, path, wrong = MENDED[name]
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    slip(root)
    before = told(root)
    assert len(before) == 1 and f" {code} " in before[0], before
    found = re.search(wanted, before[0].split("帮助：")[1].split("\n")[0] if code != "E236" else before[0])
    assert found is not None, before
    swap(path, wrong, found[1])(root)
    assert told(root) == []


@pytest.mark.parametrize(("path", "ending"), [(TOPIC, ".MD"), (TOPIC, ".markdown"), (WITHDRAWN, ".yaml")])
def test_a_file_is_renamed_as_proposed(path: str, ending: str, sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    both(put(WITHDRAWN, "# 没有撤下的\n"), renamed(path, ending))(root)
    before = told(root)
    found = re.search("改名为 (.*?)，", before[0])
    assert len(before) == 1 and found is not None, before
    wrong = (root / path).with_suffix(ending)
    wrong.rename(wrong.with_name(found[1]))
    assert told(root) == []


def test_a_reference_cut_by_a_blank_is_written_whole(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    swap(TOPIC, "order: 1", "sections:\n  - 2031 #l3")(root)
    before = told(root)
    assert (
        len(before) == 1 and f"{TOPIC}:5  错误 E205" in before[0] and "“#l3”" in before[0] and "中间不空格" in before[0]
    )
    swap(TOPIC, "2031 #l3", "2031#l3")(root)
    assert told(root) == []


@pytest.mark.parametrize("mark", "'\"")
def test_a_quotation_mark_that_is_not_closed_is_told_where_it_stands(mark: str, sound: Path, tmp_path: Path) -> None:
    """And not where the next one, which closes it, was to open another value."""
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    rest = "cause: slip, certainty: certain, reason: 试}"
    put(
        "seeds/2031.yml",
        f"title: {mark}某省\n  年报{mark}\ncorrections:\n  - {{replace: {mark}签署协议, with: 签订协议, {rest}\n"
        f"  - {{replace: {mark}支持甲乙{mark}, with: 支持, {rest}\n",
    )(root)
    before = told(root)
    assert len(before) == 1 and "seeds/2031.yml:4  错误 E103" in before[0] and "引号没有合上" in before[0], before


def test_a_form_beside_a_heading_is_parted_as_proposed(sound: Path, tmp_path: Path) -> None:
    root, heading = tmp_path / "root", "### 第一节 论坛与展会"
    shutil.copytree(sound, root)
    text = (root / PAGE).read_text("utf-8").rstrip("\n")
    put(PAGE, text.replace(heading, f'<div class="box" markdown="1">{heading}') + "\n\n</div>\n")(root)
    before = told(root)
    found = re.search("把 (<.*?>) 和后面的文字分成两行，中间空一行", "\n".join(before))
    assert found is not None, before
    swap(PAGE, found[1] + heading, f"{found[1]}\n\n{heading}")(root)
    assert told(root) == []


def _told_codes(sound: Path, root: Path, *steps: Slip) -> list[str]:
    shutil.copytree(sound, root)
    both(*steps)(root)
    return told(root)


def test_what_a_person_said_is_text_is_no_doubt(sound: Path, tmp_path: Path) -> None:
    level = "level: 第一节 论坛与展会, to: text, cause: layout, certainty: certain, reason: 试"
    line = put("seeds/2031.yml", f"corrections:\n  - {{{level}}}\n")
    assert _told_codes(sound, tmp_path / "root", line) == []


def test_nobody_is_proposed_as_a_part_of_itself(sound: Path, tmp_path: Path) -> None:
    found = _told_codes(sound, tmp_path / "root", swap(ENTRY, "aliases: []", "part_of: [jia-yl]"))
    assert len(found) == 1 and "E211" in found[0] and "jia-yi" not in found[0].split("帮助：")[1]


@pytest.mark.parametrize("name", ["2031-2", "2030", "2031 (1)"])
def test_of_two_alike_that_without_pages_is_the_copy(name: str, sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    found = _told_codes(sound, root, put(f"seeds/{name}.txt", (sound / "seeds/2031.txt").read_bytes()))
    assert next(text for text in found if "W106" in text).startswith(f"seeds/{name}.txt")
