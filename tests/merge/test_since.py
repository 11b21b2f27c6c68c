"""An editor edits, corrections come, the editor goes on among what these made, and all corrections are taken back: the pages are as if
only the editor had been there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from annals.merge.redone import done_again
from annals.model import Side
from tests.support.merge_stories import corrected, settle
from tests.support.small_folder import write

FROZEN = Path(__file__).parents[1] / "frozen/seeds"
WHY = "cause: layout, certainty: likely, reason: 试}\n"

Pages = dict[str, str]
Change = Callable[[Pages], Pages]


def pages_of(root: Path) -> Pages:
    return {page.name: page.read_text("utf-8") for page in sorted((root / "docs/x").glob("*.md"))}


def words(old: str, new: str) -> Change:
    """Other words in the one place where some stand."""

    def change(pages: Pages) -> Pages:
        assert sum(text.count(old) for text in pages.values()) == 1, old
        return {name: text.replace(old, new) for name, text in pages.items()}

    return change


def _parts(text: str, begins: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, next((at for at, line in enumerate(lines) if line.startswith(begins)), -1)


def without(begins: str) -> tuple[Change, Callable[[Pages], str]]:
    def change(pages: Pages) -> Pages:
        found = {}
        for name, text in pages.items():
            lines, at = _parts(text, begins)
            if at >= 0:
                # An item stands close to the next one.
                del lines[at : at + (1 if lines[at + 1] or lines[at - 1] else 2)]
            found[name] = "\n".join(lines)
        assert found != pages
        return found

    return change, lambda pages: next(
        line for text in pages.values() for line in text.split("\n") if line.startswith(begins)
    )


def to_end(begins: str, heading: str) -> Change:
    """A line put at the end of the page on which some text stands."""
    change, line_of = without(begins)

    def moved(pages: Pages) -> Pages:
        line = line_of(pages)
        return {
            name: f"{text.rstrip(chr(10))}\n\n{line}\n" if heading in text else text
            for name, text in change(pages).items()
        }

    return moved


def before(begins: str, other: str) -> Change:
    """A paragraph put before another one."""
    change, line_of = without(begins)

    def moved(pages: Pages) -> Pages:
        line = line_of(pages)
        return {name: text.replace(f"\n\n{other}", f"\n\n{line}\n\n{other}") for name, text in change(pages).items()}

    return moved


def boxed(begins: str, title: str = "") -> Change:
    """A paragraph put into a box, under a heading of the editor's own."""
    _, line_of = without(begins)

    def change(pages: Pages) -> Pages:
        line = line_of(pages)
        heading = f"### {title}\n\n" if title else ""
        box = f'<div class="box" markdown="1">\n\n{heading}{line}\n\n</div>'
        return {name: text.replace(line, box) for name, text in pages.items()}

    return change


def nothing(pages: Pages) -> Pages:
    return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    report: str
    corrections: tuple[str, ...]
    later: Change
    first: Change = nothing
    always: tuple[str, ...] = ()
    side: Side | None = None
    topics: tuple[tuple[str, str], ...] = ()


STEADY = "稳步推进与重点国家科技创新合作"
FAIR = "举办主题日活动3个、特色分论坛13场及配套活动30场"
LAST = "- 对接浙江嘉善、江苏南通举办科技交流活动"
SESSION = "- 浦江创新论坛专设“一带一路”专题研讨会"
HOME = "after: '2012年，上海国内科技工作结合“服务长三角、服务长江流域、'"
FORUM = "before: 9月24—25日，第4届浦江创新论坛召开，论坛以“创新驱动发"
PAIRED = "对口支援和帮扶项目取得实效"
PUBLICITY = "加强外宣，巩固发展对外合作交"
SENT = f"  - {{move: {PUBLICITY}, line: 11, through: 策预环境的对外宣传。"
STORIES = {
    "a paragraph that a correction moved to another page gets a box and a heading": Story(
        report="2012",
        first=words("### 第一节 国际科技合作交流", "### 第一节 国际的科技合作交流"),
        corrections=(f"{SENT}, {HOME}, {WHY}",),
        later=boxed(PUBLICITY, "对外宣传"),
    ),
    "a paragraph that a correction moved gets a box, and only a title had been edited": Story(
        report="2012",
        first=words("title: 国际科技合作（", "title: 国际合作（"),
        corrections=(f"{SENT}, after: 着眼热点工作，继续深化与港, {WHY}",),
        later=boxed(PUBLICITY),
    ),
    "one of two paragraphs that a correction moved gets a box and a heading": Story(
        report="2012",
        first=words("### 第一节 国际科技合作交流", "### 第一节 国际的科技合作交流"),
        corrections=(f"  - {{move: {PUBLICITY}, line: 11, through: 慢性淋巴水肿，并成功应用于临床。, {HOME}, {WHY}",),
        later=boxed(PUBLICITY, "对外宣传"),
    ),
    "one of two paragraphs that changed places and that a correction moved gets a box": Story(
        report="2012",
        first=before("9月27日，为积极参与云南", "对口支援和帮扶项目取得实效"),
        corrections=(f"  - {{move: {PAIRED}, through: 为期半年的培训。, after: 现已进入部分三甲医院试点, {WHY}",),
        later=boxed("对口支援和帮扶项目取得实效"),
    ),
    "a paragraph that an editor moved into the midst of another page gets a box and a heading": Story(
        report="2012",
        first=before("对口支援和帮扶项目取得实效", "加强外宣"),
        corrections=(),
        later=boxed("对口支援和帮扶项目取得实效", "援疆"),
    ),
    "a word in a heading of which a correction made a text": Story(
        report="2023",
        first=words(f"### {STEADY}", f'<div class="box" markdown="1">\n\n### {STEADY}\n\n</div>'),
        corrections=(f"  - {{level: 国际科技合作网络进一步巩固拓展, line: 40, through: {STEADY}, to: text, {WHY}",),
        later=words("与重点国家科技创新合作", "与重点国家的科技创新合作"),
    ),
    "a word in an item of which a correction made a heading": Story(
        report="2023",
        corrections=(f"  - {{level: {FAIR}, line: 140, to: 4, {WHY}",),
        later=words("特色分论坛13场", "特色论坛13场"),
    ),
    "a word in the last item of a box": Story(
        report="2023",
        corrections=(f"  - {{box: '世界人工智能大会(WAIC 2023)', line: 127, through: 参会嘉宾1400余名, {WHY}",),
        later=words("参会嘉宾1400余名", "到会嘉宾1400余名"),
    ),
    "a word where a correction ends a form that an editor ended elsewhere": Story(
        report="2017",
        first=words(f"{LAST}\n\n</div>", f"\n</div>\n\n{LAST}"),
        corrections=(f"  - {{level: 联合攻关研究, line: 15, to: 3, {WHY}",),
        later=words("三大领域支持一批重点项目", "三大领域支持许多重点项目"),
    ),
    "a word on the page to which a correction takes all": Story(
        report="2012",
        first=words("### 第一节 国际科技合作交流", "#### 第一节 国际科技合作交流"),
        corrections=(
            "  - {replace: 企业创新主体, with: 企业的主体, line: 9, cause: slip, certainty: likely, reason: 试}\n",
            f"  - {{drop: 第一节 国际科技合作交流, line: 5, {WHY}",
        ),
        later=words("积极整合利用国际国内两种资源", "积极整合国际国内两种资源"),
    ),
    "a word in a paragraph that a correction moved to another page": Story(
        report="2012",
        first=before("打造国际会展品牌", "加强外宣"),
        corrections=(
            f"  - {{move: 加强外宣，巩固发展对外合作交, line: 11, through: 策预环境的对外宣传。, {HOME}, {WHY}",
        ),
        later=words("加强外宣，巩固发展", "加强外宣，发展"),
    ),
    "what a correction put two paragraphs before goes to another page": Story(
        report="2011",
        corrections=(
            f"  - {{move: '11月9日，第5届上海国际数', line: 178, through: 的生态和可持续发展。, {FORUM}, {WHY}",
        ),
        first=before("9月24—25日，第4届浦江", "9月1日，加拿大魁北克"),
        later=to_end("9月24—25日，第4届浦江", "## 明确支持对象和范围"),
    ),
    "an item of a form that a heading parts goes to another page": Story(
        report="2017",
        first=words("推动国家技术转移东部中心", "推动国家的技术转移东部中心"),
        corrections=(f"  - {{heading: 补上的标题, level: 3, before: '浦江创新论坛专设“一带一路”专题研讨会，', {WHY}",),
        later=to_end(SESSION, "2017浦江创新论坛于"),
    ),
    "the one paragraph of a box is asked about, and the editor's stands": Story(
        report="2012",
        always=(f"  - {{box: 第5届浦江创新论坛精彩纷呈, through: 媒体的广泛关注。, {WHY}",),
        first=words("科技部和上海市政府共同主办", "科技**部和上海**市政府共同主办"),
        corrections=(f"  - {{replace: 的广泛关注。着眼热点工作, with: 的广泛关注，着眼热点工作, line: 19, {WHY}",),
        later=nothing,
        side=Side.MINE,
        topics=(("论坛与展会", "x#l17"), ("国际科技合作", "x#l5")),
    ),
}


@pytest.mark.usefixtures("made_once")
@pytest.mark.parametrize("name", STORIES)
def test_the_pages_are_as_if_nobody_else_had_been_there(root: Path, name: str) -> None:
    story = STORIES[name]
    text = (FROZEN / f"{story.report}.txt").read_text("utf-8")

    for number, (title, section) in enumerate(story.topics):
        write(root, f"docs/topics/topic-{number}.md", f"---\ntitle: {title}\nsections: [{section}]\n---\n")

    def told(*corrections: str) -> list[str]:
        return corrected(root, text, *story.always, *corrections)

    told()
    _do(root, story.first)
    told()
    wanted = story.later(pages_of(root))
    assert ("E114" in told(*story.corrections)) is (story.side is not None)
    if story.side is not None:
        settle(root, story.side)
        told(*story.corrections)
    made = pages_of(root)
    _do(root, story.later)
    now = pages_of(root)
    told(*story.corrections)
    assert pages_of(root) == now, "nothing is due"
    codes = told()
    assert pages_of(root) == wanted and not {"E114", "E115", "E254"} & {*codes}
    assert wanted != made or story.side


def _do(root: Path, change: Change) -> None:
    for name, text in change(pages_of(root)).items():
        (root / "docs/x" / name).write_text(text, "utf-8")


def test_what_was_none_of_the_editors_lines_cannot_be_done_to_them() -> None:
    own, made = "上海科技创新资源数据中心", "补上去的小标题在这里"
    were: dict[str, str | None] = {"a": f"甲。\n\n{own}。\n", "b": None}
    left: dict[str, str | None] = {"a": "甲。\n", "b": f"{own}。\n\n### {made}\n"}
    reworded: dict[str, str | None] = {"a": "甲。\n", "b": f"{own}，好。\n\n### {made}\n"}
    assert done_again(left, reworded, were) == {"a": f"甲。\n\n{own}，好。\n", "b": None}
    assert done_again(left, left | {"b": f"{own}。\n\n### {made}了\n"}, were) is None
