"""What an editor is told, word for word: every code provoked once, in Chinese and in English.

`python -m tests.check.test_messages` writes the golden files anew; read them aloud before committing."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from annals.check.catalogue import CATALOGUE
from annals.check.telling import as_annotation, as_text
from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out, recover
from annals.model import Problem
from tests.support.provocations import PROVOCATIONS
from tests.support.small_folder import folder

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("zh", "en")
# Cannot be provoked by check: faults of the program itself (E115, E202, W108), the frozen build (E111), what MkDocs says
# (W301), what only the last commits know of (W206, N135, tests/edition/test_missing.py), what ends a command or a build (E140–E142,
# tests/cli/test_failing.py), and what only `add` is given (E145–E147, tests/extract, tests/cli/test_adding.py).
ELSEWHERE = {"E111", "E115", "E140", "E141", "E142", "E145", "E146", "E147", "E202", "W108", "W206", "W301", "N135"}


def told(code: str, base: Path, place: Path) -> tuple[Problem, ...]:
    """What check says after one provocation, the code in question first."""
    root = place / "root"
    shutil.copytree(base, root)
    PROVOCATIONS[code][1](root)
    found = (*recover(root.resolve()), *check(root.resolve()).problems)
    return tuple(sorted(found, key=lambda problem: problem.code != code))


def text(lang: str, provoked: dict[str, tuple[Problem, ...]]) -> str:
    parts = []
    for code, problems in provoked.items():
        parts.append(
            f"## {PROVOCATIONS[code][0]}\n\n" + "\n".join(as_text(problem, lang) for problem in problems) + "\n"
        )
    return "\n".join(parts)


def provoke_all(place: Path) -> dict[str, tuple[Problem, ...]]:
    base = place / "base"
    folder(base)
    carry_out(base, ingest(base.resolve()).writes)
    return {code: told(code, base, place / code) for code in PROVOCATIONS}


@pytest.fixture(scope="module")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Problem, ...]]:
    return provoke_all(tmp_path_factory.mktemp("provoked"))


@pytest.mark.parametrize("code", PROVOCATIONS)
def test_a_mistake_is_named_with_its_place(code: str, provoked: dict[str, tuple[Problem, ...]]) -> None:
    assert provoked[code] and provoked[code][0].code == code
    # Further problems may follow from the first, but not drown it.
    assert len(provoked[code]) <= 4, [problem.code for problem in provoked[code]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_those_that_were_read(lang: str, provoked: dict[str, tuple[Problem, ...]]) -> None:
    assert text(lang, provoked) == (GOLDEN / f"{lang}.md").read_text("utf-8")


def test_explain_shows_what_was_said(provoked: dict[str, tuple[Problem, ...]]) -> None:
    assert {code: CATALOGUE[code].example for code in provoked} == {
        code: replace(problems[0], followers=()) for code, problems in provoked.items()
    }


def test_every_code_is_provoked_here_or_named() -> None:
    assert PROVOCATIONS.keys() | ELSEWHERE == CATALOGUE.keys()


def test_a_folder_without_mistakes_has_no_problem(tmp_path: Path) -> None:
    folder(tmp_path)
    carry_out(tmp_path, ingest(tmp_path.resolve()).writes)
    assert check(tmp_path.resolve()).problems == ()


def test_github_reads_an_annotation() -> None:
    problem = Problem.of("E203", "docs/a,b.md", 4, reference="2011#l99", nearest="50%：x")
    line = as_annotation(problem, "zh")
    assert (
        line.startswith("::error file=docs/a%2Cb.md,line=4,title=E203::")
        and "%0A" in line
        and "50%25" in line
        and "\n" not in line
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        everything = provoke_all(Path(scratch))
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (GOLDEN / f"{language}.md").write_text(text(language, everything), "utf-8")
    sys.stdout.write(text("zh", everything))
