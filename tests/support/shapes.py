"""Texts of one shape, as long as asked, and a child process that takes one through the program under a limit of CPU time.

`python -m tests.support.shapes measure` prints what each costs at several lengths, `… run KIND NAME LENGTH` takes one, `… site …` builds its site.
Work that grows with the square of a length is seen here first; the limit guards against hanging, it measures nothing."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annals.edition.making import Inputs
from annals.edition.report import plan_report
from annals.edition.shipped import page_templates
from annals.text.lexicon import shipped_topics
from tests.support.places import REPO
from tests.support.stories import run
from tests.support.words import LEXICON

LIMIT = 30
"""Seconds of CPU time in which the longest shape is through."""
LONGEST = 200_000
"""The longest line that is read at all (E109)."""

MOTIFS = {
    "dot": ".",
    "full stop": "。",
    "ellipsis": "…",
    "middle dot": "·",
    "space": " ",
    "ideographic space": "\u3000",
    "tab": "\t",
    "form feed": "\f",
    "zero width": "\u200b",
    "digit": "7",
    "wide digit": "７",
    "ring": "○",
    "bar": "|",
    "bar and spaces": " | ",
    "bracket": "[",
    "closing bracket": "]",
    "wide parenthesis": "（",
    "parenthesis": "(",
    "closing parenthesis": ")",
    "asterisk": "*",
    "bold": "**",
    "underscore": "_",
    "less than": "<",
    "greater than": ">",
    "guillemet": "» ",
    "sup": "<sup>",
    "comment": "<!--",
    "table tag": "<table>",
    "cell tag": "<td>",
    "hash": "#",
    "hash and space": "# ",
    "dash": "-",
    "dash and space": "- ",
    "long dash": "—",
    "quote": "“",
    "straight quote": '"',
    "Han": "中",
    "Han and space": "中 ",
    "comma": ",",
    "exclamation": "!",
    "number and point": "1.",
    "Han number": "一、",
    "Han number in parentheses": "（一）",
    "per cent": "%",
    "tilde": "~",
    "backtick": "`",
    "ampersand": "&",
    "entity": "&amp;",
    "escape of an escape": "&amp;amp",
    "year": "2012年",
    "latin": "a",
    "at": "a@",
    "address": "www.",
    "bullet": "●",
    "caption": "图1 ",
    "continued": "（续）",
    "quotation": "> ",
    "picture": "![",
    "link": "](",
    "dollar": "$",
    "formula": "\\mathrm{",
    "backslash": "\\",
    "brace": "{",
    "caret": "^",
    "equals": "=",
    "plus": "+",
    "reference": "[1]",
    "key": "甲：",
    "note": "①",
    "title": "《甲",
    "wall": "│",
    "figure": "达1亿 ",
}
BLOCKS = {
    "paragraphs": "全省引进高层次人才，其中归国人员占三成。",
    "words": "甲",
    "figures": "12",
    "rising figures": "{n}",
    "figures and names": "{n}亿元\n\n合同额",
    "headings": "# 甲{n}",
    "numbered headings": "{n}.1 甲",
    "levels": "第{n}章 甲",
    "Han headings": "一、甲\n\n（一）乙",
    "framed": "【某某专题】",
    "items": "- 甲{n}",
    "captions": "图{n} 某图",
    "rows": "| 甲 | {n} |",
    "keys": "甲{n}：乙",
    "running titles": "某省年度报告 {n}\f",
    "notes": "① 注{n}",
    "boxes": "专栏{n} 某事",
    "unfinished": "全省引进高层次人才和归国人员，占",
    "pictures": "![](a.png)",
    "formulas": "$1{n}\\%$",
    "entities": "&lt;b&gt;",
    "months": "{n}月",
    "rules": "———",
    "bold": "**甲{n}**",
    "clauses": "1.甲；",
    "interrupted": "全省引进高层次人才和归国人员，占总数的百分之三十，而且\n\n图{n} 某图\n\n其余为本省培养的各类人才。",
    "torn": "全省引进高层次人才和归国人员，占总数的百分之三十，而且\f\n其余为本省培养的各类人才。",
    "deep": "甲：",
    "tabs": "\t",
    "wide spaces": "甲\u3000乙",
    "dots": ".",
    "brackets": "[",
}
RENDERED = 20_000
"""Characters of a text of which a whole site is made. Python-Markdown copies the rest of a paragraph for each mark that
is escaped in it, so that some 40,000 of them in one paragraph take half a minute."""
LINES = 10_000
"""A shape of lines or blocks has no more of them: each costs about the same, whatever it holds."""


def shape(kind: str, name: str, length: int) -> str:
    """A text of a kind, `length` characters long or a little less: one `line`, the same `inside` a sentence, one motif
    on each of several `lines`, or `blocks` between blank lines."""
    motif = MOTIFS.get(name) or BLOCKS[name]
    between = {"lines": "\n", "blocks": "\n\n"}.get(kind, "")
    size = len(motif) + len(between)
    one = between.join(
        motif.replace("{n}", str(n + 1)) for n in range(min(length // size, LINES if between else length))
    )[:length]
    return f"中文甲{one[: length - 5]}乙。" if kind == "inside" else one


def cases() -> list[tuple[str, str]]:
    """Every kind with every name that it is for."""
    return [
        *((kind, name) for name in MOTIFS for kind in ("line", "inside")),
        *((kind, name) for name in BLOCKS for kind in ("lines", "blocks")),
    ]


def whole_way(text: str) -> int:
    """Read, clean, structure, write, read back, and once more with what was written there; the number of files."""
    topics, templates = shipped_topics(), page_templates()
    told = {"report": "2031", "raw_path": "seeds/2031.txt", "yml_path": "seeds/2031.yml", "yml": "year: 2031\n"}
    first = Inputs(raw=text.encode(), base="", pages=(), lexicon=LEXICON, **told)  # type: ignore[arg-type]
    made = plan_report(first, topics, templates)
    files = {path: found for path, found in made.writes if found is not None}
    base = files.pop("seeds/.base/2031.jsonl", "")
    again = Inputs(raw=first.raw, base=base, pages=tuple(files.items()), lexicon=LEXICON, **told)  # type: ignore[arg-type]
    assert not base or not plan_report(again, topics, templates).writes
    return len(files)


def site(text: str) -> None:
    """A site of one report, from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        (root / "seeds").mkdir(parents=True)
        (root / "seeds" / "2031.txt").write_text(text, "utf-8")
        built = run(root, site=Path(folder) / "site")
        assert built.site is not None and (Path(folder) / "site" / "index.html").exists()


WORKS = {"run": whole_way, "site": site}


def seconds(kind: str, name: str, length: int, work: str = "run") -> float | None:
    """CPU seconds of the whole way in a child process, its start left out; None where the limit ended it. Raises
    RuntimeError where it ended otherwise."""
    told = [sys.executable, "-m", "tests.support.shapes", work, kind, name, str(length)]
    done = subprocess.run(told, cwd=REPO, capture_output=True, text=True, check=False)
    if done.returncode < 0:
        return None
    if done.returncode:
        raise RuntimeError(f"{kind} of {name}, {length}: {done.stderr[-2000:]}")
    return float(done.stdout.split()[-1])


def measure(lengths: tuple[int, ...] = (25_000, 50_000, 100_000, 200_000)) -> None:
    """The table for `make bench`; a shape that met the limit is not asked for more."""
    print(f"{'CPU seconds for a text of one shape':42}" + "".join(f"{length:>10,}" for length in lengths))
    for kind, name in cases():
        cells: list[str] = []
        for length in lengths:
            found = seconds(kind, name, length)
            cells.append(f"{found:10.2f}" if found is not None else f"{'over ' + str(LIMIT):>10}")
            if found is None:
                break
        print(f"{kind + ' of ' + name:42}" + "".join(cells), flush=True)


def main() -> None:
    if sys.argv[1] == "measure":
        measure(tuple(map(int, sys.argv[2:])) or (25_000, 50_000, 100_000, 200_000))
        return
    _, work, kind, name, length = sys.argv
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    start = time.process_time()
    WORKS[work](shape(kind, name, int(length)))
    print(f"{time.process_time() - start:.2f}")


if __name__ == "__main__":
    main()
