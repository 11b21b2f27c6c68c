"""A collection of many reports made at once: addresses, names for readers, topics of headings that say alike, one reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition import adding, founding
from annals.edition.founding import CannotFoundError, Founded, Wanted, found
from annals.edition.ingesting import Ingested, ingest
from annals.pages.citing import name_of
from annals.pages.shelf_pages import covers

SAID = {
    "云泽县": ("扎实推进果园全面改造", "加快沟渠联网建设", "守牢粮仓安全底线"),
    "雾山县": ("深入推进果园全面改造", "持续沟渠联网建设", "办好乡镇学堂"),
    "泉东县": ("果园全面改造", "抓实沟渠联网建设，守牢粮仓安全底线", "修缮古道驿站"),
    "石湾县": ("全力以赴果园全面改造", "提升集市服务水平", "坚决守牢粮仓安全底线"),
}
"""Reports of one year and series from four places, and how each words its headings."""


def text_of(place: str) -> str:
    """A report whose headings are its own, each above a sentence."""
    parts = [
        f"{number}、{title}\n\n全县完成任务{number}项。\n" for number, title in zip("一二三", SAID[place], strict=True)
    ]
    return f"2031年{place}工作报告\n\n2031年，各项工作平稳。\n\n" + "\n".join(parts)


def _made(folder: Path, places: dict[str, str]) -> tuple[Path, Founded, int]:
    """A collection of texts by place, what was said of it, and how often the whole of it was read."""
    files = []
    for place, text in places.items():
        files.append(folder / f"{place}.txt")
        files[-1].write_text(text, "utf-8")
    readings = []

    def counted(root: Path) -> Ingested:
        readings.append(root)
        return ingest(root)

    with pytest.MonkeyPatch.context() as patch:
        for module in (founding, adding):
            patch.setattr(module, "ingest", counted)
        founded = found(folder / "made", Wanted(title="各县工作报告"), files)
    return folder / "made", founded, len(readings)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founded, int]:
    return _made(tmp_path_factory.mktemp("founding"), {place: text_of(place) for place in SAID})


def test_a_file_named_in_chinese_gets_an_address_that_can_be_read(made: tuple[Path, Founded, int]) -> None:
    root, founded, _ = made
    assert [report for report, _ in founded.reports] == [
        "yun-ze-xian",
        "wu-shan-xian",
        "quan-dong-xian",
        "shi-wan-xian",
    ]
    assert {path.stem for path in (root / "seeds").glob("*.txt")} == {report for report, _ in founded.reports}


def test_reports_of_one_year_are_told_apart_by_their_files(made: tuple[Path, Founded, int]) -> None:
    edition = ingest(made[0]).edition
    assert edition.labels["yun-ze-xian"] == "2031（云泽县）" and edition.labels["shi-wan-xian"] == "2031（石湾县）"
    cited = {report.id: name_of(report, edition) for report in edition.reports}
    assert cited["wu-shan-xian"] == "各县工作报告：2031（雾山县）" and len({*cited.values()}) == len(SAID)


def test_what_editors_own_names_no_other_collection(made: tuple[Path, Founded, int]) -> None:
    """The licence of their words says how to name them; the tool's own edition is somebody else's."""
    own = [made[0] / name for name in ("LICENSE-CC-BY-4.0", "README.md", "mkdocs.yml", "docs/index.md")]
    texts = [path.read_text("utf-8") for path in own]
    assert 'name "各县工作报告",' in texts[0]
    assert not [text for text in texts if "Annals contributors" in text or "上海" in text]


def test_a_book_of_chapters_is_told_by_these_alone(tmp_path: Path) -> None:
    """Sections below several chapters begin anew: 第一节 among them says nothing."""
    text = "".join(f"第{n}章 水渠\n\n第一节 进展\n\n各村照办，按月报告。\n\n" for n in "一二三")
    (tmp_path / "seeds").mkdir()
    for name, raw in (("2031", text), ("2032", text[: text.index("第二章")] + "第二节 经费\n\n各村自筹。\n")):
        (tmp_path / "seeds" / f"{name}.txt").write_text(raw, "utf-8")
    told = {report.id: covers(report) for report in ingest(tmp_path).edition.reports}
    assert told == {"2031": "第一章、第二章、第三章", "2032": "第一章、第一节、第二节"}


def test_topics_are_what_headings_in_other_words_end_with(made: tuple[Path, Founded, int]) -> None:
    assert {topic.title: topic.reports for topic in made[1].topics} == {
        "果园全面改造": 4,
        "沟渠联网建设": 3,
        "守牢粮仓安全底线": 3,
    }


def test_the_headings_stand_on_the_pages_of_their_topics(made: tuple[Path, Founded, int]) -> None:
    """Though most around them belong to none, so that a word alone would leave them where they are."""
    pages = {path.relative_to(made[0] / "docs").as_posix() for path in (made[0] / "docs").glob("*/*.md")}
    assert {f"{report}/guo-yuan-quan-mian-gai-zao.md" for report, _ in made[1].reports} <= pages


def test_many_reports_are_read_as_often_as_few(made: tuple[Path, Founded, int], tmp_path: Path) -> None:
    assert made[2] == _made(tmp_path, {"云泽县": text_of("云泽县")})[2]


def test_a_long_title_makes_a_short_address_and_two_alike_make_two(tmp_path: Path) -> None:
    name = "云泽县关于推进果园全面改造和沟渠联网建设工作情况的报告"
    _, founded, _ = _made(tmp_path, {f"{name}甲": text_of("云泽县"), f"{name}乙": text_of("雾山县")})
    first, second = (report for report, _ in founded.reports)
    assert len(first) <= 32 and second == f"{first}-2" and not first.endswith("-")


def test_a_report_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotFoundError):
        _made(tmp_path, {"云泽县": text_of("云泽县"), "雾山县": "\n \n"})
    assert not (tmp_path / "made").exists()


UNDATED = {
    "潮汐观测": ("推进渔港共同繁荣", "扩大滩涂养殖", "修订航道图册"),
    "堤防检视": ("促进渔港共同繁荣", "稳步扩大滩涂养殖", "重绘航道图册"),
    "灯塔名录": ("持续推进渔港共同繁荣", "适度扩大滩涂养殖", "补充航道图册"),
    "航标手记": ("全力促进渔港共同繁荣", "有序扩大滩涂养殖", "补齐浮标"),
}
"""Texts that name no year, by title."""


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founded, int]:
    def text(title: str) -> str:
        parts = [f"{n}、{said}\n\n全县完成任务。\n" for n, said in zip("一二三", UNDATED[title], strict=True)]
        return f"# {title}研究报告\n\n各项工作平稳。\n\n" + "\n".join(parts)

    return _made(tmp_path_factory.mktemp("undated"), {title: text(title) for title in UNDATED})


def test_a_topic_does_not_begin_in_the_middle_of_a_word(undated: tuple[Path, Founded, int]) -> None:
    """推进 and 促进 end alike, and 进渔港共同繁荣 is nothing."""
    assert {topic.title for topic in undated[1].topics} == {"渔港共同繁荣", "扩大滩涂养殖", "航道图册"}


def test_a_report_without_a_year_is_cited_by_its_title(undated: tuple[Path, Founded, int]) -> None:
    edition = ingest(undated[0]).edition
    cited = {name_of(report, edition) for report in edition.reports}
    assert cited == {f"各县工作报告：{title}研究报告" for title in UNDATED}


def test_a_title_that_says_which_report_it_is_says_it_once(
    made: tuple[Path, Founded, int], undated: tuple[Path, Founded, int]
) -> None:
    dated = (made[0] / "docs" / "yun-ze-xian" / "index.md").read_text("utf-8")
    assert "title: 2031年云泽县工作报告\n" in dated
    plain = (undated[0] / "docs" / "deng-ta-ming-lu" / "index.md").read_text("utf-8")
    assert "title: 灯塔名录研究报告\n" in plain


def test_the_parts_of_a_volume_are_no_topics(tmp_path: Path) -> None:
    """Sixty chapters, each its own: the first fourteen would say nothing of the rest."""
    names = [f"{a}{b}渠" for a in "甲乙丙丁戊己庚辛" for b in "东南西北上中下前"][:60]
    chapters = [f"# {name}志\n\n{name}长达三里，两岸种树。\n" for name in names]
    _, founded, _ = _made(tmp_path, {"水渠汇编": "\n".join(chapters)})
    assert founded.topics == ()


@pytest.mark.parametrize("folder", ["docs/甲", "seeds", "site/甲/乙", "又一套"])
def test_no_collection_is_made_inside_the_folders_of_another(tmp_path: Path, folder: str) -> None:
    other = tmp_path / "一套"
    (other / "docs").mkdir(parents=True)
    (other / "mkdocs.yml").write_text("site_name: 甲\n", "utf-8")
    if folder == "又一套":
        assert found(other / folder, Wanted(title="乙")).reports == ()
        return
    with pytest.raises(CannotFoundError) as refused:
        found(other / folder, Wanted(title="乙"))
    assert (refused.value.key, refused.value.values["other"]) == ("new_in_another", str(other.resolve()))
    assert sorted(path.name for path in other.iterdir()) == ["docs", "mkdocs.yml"]
