"""The front matter of an entity's page, read key by key: a value, or the place at which it is wrong."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annals.markdown.front import At, Front, lacking, told
from annals.model import ENTITY_TYPES, AmbiguousForm, Entity, Given, Occasion, Phrase, Problem, ProblemError, Statement
from annals.names.stated import wrong_value
from annals.text.nearness import perhaps
from annals.text.page_names import bare_stem, unsayable
from annals.text.yaml_values import is_cut

KEYS = (
    "title",
    "title_source",
    "type",
    "aliases",
    "english",
    "english_source",
    "not",
    "ambiguous",
    "part_of",
    "redirect_from",
    "editions",
)
FIELDS = ("ordinal", "start", "end", "theme", "host_country", "host_province", "figures")
"""What the row of an edition may state, in the order of its columns."""
HOSTS = ("host_country", "host_province")
SOURCES = ("report", "editor")
_COUNTRY = "国家"

_EXAMPLES = {
    "title": "title: 某省创新论坛",
    "title_source": "title_source: report",
    "type": "type: 论坛",
    "english": "english: Provincial Innovation Forum",
    "english_source": "english_source: report",
    "ambiguous": "ambiguous: [{form: 论坛, after: true}]",
    "redirect_from": "redirect_from: [jia-yi]",
    "editions": "editions: [{year: 2012, ordinal: {value: 5, quote: 第5届某省创新论坛, block: 2012#l19}}]",
}


_FORM_KEYS = ("form", "after", "blocks")
_CELL_KEYS = ("value", "quote", "block", "what", "year_from")
_CELL = "theme: {value: 开放, quote: 以“开放”为主题, block: 2012#l19}"
_CELLS = {
    "ordinal": "ordinal: {value: 5, quote: 第5届某省创新论坛, block: 2012#l19}",
    "start": "start: {value: 2012-11-03, quote: 2012年11月3日, block: 2012#l19}",
    "end": "end: {value: 2012-11-04, quote: 2012年11月4日, block: 2012#l19}",
    "figures": "figures: [{what: 代表数, value: 近百位, quote: 近百位代表, block: 2012#l19}]",
}


class EntityError(ProblemError):
    """An entity page whose front matter makes no entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """The page of an entity while it is read. Each method gives a value, or raises EntityError for
    the place at which it is wrong; `at` is the way to that place."""

    path: str
    front: Front
    places: tuple[str, ...]

    def entity(self) -> Entity:
        for key in self.front.values:
            if key not in KEYS:
                raise self.unknown(KEYS, key)
        for key in ("title", "type"):
            if key not in self.front.values:
                cure = lacking(f"docs/{self.path}", self.front.text, _EXAMPLES[key])
                raise EntityError(Problem.of("E208", f"docs/{self.path}", 1, key=key, cure=cure))
        title = self.text("title")
        occasions = [self.occasion(item, number) for number, item in enumerate(self.items("editions"))]
        if self.kind() == _COUNTRY:
            self.be_countries()
        return Entity(
            slug=self.path.rpartition("/")[2].removesuffix(".md"),
            title=title,
            title_source=self.source("title_source") or "report",
            type=self.kind(),
            aliases=tuple(name for name in dict.fromkeys(self.texts("aliases")) if name != title),
            english=self.text("english"),
            english_source=self.source("english_source"),
            not_=self.texts("not"),
            ambiguous=tuple(self.ambiguous(item, number) for number, item in enumerate(self.items("ambiguous"))),
            part_of=self.texts("part_of"),
            redirect_from=self.former(),
            occasions=tuple(sorted(occasions, key=lambda occasion: occasion.year)),
            body=self.front.body.strip(),
        )

    def wrong(self, value: object, *at: str | int, example: Given = "") -> EntityError:
        key = str(at[0])
        return EntityError(
            Problem.of(
                "E206",
                f"docs/{self.path}",
                self.front.line_of(*at),
                excerpt=self.front.excerpt_of(*at),
                key=key,
                value=told(value),
                example=example or _EXAMPLES.get(key, f"{key}: [甲, 乙]"),
            )
        )

    def unknown(self, known: tuple[str, ...], *at: str | int) -> EntityError:
        return EntityError(
            Problem.of(
                "E207",
                f"docs/{self.path}",
                self.front.line_of(*at),
                excerpt=self.front.excerpt_of(*at),
                key=str(at[-1]),
                nearest=self._meant(known, *at),
                known=known,
            )
        )

    def _meant(self, known: tuple[str, ...], *at: str | int) -> Given:
        """The question which key is meant; of what stands behind a comma inside braces, that it is no key."""
        low, high = self.front.spans.get(at, (0, 0))
        written = self.front.text[low:high]
        if re.match(r"[a-z0-9_-]{1,60}#", written):
            return Phrase.of("one-block")
        return Phrase.of("no-key-but-text") if is_cut(written) else perhaps(str(at[-1]), known)

    def kind(self) -> str:
        kind = self.text("type")
        if kind not in ENTITY_TYPES:
            near = difflib.get_close_matches(kind, ENTITY_TYPES, 1, 0.3)
            known = (*near, *(other for other in ENTITY_TYPES if other not in near))
            raise self.wrong(kind, "type", example=Phrase.of("any-of", known=known))
        return kind

    def be_countries(self) -> None:
        """Refuse names of places that are no country, each at its own line."""
        named: list[tuple[str, At]] = [(self.text("title"), ("title",))]
        named += [(name, self.front.item("aliases", name)) for name in self.texts("aliases")]
        for name, at in named:
            if self.is_no_country(name):
                raise self.no_country(name, Phrase.of("no-country-type"), *at)

    def is_no_country(self, name: str) -> bool:
        return any(place in name for place in self.places)

    def no_country(self, name: str, cure: Phrase, *at: str | int) -> EntityError:
        line, shown = self.front.place(*at)
        return EntityError(Problem.of("E223", f"docs/{self.path}", line, excerpt=shown, name=name, cure=cure))

    def text(self, key: str) -> str:
        value = self.front.values.get(key, "")
        given = key in self.front.values
        if isinstance(value, bool) or not isinstance(value, (str, int)) or (given and not str(value).strip()):
            raise self.wrong(value, key)
        return str(value)

    def source(self, key: str) -> str:
        value = self.text(key)
        if value and value not in SOURCES:
            raise self.wrong(value, key)
        return value

    def items(self, key: str) -> list[object]:
        value = self.front.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(value, key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.front.values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            raise self.wrong(value, key)
        for number, item in enumerate(items):
            if not isinstance(item, str) or not item.strip():
                raise self.wrong(value, key, number)
        return tuple(items)

    def former(self) -> tuple[str, ...]:
        """The file names that the page had."""
        names = self.texts("redirect_from")
        for name in names:
            if unsayable(name) or bare_stem(name):
                stem = bare_stem(name)
                example = "" if unsayable(stem or name) else f"redirect_from: [{stem}]"
                raise self.wrong(name, *self.front.item("redirect_from", name), example=example)
        return names

    def ambiguous(self, item: object, number: int) -> AmbiguousForm:
        at = ("ambiguous", number)
        if isinstance(item, dict) and (other := next((key for key in item if key not in _FORM_KEYS), None)) is not None:
            raise self.unknown(_FORM_KEYS, *at, str(other))
        if not isinstance(item, dict) or not isinstance(item.get("form"), str):
            raise self.wrong(item, *at)
        after, blocks = item.get("after", False), item.get("blocks", [])
        if not isinstance(after, bool) or not isinstance(blocks, list) or not (after or blocks):
            raise self.wrong(item, *at)
        return AmbiguousForm(form=item["form"], after=after, blocks=tuple(str(block) for block in blocks))

    def occasion(self, item: object, number: int) -> Occasion:
        at = ("editions", number)
        if not isinstance(item, dict):
            raise self.wrong(item, *at)
        for key in item:
            if key not in ("year", *FIELDS):
                raise self.unknown(("year", *FIELDS), *at, str(key))
        if "year" not in item:
            raise self.wrong(item, *at, example=_lacking(["year"], "year: 2012"))
        if not _is_number(item["year"]):
            example = Phrase.of("bare-number", key="year", example="year: 2012")
            raise self.wrong(item["year"], *at, "year", example=example)
        statements: list[Statement] = []
        for field in FIELDS:
            cells = item.get(field, [])
            if isinstance(cells, list):
                statements += [self.statement(field, cell, *at, field, n) for n, cell in enumerate(cells)]
            else:
                statements.append(self.statement(field, cells, *at, field))
        ends = {one.field: one for one in statements if one.field in ("start", "end")}
        if len(ends) == 2 and ends["end"].value < ends["start"].value:
            start, end = ends["start"].value, ends["end"].value
            # The one that its quotation does not say is the slip.
            slip = ends["start" if wrong_value(ends["start"], item["year"]) else "end"]
            raise self.wrong(slip.value, *slip.at, "value", example=Phrase.of("end-first", start=start, end=end))
        return Occasion(year=item["year"], statements=tuple(statements), number=number)

    def statement(self, field: str, cell: object, *at: str | int) -> Statement:
        for key in cell if isinstance(cell, dict) else ():
            if key not in _CELL_KEYS:
                raise self.unknown(_CELL_KEYS, *at, str(key))
        missing = [key for key in ("value", "quote", "block") if not isinstance(cell, dict) or key not in cell]
        if not isinstance(cell, dict) or missing:
            raise self.wrong({field: cell}, *at, example=_lacking(missing, _CELLS.get(field, _CELL)))
        for key in ("quote", "block"):
            if isinstance(cell[key], (list, dict)):
                raise self.wrong(cell[key], *at, key, example=_CELLS.get(field, _CELL))
        if cell.get("year_from", "report") != "report":
            raise self.wrong(cell["year_from"], *at, "year_from", example="year_from: report")
        if field == "figures" and not str(cell.get("what") or "").strip():
            raise self.wrong({field: cell}, *at, example=Phrase.of("figure-what"))
        value = cell["value"]
        if not _VALUES.get(field, _is_plain)(value):
            example = f"{field}: {{value: {'5' if field == 'ordinal' else '2012-11-03'}, …}}"
            raise self.wrong(f"{field}: {value}", *at, "value", example=example)
        if field == "host_country" and self.is_no_country(str(value)):
            raise self.no_country(str(value), Phrase.of("no-country-host"), *at, "value")
        return Statement(
            field=field,
            value=str(value),
            quote=str(cell["quote"]),
            block=str(cell["block"]),
            what=str(cell.get("what", "")),
            year_from_report=cell.get("year_from") == "report",
            at=at,
        )


def _lacking(keys: Sequence[str], example: str) -> Phrase:
    return Phrase.of("lacking-keys", keys=keys, example=example)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, int))


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, datetime.date) or bool(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return False


_VALUES: dict[str, Callable[[object], bool]] = {"ordinal": _is_number, "start": _is_date, "end": _is_date}
