"""What persons did to a report is counted and listed alike on every page that tells of it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from annals.edition.building import derive, ingest
from annals.edition.writing import carry_out
from annals.model import View
from tests.support.small_folder import write

# Not in the order of their lines; a box and a level change no word; one doubt holds at two places of one line.
YML = """corrections:
  - {{flag: 后来的一处, cause: two-readings, {d}, reason: 疑丙}}
  - {{flag: 同一处, count: 2, cause: two-readings, {d}, reason: 疑乙}}
  - {{box: 专栏甲, through: 到此为止。, cause: layout, {c}, reason: 版面}}
  - {{replace: 错安, with: 错字, cause: slip, {c}, reason: 形近}}
  - {{flag: 先前的一处, cause: two-readings, {d}, reason: 疑甲}}
""".format(d="certainty: doubtful", c="certainty: certain")
LINES = [
    "第三章 2031年科技合作",
    "第一节 论坛与展会",
    "论坛先前的一处在这里说完，与会者众多。",
    "专栏甲",
    "展会的报告发布，到此为止。",
    "第二节 国内合作",
    "签署协议，有同一处，还有同一处，都说完了。",
    "支持的项目里有错安一个，已经办结。",
    "至于后来的一处，也在这里说完了。",
]
AT = {"疑甲": 5, "版面": 7, "疑乙": 13, "形近": 15, "疑丙": 17}


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, View]:
    root = tmp_path_factory.mktemp("record")
    write(root, "seeds/2031.txt", "\n\n".join(LINES) + "\n")
    write(root, "seeds/2031.yml", YML)
    write(root, "docs/about/method.md", "---\ntitle: 清理方法\n---\n")
    write(root, "docs/topics/forums.md", "---\ntitle: 论坛与展会\nwords: [论坛]\norder: 1\n---\n")
    write(root, "docs/topics/help.md", "---\ntitle: 国内合作\nwords: [国内]\norder: 2\n---\n")
    carry_out(root, ingest(root).writes)
    found, _ = derive(ingest(root).edition)
    return {view.path: view for view in found}


def told(view: View) -> list[tuple[int, str]]:
    """(raw line, reason) of each entry, as they stand."""
    entries = re.findall(r'<li><a href="[^"]*">第 (\d+) 行[^<]*</a>(.*?)</li>', view.html, re.DOTALL)
    return [(int(line), html.unescape(text)[: -len("</span>")].rpartition("：")[2]) for line, text in entries]


@pytest.mark.parametrize("path", ["2031/index.md", "2031/full.md", "about/method.md"])
def test_corrections_stand_first_then_doubts_each_in_the_order_of_lines(views: dict[str, View], path: str) -> None:
    assert told(views[path]) == [(AT[reason], reason) for reason in ("版面", "形近", "疑甲", "疑乙", "疑丙")]
    assert "更正 2，存疑 3" in views[path].html


def test_the_pages_of_a_report_tell_their_own(views: dict[str, View]) -> None:
    assert told(views["2031/forums.md"]) == [(7, "版面"), (5, "疑甲")]
    assert told(views["2031/help.md"]) == [(15, "形近"), (13, "疑乙"), (17, "疑丙")]
    assert "本页更正 1，存疑 1" in views["2031/forums.md"].html
    assert 'href="#l15">第 15 行' in views["2031/help.md"].html
    assert 'href="#l15">第 15 行' in views["2031/full.md"].html
    assert 'href="raw.html#n15">第 15 行' in views["2031/index.md"].html


def test_of_many_the_first_stand_open_and_the_others_are_folded_with_their_kind(tmp_path: Path) -> None:
    numbers = "一二三四五六七八九十"
    write(
        tmp_path,
        "seeds/2031.txt",
        "第三章 合作\n\n" + "\n\n".join(f"第{n}件事里有疑{n}也有错{n}，完。" for n in numbers),
    )
    flags = "".join(
        f"  - {{flag: 疑{n}, cause: two-readings, certainty: doubtful, reason: 不明{n}}}\n"
        f"  - {{replace: 错{n}, with: 对{n}, cause: slip, certainty: certain, reason: 形近{n}}}\n"
        for n in numbers
    )
    write(tmp_path, "seeds/2031.yml", f"corrections:\n{flags}")
    page = next(view for view in derive(ingest(tmp_path).edition)[0] if view.path == "2031/index.md")
    assert [reason for _, reason in told(page)] == [*(f"形近{n}" for n in numbers), *(f"不明{n}" for n in numbers)]
    folded = re.findall(r"<details[^>]*><summary>其余(.*?)</summary>(.*?)</details>", page.html, re.DOTALL)
    assert [summary for summary, _ in folded] == ["更正 2 条", "存疑 2 条"]
    assert [re.findall(r"(?:形近|不明).", inside) for _, inside in folded] == [
        ["形近九", "形近十"],
        ["不明九", "不明十"],
    ]
