"""What search tells before its results, walked in the frozen site's files: no value without its year and the words it was
read from, none that an editor wrote is missing. What should be told is read from the editors' front matter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from annals.model import Comparable
from annals.pages.yearly import YearCell, YearRow, YearValue
from annals.site.search.files import Beside, search_files
from annals.site.search.index import Home
from annals.site.search.page import Block
from tests.support.open_data import Data
from tests.support.searching import read_value

COMPARED = {0: "", 1: "partly", 2: "no"}
SILENT = {0: "", 1: "未写", 2: "未登记", 3: "暂不列出"}

Told = dict[str, dict[str, dict[int, Any]]]
"""The cells of each row by page, label and year: [silence, values not shown, values]."""


@pytest.fixture(scope="module")
def told(site: Path) -> Told:
    found: Told = {}
    for path in (site / "search").glob("y*.js"):
        for _, url, _, _, rows, _ in read_value(path.read_text("utf-8")):
            found[url] = {row[0]: {year: rest for year, *rest in row[5]} for row in rows}
    return found


def values(told: Told) -> list[tuple[int, list[Any]]]:
    return [
        (year, [*value, *[""] * (7 - len(value))])
        for rows in told.values()
        for cells in rows.values()
        for year, (_, _, found) in cells.items()
        for value in found
    ]


def fronts(edition: Path, folder: str) -> dict[str, dict[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        for path in sorted((edition / "docs" / folder).glob("*.md"))
        if path.stem != "index"
    }


def test_every_value_leads_to_the_words_it_was_read_from(data: Data, told: Told) -> None:
    assert len(values(told)) > 120
    for _, (value, href, found, *_) in values(told):
        place = urlsplit(href)
        assert (found or value) in data.page(place.path).text(place.fragment), (value, href)


def test_every_row_leads_to_its_table(site: Path) -> None:
    for path in (site / "search").glob("y*.js"):
        for _, url, _, _, rows, _ in read_value(path.read_text("utf-8")):
            html = (site / url).read_text("utf-8")
            for anchor in {row[3] for row in rows}:
                assert f'id="{anchor}"' in html


def test_every_point_of_an_indicator_is_told_with_its_year(edition: Path, told: Told) -> None:
    for slug, front in fronts(edition, "indicators").items():
        rows = told[f"indicators/{slug}.html"]
        titles = {one["id"]: f"{one['title']}（{one['unit']}）" for one in front["measures"]}
        assert list(rows) == list(titles.values())
        for point in front["points"]:
            year = int(re.findall(r"\d{4}", str(point["period"]))[-1])
            _, _, found = rows[titles[point["measure"]]][year]
            (value,) = [one for one in found if one[0] == point["printed"]]
            given = point.get("break", "")
            key = next(iter(given)) if isinstance(given, dict) else str(given).partition(":")[0]
            compared = COMPARED[value[3] if len(value) > 3 else 0]
            assert compared == {False: "no"}.get(key, key), point
            # Where a row breaks every number says what is counted.
            if any(len(one) > 3 and one[3] for cell in rows[titles[point["measure"]]].values() for one in cell[2]):
                assert value[5] == point["scope"]


def test_every_statement_of_an_edition_is_told_with_its_year(edition: Path, told: Told) -> None:
    names = {
        "ordinal": "届次",
        "start": "日期",
        "theme": "主题",
        "host_country": "主宾国",
        "host_province": "主宾省（市）",
    }
    count = 0
    for slug, front in fronts(edition, "entities").items():
        for given in front.get("editions", ()):
            rows = told[f"entities/{slug}.html"]
            for field, name in names.items():
                if field in given:
                    assert rows[name][given["year"]][2], (slug, given["year"], field)
                    count += 1
            for figure in given.get("figures", ()):
                assert figure["value"] in [one[0] for one in rows[figure["what"]][given["year"]][2]]
                count += 1
    assert count > 100


def test_what_is_not_told_says_why(told: Told) -> None:
    """Read in the reports: of the guest countries of 2011 and 2012 nothing is written; figures are recorded as they come."""
    forum = told["entities/pujiang-innovation-forum.html"]
    guests = {year: SILENT[cell[0]] or cell[2][0][0] for year, cell in forum["主宾国"].items()}
    assert guests == {2023: "巴西", 2022: "荷兰", 2017: "丹麦", 2012: "未写", 2011: "未写"}
    assert SILENT[forum["专题论坛数"][2012][0]] == "未登记"
    dates = {year: cell[2][0][0] for year, cell in forum["日期"].items()}
    assert dates[2011] == "9月24—25日" and dates[2012] == "11月3—4日"
    contracts = told["indicators/technology-contracts.html"]["技术合同成交额（亿元）"]
    assert [(year, SILENT[cell[0]]) for year, cell in contracts.items() if cell[0]] == [
        (2023, "未写"),
        (2017, "未写"),
        (2012, "未写"),
    ]
    assert contracts[2011][2][0][4] == "1—11月"


def test_files_stay_small_however_many_there_are() -> None:
    """Of a thousand events with a century each: files of a few kilobytes, and the first file knows but their names."""
    value = YearValue(value="甲国", href="2031/other.html#l9", found="甲国", comparable=Comparable.YES)
    cells = tuple(YearCell(year=2100 - n, values=(value,)) for n in range(12))
    row = YearRow(
        label="主宾国", series="main", name="", anchor="editions", forms=(("主宾国",), (), ()), cells=cells, older=True
    )
    homes = [Home(url=f"entities/n{n}.html", title=f"第{n}号论坛", blocks=(), kind="entity") for n in range(1000)]
    kinds = (("entity", "条目"),)
    files = search_files(homes, (), kinds, beside=Beside(rows={home.url: (row,) * 4 for home in homes}))
    sizes = {path: len(text.encode()) for path, text in files.items()}
    assert max(size for path, size in sizes.items() if "/y" in path) < 8_000
    assert sizes["search/index.js"] - len(search_files(homes, (), kinds)["search/index.js"].encode()) < 8_000


def test_printed_pages_stay_small_however_many_there_are() -> None:
    homes = [
        Home(
            url=f"{report}/a.html",
            title=f"{report}年",
            blocks=tuple(Block(anchor=f"l{n}", heading="", text=f"第{n}件事做完了。") for n in range(300)),
            kind="report",
        )
        for report in range(2000, 2040)
    ]
    leaves = {
        (home.url, block.anchor): (str(int(block.anchor[1:]) // 3 + 1),) for home in homes for block in home.blocks
    }
    files = search_files(homes, (), (("report", "报告"),), beside=Beside(leaves=leaves))
    own = {path: text for path, text in files.items() if path.startswith("search/l")}
    assert len(own) > 3 and max(len(text.encode()) for text in own.values()) < 8_000
