"""A volume of laws without marks: each begins where the articles count anew."""

from __future__ import annotations

from tests.structure.test_chapters import TEXT, headings

PASSED = "2031年4月20日 某县人民代表大会常务委员会第三次会议通过"
LONG = "某县人民代表大会常务委员会关于加强水利设施和防护林带管理工作若干问题的决定"


def law(title: str, *chapters: str, passed: str = PASSED) -> list[str]:
    """Two articles in each chapter, or two without any."""
    articles = [f"第{number}条 {text}" for number, text in zip("一二三四五六", TEXT * 2, strict=True)]
    if not chapters:
        return [title, passed, *articles[:2]]
    below = [line for place, name in enumerate(chapters) for line in (name, *articles[2 * place : 2 * place + 2])]
    return [title, passed, *below]


def test_the_title_of_each_law_is_above_its_chapters() -> None:
    lines = [
        *law("某县水渠管理条例", "第一章 总则", "第二章 用水"),
        *law("某县林木管护规定"),
        *law(LONG, "第一章 总则", "第二章 附则", passed=f"（{PASSED}）"),
    ]
    assert headings("\n\n".join(lines) + "\n") == [
        (1, "某县水渠管理条例"),
        (2, "第一章 总则"),
        (2, "第二章 用水"),
        (1, "某县林木管护规定"),
        (1, LONG),
        (2, "第一章 总则"),
        (2, "第二章 附则"),
    ]


def test_one_law_is_as_it_was() -> None:
    lines = law("某县水渠管理条例", "第一章 总则", "第二章 用水")
    assert headings("\n\n".join(lines) + "\n")[1:] == [(1, "第一章 总则"), (1, "第二章 用水")]


def test_what_is_quoted_of_a_law_is_no_volume() -> None:
    """Articles that begin below sentences have no title above."""
    lines = ["一、执法检查", TEXT[0], f"第一条 {TEXT[1]}", "二、整改", TEXT[2], f"第一条 {TEXT[0]}"]
    assert headings("\n\n".join(lines) + "\n") == [(1, "一、执法检查"), (1, "二、整改")]
