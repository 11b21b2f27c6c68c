"""The cases of tests/names/cases/*.md: text with every mention marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from annals.markdown.front import Front
from annals.model import Entity
from annals.names.linking import TextBlock, link
from annals.names.registry import load_entities
from tests.support.words import LEXICON

FOLDER = Path(__file__).parent / "cases"
_mark = re.compile(r"⟦([^⟧＝]+)(?:＝([^⟧]+))?⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    entities: tuple[Entity, ...]
    texts: tuple[TextBlock, ...]
    marked: frozenset[tuple[str, int, str, str]]


class Malformed(ValueError):
    """A case file does not follow its format."""


def read_cases(path: Path) -> list[Case]:
    chunks = re.split(r"^## (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    cases = [_case(path, name, body) for name, body in zip(chunks[::2], chunks[1::2], strict=True)]
    if not cases:
        raise Malformed(f"{path.name}: no case")
    return cases


def _case(path: Path, name: str, body: str) -> Case:
    match = re.fullmatch(r"\n~~~names\n(.+)\n~~~\n~~~text\n(.+)\n~~~\s*", body, flags=re.DOTALL)
    if match is None:
        raise Malformed(f"{path.name}: “{name}”: a case has ~~~names and ~~~text")
    pages = {f"entities/e{number}.md": Front.of(_front(line)) for number, line in enumerate(match[1].split("\n"))}
    entities, problems = load_entities(pages, LEXICON)
    if problems:
        raise Malformed(f"{path.name}: “{name}”: {problems[0]}")
    titles = {entity.title: entity.slug for entity in entities}
    texts, marked, section = [], set(), 1
    for number, line in enumerate(match[2].split("\n"), 1):
        if not line.strip():
            section += 1
            continue
        plain, at = "", 0
        for found in _mark.finditer(line):
            plain += line[at : found.start()]
            title = found[2] or found[1]
            if title not in titles:
                raise Malformed(f"{path.name}: “{name}”: no entry {title}")
            marked.add((f"b{number}", len(plain), found[1], titles[title]))
            plain += found[1]
            at = found.end()
        plain += line[at:]
        if set(plain) & set("⟦⟧＝"):
            raise Malformed(f"{path.name}: “{name}”: a mark is not closed")
        texts.append(TextBlock(report="case", block=f"b{number}", section=f"s{section}", text=plain))
    return Case(name=name, entities=entities, texts=tuple(texts), marked=frozenset(marked))


def _front(line: str) -> str:
    """One line of a flow mapping as front matter."""
    if not (line.startswith("{") and line.endswith("}")):
        raise Malformed(f"“{line}” is no entry in braces")
    return f"---\n{line}\n---\n"


CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_mentions_are_the_marked_ones(case: Case) -> None:
    found = {(m.block, m.start, m.surface, m.entity) for m in link(case.texts, case.entities, LEXICON).mentions}
    assert found == case.marked


@pytest.mark.parametrize(
    "body",
    [
        "\n~~~names\n{title: 甲, type: 企业}\n~~~\n",
        "\n~~~names\n{title: 甲, type: 企业}\n~~~\n~~~text\n⟦乙⟧\n~~~\n",
        "\n~~~names\n甲\n~~~\n~~~text\n甲\n~~~\n",
    ],
)
def test_a_malformed_case_is_an_error(body: str, tmp_path: Path) -> None:
    path = tmp_path / "case.md"
    path.write_text(f"## 坏例{body}", "utf-8")
    with pytest.raises(Malformed):
        read_cases(path)
