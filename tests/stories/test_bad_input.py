"""Input that is no report, alone, beside good reports and all together: one clear sentence each,
never a traceback, everything else built; nothing in a report ever becomes live."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annals.check.telling import as_text
from annals.edition.building import ingest
from annals.edition.unchanged import Built
from tests.support.places import STRANGE
from tests.support.stories import RAW, run
from tests.support.words import LEXICON

GOOD = RAW.encode()


def headings(count: int) -> bytes:
    return "\n\n".join(f"第{i}节 标题{i}\n\n2019年，内容{i}。" for i in range(count)).encode()


def brackets(count: int) -> bytes:
    return ("2019年，2019年" + "（" * count + "[" * count + "**" * count + "(" * count + "。").encode()


# Small enough to come up in several tests; `make soak` has them ten times as large.
BAD: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["W102"]),
    "blank": (b"\n \n\t\n\n", ["W101"]),
    "binary": (bytes(range(256)) * 40, ["E102"]),
    "cut-short": (GOOD[:-3] + b"\xe5\x9c", ["E102"]),
    "gb18030": (RAW.encode("gb18030"), ["N102", "N103"]),
    "utf16": (RAW.encode("utf-16"), ["N102", "N103"]),
    "no-year": ("第一节 总则\n\n各地认真落实部署。会议召开。\n".encode(), ["N103", "W101"]),
    "two-years": (
        "第一节 总则\n\n2018年开工。2019年建成。2018年投资3亿元，2019年投资5亿元。\n".encode(),
        ["N103", "W101"],
    ),
    "control": (RAW.replace("人才引进", "人\x00才\x07引\x1b进").encode(), ["N103"]),
    "long-line": (("甲" * 300_000 + "\n2019年，2019年。").encode(), ["E109"]),
    "headings": (headings(150), ["N103"]),
    "deep-list": (("2019年，2019年。\n\n" + "\n".join("  " * i + f"- 条目{i}" for i in range(200))).encode(), []),
    "brackets": (brackets(2_000), []),
    "only-marks": (b"# \n## \n- \n> \n***\n---\n| |\n", ["W101"]),
    "live": (
        (
            "第一节 <script>alert(1)</script> “安全”\n\n2019年，<img src=x onerror=alert(2)>与<svg/onload=alert(3)>。"
            '[点此](javascript:alert(4))，{{ config.site_name }}，{% raw %}，2019年。\n\n--8<-- "mkdocs.yml"\n\n'
            '<iframe src="http://example.org"></iframe>\n\n&lt;b&gt;粗&lt;/b&gt; ${7*7} <!-- 注 --> ]]> <div markdown="1">\n\n'
            "![图](http://example.org/a.png) ::: admonition !!! note\n"
        ).encode(),
        ["N103"],
    ),
}
NAMES = ["年报 2019.txt", "报告#1.txt", "a&b.txt", "引“号”.txt", "emoji😀.txt", "quote'.txt"]


def every_code(built: Built) -> list[str]:
    return sorted(problem.code for problem in built.problems)


def builds(root: Path, raw: bytes, expected: list[str]) -> None:
    (root / "seeds" / "bad.txt").write_bytes(raw)
    assert every_code(run(root)) == expected
    assert (root / "site" / "index.html").is_file()


@pytest.mark.parametrize("kind", BAD)
def test_alone(kind: str, root: Path) -> None:
    """What is told of it; its pages are rendered among the others below."""
    raw, expected = BAD[kind]
    (root / "seeds" / "bad.txt").write_bytes(raw)
    found = ingest(root)
    assert sorted(problem.code for problem in found.problems) == expected
    assert len(found.edition.reports) == (not {"E102", "E109", "W102"} & set(expected))


@pytest.mark.parametrize("kind", ["empty", "binary", "only-marks"])
def test_a_site_stands_though_nothing_else_is_there(kind: str, root: Path) -> None:
    builds(root, *BAD[kind])


def test_all_together_beside_good_reports(root: Path) -> None:
    (root / "seeds" / "good.txt").write_bytes(GOOD)
    for kind, (raw, _) in BAD.items():
        (root / "seeds" / f"{kind}.txt").write_bytes(raw)
    for name in NAMES:
        (root / "seeds" / name).write_bytes(GOOD + f"记于{name}。".encode())
    (root / "seeds" / "twin.txt").write_bytes(GOOD)
    (root / "outside.txt").write_bytes(GOOD)
    (root / "seeds" / "link.txt").symlink_to(root / "outside.txt")
    (root / "seeds" / "folder.txt").mkdir()
    built = run(root)
    expected = Counter(code for _, wanted in BAD.values() for code in wanted)
    expected += Counter({"N103": len(NAMES) + 2, "W105": len(NAMES), "W106": 1, "W103": 1})
    assert Counter(every_code(built)) == expected
    for report in ("good", "twin"):
        assert "引进高层次人才320名" in (root / "site" / report / "full.html").read_text("utf-8")
    again = run(root)
    assert not again.rendered and every_code(again) == every_code(built)


def test_every_message_is_one_sentence_with_place_and_cure(root: Path) -> None:
    for kind, (raw, _) in BAD.items():
        (root / "seeds" / f"{kind}.txt").write_bytes(raw)
    for problem in ingest(root).problems:
        for lang in ("zh", "en"):
            text = as_text(problem, lang)
            assert text.startswith("seeds/") and "{" not in text and "Traceback" not in text, text
            assert len(text.split("\n")) >= 2, text


def test_nothing_in_a_report_becomes_live(root: Path) -> None:
    (root / "seeds" / "live.txt").write_bytes(BAD["live"][0])
    run(root)
    for path in (root / "site").rglob("*.html"):
        html = path.read_text("utf-8")
        article = html[html.find("<article") : html.find("</article>")]
        assert "alert(1)</script>" not in html.replace("&lt;", ""), path
        assert not re.search(r"<(?:script|iframe|img|svg|object|embed)[^>]*(?:alert|example\.org)", html), path
        assert not re.search(r"href=[\"']?javascript:", html), path
        assert "<iframe" not in article
    full = (root / "site" / "live" / "full.html").read_text("utf-8")
    assert "{{ config.site_name }}" in full and "--8&lt;--" in full and "&lt;script&gt;alert(1)&lt;/script&gt;" in full
    title = re.search(r"<title>(.*?)</title>", (root / "site" / "live" / "index.html").read_text("utf-8"), re.DOTALL)
    assert title and "<script" not in title.group(1)


def test_two_reports_of_one_year_keep_apart(root: Path) -> None:
    (root / "seeds" / "js.txt").write_bytes(GOOD)
    (root / "seeds" / "zj.txt").write_bytes(GOOD + "2019年，另一省的报告。\n".encode())
    assert every_code(run(root)) == ["N103", "N103"]
    home = (root / "site" / "index.html").read_text("utf-8")
    assert "2019（js）" in home and "2019（zj）" in home


def test_work_grows_with_size_not_with_its_square() -> None:
    """Counted, not timed: the calls that cleaning and structure make on twice and four times the
    text. A quadratic rule would make sixteen times the calls."""
    import sys

    from annals.clean.cleaning import clean_source
    from annals.clean.read import read_source
    from annals.structure.document import document_of

    raw = (STRANGE / "raw" / "no-hashes-long.txt").read_text("utf-8")[:10_000].encode()

    def calls(times: int) -> int:
        count = 0

        def tally(frame: Any, event: str, arg: Any) -> None:
            nonlocal count
            count += 1

        source = read_source("x", raw * times)
        sys.setprofile(tally)
        try:
            document_of(clean_source(source, LEXICON)[0], LEXICON)
        finally:
            sys.setprofile(None)
        return count

    assert calls(4) < 6 * calls(1)
