"""The figures of a run: values, their JSON, and the tables that people read."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.measuring import Taken

PLAIN, JIEBA, FULL = "plain", "jieba", "full"
_WORK = {
    "first": "第一次：只有原文，写出各页",
    PLAIN: "普通 Material，检索不分词",
    JIEBA: "普通 Material，检索用 jieba",
    FULL: "全部重做（没有网站，没有缓存）",
    "nothing": "什么也没有改",
    "page": "改一页报告",
    "correction": "加一条更正",
    "entity": "改一个条目的文字",
    "entity's name": "改一个条目的名称",
    "topic": "改一个专题的文字",
    "topic's title": "改一个专题的名称",
    "template": "改一个模板（条目页）",
    "frame": "改各页共用的模板",
}
"""What was done, in the order of the table."""
_STAGES = {
    "import": "启动",
    "clean": "清理",
    "structure": "结构",
    "pages": "分页、写成 Markdown",
    "merge": "合并",
    "names": "条目的提及",
    "history": "问 git",
    "ingest": "取入的其余",
    "derive": "推导各页",
    "markdown": "Markdown 渲染",
    "theme": "主题模板",
    "mkdocs": "MkDocs 的其余",
    "search, reading pages": "检索：读回各页",
    "search": "检索：索引",
    "data": "开放数据",
    "writing": "写文件",
    "rest": "其余",
}
_HEAVY, _HEAVY_WHOLE = 150_000, 450_000
"""Bytes that a page, and a full or raw one, should not exceed."""
_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was built: source pages of Markdown and the bytes of the largest; pages of HTML, their bytes together, the
    largest one, and how many are heavier than they should be."""

    sources: int
    largest_source: int
    pages: int
    bytes: int
    largest: int
    largest_page: str
    heavy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`load`: how many processes wanted a core, on average over a minute, before the bench began;
    None where nobody noted it."""

    processor: str
    cores: int
    python: str
    system: str
    load: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one edition took: `taken` by what was done, one value a pair; CPU seconds by stage; seconds to the preview."""

    edition: str
    tool: str
    machine: Machine
    counts: Counts
    taken: dict[str, list[Taken]]
    stages: dict[str, float]
    previews: list[float]


def machine() -> Machine:
    """The machine that runs this."""
    name = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.is_file():
        models = [line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if "model name" in line]
        name = models[0] if models else name
    system = f"{platform.system()} {platform.machine()}"
    return Machine(
        processor=name,
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        system=system,
        load=round(os.getloadavg()[0], 1),
    )


def counted(docs: Path, site: Path) -> Counts:
    """The pages of a folder and of the site that was made from it."""
    sources = [path.stat().st_size for path in docs.rglob("*.md")]
    pages = sorted((path.stat().st_size, path.relative_to(site).as_posix()) for path in site.rglob("*.html"))
    return Counts(
        sources=len(sources),
        largest_source=max(sources),
        pages=len(pages),
        bytes=sum(size for size, _ in pages),
        largest=pages[-1][0],
        largest_page=pages[-1][1],
        heavy=sum(size > (_HEAVY_WHOLE if _is_whole(name) else _HEAVY) for size, name in pages),
    )


def _is_whole(name: str) -> bool:
    return name.rpartition("/")[2].startswith(("full", "raw"))


def read_runs(path: Path) -> list[Run]:
    """The runs of a file of figures."""
    if not path.is_file():
        return []
    return [_run(item) for item in json.loads(path.read_text("utf-8"))]


def write_runs(path: Path, runs: Iterable[Run]) -> None:
    path.write_text(json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1) + "\n", "utf-8")


def with_run(runs: Sequence[Run], new: Run) -> list[Run]:
    """The runs with a new one in the place of the last of its edition."""
    names = [run.edition for run in runs]
    return [new if run.edition == new.edition else run for run in runs] + ([] if new.edition in names else [new])


def tables(runs: Sequence[Run]) -> str:
    """The figures of some runs as Markdown, one edition after the other; medians."""
    return "\n".join(
        part for run in runs for part in (_told(run), *_rows(run), "", *_by_page(run), _previewed(run), *_by_stage(run))
    )


def _run(item: dict[str, Any]) -> Run:
    taken = {name: [Taken(**one) for one in values] for name, values in item["taken"].items()}
    return Run(**item | {"machine": Machine(**item["machine"]), "counts": Counts(**item["counts"]), "taken": taken})


def _told(run: Run) -> str:
    where, count = run.machine, run.counts
    load = "" if where.load is None else f"，开始时负载 {where.load}"
    return (
        f"**{run.edition}**（程序 {run.tool}；{where.processor}，{where.cores} 核，Python {where.python}，{where.system}{load}）："
        f"{count.sources:,} 页 Markdown，最大 {count.largest_source / 1000:,.0f} KB；网站 {count.pages:,} 页，"
        f"HTML {count.bytes / _MB:,.1f} MB，最大一页 {count.largest / 1000:,.0f} KB（{count.largest_page}），"
        f"过重的 {count.heavy:,} 页。\n"
    )


def _rows(run: Run) -> list[str]:
    rows = [
        "| 做什么 | 处理器（秒） | 钟（秒） | 内存（MB） | ÷ jieba | ÷ 全部 |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for name, words in _WORK.items():
        values = run.taken.get(name)
        if values:
            cpu, wall = (statistics.median(getattr(one, key) for one in values) for key in ("cpu", "wall"))
            peak = statistics.median(one.peak for one in values) / _MB
            ratios = " | ".join(_ratio(values, run.taken.get(other)) for other in (JIEBA, FULL))
            rows.append(f"| {words} | {cpu:.2f} | {wall:.2f} | {peak:,.0f} | {ratios} |")
    return rows


def _ratio(values: Sequence[Taken], others: Sequence[Taken] | None) -> str:
    """The median of the ratios of runs made side by side."""
    if not others:
        return "—"
    return f"{statistics.median(one.cpu / other.cpu for one, other in zip(values, others, strict=False)):.2f}"


def _previewed(run: Run) -> str:
    if not run.previews:
        return ""
    return f"预览：从改一页到看见新的一页 {statistics.median(run.previews):.1f} 秒。\n"


def _by_page(run: Run) -> list[str]:
    """What a page takes, ours beside plain: ours are more, as many are derived."""
    ours, plain = (
        1000 * statistics.median(one.cpu for one in run.taken.get(name, [])) / pages if run.taken.get(name) else 0
        for name, pages in ((FULL, run.counts.pages), (JIEBA, run.counts.sources))
    )
    if not ours or not plain:
        return []
    return [f"平均每页：全部重做 {ours:.1f} 毫秒，jieba {plain:.1f} 毫秒，前者是后者的 {ours / plain:.2f} 倍。\n"]


def _by_stage(run: Run) -> list[str]:
    whole = sum(run.stages.values())
    if not whole:
        return []
    told = [f"{words} {run.stages[name]:.2f}" for name, words in _STAGES.items() if name in run.stages]
    return [f"全部重做时各段的处理器秒数，共 {whole:.1f}：{'，'.join(told)}。\n"]
