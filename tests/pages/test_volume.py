"""A volume in parts: every address of it leads on, whatever was added, edited and moved since it was first published.

Where the parts begin is computed here from the raw text, by other means than the program's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.bench.prose import place
from tests.bench.volumes import volume
from tests.support.browsing import serving
from tests.support.open_data import ledger
from tests.support.published import report_data
from tests.support.records import forget
from tests.support.stories import codes, run

NAME = "v2031"
TORN = ("据不完全统计，" * 60 + "这一年由省科技部门会同有关单位组织", "实施的事项都按期完成，没有一项延误。")
NOTE = "> **编者注** 这一页有人看过。"
WORD = "，编者在这里添了半句话，说明数字的来历和口径"


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The site of a volume, its folder, its raw lines; `before` are the addresses that it had when it was half as long."""

    site: Path
    root: Path
    lines: tuple[str, ...]
    before: tuple[str, ...]

    def page(self, name: str) -> str:
        return (self.site / NAME / name).read_text("utf-8")

    def cuts(self) -> list[tuple[int, int]]:
        """The first and last raw line of each part."""
        found, first, size = [], 1, 0
        for number, line in enumerate(self.lines, 1):
            blank_behind = size >= 20_000 and not line.strip()
            size += len(line) + 1
            if blank_behind or size >= 22_000:
                found.append((first, number))
                first, size = number + 1, 0
        return [*found, (first, len(self.lines))] if first <= len(self.lines) else found


def raw_text() -> str:
    """Fifteen chapters; the first cut falls between two halves of a sentence, the second inside a table."""
    lines = volume(place(0), 2031, 43_000, 15).text.split("\n")
    rows = ["| 名称 | 数 | 说明 |", "| --- | --- | --- |"]
    rows += [
        f"| 第{n}号项目 | {n}.5 | 这一项由承担单位按计划书逐条落实，经费专款专用，年内通过验收 |" for n in range(80)
    ]
    found: list[str] = []
    size, left = 0, [(19_700, [TORN[0], "", "\f" + TORN[1], ""]), (19_500 + 20_200, [*rows, ""])]
    for at, line in enumerate(lines):
        plain = at and not lines[at - 1] and line[-1:] == "。"
        if left and size > left[0][0] and plain:
            found += left.pop(0)[1]
        found.append(line)
        size = sum(map(len, found)) + len(found)
    assert not left
    return "\n".join(found)


def edited(root: Path) -> None:
    """An editor adds half a sentence and a note on the third page of `other`, and takes a chapter to the second."""
    folder = root / "docs" / NAME
    second, third = sorted(folder.glob("other-l*.md"), key=lambda path: int(path.stem.split("-l")[1]))[:2]
    chapters = third.read_text("utf-8").split("\n## ")
    moved = chapters.pop(1)
    chapters[1] = re.sub(r"([^\n。#|>]{40,})。\n", lambda match: f"{match[1]}{WORD}。\n", chapters[1], count=1)
    third.write_text("\n## ".join(chapters).rstrip("\n") + f"\n\n{NOTE}\n", "utf-8")
    second.write_text(second.read_text("utf-8").rstrip("\n") + f"\n\n## {moved.rstrip()}\n", "utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    root = tmp_path_factory.mktemp("volume")
    (root / "seeds").mkdir()
    seed, text = root / "seeds" / f"{NAME}.txt", raw_text()
    seed.write_bytes(text[: text.index("第十章")].encode())
    carry_out(root, ingest(root).writes)
    edited(root)
    register = root / "seeds/.base" / f"{NAME}.addresses"
    before = tuple(register.read_text("utf-8").splitlines())
    seed.write_bytes(text.encode())
    forget(root, NAME)
    built = run(root)
    assert not [code for code in codes(built) if code[0] in "EW"], codes(built)
    return Volume(site=root / "site", root=root, lines=tuple(text.removesuffix("\n").split("\n")), before=before)


def ids(text: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', text))


def part_names(whole: str, count: int) -> list[str]:
    return [f"{whole}.html", *(f"{whole}-{number}.html" for number in range(2, count + 1))]


def test_parts_begin_where_the_raw_text_alone_says(grown: Volume) -> None:
    cuts = grown.cuts()
    assert len(cuts) >= 3
    assert not grown.lines[cuts[0][1] - 1].strip(), "behind a blank line"
    assert grown.lines[cuts[1][1] - 1].startswith("| 第"), "inside the table"
    for name, (first, last) in zip(part_names("raw", len(cuts)), cuts, strict=True):
        numbers = [int(found) for found in re.findall(r'id="n(\d+)"', grown.page(name))]
        assert numbers == list(range(first, last + 1)), name
    assert not (grown.site / NAME / f"raw-{len(cuts) + 1}.html").exists()
    assert not (grown.site / NAME / f"full-{len(cuts) + 1}.html").exists()


def listed(text: str) -> list[tuple[int, str]]:
    """The list of parts on a first page: the first line of each, and its address."""
    return [(int(line), name) for name, line in re.findall(r'<a href="([^"]+)" data-line="(\d+)"', text)]


@pytest.mark.parametrize("whole", ["full", "raw"])
def test_the_first_part_leads_every_address_on(grown: Volume, whole: str) -> None:
    """Whatever was ever registered of the report's text, and every line of it."""
    parts = listed(grown.page(f"{whole}.html"))
    assert parts == list(zip((first for first, _ in grown.cuts()), part_names(whole, len(parts)), strict=True))
    there = {name: ids(grown.page(name)) for _, name in parts}
    data = report_data(grown.site, NAME)
    names = {item["id"] for item in (*data["blocks"], *data["sections"])}
    register = (grown.root / "seeds/.base" / f"{NAME}.addresses").read_text("utf-8")
    names |= set(re.findall(r"#(.+)", register))
    lost = []
    for name in names:
        line = re.match(r"(?:l|[hs]-)(\d+)", name)
        if line is not None:
            part = [address for first, address in parts if first <= int(line[1])][-1]
            lost += [name] if name not in there[part] else []
    assert len(names) > 300
    assert lost == []


def test_what_is_joined_over_a_cut_leads_on_from_its_own_line(grown: Volume) -> None:
    line = next(number for number, text in enumerate(grown.lines, 1) if text.endswith(TORN[1]))
    assert grown.cuts()[1][0] <= line
    first = next(number for number, text in enumerate(grown.lines, 1) if text == TORN[0])
    assert f'<li id="l{line}"><a href="full.html#l{line}">' in grown.page("full-2.html")
    assert TORN[0][-6:] + TORN[1][:6] in re.sub(r"<[^>]+>", "", grown.page("full.html"))
    assert {f"l{first}", f"l{line}"} <= ids(grown.page("full.html"))


def test_a_table_goes_on_without_another_head(grown: Volume) -> None:
    third = grown.page("full-3.html")
    row = next(text for text in third.split("<tr")[1:])
    assert "<th" not in row.split("</tr>")[0] and "<td" in row
    assert "<th" in grown.page("full-2.html")


def test_no_address_is_lost_and_editors_words_stay(grown: Volume) -> None:
    pages: dict[str, set[str]] = {}
    for address in grown.before:
        page, _, anchor = address.partition("#")
        assert (grown.site / page).is_file(), address
        if anchor:
            pages.setdefault(page, ids((grown.site / page).read_text("utf-8")))
            assert anchor in pages[page], address
    second, third = sorted((grown.root / "docs" / NAME).glob("other-l*.md"), key=lambda p: int(p.stem.split("-l")[1]))[
        :2
    ]
    assert WORD in third.read_text("utf-8") and NOTE in third.read_text("utf-8")
    data = report_data(grown.site, NAME)
    heads = [
        item for item in data["sections"] if item["level"] == 1 and item["url"].startswith(f"{NAME}/{third.stem}.")
    ]
    moved = [
        item for item in data["sections"] if item["url"] == f"{NAME}/{second.stem}.html#{third.stem.split('-')[1]}"
    ]
    assert heads and len(moved) == 1, "the chapter that the editor took along stands where it was put"


def test_our_own_links_lead_to_the_right_part(grown: Volume) -> None:
    there = {path.name: ids(path.read_text("utf-8")) for path in (grown.site / NAME).glob("*.html")}
    links = [
        (path.name, target or path.name, anchor)
        for path in (grown.site / NAME).glob("*.html")
        for target, anchor in re.findall(r'href="((?:full|raw)[^"#/]*\.html)?#([^"]+)"', path.read_text("utf-8"))
    ]
    assert sum(target.startswith("raw-") for _, target, _ in links) > 100
    assert sum(target.startswith("full-") for _, target, _ in links) > 100
    assert [link for link in links if link[2] not in there[link[1]] and link[2] != "annals-main"] == []


def test_the_contents_hold_every_heading_folded(grown: Volume) -> None:
    text = grown.page("index.html")
    data = report_data(grown.site, NAME)["sections"]
    linked = re.findall(r'<li class="annals-level-\d[^>]*><a href="([^"]+)"', text)
    assert linked == [item["url"].removeprefix(f"{NAME}/") for item in data]
    assert text.count('<details class="annals-heads">') == sum(item["level"] == 1 for item in data) - 1


def test_no_page_passes_its_bound(grown: Volume) -> None:
    for path in (grown.site / NAME).glob("*.html"):
        most = 450_000 if re.match("full|raw", path.name) else 150_000
        assert path.stat().st_size <= most, path.name
    assert all(path.stat().st_size <= 60_000 for path in (grown.root / "docs" / NAME).glob("*.md"))
    assert len(ledger(grown.site, NAME)) > 3


@pytest.fixture(scope="module")
def address(grown: Volume) -> Iterator[str]:
    with serving(grown.site) as found:
        yield found


def test_a_browser_goes_to_the_part(grown: Volume, address: str, browser: Browser) -> None:
    line = next(number for number, text in enumerate(grown.lines, 1) if text.startswith("第十五章"))
    page = browser.new_page()
    for at, name in (
        ("full.html", f"l{line}"),
        ("raw.html", f"n{line}"),
        ("full-2.html", f"l{line}"),
        ("raw-2.html", "n1"),
    ):
        page.goto(f"{address}{NAME}/{at}#{name}")
        page.wait_for_function("name => document.getElementById(name)", arg=name)
        assert page.url.endswith(f"#{name}")
        assert not page.url.endswith(f"{at}#{name}")
    page.goto(f"{address}{NAME}/full.html#l{len(grown.lines) + 50}")
    page.wait_for_url(f"**/full-{len(grown.cuts())}.html#*")
    page.close()
