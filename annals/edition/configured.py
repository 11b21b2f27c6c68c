"""What an editor writes into `mkdocs.yml` that MkDocs takes, and that costs the site its look, its addresses or its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from annals.edition.facts import ANNALS_KEYS, PATH, plain_value, top_of
from annals.edition.intake import take_in
from annals.edition.shipped import THEME
from annals.model import Phrase, Problem
from annals.text.characters import excerpt

_HOOK = "annals/hook.py"
_EXTENSIONS = ("tables", "md_in_html", "sane_lists", "toc")
"""Without one of these the pages are read otherwise than they were written."""
_FROM_THEME = "assets/images/"
"""Where the theme that ours stands on has pictures of its own."""
_key = re.compile(r"(?P<before>^[ \t]{1,40}|[{,][ \t]{0,9}|^)(?P<name>[a-z_]{1,40})[ \t]{0,9}:", re.MULTILINE)
_FILES = ("extra_css", "extra_javascript")


_scheme = re.compile(r"(https?)(?:：|:)?(?:/|／|、|\\\\){1,2}", re.IGNORECASE)
"""The beginning of an address as an input method types it."""


def configuration_slips(root: Path) -> Iterator[Problem]:
    """All such slips, each at its line; nothing for a file that cannot be read, of which more is told elsewhere."""
    text = take_in(root / PATH, PATH).text or ""
    top = top_of(text)
    values = {key: plain_value(node) for key, node in top.items()}
    found = (
        *_hooks(root, values.get("hooks")),
        *_theme(root, top.get("theme")),
        *_settings(values),
        *_files(root, values),
        *_extensions(values.get("markdown_extensions")),
    )
    for key, harm, cure in found if top else ():
        line = _line_of(text, key)
        shown = excerpt(text, line) if line is not None else ""
        yield Problem.of("E262", PATH, line, excerpt=shown, key=key, harm=harm, cure=cure)
    yield from _misplaced(text, top)


def _line_of(text: str, key: str) -> int | None:
    """The line of a key, at the top of the file or below one that is (`theme.logo`)."""
    name, inner = key.rpartition(".")[2], "." in key
    keys = [match for match in _key.finditer(text) if match["name"] == name]
    found = next((match for match in keys if bool(match["before"]) == inner), next(iter(keys), None))
    return text.count("\n", 0, found.start("name")) + 1 if found is not None else None


Slip = tuple[str, Phrase, Phrase]
"""A key, what is wrong with it, and the cure."""


def _hooks(root: Path, hooks: object) -> Iterator[Slip]:
    if not (root / _HOOK).is_file():
        return
    named = [item for item in hooks if isinstance(item, str)] if isinstance(hooks, list) else []
    if not any((root / name).resolve() == (root / _HOOK).resolve() for name in named):
        yield "hooks", Phrase.of("config-hooks"), Phrase.of("mend-hooks", hook=_HOOK)
        return
    for name in named:
        if not (root / name).is_file():
            yield "hooks", Phrase.of("config-gone", name=name), Phrase.of("mend-gone", name=name)


def _is_nowhere(name: str, places: Iterable[Path]) -> bool:
    """Whether a file of the site lies in none of some folders, by its very name: where capitals count not, they do elsewhere."""
    return "://" not in name and not any(_is_there(place, name) for place in places)


def _is_there(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and path.name in {other.name for other in path.parent.iterdir()}


def _theme(root: Path, node: yaml.Node | None) -> Iterator[Slip]:
    theme = plain_value(node)
    if isinstance(theme, str):
        yield "theme", Phrase.of("config-theme"), Phrase.of("mend-theme")
    if not isinstance(node, yaml.MappingNode):
        return
    values = {str(key.value): plain_value(value) for key, value in node.value}
    if values.get("name") not in (None, "material"):
        yield "theme", Phrase.of("config-theme"), Phrase.of("mend-theme")
    own = values.get("custom_dir")
    if isinstance(own, str) and not (root / own).is_dir():
        yield "theme.custom_dir", Phrase.of("config-gone", name=own), Phrase.of("mend-gone", name=own)
    places = (root / "docs", THEME, *([root / own] if isinstance(own, str) else []))
    for key in ("logo", "favicon"):
        name = values.get(key)
        if isinstance(name, str) and not name.startswith(_FROM_THEME) and _is_nowhere(name, places):
            yield f"theme.{key}", Phrase.of("config-gone", name=name), _below_docs(name)


def _below_docs(name: str) -> Phrase:
    """How a file that lies nowhere comes to be found: such names count from docs/, and people write that before them."""
    inner = name.removeprefix("./").removeprefix("docs/")
    return Phrase.of("mend-gone", name=f"docs/{name}") if inner == name else Phrase.of("mend-inside", name=inner)


def _settings(values: Mapping[str, object]) -> Iterator[Slip]:
    if values.get("use_directory_urls") is True:
        yield "use_directory_urls", Phrase.of("config-addresses"), Phrase.of("mend-idle")
    if values.get("docs_dir") not in (None, "docs"):
        yield "docs_dir", Phrase.of("config-folder"), Phrase.of("mend-idle")
    if "nav" in values:
        yield "nav", Phrase.of("config-nav"), Phrase.of("mend-idle")
    if isinstance(plugins := values.get("plugins"), list) and any("search" in str(item) for item in plugins):
        yield "plugins", Phrase.of("config-search"), Phrase.of("mend-idle")
    if values.get("repo_url"):
        yield "repo_url", Phrase.of("config-asks", name="GitHub"), Phrase.of("mend-repo")
    address = values.get("site_url")
    if isinstance(address, str) and address and not address.startswith(("http://", "https://")):
        plain = _scheme.sub(lambda typed: f"{typed[1].lower()}://", address)
        better = plain if plain != address else f"https://{address}"
        yield "site_url", Phrase.of("config-scheme"), Phrase.of("mend-scheme", better=better)
    if "site_name" in values and values["site_name"] is None:
        yield "site_name", Phrase.of("config-nameless"), Phrase.of("mend-nameless")


def _files(root: Path, values: Mapping[str, object]) -> Iterator[Slip]:
    """Styles and scripts that lie nowhere, or elsewhere on the web."""
    for key in _FILES:
        names = values.get(key)
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and ("://" in name or name.startswith("//")):
                yield key, Phrase.of("config-asks", name=name), Phrase.of("mend-gone", name="docs/…")
            elif isinstance(name, str) and _is_nowhere(name, (root / "docs", THEME)):
                yield key, Phrase.of("config-gone", name=name), _below_docs(name)


def _extensions(given: object) -> Iterator[Slip]:
    if not isinstance(given, list):
        return
    named = {str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in given}
    if lost := [name for name in _EXTENSIONS if name not in named]:
        yield "markdown_extensions", Phrase.of("config-extensions", names=lost), Phrase.of("mend-extensions")


def _misplaced(text: str, top: Mapping[str, yaml.Node]) -> Iterator[Problem]:
    """Keys of `extra.annals`, and that itself, that stand where nothing reads them."""
    extra = top.get("extra")
    below = [str(key.value) for key, _ in extra.value] if isinstance(extra, yaml.MappingNode) else []
    named = [(key, f"extra.{key}") for key in below if key in ANNALS_KEYS]
    named += [(key, key) for key in top if key in (*ANNALS_KEYS, "annals")]
    for key, place in named:
        line = _line_of(text, place)
        shown = excerpt(text, line) if line is not None else ""
        nearest = Phrase.of("perhaps", name="extra.annals" if key == "annals" else f"extra.annals.{key}")
        yield Problem.of("E105", PATH, line, excerpt=shown, key=key, nearest=nearest, known=ANNALS_KEYS)
