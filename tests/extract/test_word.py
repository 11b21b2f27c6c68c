"""Word documents: what a reader sees in Word is what the raw text says."""

from __future__ import annotations

import pytest

from annals.extract.contract import Original, UntakenError
from annals.extract.taking import extract
from tests.support.word_files import cell, document, level, listed, lists, paragraph, run, table

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def text_of(raw: bytes) -> str:
    return extract([Original(name="2031.docx", raw=raw)]).text


def refusal(raw: bytes) -> str:
    with pytest.raises(UntakenError) as refused:
        text_of(raw)
    return refused.value.problem.code


def test_headings_by_style_go_below_the_title() -> None:
    body = paragraph("某地年报", "t") + paragraph("合作", "1") + paragraph("国内", "2") + paragraph("签协议9项。")
    assert text_of(document(body)) == "# 某地年报\n\n## 合作\n\n### 国内\n\n签协议9项。\n"
    # Without a title the first level is the first.
    assert text_of(document(paragraph("合作", "1"))) == "# 合作\n"
    # A level set on the paragraph itself counts as well, and 9 says that it is none.
    own = paragraph("其一", "", '<w:outlineLvl w:val="1"/>') + paragraph("其二", "1", '<w:outlineLvl w:val="9"/>')
    assert text_of(document(own)) == "## 其一\n\n其二\n"


def test_numbers_that_word_counts_are_written_out() -> None:
    kinds = lists(
        level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2"),
        level(0, "japaneseCounting", "（%1）"),
        level(0, "bullet", "\uf0b7"),
    )
    body = "".join(
        [
            paragraph("总论", "1", listed(1)),
            paragraph("规划", "", listed(1, 1)),
            paragraph("政策", "", listed(1, 1)),
            paragraph("合作", "1", listed(1)),
            # Counted anew below the next one above; a style may bring its list along.
            paragraph("国内", "", listed(1, 1)),
            paragraph("论坛", "own"),
            paragraph("展会", "own"),
            paragraph("不编号", "own", listed(0)),
            paragraph("一条", "", listed(3)),
        ]
    )
    assert [line for line in text_of(document(body, numbering=kinds)).split("\n") if line] == [
        "# 第一章 总论",
        "一.1 规划",
        "一.2 政策",
        "# 第二章 合作",
        "二.1 国内",
        "## （一）论坛",
        "## （二）展会",
        "## 不编号",
        "- 一条",
    ]


def test_what_is_not_seen_is_not_read() -> None:
    words = (
        run("支持")
        + "<w:del><w:r><w:delText>十</w:delText></w:r></w:del><w:ins>"
        + run("九项")
        + "</w:ins>"
        + run("（内部）", "<w:vanish/>")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + run("5 m")
        + run("2", '<w:vertAlign w:val="superscript"/>')
    )
    assert text_of(document(paragraph(words))) == "支持九项5 m²\n"


def test_bold_words_at_the_beginning_are_marked() -> None:
    body = paragraph("人才队伍", bold=True) + paragraph(run("重点。", "<w:b/>") + run("出台办法。"))
    off = paragraph(run("平常", '<w:b w:val="0"/>'))
    assert text_of(document(body + off)) == "**人才队伍**\n\n**重点。**出台办法。\n\n平常\n"


def test_pages_end_where_word_ended_them_and_sentences_stay_whole() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph("前一页。")
        + f"<w:p>{BREAK}</w:p>"
        + paragraph("第二页")
        + paragraph(rendered + run("第三页"))
        + paragraph(run("一句话写到") + rendered + run("下一页。"))
        + paragraph("末一页", more="<w:pageBreakBefore/>")
    )
    pages = text_of(document(body)).split("\f")
    assert [page.strip() for page in pages] == ["前一页。", "第二页", "第三页\n\n一句话写到下一页。", "末一页"]


def test_tables_are_rows_with_bars_and_html_where_cells_are_merged() -> None:
    plain = table(cell("年份") + cell("金额"), cell("2030") + cell("12"))
    assert text_of(document(plain)) == "| 年份 | 金额 |\n| --- | --- |\n| 2030 | 12 |\n"
    merged = table(
        cell("地区", '<w:vMerge w:val="restart"/>') + cell("投入 &lt; 支出", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("研发") + cell("试验"),
    )
    assert text_of(document(merged)) == (
        '<table><tr><td rowspan="2">地区</td><td colspan="2">投入 &lt; 支出</td></tr>'
        "<tr><td>研发</td><td>试验</td></tr></table>\n"
    )
    assert text_of(document(table(cell("框里的一段")))) == "框里的一段\n"


def test_a_note_follows_its_paragraph_and_a_box_the_one_it_hangs_on() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框中字')}</w:txbxContent></w:pict></w:r>"
    notes = f'<w:footnote w:id="2">{paragraph("据统计。")}</w:footnote>'
    found = text_of(
        document(paragraph(run("投入9亿元") + mark + run("。") + box) + paragraph("其后。"), footnotes=notes)
    )
    assert found == "投入9亿元①。\n\n框中字\n\n注①：据统计。\n\n其后。\n"


def test_a_list_of_contents_has_its_leaders() -> None:
    assert (
        text_of(document(paragraph(run("第一章 总论") + "<w:r><w:tab/></w:r>" + run("1"), "toc1")))
        == "第一章 总论……1\n"
    )


def test_a_document_that_could_do_harm_or_says_nothing_is_refused() -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "' + "甲" * 50 + '"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(document(paragraph("&c;"), head=bomb)) == "E145"
    assert refusal(document("<w:sdt>" * 3000 + "</w:sdt>" * 3000)) == "E145"
    assert refusal(document("<w:p>")) == "E145"
    assert refusal(document(paragraph(""))) == "E146"
