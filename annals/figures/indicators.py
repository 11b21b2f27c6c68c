"""Indicator pages to indicators (DESIGN: what editors write), each fault with its place; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annals.markdown.front import Front, lacking, told
from annals.model import Comparable, Given, Indicator, Measure, Phrase, Point, Problem, is_period
from annals.text.nearness import perhaps
from annals.text.yaml_values import is_cut

KEYS = ("title", "topic", "series", "order", "measures", "points", "redirect_from")
MEASURE_KEYS = ("id", "title", "unit")
POINT_KEYS = ("measure", "report", "period", "printed", "scope", "quote", "block", "break")
_NEEDED = ("measure", "report", "period", "printed", "quote", "block")
SEPARATOR = " | "
"""Between several quotations of one point, and between their blocks."""
_LAST = 10**6
_BREAKS = {"partly": Comparable.PARTLY, "no": Comparable.NO}
_break = re.compile(r"(partly|no)\s*[:：]\s*(\S.*)", re.DOTALL)
_id = re.compile(r"[a-z][a-z0-9-]*")
_EXAMPLES: dict[str, Given] = {
    "title": "title: 国内科技合作项目",
    "topic": "topic: domestic-cooperation",
    "series": "series: annual",
    "order": "order: 10",
    "measures": "measures: [{id: projects, title: 项目数, unit: 项}]",
    "points": "points: [{measure: projects, report: 2031, period: 2031, printed: 12项, scope: 全年, quote: 签署协议12项, "
    "block: 2031#l9}]",
    "id": "id: projects",
    "unit": "unit: 项",
    "measure": "measure: projects",
    "report": "report: 2031",
    "printed": "printed: 12项",
    "period": "period: 2031, period: 2031-11, period: 2031-01/2031-11",
    "break": Phrase.of("break-form"),
    "block": "block: 2031#l9",
    "quote": "quote: 签署协议12项",
}


def is_indicator(path: str) -> bool:
    """Whether a page (path below docs/) is an indicator's.

    >>> [path for path in ("indicators/jia.md", "indicators/index.md", "indicators/a/b.md", "jia.md") if is_indicator(path)]
    ['indicators/jia.md']
    """
    folder, _, name = path.partition("/")
    return folder == "indicators" and name.endswith(".md") and "/" not in name and name != "index.md"


def load_indicators(pages: Mapping[str, Front]) -> tuple[tuple[Indicator, ...], tuple[Problem, ...]]:
    """The indicators of those pages (by path below docs/) that are one, by their `order`; a measure or a point with a
    fault is reported and left out."""
    readers = [_Page(path=path, front=front) for path, front in pages.items() if is_indicator(path)]
    found = [reader.indicator() for reader in readers]
    problems = tuple(problem for reader in readers for problem in reader.problems)
    return tuple(sorted(found, key=lambda one: (one.order, one.slug))), problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The page of an indicator while it is read, and what is wrong with it."""

    path: str
    front: Front
    problems: list[Problem] = field(default_factory=list)

    def indicator(self) -> Indicator:
        self.only_known(self.front.values, KEYS)
        slug = self.path.rpartition("/")[2].removesuffix(".md")
        measures = tuple(filter(None, (self.measure(item, number) for number, item in self.items("measures"))))
        points = (self.point(item, number) for number, item in self.items("points"))
        order = self.front.values.get("order", _LAST)
        if isinstance(order, bool) or not isinstance(order, int):
            self.wrong(order, "order")
            order = _LAST
        return Indicator(
            slug=slug,
            title=self.text(self.front.values, "title", needed=True) or slug,
            topic=self.text(self.front.values, "topic", needed=True),
            series=self.text(self.front.values, "series"),
            order=order,
            measures=measures,
            points=tuple(filter(None, points)),
            body=self.front.body.strip(),
        )

    def place(self, *at: str | int) -> tuple[str, int, str]:
        """The file, the line of a value, and how that begins."""
        return f"docs/{self.path}", *self.front.place(*at)

    def wrong(self, value: object, *at: str | int, example: Given = "") -> None:
        key = str(next(step for step in reversed(at) if isinstance(step, str)))
        path, line, shown = self.place(*at)
        example = example or _EXAMPLES.get(key, f"{key}: 甲")
        self.problems.append(Problem.of("E206", path, line, excerpt=shown, key=key, value=told(value), example=example))

    def missing(self, key: str, *at: str | int) -> None:
        path, line, shown = self.place(*at, key)
        cure = lacking(path, self.front.text, _EXAMPLES.get(key, f"{key}: 甲"))
        self.problems.append(Problem.of("E208", path, line, excerpt=shown, key=key, cure=cure))

    def only_known(self, values: Iterable[object], known: tuple[str, ...], *at: str | int) -> None:
        for key in map(str, values):
            if key not in known:
                low, high = self.front.spans.get((*at, key), (0, 0))
                cut = is_cut(self.front.text[low:high])
                nearest = Phrase.of("no-key-but-text") if cut else perhaps(key, known)
                path, line, shown = self.place(*at, key)
                problem = Problem.of("E207", path, line, excerpt=shown, key=key, nearest=nearest, known=known)
                self.problems.append(problem)

    def items(self, key: str) -> list[tuple[int, object]]:
        value = self.front.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(value, key)
            return []
        if not value:
            self.missing(key)
        return list(enumerate(value))

    def text(self, values: Mapping[str, object], key: str, *at: str | int, needed: bool = False) -> str:
        """A value as the text that stands there; empty, and told, where it has to be there and is not."""
        value = values.get(key, "")
        if isinstance(value, (bool, list, dict)) or (key in values and not str(value).strip()) or value is None:
            self.wrong(value, *at, key)
            return ""
        if needed and key not in values:
            self.missing(key, *at)
        return str(value).strip()

    def measure(self, item: object, number: int) -> Measure | None:
        at = ("measures", number)
        if not isinstance(item, dict):
            self.wrong(item, *at)
            return None
        self.only_known(item, MEASURE_KEYS, *at)
        own = {key: self.text(item, key, *at, needed=True) for key in MEASURE_KEYS}
        if own["id"] and _id.fullmatch(own["id"]) is None:
            self.wrong(own["id"], *at, "id")
            return None
        return Measure(id=own["id"], title=own["title"], unit=own["unit"]) if all(own.values()) else None

    def point(self, item: object, number: int) -> Point | None:
        at = ("points", number)
        if not isinstance(item, dict):
            self.wrong(item, *at)
            return None
        told = len(self.problems)
        self.only_known(item, POINT_KEYS, *at)
        own = {key: self.text(item, key, *at, needed=key in _NEEDED) for key in POINT_KEYS if key != "break"}
        if own["period"] and not is_period(own["period"]):
            self.wrong(own["period"], *at, "period")
        quotes, blocks = own["quote"].split(SEPARATOR), own["block"].split(SEPARATOR)
        if own["quote"] and own["block"] and len(quotes) != len(blocks):
            self.wrong(own["block"], *at, "block", example=Phrase.of("as-many-blocks", quotes=len(quotes)))
        comparable, reason = self.broken(item, *at)
        if len(self.problems) > told:
            return None
        return Point(
            measure=own["measure"],
            report=own["report"],
            period=own["period"],
            printed=own["printed"],
            scope=own["scope"],
            quotes=tuple(quote.strip() for quote in quotes),
            blocks=tuple(block.strip() for block in blocks),
            comparable=comparable,
            reason=reason,
            number=number,
        )

    def broken(self, item: Mapping[str, object], *at: str | int) -> tuple[Comparable, str]:
        """Whether a point may be compared with the one before it, and why not: `{partly: …}` or `partly: …`."""
        if "break" not in item:
            return Comparable.YES, ""
        value = item["break"]
        if isinstance(value, dict) and len(value) == 1:
            # YAML reads a bare `no` as false.
            key, said = next(iter(value.items()))
            value = f"{'no' if key is False else key}: {said}"
        match = _break.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            self.wrong(item["break"], *at, "break")
            return Comparable.NO, ""
        return _BREAKS[match[1]], match[2].strip()
