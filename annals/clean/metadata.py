"""`seeds/<id>.yml`: what the text of a report does not settle, and a person's corrections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from annals.markdown.front import Front, FrontError, told
from annals.model import Certainty, Correction, Given, Metadata, Operation, Phrase, Problem
from annals.text.nearness import perhaps

KEYS: dict[str, type | tuple[type, ...]] = {
    "year": int,
    "title": str,
    "series": str,
    "issuer": str,
    "published": (int, str, date),
    "pages": dict,
    "scan": str,
    "running": list,
    "original": str,
    "sha256": str,
    "originals": list,
    "withheld": str,
    "corrections": list,
}
_EXAMPLES: dict[str, Given] = {
    "year": "year: 2024",
    "title": "title: 科技合作与交流",
    "series": "series: 某省科技年报",
    "issuer": "issuer: 某省科学技术厅",
    "published": "published: 2025, published: 2025-05, published: 2025-05-20",
    "pages": "pages: {58: 120, 59: 152}",
    "scan": "scan: scans/2024/{page}.jpg",
    "running": "running: [某省科技年报2024]",
    "original": "original: 2024年报.pdf.txt",
    "sha256": Phrase.of("digest-or-none"),
    "originals": "originals: [{file: 2024年报.docx, sha256: '798c52af…'}]",
    "withheld": Phrase.of("withheld-why"),
    "corrections": "corrections: [{replace: 原文, with: 改文, …}]",
}
_FIELDS: dict[str, type | tuple[type, ...]] = {
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
    "withhold": (),
}
_REST = "cause: layout, certainty: certain, reason: 理由}"
WRITTEN = {
    Operation.REPLACE: "{replace: 原文, with: 改文, cause: slip, certainty: certain, reason: 理由}",
    Operation.MOVE: "{move: 一段的开头, through: 末尾的字, after: 那一段的字, " + _REST,
    Operation.HEADING: "{heading: 标题, level: 3, before: 下面一段的开头, " + _REST,
    Operation.DROP: "{drop: 原文, " + _REST,
    Operation.BOX: "{box: 标题, through: 末尾的字, " + _REST,
    Operation.FLAG: "{flag: 原文, cause: two-readings, certainty: doubtful, reason: 理由}",
    Operation.WITHHOLD: "{withhold: 原文, cause: removal, reason: 理由}",
    Operation.LEVEL: "{level: 标题, to: 3, " + _REST,
}
"""One of each; `level` is a field of `heading` too, and comes last."""
_published = re.compile(r"(?:1[89]|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_page = re.compile(r"[1-9]\d{0,3}|[ivxlcIVXLC]{1,7}")
# A place below docs/, or an address of its own; nothing else in braces.
_scan = re.compile(r"(?:https://(?=[^/]))?(?!/)(?!.*(?:^|/)\.\.?/)(?:[^\s{}:\\]|\{page\})+")
_VALUES: dict[str, Callable[[Any], object]] = {
    "published": str,
    "running": tuple,
    "pages": lambda value: tuple((str(page), line) for page, line in value.items()),
    "originals": lambda value: tuple((one["file"], one["sha256"]) for one in value),
}
"""How what was read becomes what is kept."""
_withheld = re.compile(r"^[\"']?withheld[\"']?[ \t]*[:：]", re.MULTILINE)
_LEVELS = tuple("123456789")
REMOVAL = "removal"
CAUSES = ("picture", "column-order", "misread", "slip", "layout", "two-readings", REMOVAL)


def read_metadata(report: str, text: str, path: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """The metadata of a report and what is wrong with it. What is wrong is left out; a report
    with a problem here must not be published from raw."""
    try:
        front = Front.whole(text)
    except FrontError as error:
        return Metadata(report=report), (error.problem(path),)
    problems = []
    values: dict[str, Any] = {}
    for key, value in front.values.items():
        line, shown = front.place(key)
        if key not in KEYS:
            nearest = perhaps(key, KEYS)
            problems.append(Problem.of("E105", path, line, excerpt=shown, key=key, nearest=nearest, known=tuple(KEYS)))
        elif not _is(value, KEYS[key]) or not _fits(key, value):
            problems.append(
                Problem.of("E106", path, line, excerpt=shown, key=key, value=told(value), example=_EXAMPLES[key])
            )
        else:
            values[key] = _VALUES[key](value) if key in _VALUES else value
    corrections, wrong = _corrections(front, values.pop("corrections", []), path)
    return Metadata(report=report, corrections=corrections, **values), (*problems, *wrong)


def _fits(key: str, value: Any) -> bool:
    """Whether a value of the right type is one of its key."""
    if key == "published":
        return _published.fullmatch(str(value)) is not None
    if key == "originals":
        return all(_is(one, dict) and set(one) == {"file", "sha256"} and _is_all(one.values()) for one in value)
    if key == "running":
        return all(isinstance(title, str) and title.strip() for title in value)
    if key == "scan":
        return _scan.fullmatch(value) is not None and "{page}" in value
    if key != "pages":
        return True
    return all(
        _is(page, (int, str)) and _page.fullmatch(str(page)) and _is(line, int) and line > 0
        for page, line in value.items()
    )


def withheld_of(metadata: Metadata, text: str | None) -> str | None:
    """Why a whole report is withheld, None where it is not. A `.yml` that says so and cannot be read, or that gives no
    reason, withholds it all the same."""
    if metadata.withheld is not None:
        return metadata.withheld
    return "" if text is not None and _withheld.search(text) else None


def _is(value: object, kinds: type | tuple[type, ...]) -> bool:
    """Whether a value is of a kind; `true` is no number, though it is one to Python."""
    return isinstance(value, kinds) and not isinstance(value, bool)


def _is_scalar(value: object) -> bool:
    """Whether a value is a word that YAML reads as something else without quotation marks: `311`, `2012-01-01`, `no`."""
    return isinstance(value, bool | int | float | date)


def _wrong_type(key: str, value: object) -> Phrase:
    if _FIELDS.get(key, str) is str and _is_scalar(value):
        return Phrase.of("unquoted-value", key=key, value=told(value))
    if _FIELDS.get(key) is int:
        return Phrase.of("digits-alone", key=key, value=told(value))
    return Phrase.of("wrong-type", key=key, value=told(value))


def _is_all(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _corrections(front: Front, items: object, path: str) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    found, problems = [], []
    for number, item in enumerate(items if isinstance(items, list) else []):
        wrong = _what_is_wrong(item)
        if wrong is None:
            found.append(_correction(item, front.line_of("corrections", number)))
            continue
        key, phrase = wrong
        at = ("corrections", number, key) if key else ("corrections", number)
        shown = front.excerpt_of(*at)
        problems.append(
            Problem.of("E107", path, front.line_of(*at), excerpt=shown, wrong=phrase, example=_example(item))
        )
    return tuple(found), tuple(problems)


def _example(item: object) -> str:
    """How a correction of the kind that was meant is written."""
    found = next((op for op in WRITTEN if isinstance(item, dict) and op in item), Operation.REPLACE)
    return WRITTEN[found]


def _what_is_wrong(item: object) -> tuple[str, Phrase] | None:
    """The first fault of a correction: the key at which it shows (empty: the whole), and what it is."""
    if not isinstance(item, dict):
        return "", Phrase.of("correction-form")
    ops = [Operation(key) for key in item if key in tuple(Operation)]
    # `level` is an operation of its own and a field of `heading`.
    if Operation.HEADING in ops and Operation.LEVEL in ops:
        ops.remove(Operation.LEVEL)
    if len(ops) != 1:
        return "", Phrase.of("correction-operations", known=tuple(Operation))
    op = ops[0]
    for key, value in item.items():
        if key != op and key not in _FIELDS and value is None:
            return str(key), Phrase.of("unquoted-comma", key=str(key))
        if key != op and key not in _FIELDS:
            return str(key), Phrase.of("unknown-key-of", key=str(key), known=tuple(_FIELDS))
        if key != op and not _is(value, _FIELDS[key]):
            return key, _wrong_type(key, value)
    if not isinstance(item[op], str) or not item[op].strip():
        return op, _wrong_type(op, item[op]) if _is_scalar(item[op]) else Phrase.of("correction-without-text", op=op)
    # That a passage is taken down is a decision, no reading: there is nothing to be certain of.
    certainty = () if op is Operation.WITHHOLD else ("certainty",)
    missing = [key for key in (*_REQUIRED[op], "reason", *certainty, "cause") if key not in item]
    if missing:
        return "", Phrase.of("missing-keys", keys=missing)
    return _wrong_value(op, item)


def _wrong_value(op: Operation, item: dict[str, Any]) -> tuple[str, Phrase] | None:
    """The first value of a correction that does not go with the others, all of them of their types."""
    if "to" in item and item["to"] != "text" and str(item["to"]) not in _LEVELS:
        return "to", Phrase.of("correction-to")
    if op is Operation.HEADING and str(item["level"]) not in _LEVELS:
        return "level", Phrase.of("correction-level")
    if op is Operation.REPLACE and item["with"] == item[op]:
        return "with", Phrase.of("correction-same")
    if op is Operation.MOVE and ("after" in item) == ("before" in item):
        return "", Phrase.of("correction-where")
    if (op is Operation.WITHHOLD) != (item["cause"] == REMOVAL):
        return "cause", Phrase.of("correction-removal")
    if op is Operation.WITHHOLD and "certainty" not in item:
        return None
    if item["certainty"] not in set(Certainty):
        return "certainty", Phrase.of("one-of", key="certainty", known=tuple(Certainty))
    if item["cause"] not in CAUSES:
        return "cause", Phrase.of("one-of", key="cause", known=CAUSES)
    if (item["certainty"] == Certainty.DOUBTFUL) != (op is Operation.FLAG):
        return "certainty", Phrase.of("correction-doubt")
    return None


def _correction(item: dict[str, Any], line: int) -> Correction:
    ops = [Operation(key) for key in item if key in tuple(Operation)]
    op = Operation.HEADING if Operation.HEADING in ops else ops[0]
    to = item.get("to")
    return Correction(
        op=op,
        target=str(item[op]),
        reason=str(item["reason"]),
        cause=str(item["cause"]),
        certainty=Certainty(str(item.get("certainty", Certainty.CERTAIN))),
        line_in_yml=line,
        with_=item.get("with"),
        through=item.get("through"),
        before=item.get("before"),
        after=item.get("after"),
        level=item.get("level") if op is Operation.HEADING else None,
        to=None if to is None else str(to),
        line=item.get("line"),
        count=item.get("count"),
    )
