"""The invented editions are what they are said to be, and always the same."""

from __future__ import annotations

import doctest
import random
import re
from pathlib import Path

import yaml

from tests.bench import prose, volumes
from tests.bench.many import write_many
from tests.bench.report_changes import correction


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_is_the_same_in_a_larger_edition(tmp_path: Path) -> None:
    for folder, reports in (("small", 3), ("large", 5), ("again", 5)):
        write_many(tmp_path / folder, reports, 3000)
    small, large = _texts(tmp_path / "small"), _texts(tmp_path / "large")
    assert large == _texts(tmp_path / "again")
    seeds = {name for name in small if name.startswith("seeds/")}
    assert len(seeds) == 6 and all(small[name] == large[name] for name in seeds)


def test_a_report_has_its_sections_and_its_corrections_fit(tmp_path: Path) -> None:
    write_many(tmp_path, 2, 10_000)
    for path in sorted((tmp_path / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        assert 9_000 < len(text) < 11_000
        assert len(re.findall(r"(?m)^第[一二三四五六七八九十]节 ", text)) == 10
        assert re.search(r"(?m)^\| 指标 \|", text) and re.search(r"(?m)^专栏1 ", text) and "\n— 2 —\n" in text
        corrections = yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))["corrections"]
        assert len(corrections) == 4
        for one in corrections:
            assert text.count(one.get("replace") or one["flag"]) == 1


def test_a_correction_is_recorded_where_the_yml_is_gone_too(tmp_path: Path) -> None:
    """Of a report that was deleted a chance may take back the raw text alone."""
    write_many(tmp_path, 1, 1500)
    (raw,) = (tmp_path / "seeds").glob("*.txt")
    raw.with_suffix(".yml").unlink()
    assert correction(random.Random(1), tmp_path, 1) == raw.with_suffix(".yml").name
    (one,) = yaml.safe_load(raw.with_suffix(".yml").read_text("utf-8"))["corrections"]
    assert raw.read_text("utf-8").count(one["replace"]) == 1


def test_quotations_stand_in_the_lines_they_name(tmp_path: Path) -> None:
    write_many(tmp_path, 8, 10_000)
    found = 0
    for path in (tmp_path / "docs" / "entities").glob("*-forum.md"):
        for row in yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["editions"]:
            for key in ("ordinal", "start", "theme"):
                report, line = row[key]["block"].split("#l")
                lines = (tmp_path / "seeds" / f"{report}.txt").read_text("utf-8").split("\n")
                assert row[key]["quote"] in lines[int(line) - 1]
                found += 1
    assert found == 24


def test_a_volume_has_its_chapters() -> None:
    text = volumes.volume(prose.place(0), 2001, 200_000, 300).text
    assert 190_000 < len(text) < 260_000
    chapters = re.findall(r"(?m)^第(.{1,6})章 (.+)$", text)
    assert [number for number, _ in chapters] == [volumes.numeral(number + 1) for number in range(300)]
    assert len({title for _, title in chapters}) == 300
    assert len(re.findall(r"(?m)^第[一二三]节 ", text)) == 900
    assert text.count("| 指标 |") == 150 and "\n— 90 —\n" in text and "②" in text


def test_the_examples_run() -> None:
    for module in (prose, volumes):
        failed, attempted = doctest.testmod(module)
        assert attempted and not failed
