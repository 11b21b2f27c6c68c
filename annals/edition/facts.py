"""The site's facts, read from `mkdocs.yml` without MkDocs: the one place where an edition names itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from annals.edition.intake import take_in
from annals.edition.last_commit import committed_texts
from annals.edition.shipped import DEFAULTS
from annals.markdown.allowed import is_footer
from annals.model import Facts, Given, Home, Licence, Phrase, Problem, Series
from annals.text.characters import excerpt
from annals.text.nearness import perhaps
from annals.text.yaml_nodes import NO_VALUE, YamlFaultError, composed, not_yaml

PATH = "mkdocs.yml"
_EXAMPLES: dict[str, Given] = {
    "site_name": "site_name: 某省科技年报",
    "site_description": "site_description: 一句话说明",
    "site_author": "site_author: 某省科技史研究会",
    "copyright": 'copyright: 权利说明，见 <a href="https://example.org/">某某许可</a>（除了链接，不写别的 HTML）',
    "annals": "annals: {series: [{id: main, name: 某省科技年报}]}",
    "extra": "extra: {annals: {series: [{id: main, name: 某省科技年报}]}}",
    "series": "series: [{id: main, name: 某省科技年报, place: 某省}]",
    "official": Phrase.of("yes-or-no", key="official"),
    "colour": 'colour: "#1a6b3c"',
    "licence": "licence: {editors: CC BY 4.0, reports: 权利归发布者}",
    "home": "home: {topics: [planning], stories: [some-forum]}",
    "topics": "topics: [planning]",
    "stories": "stories: [some-forum]",
}
_colour = re.compile(r"#[0-9A-Fa-f]{6}")
_NONSENSE = object()
"""The value of what is none of its type, such as `2031-02-30`; of no kind that anybody asks for."""
_TOP = ("INHERIT", "hooks", "site_name", "site_description", "site_author", "copyright", "extra")
"""Those keys of the file that an edition is likely to have."""
_BASE = "annals/defaults/mkdocs.yml"
"""Where an edition has what it takes over."""
ANNALS_KEYS = ("series", "official", "notice", "contact", "colour", "licence", "home")
"""What an edition says of itself below `extra.annals`."""
_SERIES_KEYS = ("id", "name", "short", "place", "issuer")


class _Loader(yaml.SafeLoader):
    """Knows plain values alone; MkDocs' own tags (`!ENV`, `!!python/name:…`) are nothing to us."""


def _opaque(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    """What a tag that is not YAML's own stands for."""


_Loader.add_multi_constructor("", _opaque)


def named_assets(root: Path) -> tuple[str, ...]:
    """The styles and scripts that the folder's own mkdocs.yml names, as it names them."""
    styles, scripts = assets_in(take_in(root / PATH, PATH).text or "")
    return (*styles, *scripts)


def assets_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The styles and the scripts that a `mkdocs.yml` names."""
    reader, values = _Reader(), top_of(text)
    return reader.texts(values, "extra_css"), reader.texts(values, "extra_javascript")


def facts_of(root: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a folder; what it does not name is named as in the configuration that ships. Of a file that cannot be
    read, or is gone, those of the last commit: else each report would be of an unknown series, for one colon."""
    own = take_in(root / PATH, PATH)
    facts, problems = read_facts(own.text) if own.text else (Facts(), ())
    if not own.text or any(problem.code == "E103" for problem in problems):
        facts = read_facts(committed_texts(root, [PATH]).get(PATH, ""))[0]
    base = unfounded(root)
    problems = (*own.problems, *problems, *([base] if base is not None else []))
    if facts.site_name:
        return facts, problems
    shipped, _ = read_facts(DEFAULTS.read_text(encoding="utf-8"))
    series = tuple(replace(item, name=item.name or shipped.site_name) for item in facts.series)
    description = facts.site_description or shipped.site_description
    return replace(facts, site_name=shipped.site_name, site_description=description, series=series), problems


def unfounded(root: Path) -> Problem | None:
    """That the folder's own mkdocs.yml does not take over what ships with the tool, and has no look of its own either (E150):
    no page could be rendered by it."""
    text = take_in(root / PATH, PATH).text or ""
    top = top_of(text)
    # A folder without the tool in it is built by one that lies elsewhere, or only checked.
    # A look of its own has a dialect of its own: with a theme alone no table would be one.
    own = "theme" in top and "markdown_extensions" in top and "INHERIT" not in top
    if not top or own or not (root / _BASE).is_file():
        return None
    if "INHERIT" not in top:
        return Problem.of("E150", PATH, wrong=Phrase.of("inherit-missing"))
    named, line = plain_value(top["INHERIT"]), line_of(top["INHERIT"])
    if isinstance(named, str) and not (root / named).is_file():
        wrong = Phrase.of("inherit-nowhere", name=named)
        return Problem.of("E150", PATH, line, excerpt=excerpt(text, line), wrong=wrong)
    return None


def top_of(text: str) -> dict[str, yaml.Node]:
    """The nodes of a `mkdocs.yml` by key; none of one that cannot be read."""
    try:
        return _Reader().mapping("", composed(text, _Loader)) if text.strip() else {}
    except YamlFaultError:
        return {}


def line_of_key(root: Path, key: str) -> int | None:
    """The line of a key of the folder's `mkdocs.yml`, 1-based; None where it has none or cannot be read."""
    own = take_in(root / PATH, PATH)
    try:
        node = composed(own.text or "", _Loader)
    except YamlFaultError:
        return None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((line_of(name) for name, _ in pairs if name.value == key), None)


def read_facts(text: str) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts in the text of a `mkdocs.yml`, and what is wrong with them (E103, E105, E106,
    E119); what is wrong is left out."""
    try:
        root = composed(text, _Loader)
    except YamlFaultError as error:
        shown = excerpt(text, error.fault.line)
        return Facts(), (not_yaml(PATH, error.fault.line, shown, error.fault.detail),)
    if root is not None and not isinstance(root, yaml.MappingNode):
        return Facts(), (not_yaml(PATH, 1, "", Phrase.of("yaml-no-keys")),)
    reader = _Reader()
    top = reader.mapping("", root, ours=_TOP)
    extra = reader.mapping("extra", top.get("extra"), ours=("annals",))
    given = reader.mapping("annals", extra.get("annals"), ANNALS_KEYS)
    name = reader.text(top, "site_name")
    licence = reader.mapping("licence", given.get("licence"), ("editors", "reports"))
    home = reader.mapping("home", given.get("home"), ("topics", "stories"))
    facts = Facts(
        site_name=name,
        site_description=reader.text(top, "site_description"),
        site_author=reader.text(top, "site_author"),
        copyright=reader.footer(top, "copyright").strip(),
        series=_series(reader, given.get("series")) or (Series(id="main", name=name),),
        official=reader.flag(given, "official"),
        notice=reader.text(given, "notice"),
        contact=reader.text(given, "contact"),
        colour=reader.colour(given, "colour"),
        licence=Licence(editors=reader.text(licence, "editors"), reports=reader.text(licence, "reports")),
        home=Home(
            topics=reader.texts(home, "topics"),
            stories=reader.texts(home, "stories"),
            line=line_of(given["home"]) if home else 0,
        ),
    )
    return facts, tuple(reader.problems)


def _series(reader: _Reader, node: yaml.Node | None) -> tuple[Series, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        reader.wrong("series", node)
        return ()
    found: list[Series] = []
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            reader.wrong("series", item)
            continue
        values = reader.mapping("series", item, _SERIES_KEYS)
        given = {key: reader.text(values, key) for key in _SERIES_KEYS}
        names = {name for series in found for name in (series.id, series.name)}
        if not given["id"] or not given["name"] or names & {given["id"], given["name"]}:
            reader.problems.append(Problem.of("E119", PATH, line_of(item), item=_shown(item)))
        else:
            found.append(Series(**given))
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """Takes values of one kind from nodes and notes what is of another."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, node: yaml.Node) -> None:
        example = _EXAMPLES.get(key, f"{key}: …")
        self.problems.append(Problem.of("E106", PATH, line_of(node), key=key, value=_shown(node), example=example))

    def mapping(
        self, key: str, node: yaml.Node | None, known: tuple[str, ...] = (), ours: tuple[str, ...] = ()
    ) -> dict[str, yaml.Node]:
        """The values of a mapping by key; `known` are all keys it may have. Where it may have others, of which MkDocs knows more
        than we do, those that are all but one of `ours` are told of."""
        if node is None or plain_value(node) is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(key, node)
            return {}
        found = {}
        for name, value in node.value:
            told, given = str(name.value), {str(other.value) for other, _ in node.value}
            if known and told not in known:
                self.unknown(name, known)
            elif told not in ours and set(difflib.get_close_matches(told.lower(), ours, 1, 0.85)) - given:
                self.unknown(name, ours)
            else:
                found[told] = value
        return found

    def unknown(self, name: yaml.Node, known: tuple[str, ...]) -> None:
        key = str(name.value)
        nearest = perhaps(key, known)
        self.problems.append(Problem.of("E105", PATH, line_of(name), key=key, nearest=nearest, known=known))

    def text(self, values: Mapping[str, yaml.Node], key: str) -> str:
        value = plain_value(values.get(key))
        if isinstance(value, str):
            return value
        self._refuse(values, key, value)
        return ""

    def footer(self, values: Mapping[str, yaml.Node], key: str) -> str:
        value = self.text(values, key)
        if not is_footer(value):
            self.wrong(key, values[key])
            return ""
        return value

    def colour(self, values: Mapping[str, yaml.Node], key: str) -> str:
        value = self.text(values, key)
        if value and not _colour.fullmatch(value):
            self.wrong(key, values[key])
            return ""
        return value.lower()

    def flag(self, values: Mapping[str, yaml.Node], key: str) -> bool:
        value = plain_value(values.get(key))
        if isinstance(value, bool):
            return value
        self._refuse(values, key, value)
        return False

    def texts(self, values: Mapping[str, yaml.Node], key: str) -> tuple[str, ...]:
        value = plain_value(values.get(key))
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._refuse(values, key, value)
        return ()

    def _refuse(self, values: Mapping[str, yaml.Node], key: str, value: object) -> None:
        if value is not None:
            self.wrong(key, values[key])


def plain_value(node: yaml.Node | None) -> object:
    """The value of a node; None where there is none, for an empty one and for a tag that is not YAML's own."""
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    loader = _Loader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, *NO_VALUE):
        return _NONSENSE
    finally:
        loader.dispose()


def line_of(node: yaml.Node) -> int:
    """The line (1-based) on which a node begins."""
    return int(node.start_mark.line) + 1


def _shown(node: yaml.Node) -> str:
    """A value as its author wrote it, on one line and not too long."""
    start, end = node.start_mark, node.end_mark
    text = " ".join(str(start.buffer)[start.pointer : end.pointer].rstrip("\0").split()) if start.buffer else ""
    return text if len(text) <= 60 else text[:59] + "…"
