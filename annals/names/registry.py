"""Entity pages to entities: the page is the registry entry (DESIGN §5)."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable

import yaml

from annals.markdown.read import split_front_matter
from annals.model import ENTITY_TYPES, AmbiguousForm, Entity, Occasion, Problem, Statement
from annals.text.characters import line_with

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
SOURCES = ("report", "editor")
INDEX_PAGES = ("index", "pinyin", "years", "english")
"""Page names below entities/ that are no entity's."""

_EXAMPLES = {
    "title": "title: 某省创新论坛",
    "title_source": "title_source: report",
    "type": "type: 论坛",
    "english": "english: Provincial Innovation Forum",
    "english_source": "english_source: report",
    "ambiguous": "ambiguous: [{form: 论坛, after: true}]",
    "editions": "editions: [{year: 2012, ordinal: {value: 5, quote: 第5届某省创新论坛, block: 2012#l19}}]",
}


class _Fault(Exception):
    """A page's front matter is wrong; carries the problem's code, details and what to look for."""

    def __init__(self, code: str, needle: str, **details: str) -> None:
        self.code, self.needle, self.details = code, needle, tuple(details.items())


def load_entities(pages: tuple[tuple[str, str], ...]) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Entities from their pages (path under docs/, text), by path; a page with a fault in its
    front matter is reported and left out."""
    entities, problems = [], []
    for path, text in pages:
        try:
            entities.append(_entity(path, text))
        except yaml.YAMLError as error:
            problems.append(Problem("E103", f"docs/{path}", 1, (("detail", str(error).splitlines()[0]),)))
        except _Fault as fault:
            line, excerpt = line_with(text, fault.needle)
            problems.append(Problem(fault.code, f"docs/{path}", line or 1, fault.details, excerpt))
    return tuple(entities), (*problems, *_shared_names(tuple(entities), dict(pages)))


def _entity(path: str, text: str) -> Entity:
    front, body, _ = split_front_matter(text)
    slug = path.rpartition("/")[2].removesuffix(".md")
    for key in front:
        if key not in KEYS:
            near = difflib.get_close_matches(str(key), KEYS, 1, 0.5)
            raise _Fault("E207", str(key), key=str(key), nearest=near[0] if near else KEYS[0], known="、".join(KEYS))
    for key in ("title", "type"):
        if key not in front:
            raise _Fault("E208", "", key=key, example=_EXAMPLES[key])
    kind = _text(front, "type")
    if kind not in ENTITY_TYPES:
        near = difflib.get_close_matches(kind, ENTITY_TYPES, 1, 0.3)
        raise _Fault(
            "E206",
            "type",
            key="type",
            value=kind,
            example="、".join([*near, *(t for t in ENTITY_TYPES if t not in near)]),
        )
    title = _text(front, "title")
    return Entity(
        slug,
        title,
        _source(front, "title_source") or "report",
        kind,
        tuple(name for name in dict.fromkeys(_texts(front, "aliases")) if name != title),
        _text(front, "english"),
        _source(front, "english_source"),
        _texts(front, "not"),
        tuple(_ambiguous(item) for item in _list(front, "ambiguous")),
        _texts(front, "part_of"),
        _texts(front, "redirect_from"),
        tuple(sorted((_occasion(item) for item in _list(front, "editions")), key=lambda occasion: occasion.year)),
        body.strip(),
    )


# --- values --------------------------------------------------------------------------------


def _wrong(key: str, value: object, example: str = "") -> _Fault:
    return _Fault("E206", key, key=key, value=str(value), example=example or _EXAMPLES.get(key, f"{key}: [文字, 文字]"))


def _text(front: dict[str, object], key: str) -> str:
    value = front.get(key, "")
    if isinstance(value, bool) or not isinstance(value, (str, int)) or (key in front and not str(value).strip()):
        raise _wrong(key, value)
    return str(value)


def _source(front: dict[str, object], key: str) -> str:
    value = _text(front, key)
    if value and value not in SOURCES:
        raise _wrong(key, value)
    return value


def _list(front: dict[str, object], key: str) -> list[object]:
    value = front.get(key, [])
    if not isinstance(value, list):
        raise _wrong(key, value)
    return value


def _texts(front: dict[str, object], key: str) -> tuple[str, ...]:
    value = front.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise _wrong(key, value)
    return tuple(value)


def _ambiguous(item: object) -> AmbiguousForm:
    if not isinstance(item, dict) or set(item) - {"form", "after", "blocks"} or not isinstance(item.get("form"), str):
        raise _wrong("ambiguous", item)
    after, blocks = item.get("after", False), item.get("blocks", [])
    if not isinstance(after, bool) or not isinstance(blocks, list) or not (after or blocks):
        raise _wrong("ambiguous", item)
    return AmbiguousForm(item["form"], after, tuple(str(block) for block in blocks))


def _occasion(item: object) -> Occasion:
    if not isinstance(item, dict) or not isinstance(item.get("year"), int):
        raise _wrong("editions", item)
    unknown = [key for key in item if key not in ("year", *FIELDS)]
    if unknown:
        raise _Fault(
            "E207", str(unknown[0]), key=str(unknown[0]), nearest=FIELDS[0], known="、".join(("year", *FIELDS))
        )
    statements: list[Statement] = []
    for field in FIELDS:
        cells = item.get(field, [])
        statements += [_statement(field, cell) for cell in (cells if isinstance(cells, list) else [cells])]
    return Occasion(item["year"], tuple(statements))


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, datetime.date) or bool(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return False


_VALUES: dict[str, Callable[[object], bool]] = {
    "ordinal": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "start": _is_date,
    "end": _is_date,
}


def _statement(field: str, cell: object) -> Statement:
    if not isinstance(cell, dict) or not {"value", "quote", "block"} <= set(cell):
        raise _wrong("editions", f"{field}: {cell}")
    if set(cell) - {"value", "quote", "block", "what", "year_from"}:
        raise _wrong("editions", f"{field}: {cell}")
    value = cell["value"]
    if not _VALUES.get(field, lambda value: isinstance(value, (str, int)))(value):
        raise _wrong(
            "editions", f"{field}: {value}", f"{field}: {{value: {'5' if field == 'ordinal' else '2012-11-03'}, …}}"
        )
    from_report = cell.get("year_from") == "report"
    return Statement(field, str(value), str(cell["quote"]), str(cell["block"]), str(cell.get("what", "")), from_report)


# --- names that two entries claim ------------------------------------------------------------


def _shared_names(entities: tuple[Entity, ...], texts: dict[str, str]) -> tuple[Problem, ...]:
    """Names that stand in two entries: no text could decide between them."""
    first: dict[str, Entity] = {}
    found = []
    for entity in entities:
        for name in dict.fromkeys(entity.names):
            if name in first:
                details = (("name", name), ("first", f"docs/entities/{first[name].slug}.md"))
                line, excerpt = line_with(texts.get(f"entities/{entity.slug}.md", ""), name)
                found.append(Problem("E209", f"docs/entities/{entity.slug}.md", line, details, excerpt))
            first.setdefault(name, entity)
    return tuple(found)
