"""Each merge begins from the pages as an editor had them before the machine changed them: what is taken back leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import correct, corrected, corrected_for_good, edit, process, settle
from tests.support.small_folder import put, swap, write
from tests.support.stories import seed

FROZEN = Path(__file__).parents[1] / "frozen/seeds"
WHY = "cause: layout, certainty: likely, reason: 试}\n"
OPENS, CLOSES = '<div class="box" markdown="1">\n\n', "\n\n</div>"
NETWORK = "推进长三角区域协同创新网络建设"
FORM = f'<div class="infographic" markdown="1">\n\n### {NETWORK}'
LAST = "- 对接浙江嘉善、江苏南通举办科技交流活动"
ENDS = "扎实推进科技对口支援，聚焦"
LABS = "#### 科技创新券\n\n- 探索科技创新券在长三角通用通兑，开展沪浙创新券跨区域使用嘉兴试点，嘉兴科技创新券可在上海使用\n\n"
SECTION = "第二节 国内科技合作交流"

Change = Callable[[str], str]


def heading(title: str, level: int, before: str) -> str:
    return f"  - {{heading: {title}, level: {level}, before: '{before}', {WHY}"


def drop(text: str, through: str = "") -> str:
    return f"  - {{drop: '{text}', {f'through: {through}, ' if through else ''}{WHY}"


def move(text: str, through: str, where: str) -> str:
    return f"  - {{move: '{text}', {f'through: {through}, ' if through != text else ''}{where}, {WHY}"


def _behind(text: str, first: str, other: str) -> str:
    """A page with the paragraph that begins in one way put behind the one that begins in another."""
    blocks = text.split("\n\n")
    moved = next(block for block in blocks if block.startswith(first))
    left = [block.strip("\n") for block in blocks if block is not moved]
    at = next(at for at, block in enumerate(left) if block.startswith(other))
    return "\n\n".join([*left[: at + 1], moved.strip("\n"), *left[at + 1 :]]) + "\n"


def _into(text: str) -> str:
    """The paragraph behind an infographic put into it."""
    blocks = text.rstrip("\n").split("\n\n")
    at = next(at for at, block in enumerate(blocks) if block.startswith(ENDS))
    return "\n\n".join([*blocks[: at - 1], blocks[at], "</div>", *blocks[at + 1 :]]) + "\n"


BOXED: Change = lambda text: text.replace(FORM, FORM.replace("infographic", "box"))  # noqa: E731
REAL: dict[str, tuple[str, Change, str]] = {
    "a form made a box, a heading put in": ("2017", BOXED, heading("交流", 5, "对接浙江嘉善")),
    "a form made a box, another level": ("2017", BOXED, f"  - {{level: {NETWORK}, line: 11, to: 2, {WHY}"),
    "parts of a form swapped, its title dropped": (
        "2017",
        lambda text: text.replace(LABS, "").replace("#### 联合攻关研究", f"{LABS}#### 联合攻关研究"),
        f"  - {{drop: {NETWORK}, line: 11, {WHY}",
    ),
    "a form that ends elsewhere, what it holds moved": (
        "2017",
        _into,
        move("扎实推进科技对口支援", "培养科技人才。", "before: 围绕“长江经济带”战略"),
    ),
    "a heading of their own, another level": (
        "2017",
        lambda text: text.replace(ENDS, "### 扎实推进科技对口支援\n\n聚焦"),
        f"  - {{level: {NETWORK}, line: 11, to: 2, {WHY}",
    ),
    "a form undone, a box made in it": (
        "2017",
        lambda text: text.replace(FORM, f"### {NETWORK}").replace(f"{LAST}\n\n</div>", LAST),
        f"  - {{box: 区域技术转移, line: 33, through: 江苏南通举办科技交流活动, {WHY}",
    ),
    "a paragraph put past others, their section's heading dropped": (
        "2012",
        lambda text: _behind(text, "对口支援和帮扶", "瞄准共性"),
        drop(SECTION),
    ),
    "a heading made text by both, and taken back": (
        "2012",
        lambda text: text.replace(f"## {SECTION}", SECTION),
        f"  - {{level: {SECTION}, to: text, {WHY}",
    ),
    "two paragraphs swapped, one moved": (
        "2012",
        lambda text: _behind(text, "对口支援和帮扶", "瞄准共性"),
        move("瞄准共性需求", "示范和借鉴作用。", "after: 标志性项目之一。"),
    ),
}
"""A report, what an editor does to the page on which a certain section is, and a correction of that."""


def pages(root: Path) -> dict[str, str]:
    return {page.name: page.read_text("utf-8") for page in sorted((root / "docs/x").glob("*.md"))}


@pytest.mark.usefixtures("made_once")
@pytest.mark.parametrize("name", REAL)
def test_pages_are_the_editors_again(root: Path, name: str) -> None:
    report, change, correction = REAL[name]
    text = (FROZEN / f"{report}.txt").read_text("utf-8")
    corrected(root, text)
    found = next(n for n, page in pages(root).items() if (NETWORK if report == "2017" else f"## {SECTION}") in page)
    page = root / "docs/x" / found
    before = page.read_text("utf-8")
    page.write_text(change(before), "utf-8")
    assert page.read_text("utf-8") != before
    corrected(root, text)
    edited = pages(root)
    for _ in range(2):
        assert "E114" not in corrected(root, text, correction)
        corrected(root, text)
        assert pages(root) == edited


@pytest.mark.usefixtures("made_once")
def test_a_paragraph_that_an_editor_puts_on_another_page_meanwhile_stays_there(root: Path) -> None:
    # It went back when a correction of it was taken back, and with the next one it was on no page.
    text = (FROZEN / "2012.txt").read_text("utf-8")
    corrected(root, text)
    home = next(root / "docs/x" / name for name, page in pages(root).items() if "对口支援和帮扶" in page)
    edit(home, ("指明下一步", "指明今后"))
    corrections = [correct("惠及民生。", "惠及百姓。"), correct("泽普县下一代", "泽普县新一代")]
    corrected(root, text, *corrections)
    paragraph = next(block for block in home.read_text("utf-8").split("\n\n") if block.startswith("对口支援和帮扶"))
    other = next(root / "docs/x" / name for name in pages(root) if name != home.name)
    edit(home, (f"{paragraph}\n\n", ""))
    other.write_text(f"{other.read_text('utf-8')}\n{paragraph}\n", "utf-8")
    moved = pages(root)
    for left in (corrections, corrections[1:], [], [correct("瞄准共性需求", "针对共性需求")]):
        corrected(root, text, *left)
        assert home.read_text("utf-8").count("对口支援和帮扶") == moved[home.name].count("对口支援和帮扶")
        assert other.read_text("utf-8").count("指明今后援疆工作方向") == 1
    assert "惠及民生。" in other.read_text("utf-8") and "泽普县下一代" in other.read_text("utf-8")


TALENT, COURSE = "全省引进各类高层次人才320名，覆盖全部高新区。新设工作站12个。", "共有学员25人参加，结业率九成。"
FAIR, DRUGS = "成果拍卖会办了4届，十分热闹。", "获批新药3个，临床批件21件。"
TEXT = f"第一节 人才引进\n\n{TALENT}\n\n{COURSE}\n\n第二节 人才培养\n\n{FAIR}\n\n{DRUGS}\n"


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    return [code for code in corrected_for_good(root, TEXT, *corrections) if code.startswith("E")]


def kept(root: Path) -> list[dict[str, object]]:
    lines = map(json.loads, (root / "seeds/.base/x.jsonl").read_text("utf-8").splitlines())
    return [line for line in lines if "earlier" in line]


SWAPPED = (f"{TALENT}\n\n{COURSE}", f"{COURSE}\n\n{TALENT}")
MEANWHILE = {
    "a note": (COURSE, f"{COURSE}\n\n> **编者注** 甲。"),
    "a paragraph": (FAIR, f"{FAIR}\n\n编者加的一段。"),
    "a word beside what is corrected": ("12个", "十二个"),
    "a word of a paragraph that comes back elsewhere": ("九成", "九成以上"),
    "a title": ("## 第二节 人才培养", "## 第二节 人才的培养"),
    "a page's title": ("title: 其他", "title: 其余"),
}


@pytest.mark.parametrize("name", MEANWHILE)
def test_what_an_editor_does_meanwhile_stays(root: Path, page: Path, name: str) -> None:
    edit(page, SWAPPED)
    edited = page.read_text("utf-8")
    corrections = [correct("320名", "330名"), move(COURSE, COURSE, f"after: {FAIR}"), drop(DRUGS)]
    given(root, *corrections)
    edit(page, MEANWHILE[name])
    now = page.read_text("utf-8")
    assert given(root, *corrections) == [] and page.read_text("utf-8") == now
    assert kept(root), "it is told what the editor did"
    for left in (corrections[1:], corrections[:1], []):
        given(root, *left)
    assert page.read_text("utf-8") == edited.replace(*MEANWHILE[name])


def test_what_an_editor_does_in_the_step_in_which_a_level_is_taken_back(root: Path, page: Path) -> None:
    first = TALENT.partition("。")[0]
    edit(page, (f"{first}。", "#### 全省引进各类高层次人才320名\n\n覆盖全部高新区。"))
    edited = page.read_text("utf-8")
    word, level = correct("4届", "5届"), f"  - {{level: '{first}', to: 3, {WHY}"
    given(root, word)
    assert given(root, word, level) == ["E114"]
    settle(root, Side.MINE)
    added = COURSE, f"{COURSE}\n\n编者加的一段。"
    edit(page, added)
    assert given(root, word) == [] and given(root) == []
    assert page.read_text("utf-8") == edited.replace(*added)


def test_what_an_editor_did_to_what_the_machine_made_begins_anew(root: Path, page: Path) -> None:
    edit(page, SWAPPED)
    put_in = heading("补上的标题", 3, "共有学员25人")
    given(root, put_in)
    edit(
        page,
        ("### 补上的标题\n\n", f"### 补上的标题\n\n> **编者注** 甲。\n\n{DRUGS}\n\n"),
        (f"{FAIR}\n\n{DRUGS}", FAIR),
    )
    now = page.read_text("utf-8")
    assert given(root, put_in) == [] and page.read_text("utf-8") == now
    given(root, put_in, correct("4届", "5届"))
    assert page.read_text("utf-8") == now.replace("4届", "5届")
    given(root, put_in)
    assert page.read_text("utf-8") == now


def test_nothing_is_kept_of_pages_that_nobody_edited_or_that_are_as_they_were(root: Path, page: Path) -> None:
    given(root, drop(DRUGS))
    assert kept(root) == [], "nobody edited it"
    given(root)
    edit(page, SWAPPED)
    given(root)
    assert kept(root) == [], "the machine changed nothing"
    given(root, drop(DRUGS))
    assert len(kept(root)) == 1
    given(root)
    assert kept(root) == []


def test_who_took_the_machines_side_gave_up_what_was_there(root: Path, page: Path) -> None:
    edit(page, SWAPPED, ("12个", "13个"))
    edited = page.read_text("utf-8")
    word = correct("12个", "14个")
    assert given(root, word) == ["E114"]
    settle(root, Side.THEIRS)
    for some, number in (([word, drop(DRUGS)], "14个"), ([word], "14个"), ([], "12个")):
        assert given(root, *some) == []
        assert number in page.read_text("utf-8")
    assert page.read_text("utf-8") == edited.replace("13个", "12个")


def test_who_kept_their_own_is_not_asked_again(root: Path, page: Path) -> None:
    edit(page, SWAPPED, ("12个", "13个"))
    edited = page.read_text("utf-8")
    word = correct("12个", "14个")
    assert given(root, word) == ["E114"] and page.read_text("utf-8") == edited
    settle(root, Side.MINE)
    for some in ([word, drop(DRUGS)], [word], [word, correct("320名", "330名")], []):
        assert given(root, *some) == []
    assert page.read_text("utf-8") == edited


@pytest.mark.parametrize("shown", [True, False], ids=["shown again", "down"])
def test_words_that_are_taken_down_do_not_stay_in_what_is_kept(root: Path, page: Path, *, shown: bool) -> None:
    edit(page, SWAPPED, ("九成", "九成以上"))
    edited = page.read_text("utf-8")
    given(root, drop(DRUGS))
    secret = "共有学员25人参加"
    hold = f"  - {{withhold: {secret}, reason: 当事人请求, cause: removal}}\n"
    assert given(root, drop(DRUGS), hold) == []
    record = (root / "seeds/.base/x.jsonl").read_text("utf-8")
    assert secret not in record and len(kept(root)) == 1
    assert given(root, *([] if shown else [hold])) == []
    cover = secret if shown else "■" * len(secret)
    assert page.read_text("utf-8") == edited.replace(secret, cover)


def test_a_topic_that_gets_another_name_takes_it_along(tmp_path: Path) -> None:
    topic = "docs/topics/domestic-cooperation.md"
    write(tmp_path, "seeds/x.txt", TEXT)
    write(tmp_path, "seeds/x.yml", "year: 2019\n")
    write(tmp_path, topic, "---\ntitle: 国内合作\nwords: [人才培养]\norder: 1\n---\n")
    write(tmp_path, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    process(tmp_path)
    page = tmp_path / "docs/x/domestic-cooperation.md"
    edit(page, (f"{FAIR}\n\n{DRUGS}", f"{DRUGS}\n\n{FAIR}"))
    edited = page.read_text("utf-8")
    put("seeds/x.yml", f"year: 2019\ncorrections:\n{drop(FAIR)}")(tmp_path)
    process(tmp_path)
    (tmp_path / topic).rename(tmp_path / "docs/topics/support.md")
    swap("docs/topics/support.md", "order: 1", "order: 1\nredirect_from: [domestic-cooperation]")(tmp_path)
    process(tmp_path)
    put("seeds/x.yml", "year: 2019\n")(tmp_path)
    process(tmp_path)
    now = (tmp_path / "docs/x/support.md").read_text("utf-8")
    assert now == edited.replace("topic: domestic-cooperation", "topic: support")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A report on two pages, both of which an editor has edited."""
    write(tmp_path, "seeds/x.txt", TEXT)
    write(tmp_path, "seeds/x.yml", "year: 2019\n")
    write(tmp_path, "docs/topics/training.md", "---\ntitle: 培养\nwords: [人才培养]\norder: 1\n---\n")
    write(tmp_path, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    process(tmp_path)
    edit(tmp_path / "docs/x/training.md", (f"{FAIR}\n\n{DRUGS}", f"{DRUGS}\n\n{FAIR}"))
    edit(tmp_path / "docs/x/other.md", SWAPPED)
    process(tmp_path)
    return tmp_path


TIED = drop(DRUGS), correct("12个", "13个"), move(COURSE, COURSE, f"after: {FAIR}")
"""A correction of the one page, one of the other, and one that moves a paragraph from this to that."""


@pytest.mark.parametrize("coming", [*permutations(TIED)])
def test_pages_that_a_correction_ties_together_are_kept_together(two: Path, coming: tuple[str, ...]) -> None:
    edited = pages(two)
    for going in permutations(TIED):
        for some in (coming[:1], coming[:2], coming, going[1:], going[2:], ()):
            put("seeds/x.yml", f"year: 2019\n{'corrections:' * bool(some)}\n{''.join(some)}")(two)
            assert [problem.code for problem in process(two) if problem.code.startswith("E")] == []
        assert pages(two) == edited


OWN = f"{OPENS}### 合在一起\n\n{FAIR}\n\n{DRUGS}{CLOSES}"


def test_what_a_correction_moves_out_of_the_midst_of_a_box_leaves_it_whole(root: Path, page: Path) -> None:
    edit(page, (f"{FAIR}\n\n{DRUGS}", OWN))
    given(root, move(FAIR, FAIR, f"after: {TALENT}"))
    text = page.read_text("utf-8")
    assert f"{OPENS}### 合在一起\n\n{DRUGS}{CLOSES}" in text and f"{TALENT}\n\n{FAIR}\n\n{COURSE}" in text


def test_a_box_all_of_which_a_correction_moves_goes_with_its_heading(root: Path, page: Path) -> None:
    boxed = f"{OPENS}### 会\n\n{FAIR}\n\n> **编者注** 甲。{CLOSES}"
    edit(page, (FAIR, boxed))
    given(root, move(FAIR, FAIR, f"after: {TALENT}"))
    assert f"{TALENT}\n\n{boxed}\n\n{COURSE}" in page.read_text("utf-8")


def test_a_heading_that_is_put_in_within_a_box_stands_in_it(root: Path, page: Path) -> None:
    edit(page, (f"{FAIR}\n\n{DRUGS}", OWN))
    given(root, heading("新药", 4, "获批新药3个"))
    text = page.read_text("utf-8")
    assert text.count("<div") == 1 and f"{FAIR}\n\n#### 新药\n\n{DRUGS}{CLOSES}" in text


def test_a_box_whose_title_an_editor_took_out_is_a_box(root: Path) -> None:
    text = TEXT.replace(FAIR, f"健全工作机制：\n\n{FAIR}")
    corrected(root, text)
    page = root / "docs/x/other.md"
    title = next(line for line in page.read_text("utf-8").split("\n") if "健全工作机制" in line)
    edit(page, (f"{title}\n\n", ""))
    box = f"  - {{box: 健全工作机制, through: 十分热闹。, {WHY}"
    assert corrected(root, text, box) == ["N107"] and OPENS + FAIR + CLOSES in page.read_text("utf-8")


def test_a_heading_that_never_stood_is_not_gone(root: Path, page: Path) -> None:
    first = TALENT.partition("。")[0]
    edit(page, (f"{first}。", ""))
    level = f"  - {{level: '{first}', to: 3, {WHY}"
    assert corrected(root, TEXT, level) == ["N110"]


def test_what_is_kept_is_read_line_by_line(root: Path, page: Path) -> None:
    edit(page, SWAPPED)
    given(root, drop(DRUGS))
    (line,) = kept(root)
    assert line.keys() == {"earlier", "blocks", "given", "goals", "known"}
    seed(root, text=TEXT, yml="year: 2019\n")
    record = root / "seeds/.base/x.jsonl"
    record.write_text(record.read_text("utf-8").replace('"behind": "', '"behind": 3, "x": "'), "utf-8")
    assert "E116" in [problem.code for problem in process(root)]
