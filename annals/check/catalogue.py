"""Every problem that can be told of: its words and one real example, from `messages/`, one file a subject.

Codes are never reused: E errors, W warnings, N notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annals.check.wording import Wording, WordingError, entries, read_wording, wordings
from annals.model import Given, Phrase, Problem, Severity

FAMILIES = ("raw", "made", "pages", "typing", "topics", "entities", "indicators")
_PACKAGE = "annals.check"
_GRAVE = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said of a problem: the message states, the help proposes. `example` is what `check`
    said of a small folder with this one fault in it (tests/support/provocations.py makes each again)."""

    code: str
    message: Wording
    help: Wording
    example: Problem

    @property
    def severity(self) -> Severity:
        return _GRAVE[self.code[0]]

    def holes(self) -> frozenset[str]:
        """What every problem with this code has to state."""
        return self.message.holes() | self.help.holes()


def _catalogue() -> dict[str, Message]:
    found: dict[str, Message] = {}
    for family in FAMILIES:
        for code, entry in entries(_PACKAGE, f"messages/{family}.yml").items():
            place = f"{family}.yml: {code}"
            if code in found or code[0] not in _GRAVE:
                raise WordingError(f"{place}: told already, or no code")
            if set(entry) != {"message", "help", "example"}:
                raise WordingError(f"{place}: has to hold message, help and example, and nothing else")
            message, help_ = read_wording(entry["message"], place), read_wording(entry["help"], place)
            example = _example(code, entry["example"], place)
            found[code] = Message(code=code, message=message, help=help_, example=example)
    return found


def _example(code: str, value: object, place: str) -> Problem:
    if not isinstance(value, dict) or set(value) - {"path", "line", "excerpt", "details"}:
        raise WordingError(f"{place}: an example holds path, line, excerpt and details, and nothing else")
    details = {key: _given(item) for key, item in value.get("details", {}).items()}
    return Problem.of(code, value["path"], value.get("line"), excerpt=value.get("excerpt", ""), **details)


def _given(value: object) -> Given:
    if isinstance(value, dict):
        return Phrase.of(value["phrase"], **{key: _given(item) for key, item in value.items() if key != "phrase"})
    if isinstance(value, list):
        return [_given(item) for item in value]
    return str(value)


PHRASES: Mapping[str, Wording] = wordings(_PACKAGE, "messages/phrases.yml")
CATALOGUE: Mapping[str, Message] = _catalogue()
