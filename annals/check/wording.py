"""Words in the languages that the program speaks, with holes for what a message is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Formatter

from annals.check.calling import BY_MAKE, CHECKOUT, HOLES, Calling
from annals.markdown.front import Front
from annals.model import Given, Phrase
from annals.text.characters import visible

LANGUAGES = ("zh", "en")
_TO_RESTORE = "\0"
"""Fills the hole for the command that restores, until it is known which files stand behind it."""
_to_restore = re.compile(rf'{_TO_RESTORE}(?P<files>(?: "[^"\n]{{1,500}}")+)(?P<web>(?:（[^（）]{{0,40}}）)?)')
_named = re.compile('"([^"]+)"')
_BETWEEN = {"zh": "、", "en": ", "}
"""What stands between the items of a list."""


class WordingError(ValueError):
    """A file of words that is not as it has to be; names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text in every language; its holes are written `{name}`, the same ones in each."""

    zh: str
    en: str

    def text(self, lang: str) -> str:
        return {"zh": self.zh, "en": self.en}[lang]

    def holes(self) -> frozenset[str]:
        """The names of the holes that somebody has to fill. Raises WordingError when the languages differ in theirs."""
        found = [frozenset(name for _, name, _, _ in Formatter().parse(self.text(lang)) if name) for lang in LANGUAGES]
        if len(set(found)) != 1:
            raise WordingError(f"holes differ: {sorted(found[0] ^ found[1])} in “{self.en}”")
        return found[0] - HOLES

    def filled(
        self, lang: str, details: Mapping[str, Given], phrases: Mapping[str, Wording], calling: Calling = BY_MAKE
    ) -> str:
        """The text with its holes filled. Raises KeyError for a hole that nothing fills."""
        given = {name: said(value, lang, phrases, calling) for name, value in details.items()}
        text = self.text(lang).format_map({**calling.holes(), CHECKOUT: _TO_RESTORE, **given})
        return _to_restore.sub(lambda match: _restoring(match, lang, phrases, calling), text)


def _restoring(match: re.Match[str], lang: str, phrases: Mapping[str, Wording], calling: Calling) -> str:
    """How the files named behind the hole are had back. What no commit has cannot come from git, nor from its history on
    the web, which the brackets behind the names speak of."""
    if calling.in_git and all(calling.is_kept(path) for path in _named.findall(match["files"])):
        return f"git checkout HEAD --{match['files']}{match['web']}"
    again = Phrase.of("fetch-uncommitted") if calling.in_git else Phrase.of("fetch-again")
    return said(again, lang, phrases, calling) + match["files"]


def said(detail: Given, lang: str, phrases: Mapping[str, Wording], calling: Calling = BY_MAKE) -> str:
    """A detail as a reader of a language sees it, nothing in it invisible; `phrases` are the words of phrases by key."""
    if isinstance(detail, Phrase):
        return phrases[detail.key].filled(lang, dict(detail.details), phrases, calling)
    if isinstance(detail, (str, int)):
        return visible(str(detail))
    return _BETWEEN[lang].join(said(item, lang, phrases, calling) for item in detail)


def entries(package: str, name: str) -> dict[str, Mapping[str, object]]:
    """The entries of a YAML file beside the modules of a package, each a mapping. Raises WordingError."""
    front = Front.whole((files(package) / name).read_text(encoding="utf-8"))
    for key, value in front.values.items():
        if not isinstance(value, dict):
            raise WordingError(f"{name}:{front.line_of(key)}: {key} is no mapping")
    return {key: value for key, value in front.values.items() if isinstance(value, dict)}


def read_wording(value: object, place: str) -> Wording:
    """A text in every language, read strictly; `place` names it in the error. Raises WordingError."""
    if not isinstance(value, dict) or set(value) != set(LANGUAGES):
        raise WordingError(f"{place}: has to hold {', '.join(LANGUAGES)}, and nothing else")
    if not all(isinstance(text, str) and text for text in value.values()):
        raise WordingError(f"{place}: has to be text in each language")
    found = Wording(**value)
    found.holes()
    return found


def wordings(package: str, name: str) -> dict[str, Wording]:
    """A file of words by key. Raises WordingError."""
    return {key: read_wording(value, f"{name}: {key}") for key, value in entries(package, name).items()}
