"""What becomes of an editor's work when the raw text is processed anew: files in, files out."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.model import Phrase, Problem
from tests.support.merge_stories import MORE, correct, corrections, edit, process
from tests.support.stories import RAW, cli, codes, run, seed, snapshot


def conflict(root: Path, page: Path) -> list[Problem]:
    """Both sides change one sentence, and another one alone each."""
    edit(page, ("占三成", "约占三成"), ("学员反映良好", "学员反映很好"))
    seed(root, text=MORE, yml=corrections(("占三成", "占四成"), ("45期", "46期")))
    return process(root)


def test_neighbouring_sentences_and_notes_do_not_clash(root: Path, page: Path) -> None:
    edit(
        page,
        ("归国人员占三成", "归国人员约占三成"),
        ("\n\n### 第二节", "\n\n> **编者注** 含博士后。\n\n### 第二节"),
        ("学员反映良好。\n", ""),
    )
    seed(root, text=MORE, yml=corrections(("320名", "321名"), ("12个", "13个"), ("效果。", "成效。")))
    assert process(root) == []
    text = page.read_text("utf-8")
    assert "人才321名。其中，归国人员约占三成。2019年新设工作站13个。\n\n> **编者注** 含博士后。\n\n### 第二节" in text
    assert text.endswith("说明培训的成效。") or "学员反映" not in text
    before = snapshot(root)
    assert process(root) == [] and snapshot(root) == before


def test_a_conflict_is_told_with_both_texts_and_found_again(root: Path, page: Path) -> None:
    seed(root, "y.txt")
    process(root)
    seed(root, "y.txt", yml=corrections(("45期", "47期")))
    found = conflict(root, page)
    edited = page.read_text("utf-8")
    assert [(problem.code, problem.path, problem.line) for problem in found] == [("E114", "docs/x/other.md", 12)]
    details = dict(found[0].details)
    assert (details["mine"], details["theirs"]) == ("其中，归国人员约占三成。", "其中，归国人员占四成。")
    assert (details["block"], details["base"]) == ("x#l5", "其中，归国人员占三成。")
    assert dict(details["place"].details) == {"lines": ("5",)}
    assert "约占三成" in edited and "45期" in edited, "the page stays as the editor left it"
    assert "47期" in (root / "docs" / "y" / "other.md").read_text("utf-8"), "other reports go on"
    before = snapshot(root)
    assert process(root) == found and snapshot(root) == before


def test_a_site_with_a_conflict_shows_the_editors_text(root: Path, page: Path) -> None:
    conflict(root, page)
    built = run(root)
    assert codes(built) == ["E114"]
    html = (root / "site" / "x" / "other.html").read_text("utf-8")
    # A correction that waits is not marked in the old wording; the words that the editor mended are.
    assert "占四成" not in html and html.count('class="annals-corrected"') == 2
    assert (
        'title="「员」改为「员约」：编者在页面上更正"' in html and 'title="「良」改为「很」：编者在页面上更正"' in html
    )


@pytest.mark.parametrize("copied", ["程序：“{}”", "“{}”", "program: “{}”", "程序：“{}"])
@pytest.mark.parametrize("side", ["theirs", "mine", "base"])
def test_what_the_message_puts_around_a_text_is_no_wording(root: Path, page: Path, copied: str, side: str) -> None:
    details = dict(conflict(root, page)[0].details)
    edit(page, (str(details["mine"]), copied.format(details[side])))
    # Of a quotation mark without its partner more is told.
    assert [it.code for it in process(root) if it.code != "W216"] == ["E114"]
    assert [it.code for it in process(root) if it.code != "W216"] == ["E114"]
    edit(page, (copied.format(details[side]), str(details["theirs"])))
    assert process(root) == [], "the sentence alone settles it"


def test_the_command_lists_and_settles(root: Path, page: Path) -> None:
    conflict(root, page)
    edited = page.read_bytes()
    listed = cli(root, "resolve", "docs/x/other.md")
    assert listed.returncode == 1 and page.read_bytes() == edited
    assert (
        "[1] docs/x/other.md:12（x#l5）\n  编辑：其中，归国人员约占三成。\n  程序：其中，归国人员占四成。"
        in listed.stdout
    )
    assert "--block x#l5" in listed.stdout
    assert cli(root, "resolve", "other.md").stdout == listed.stdout, "a name that is clear is enough"
    assert cli(root, "resolve", "x/none.md").returncode == 2
    assert cli(root, "resolve", "x/other.md", "--mine", "--block", "x#l9").returncode == 2
    assert cli(root, "resolve", "x/other.md", "--mine", "--frozen").returncode == 1
    assert cli(root, "--frozen", "resolve", "x/other.md", "--mine").returncode == 1
    assert page.read_bytes() == edited
    settled = cli(root, "resolve", str(page), "--mine", "--block", "x#l5")
    assert settled.returncode == 0, settled.stderr
    text = page.read_text("utf-8")
    assert "约占三成" in text and "46期" in text and "反映很好" in text, "everything else is merged"
    assert [problem.code for problem in process(root)] == ["N110"], "the correction is without effect"
    assert page.read_text("utf-8") == text, "the choice lasts"
    assert cli(root, "resolve", "x/other.md", "--mine").returncode == 0


def test_the_other_side_can_be_taken(root: Path, page: Path) -> None:
    conflict(root, page)
    assert cli(root, "resolve", "x/other.md", "--theirs").returncode == 0
    text = page.read_text("utf-8")
    assert "占四成" in text and "约占" not in text and "46期" in text and "反映很好" in text
    assert process(root) == []


def test_one_of_two_conflicts_can_be_settled_first(root: Path, page: Path) -> None:
    edit(page, ("占三成", "约占三成"), ("反映良好", "反映很好"))
    seed(root, text=MORE, yml=corrections(("占三成", "占四成"), ("反映良好", "反映优良")))
    assert [problem.code for problem in process(root)] == ["E114", "E114"]
    edited = page.read_bytes()
    assert cli(root, "resolve", "x/other.md", "--theirs", "--block", "x#l5").returncode == 1
    assert page.read_bytes() == edited, "the page waits until all is decided"
    assert [dict(problem.details)["block"] for problem in process(root)] == ["x#l11"]
    assert cli(root, "resolve", "x/other.md", "--mine").returncode == 0
    assert "占四成" in page.read_text("utf-8") and "反映很好" in page.read_text("utf-8")


@pytest.mark.parametrize("wording", ["占四成", "占三至四成"])
def test_changing_the_sentence_on_the_page_settles(root: Path, page: Path, wording: str) -> None:
    """All that someone with nothing but a web editor needs."""
    conflict(root, page)
    edit(page, ("约占三成", wording))
    assert process(root) == []
    assert wording in page.read_text("utf-8") and "46期" in page.read_text("utf-8")
    before = snapshot(root)
    assert process(root) == [] and snapshot(root) == before


def test_changing_something_else_settles_nothing(root: Path, page: Path) -> None:
    conflict(root, page)
    edit(page, ("工作站12个", "工作站十二个"), ("\n### 第二节", "\n> **编者注** 待查。\n\n### 第二节"))
    assert [problem.code for problem in process(root)] == ["E114"]


def test_a_new_change_of_the_machine_asks_anew(root: Path, page: Path) -> None:
    conflict(root, page)
    assert cli(root, "resolve", "x/other.md", "--mine").returncode == 0
    seed(root, text=MORE, yml=corrections(("占三成", "占五成"), ("45期", "46期")))
    found = process(root)
    assert [problem.code for problem in found] == ["E114"]
    assert dict(found[0].details)["theirs"] == "其中，归国人员占五成。"


def test_a_section_takes_edits_and_notes_to_its_new_page(copy: Path) -> None:
    source = copy / "docs" / "2012" / "forums-and-expos.md"
    edit(source, ("共同主办的第5届浦江创新论坛", "联合主办的第5届浦江创新论坛"))
    text = source.read_text("utf-8")
    source.write_text(text.replace("\n\n</div>", "\n\n> **编者注** 届次据原文。\n\n</div>", 1), "utf-8")
    topic = copy / "docs" / "topics" / "forums-and-expos.md"
    edit(topic, ("2012#l17, ", ""))
    assert process(copy) == []
    assert not source.exists()
    target = (copy / "docs" / "2012" / "international-cooperation.md").read_text("utf-8")
    box = target.partition('<div class="box"')[2].partition("</div>")[0]
    assert "联合主办的第5届浦江创新论坛" in box and "> **编者注** 届次据原文。" in box
    before = snapshot(copy)
    assert process(copy) == [] and snapshot(copy) == before


def test_pages_that_a_move_ties_together_wait_together(copy: Path) -> None:
    """A conflict on a page that takes in a section: were only the other page written, the section
    would stand on none."""
    source, target = (
        copy / "docs" / "2012" / "forums-and-expos.md",
        copy / "docs" / "2012" / "international-cooperation.md",
    )
    edit(target, ("支撑企业国际化发展", "支持企业国际化发展"))
    yml = copy / "seeds" / "2012.yml"
    yml.write_text(yml.read_text("utf-8") + correct("支撑企业国际化发展", "支撑企业的国际化发展"), "utf-8")
    edit(copy / "docs" / "topics" / "forums-and-expos.md", ("2012#l17, ", ""))
    before = [path.read_bytes() for path in (source, target)]
    found = process(copy)
    assert [(p.code, p.path) for p in found if p.code != "E203"] == [
        ("E114", "docs/2012/international-cooperation.md"),
        ("N105", "docs/2012/forums-and-expos.md"),
    ]
    assert [path.read_bytes() for path in (source, target)] == before
    assert cli(copy, "resolve", "2012/international-cooperation.md", "--mine").returncode == 0
    text = target.read_text("utf-8")
    assert not source.exists() and "支持企业国际化发展" in text and text.count("共同主办的第5届") == 1


def test_a_note_goes_into_the_box_that_the_machine_makes(root: Path) -> None:
    text = RAW + "\n专栏标题\n\n专栏内容一段。到此为止。\n\n专栏又一段。内容到此为止了。\n"
    seed(root, text=text)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("一段。到此为止。\n", "一段。到此为止。\n\n> **编者注** 共两段。\n"))
    box = "  - {box: 专栏标题, through: 内容到此为止了。, cause: layout, certainty: certain, reason: 试}\n"
    seed(root, text=text, yml="corrections:\n" + box)
    assert process(root) == []
    assert page.read_text("utf-8").count("<div") == 1
    inside = page.read_text("utf-8").partition("<div")[2].partition("</div>")[0]
    assert "共两段" in inside and "到此为止了" in inside
    seed(root, text=text, yml="# 没有更正\n")
    assert process(root) == []
    assert "<div" not in page.read_text("utf-8") and "共两段" in page.read_text("utf-8")


def test_a_renamed_page_stays_renamed(root: Path, page: Path) -> None:
    other = page.with_name("talent.md")
    page.rename(other)
    seed(root, text=MORE, yml=corrections(("45期", "46期")))
    assert process(root) == []
    assert "46期" in other.read_text("utf-8") and not page.exists()


def test_a_page_that_is_gone_is_told_and_published_as_it_was(copy: Path) -> None:
    gone = copy / "docs" / "2012" / "domestic-cooperation.md"
    gone.unlink()
    yml = copy / "seeds" / "2012.yml"
    yml.write_text(yml.read_text("utf-8") + correct("上海科技援疆项目", "上海市科技援疆项目"), "utf-8")
    record = (copy / "seeds" / ".base" / "2012.jsonl").read_bytes()
    # The topics' references hold: the page is still published.
    assert {problem.code for problem in process(copy)} == {"E221"} and not gone.exists()
    assert (copy / "seeds" / ".base" / "2012.jsonl").read_bytes() == record


def test_what_is_no_block_and_how_it_is_laid_out_stay(root: Path, page: Path) -> None:
    own = "<!-- 待查 -->\n\n1. 甲\n2. 乙\n\n```\n代  码\n```\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n> **编者注** 两\n> 行。\n\n"
    edit(page, ("### 第二节", own + "### 第二节"))
    seed(root, text=MORE, yml=corrections(("320名", "321名")))
    assert process(root) == []
    text = page.read_text("utf-8")
    assert "工作站12个。\n\n" + own + "### 第二节" in text and "321名" in text


def test_front_matter_is_merged_key_by_key(copy: Path) -> None:
    page = copy / "docs" / "2012" / "domestic-cooperation.md"
    edit(page, ("status: 未校对", "status: 已校对  # 通读\nreviewed_by: 甲"))
    topic = copy / "docs" / "topics" / "domestic-cooperation.md"
    title = topic.read_text("utf-8").partition("title: ")[2].partition("\n")[0]
    edit(topic, (f"title: {title}", "title: 国内合作"))
    assert process(copy) == []
    head = page.read_text("utf-8").partition("\n\n")[0]
    assert (
        head
        == '---\ntitle: 国内合作（2012）\nreport: "2012"\ntopic: domestic-cooperation\nstatus: 已校对  # 通读\nreviewed_by: 甲\n---'
    )
    edit(page, ("title: 国内合作（2012）", "title: 国内科技合作（2012）"))
    edit(topic, ("title: 国内合作", "title: 国内协作"))
    found = process(copy)
    assert [(problem.code, dict(problem.details)["block"]) for problem in found] == [("E114", "title")]
    assert cli(copy, "resolve", "2012/domestic-cooperation.md", "--theirs", "--block", "title").returncode == 0
    assert "title: 国内协作（2012）" in page.read_text("utf-8")
    edit(topic, ("title: 国内协作", "title: 国内合作与协作"))
    assert process(copy) == [], "whose title it is has been decided"
    assert "title: 国内合作与协作（2012）" in page.read_text("utf-8")


def test_an_unreadable_page_stops_its_report_and_loses_nothing(root: Path, page: Path) -> None:
    edit(page, ("status: 未校对\n", "status: [未校对\n"), ("占三成", "约占三成"))
    edited = page.read_bytes()
    seed(root, text=MORE, yml=corrections(("45期", "46期")))
    assert [problem.code for problem in process(root)] == ["E103"]
    assert page.read_bytes() == edited


def test_what_the_machine_joins_once_it_moved_what_stood_between_is_no_conflict(root: Path) -> None:
    """The editor put nothing apart; who does is asked."""
    halves = (
        "全年共有来自各区各部门的三百余家科研单位和企业踊跃参加，",
        "其中过半数的单位是第一次参加这项联合攻关工作。",
    )
    between = "- 某市与某省签署协议12项\n- 共建实验室3个"
    text = f"第二章 合作\n\n{halves[0]}\n\n{between}\n\n{halves[1]}\n\n末段讲别的事情，与上文无关。\n"
    seed(root, text=text, yml="year: 2019\n")
    process(root)
    page = root / "docs" / "x" / "other.md"
    assert f"{halves[0]}\n\n{between}\n\n{halves[1]}" in page.read_text("utf-8")
    edit(page, ("与上文无关", "与前文无关"))
    move = "  - {move: 某市与, through: 3个, before: 末段, cause: column-order, certainty: certain, reason: 错栏}\n"
    seed(root, text=text, yml="year: 2019\ncorrections:\n" + move)
    assert process(root) == []
    assert f"{halves[0]}{halves[1]}\n\n{between}\n\n末段讲别的事情，与前文无关。" in page.read_text("utf-8")


def test_of_long_sentences_a_conflict_shows_where_they_differ(root: Path) -> None:
    same = "全省引进高层次人才共计三百二十名并且全部落实了住房和子女入学等各项服务以及科研启动经费"
    text = f"第一章 人才\n\n第一节 引进\n\n{same}其中占三成的是归国人员{same}。\n"
    seed(root, text=text)
    process(root)
    edit(root / "docs" / "x" / "other.md", ("占三成", "约占三成"))
    seed(root, text=text, yml=corrections(("占三成", "占四成")))
    details = dict(next(problem for problem in process(root) if problem.code == "E114").details)
    # That is what is copied from a message to decide for it on the web.
    assert details["theirs"] == f"{same}其中占四成的是归国人员{same}。"
    shown = [str(details[side]) for side in ("base", "mine")]
    for text, words in zip(shown, ("其中占三成的", "其中约占三成的"), strict=True):
        assert words in text and len(text) < len(same)
        first, middle, last = text.split("…")
        assert (first, last) == ("", "") and middle in f"{same}{words}是归国人员{same}" and len(middle) <= 12 + 3 + 12


def test_a_reference_to_a_paragraph_that_was_rewritten_says_so(root: Path, page: Path) -> None:
    """Changed by more than half it is a new one, and its number is gone."""
    blocks = ingest(root).edition.reports[0].index.placed
    old = next(placed for placed in blocks.values() if "反映良好" in placed.text and not placed.is_heading)
    own = "本节的说明由编者另写，与原文各处都不相同，原先的数目请看附表。"
    edit(page, (old.text, own))
    (root / "docs/entities").mkdir(parents=True, exist_ok=True)
    entity = "---\ntitle: 培训班\ntype: 项目\n---\n\n效果很好。[x#{}]\n"
    (root / "docs/entities/class.md").write_text(entity.format(old.id), "utf-8")
    process(root)
    placed = next(one for one in ingest(root).edition.reports[0].order if one.text == own)
    (told,) = [problem for problem in ingest(root).problems if problem.code == "E203"]
    nearest = dict(told.details)["nearest"]
    assert isinstance(nearest, Phrase) and nearest.key == "reference-rewritten"
    assert dict(nearest.details)["own"] == f"x#{placed.id}"
    (root / "docs/entities/class.md").write_text(entity.format(placed.id), "utf-8")
    assert "E203" not in {problem.code for problem in ingest(root).problems}
