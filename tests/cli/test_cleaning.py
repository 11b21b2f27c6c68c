"""clean: one file in order, or a folder; its ledger; what befalls the files that it is given."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annals.clean.read import decode
from annals.clean.replaying import replay, undo
from annals.cli.group import main
from annals.edition.tidying import Tidied, tidy
from annals.markdown.read import Reader, read_blocks
from annals.model import Certainty, Entry, Op, Safety
from tests.support.mishaps import Mishap, read_mishaps
from tests.support.places import REPO, REPORTS, STRANGE, raw_file
from tests.support.small_folder import RAW, folder
from tests.support.words import LEXICON

KINDS = sorted((STRANGE / "raw").glob("*.txt"))
MISHAPS = read_mishaps(Path(__file__).with_name("clean.md"))


def call(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(main, ["clean", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert "Traceback" not in done.output
    return done


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where nobody keeps an edition."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def tidied(path: Path, raw: bytes | None = None) -> Tidied:
    return tidy(path.name, path.read_bytes() if raw is None else raw, LEXICON, Reader())


# --- one file ------------------------------------------------------------------------------


def test_the_example_of_the_readme(elsewhere: Path) -> None:
    section = (REPO / "README.md").read_text("utf-8").partition("## Only one file in order")[2].partition("\n## ")[0]
    given, command, made = (
        re.sub(r"^    ", "", block, flags=re.MULTILINE).strip("\n") + "\n"
        for block in re.findall(r"(?:^(?:    .*)?\n)+", section, re.MULTILINE)
        if block.strip()
    )
    assert len(given.rstrip().split("\n")) == 10
    words = command.split()
    (elsewhere / words[3]).write_text(given, "utf-8")
    assert words[2] == "clean" and call(*words[3:]).exit_code == 0
    assert (elsewhere / words[5]).read_text("utf-8") == made


def test_what_is_printed_is_what_is_written_and_the_rest_is_told_aside(tmp_path: Path) -> None:
    raw, text = tmp_path / "年报.txt", RAW + "\n全年经 费 增 长，势头良好。\n"
    raw.write_bytes(text.encode("gb18030"))
    printed, written = call(raw), call(raw, "-o", tmp_path / "new" / "out.md")
    assert printed.exit_code == written.exit_code == 0
    assert (tmp_path / "new/out.md").read_text("utf-8") == printed.stdout
    assert written.stdout == "" and printed.stderr == written.stderr
    assert "年报.txt：编码 gb18030" in printed.stderr and "改动：" in printed.stderr
    assert raw.read_bytes() == text.encode("gb18030")
    quiet = call(raw, "-q")
    assert (quiet.stdout, quiet.stderr) == (printed.stdout, "")
    assert "headings" in call(raw, "--lang", "en").stderr


@pytest.mark.parametrize("path", [*map(raw_file, REPORTS[2:]), *KINDS[::4]], ids=lambda path: path.stem)
def test_cleaned_once_it_stays(path: Path) -> None:
    once = tidied(path)
    again = tidied(path, once.markdown.encode())
    assert again.markdown == once.markdown
    assert again.same and not again.ledger
    levels = [block.level for block in read_blocks(once.markdown) if block.level]
    assert min(levels, default=1) == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (r"""# 渔港

泊位名录\[12\]见第 3\~7 页,表名port\_list，带\*的停用。

水深 $\frac{a}{b}_{i}$ 按年测量[3]。
""", r"名录\[12\]见第3~7页，表名port\_list，带\*的"),
        ("""# 渔港

| 泊位 | 深&#124;宽（米） |
| --- | --- |
| 北港 | 7.1&#124;32 |
| 南港 | 6.4&#124;28 |
""", "| 北港 | 7.1&#124;32 |"),
        ("""# 渔港

码头在整修之后可以停靠的船只比上一年增加许多，主要是因为航道经过疏浚，

# 表2 泊位的水深

Tab. 2 Depth of the berths

| 泊位 | 水深 |
| --- | --- |
| 北港 | 7.1 |

水深已经与外港相同。
""", "Tab. 2 Depth of the berths"),
        ("# 渔港\n\n名录为：（北港，1），(南港，1)" + ",(新港，1)" * 20 + "。\n", "（新港，1），（新港，1）"),
    ],
)  # fmt: skip
def test_what_was_written_is_read_back(text: str, kept: str) -> None:
    once = tidied(Path("a.md"), text.encode())
    again = tidied(Path("a.md"), once.markdown.encode())
    assert kept in once.markdown
    assert again.markdown == once.markdown
    assert undo(replay(text, once.ledger), once.ledger) == text


def test_what_one_edit_leaves_to_the_next_is_done_too() -> None:
    """A colon behind a bracket is Chinese once the bracket is."""
    once = tidied(Path("x.md"), "# 甲类\n\n## 乙种\n\n各项指标合起来，得到式(8):\n".encode())
    assert once.markdown.endswith("得到式（8）：\n")
    assert tidied(Path("x.md"), once.markdown.encode()).same


@pytest.mark.soak
@pytest.mark.parametrize("path", [*map(raw_file, REPORTS), *KINDS], ids=lambda path: path.stem)
def test_cleaned_once_all_stay(path: Path) -> None:
    once = tidied(path)
    assert tidied(path, once.markdown.encode()).markdown == once.markdown


@pytest.mark.parametrize(
    ("text", "made"),
    [
        # Marks that the numbers gainsay are no order, and words that cleaning would change are none.
        ("# 1.1 甲类\n\n## 1.2 乙类\n\n## 1.2.1 丙种\n", "# 1.1 甲类\n\n# 1.2 乙类\n\n## 1.2.1 丙种\n"),
        ("# 一、甲类\n\n# （一）乙种\n", "# 一、甲类\n\n## （一）乙种\n"),
        ("# 甲类\n\n## 乙种\n\n全年经 费 增 长，势头良好。\n", "# 甲类\n\n## 乙种\n\n全年经费增长，势头良好。\n"),
        ("## 甲类\n\n### 乙种\n", "# 甲类\n\n## 乙种\n"),
        # Each line of a paragraph may be a line of its own.
        (
            "目录\n甲类\n乙种\n\n甲类\n\n全年增长一成。\n\n乙种\n\n全年下降一成。\n",
            "# 甲类\n\n全年增长一成。\n\n# 乙种\n\n全年下降一成。\n",
        ),
    ],
)
def test_a_file_that_looks_in_order_is_put_in_order(text: str, made: str) -> None:
    found = tidied(Path("x.md"), text.encode())
    assert (found.markdown, found.same) == (made, False)


# --- the ledger ----------------------------------------------------------------------------


def read_back(path: Path) -> list[Entry]:
    """A ledger as an outside program reads it."""
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    return [
        Entry(
            **record
            | {"op": Op(record["op"]), "safety": Safety(record["safety"]), "lines": tuple(record["lines"])}
            | ({"certainty": Certainty(record["certainty"])} if "certainty" in record else {})
        )
        for record in records
    ]


@pytest.mark.parametrize("path", [raw_file("2017"), *KINDS[3::12]], ids=lambda path: path.stem)
def test_the_ledger_replays_and_undoes(path: Path, elsewhere: Path) -> None:
    assert call(path, "-o", "out.md", "--ledger", "edits/out.jsonl").exit_code == 0
    entries = read_back(elsewhere / "edits/out.jsonl")
    raw, _ = decode(path.read_bytes())
    cleaned = replay(raw, entries)
    assert undo(cleaned, entries) == raw
    # All words of the file are those of the replayed text: whoever has the ledger has the way to the file.
    page = read_blocks((elsewhere / "out.md").read_text("utf-8"))
    shown, whole = Counter("".join("".join(block.text for block in page).split())), Counter("".join(cleaned.split()))
    assert not shown - whole and set(whole - shown) <= set("#-*+•●·◦|")


# --- folders -------------------------------------------------------------------------------


def bad_folder(place: Path) -> Path:
    source = place / "in"
    (source / "b").mkdir(parents=True)
    (source / "a.txt").write_text(RAW, "utf-8")
    (source / "a.md").write_text(RAW.replace("报告10份", "报告11份"), "utf-8")
    (source / "b" / "c.TXT").write_text(RAW, "utf-8")
    (source / "b" / "bad.txt").write_bytes(b"\xff\x00\xfe\x81" * 40)
    (source / "picture.png").write_bytes(b"x")
    return source


def files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def test_a_folder_is_done_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    source = bad_folder(tmp_path)
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    done = call(source, "-o", tmp_path / "out", "--ledger", tmp_path / "edits")
    assert done.exit_code == 1 and done.stdout == ""
    assert files(tmp_path / "out") == ["a.md", "a.txt.md", "b/c.md"]
    assert files(tmp_path / "edits") == ["a.jsonl", "a.txt.jsonl", "b/c.jsonl"]
    assert "b/bad.txt  错误 E102" in done.stderr and "共 4 个文件：整理 3 个" in done.stderr
    assert "报告11份" in (tmp_path / "out/a.md").read_text("utf-8")
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before
    (source / "b/bad.txt").unlink()
    assert call(source, "-o", tmp_path / "out").exit_code == 0, "what was made before is made again"


def test_the_result_may_lie_inside_and_is_not_read_again(tmp_path: Path) -> None:
    source = bad_folder(tmp_path)
    (source / "b/bad.txt").unlink()
    assert call(source, "-o", source / "clean").exit_code == 0
    assert call(source, "-o", source / "clean").exit_code == 0
    assert files(source / "clean") == ["a.md", "a.txt.md", "b/c.md"]


def test_a_file_under_another_name_is_not_written_over(tmp_path: Path) -> None:
    raw = tmp_path / "a.txt"
    raw.write_text(RAW, "utf-8")
    os.link(raw, tmp_path / "b.md")
    (tmp_path / "c.md").symlink_to(raw)
    for name in ("b.md", "c.md"):
        done = call(raw, "-o", tmp_path / name)
        assert done.exit_code == 2 and "不会被覆盖" in done.output
    assert raw.read_text("utf-8") == RAW


def test_a_fault_of_the_program_in_one_file_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = bad_folder(tmp_path)
    real = tidy

    def faulty(name: str, *rest: object) -> Tidied:
        if name == "a.md":
            raise RuntimeError("broken")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("annals.edition.tidying_files.tidy", faulty)
    done = call(source, "-o", tmp_path / "out", "--root", tmp_path)
    assert done.exit_code == 1 and "E142" in done.stderr
    assert files(tmp_path / "out") == ["a.txt.md", "b/c.md"]


# --- words of an edition -------------------------------------------------------------------


@pytest.mark.parametrize("standing", [True, False], ids=["standing there", "named"])
def test_the_words_of_an_edition_count(standing: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    folder(root)
    (root / "docs/lexicon.yml").write_text("back-matter: {add: [卷末的话]}\n", "utf-8")
    raw = tmp_path / "x.txt"
    raw.write_text("第一章 总览\n\n一、甲类\n\n全年共有十二项。\n\n卷末的话\n\n感谢各位。\n", "utf-8")
    assert "\n# 卷末的话\n" not in call(raw).stdout
    if standing:
        monkeypatch.chdir(root / "docs")
    assert "\n# 卷末的话\n" in call(raw, *([] if standing else ["--root", root])).stdout


# --- mishaps -------------------------------------------------------------------------------


def run(root: Path, names: Sequence[str]) -> tuple[Result, list[str]]:
    done = call(root / "seeds", "-o", root / "out", "--root", root)
    out = root / "out"
    return done, [(out / name).read_text("utf-8") for name in names if (out / name).is_file()]


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: f"{mishap.line}")
def test_whatever_befalls_a_file(mishap: Mishap, tmp_path: Path) -> None:
    root = tmp_path / "root"
    folder(root)
    _, (before,) = run(root, ["2031.md"])
    (root / "out/2031.md").unlink()
    mishap.befall(root)
    done, after = run(root, ["2031.txt.md", "2031.md", "年报（识别稿）.md"])
    assert frozenset(re.findall(r"[错警][误告] ([EW]\d{3})", done.stderr)) == mishap.codes, done.stderr
    assert done.exit_code == (1 if mishap.codes else 0)
    assert "\x1b" not in done.output
    assert (before in after) == mishap.same_text
