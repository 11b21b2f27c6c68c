"""Values of ours as JSON and back, by what their types say: data only, so that nothing read from a disk is ever run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from annals.model import Phrase, Problem

_Reader = Callable[[Any], Any]
_PLAIN = (str, int, bool, NoneType)
_plain_types = frozenset(_PLAIN)


def plain(value: Any) -> Any:
    """A value as lists, objects, texts and numbers: of a dataclass its fields in order."""
    if isinstance(value, _PLAIN):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Problem):
        followers = [plain(follower) for follower in value.followers]
        return [value.code, value.path, value.line, _plain_details(value.details), value.excerpt, followers]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        # Thousands of numbers are told from values of ours at once.
        return list(value) if _plain_types.issuperset(map(type, value)) else [plain(item) for item in value]
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(type(value).__name__)


def _plain_details(details: Any) -> Any:
    return [[key, _plain_detail(value)] for key, value in details]


def _plain_detail(value: Any) -> Any:
    if isinstance(value, Phrase):
        return {"phrase": value.key, "details": _plain_details(value.details)}
    return [_plain_detail(item) for item in value] if isinstance(value, tuple) else str(value)


def as_problem(given: Any) -> Problem:
    """A problem from its plain form. Raises ValueError or TypeError for anything else, as `reader` does."""
    code, path, line, details, excerpt, followers = given
    return Problem(
        code=_text(code),
        path=_text(path),
        line=None if line is None else int(line),
        details=_details(details),
        excerpt=_text(excerpt),
        followers=tuple(map(as_problem, followers)),
    )


def _details(given: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((_text(key), _detail(value)) for key, value in given)


def _detail(value: Any) -> Any:
    if isinstance(value, dict):
        return Phrase(key=_text(value["phrase"]), details=_details(value["details"]))
    return tuple(_detail(item) for item in value) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


@cache
def reader(kind: Any) -> _Reader:
    """What turns the plain form of a type (a dataclass of ours, or what its fields are made of) back into a value."""
    if kind is Problem:
        return as_problem
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_class(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    if kind is Decimal:
        return lambda given: Decimal(_text(given))
    if kind in _PLAIN:
        return _exactly(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple and inside[-1] is Ellipsis:
        if inside[0] in _PLAIN:
            return _all_exactly(inside[0])
        item = reader(inside[0])
        return lambda given: tuple([item(value) for value in given])
    if origin is tuple:
        items = tuple(reader(part) for part in inside)
        return lambda given: tuple(read(value) for read, value in zip(items, given, strict=True))
    if origin is UnionType and len(inside) == 2 and inside[1] is NoneType:
        other = reader(inside[0])
        return lambda given: None if given is None else other(given)
    if origin is not None and issubclass(origin, Mapping):
        item = reader(inside[1])
        return lambda given: {key: item(value) for key, value in given.items()}
    raise TypeError(str(kind))


def _of_class(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    allowed = [_as_they_are(hints[name]) for name in names]
    others = [(at, reader(hints[name])) for at, name in enumerate(names) if not allowed[at]]
    # What JSON has of a class is of few combinations of types: each is looked at once, not each of some ten thousand values.
    known: set[tuple[type, ...]] = set()

    def read(given: Any) -> Any:
        types = tuple(map(type, given))
        if types not in known:
            if any(may_be and found not in may_be for found, may_be in zip(types, allowed, strict=True)):
                raise TypeError(kind.__name__)
            known.add(types)
        values = dict(zip(names, given, strict=True))
        for at, item in others:
            values[names[at]] = item(given[at])
        return kind(**values)

    return read


def _as_they_are(kind: Any) -> tuple[type, ...]:
    """The types of JSON of which a value is itself one of a type of ours; empty where it has to be read."""
    inside = get_args(kind) if get_origin(kind) is UnionType else (kind,)
    return inside if all(one in _PLAIN for one in inside) else ()


def _exactly(kind: type) -> _Reader:
    def read(given: Any) -> Any:
        if type(given) is not kind:
            raise TypeError(type(given).__name__)
        return given

    return read


def _all_exactly(kind: type) -> _Reader:
    def read(given: Any) -> Any:
        if not {kind}.issuperset(map(type, given)):
            raise TypeError(kind.__name__)
        return tuple(given)

    return read
