"""A collection of many reports made at once: addresses, names for readers, topics of headings that say alike, one reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition import adding, founding
from annals.edition.founding import CannotFoundError, Founded, Wanted, found
from annals.edition.ingesting import Ingested, ingest

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
    labels = ingest(made[0]).edition.labels
    assert labels["yun-ze-xian"] == "2031（云泽县）" and labels["shi-wan-xian"] == "2031（石湾县）"


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
