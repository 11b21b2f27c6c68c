"""`seeds/<id>.yml`: what the text of a report does not settle, and a person's corrections."""

from __future__ import annotations

import yaml

from annals.model import Certainty, Correction, Metadata, Problem

KEYS = {"year": int, "title": str, "series": str, "original": str, "sha256": str, "corrections": list}
_EXAMPLES = {
    "year": "year: 2024",
    "title": "title: 科技合作与交流",
    "series": "series: 某省科技年报",
    "original": "original: 2024年报.pdf.txt",
    "sha256": "sha256: '798c52af…'",
    "corrections": "corrections: [{replace: 原文, with: 改文, …}]",
}
_OPS = ("replace", "move", "heading", "drop", "level", "box", "flag")
_FIELDS = {
    "with": str,
    "through": str,
    "before": str,
    "after": str,
    "level": int,
    "to": (int, str),
    "line": int,
    "count": int,
    "cause": str,
    "certainty": str,
    "reason": str,
}
_REQUIRED = {
    "replace": ("with",),
    "move": (),
    "heading": ("level", "before"),
    "drop": (),
    "level": ("to",),
    "box": (),
    "flag": (),
}
CAUSES = ("picture", "column-order", "misread", "slip", "layout", "two-readings")


def read_metadata(report: str, text: str, path: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """The metadata of a report and what is wrong with it. What is wrong is left out; a report
    with a problem here must not be published from raw."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        excerpt = text.split("\n")[line - 1][:100] if line and line <= text.count("\n") + 1 else ""
        return Metadata(report), (Problem("E103", path, line, (("detail", _first_line(error)),), excerpt),)
    if not isinstance(data, dict) or (root is not None and not isinstance(root, yaml.MappingNode)):
        return Metadata(report), (Problem("E103", path, 1, (("detail", "应为“键: 值”"),)),)
    problems = []
    lines = {key.value: key.start_mark.line + 1 for key, _ in root.value} if root is not None else {}
    values: dict[str, object] = {}
    for key, value in data.items():
        kind = KEYS.get(key)
        if kind is None:
            problems.append(Problem("E105", path, lines.get(str(key)), (("key", str(key)), ("known", "、".join(KEYS)))))
        elif not isinstance(value, kind) or isinstance(value, bool):
            problems.append(
                Problem(
                    "E106", path, lines.get(key), (("key", key), ("value", str(value)), ("example", _EXAMPLES[key]))
                )
            )
        else:
            values[key] = value
    corrections, wrong = _corrections(values.pop("corrections", []), _item_lines(root), path)
    return Metadata(report, corrections=corrections, **values), (*problems, *wrong)


def _first_line(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def _item_lines(root: yaml.Node | None) -> list[int]:
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "corrections" and isinstance(value, yaml.SequenceNode):
            return [item.start_mark.line + 1 for item in value.value]
    return []


def _corrections(items: object, lines: list[int], path: str) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    found, problems = [], []
    for item, line in zip(items if isinstance(items, list) else [], lines, strict=False):
        wrong = _what_is_wrong(item)
        if wrong:
            problems.append(Problem("E107", path, line, (("detail", wrong),)))
        else:
            found.append(_correction(item, line))
    return tuple(found), tuple(problems)


def _what_is_wrong(item: object) -> str:
    """One sentence on the first fault of a correction, or nothing."""
    if not isinstance(item, dict):
        return "每条更正应写作 {操作: 原文, …}"
    ops = [key for key in item if key in _OPS]
    # `level` is an operation of its own and a field of `heading`.
    if "heading" in ops and "level" in ops:
        ops.remove("level")
    if len(ops) != 1:
        return f"每条更正要有且只有一个操作：{'、'.join(_OPS)}"
    op = ops[0]
    for key, value in item.items():
        if key != op and key not in _FIELDS:
            return f"不认识的键“{key}”；可用：{'、'.join(_FIELDS)}"
        if key != op and not isinstance(value, _FIELDS[key]):
            return f"“{key}”的值“{value}”类型不对"
    if not isinstance(item[op], str) or not item[op].strip():
        return f"“{op}”之后要写一段原文"
    for key in (*_REQUIRED[op], "reason", "certainty", "cause"):
        if key not in item:
            return f"缺少“{key}”"
    if "to" in item and item["to"] != "text" and str(item["to"]) not in "123456789":
        return "“to”写第几级（1 至 9），不是标题写 text"
    if "level" in item and op == "heading" and not 1 <= item["level"] <= 9:
        return "“level”写第几级（1 至 9）"
    if op == "replace" and item["with"] == item[op]:
        return "“with”与原文相同，没有改动"
    if op == "move" and ("after" in item) == ("before" in item):
        return "“move”要写明“after”或“before”，二者取一"
    if item["certainty"] not in set(Certainty):
        return f"certainty 只能是 {'、'.join(Certainty)}"
    if item["cause"] not in CAUSES:
        return f"cause 只能是 {'、'.join(CAUSES)}"
    if (item["certainty"] == Certainty.DOUBTFUL) != (op == "flag"):
        return "存疑（doubtful）只用于 flag，flag 也只能是存疑：有另一种读法就不改字"
    return ""


def _correction(item: dict[str, object], line: int) -> Correction:
    op = "heading" if "heading" in item else next(key for key in item if key in _OPS)
    to = item.get("to")
    return Correction(
        op,
        str(item[op]),
        str(item["reason"]),
        str(item["cause"]),
        Certainty(str(item["certainty"])),
        line,
        with_=item.get("with"),
        through=item.get("through"),
        before=item.get("before"),
        after=item.get("after"),
        level=item.get("level") if op == "heading" else None,
        to=None if to is None else str(to),
        line=item.get("line"),
        count=item.get("count"),
    )
