"""Where structure takes back what a line looked like: a caption that could be a title, prose behind an infographic,
marks that could be ranks."""

from __future__ import annotations

import pytest

from annals.markdown.read import text_of
from tests.support.outlines import document

TRAINED = "全年举办培训三十场，参加的有两千多人。学员来自各区，其中半数是第一次参加，反映良好。"
BUILT = "园区新建成实验楼两座，引进企业一百二十家。年底共有从业人员九千人，比上年多出一千人。"


def outline(text: str) -> list[str]:
    """Sections and blocks in the order of the text, each below its section: `title` or `kind: first words`."""
    depth: dict[str | None, int] = {None: -1}
    found = []
    for block in document(text).blocks:
        depth[block.id] = depth[block.above] + 1
        words = text_of(block.content)
        told = words if block.section else f"{block.content.kind}: {words[:6]}"
        found.append("  " * depth[block.id] + told)
    return found


FIGURES = "数字看培训\n\n培训场次\n\n- 三十场\n- 四十场\n\n学员人数\n\n- 两千人\n- 三千人\n\n"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        # Prose goes on where it left off before the figures; further figures stay with theirs.
        (f"{BUILT}\n", ["    paragraph: 园区新建成实"]),
        ("教材种数\n\n- 四十种\n", ["        教材种数", "          item: 四十种"]),
    ],
    ids=["prose", "figures"],
)
def test_prose_behind_an_infographic_belongs_to_the_section_around_it(behind: str, expected: list[str]) -> None:
    found = outline(f"第一章 总览\n\n一、年度情况\n\n培训进展\n\n{TRAINED}\n\n{FIGURES}{behind}")
    assert found == [
        "第一章 总览",
        "  一、年度情况",
        "    培训进展",
        "      paragraph: 全年举办培训",
        "      数字看培训",
        "        培训场次",
        "          item: 三十场",
        "          item: 四十场",
        "        学员人数",
        "          item: 两千人",
        "          item: 三千人",
        *(f"  {line}" if line.startswith("    paragraph") else line for line in expected),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # Words of the paragraph above name a picture; words of one's own name what follows; a few are no phrase.
        ("参加的有两千多人", "caption"),
        ("参加的有三千多人", "title"),
        ("举办培训三十场", "title"),
    ],
)
def test_a_line_that_repeats_the_paragraph_above_is_a_caption(line: str, kind: str) -> None:
    found = outline(f"第一章 总览\n\n{TRAINED}\n\n{line}\n\n{BUILT}\n")
    assert ("  caption: " + line[:6] in found) == (kind == "caption")
    assert ("  " + line in found) == (kind == "title")
    assert ("  paragraph: 园区新建成实" in found) == (kind == "caption")


def test_it_repeats_a_paragraph_near_above_not_one_below_or_far_away() -> None:
    line = "参加的有两千多人"
    assert f"  {line}" in outline(f"第一章 总览\n\n{BUILT}\n\n{line}\n\n{TRAINED}\n")
    between = "\n\n".join(BUILT.replace("两座", f"{number}座") for number in "三四五六七")
    assert f"  {line}" in outline(f"第一章 总览\n\n{TRAINED}\n\n{between}\n\n{line}\n\n{BUILT}\n")


def test_marks_are_ranks_where_nothing_is_numbered_and_nothing_where_something_is() -> None:
    marked = f"# 培训\n\n{TRAINED}\n\n## 场地\n\n{BUILT}\n\n# 园区\n\n{BUILT}\n"
    assert [line for line in outline(marked) if ":" not in line] == ["培训", "  场地", "园区"]
    # 场地 bears the wider mark, but stands below the number.
    numbered = f"## 一、培训\n\n{TRAINED}\n\n# 场地\n\n{BUILT}\n\n## 二、园区\n\n{BUILT}\n"
    assert [line for line in outline(numbered) if ":" not in line] == ["一、培训", "  场地", "二、园区"]
