"""What is proposed fits what is wrong: slips that a person made as an editor, each with what the help has to say and
must not say of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from annals.check.catalogue import FAMILIES
from annals.check.telling import as_text
from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out
from tests.edition.test_missing import commit
from tests.support.cured_slips import SLIPS
from tests.support.small_folder import taken_in
from tests.support.sources import PACKAGE

WORDS = [PACKAGE / f"check/messages/{name}.yml" for name in (*FAMILIES, "phrases")] + [PACKAGE / "cli/words.yml"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    root = tmp_path_factory.mktemp("cures") / "sound"
    return taken_in(root)


def told(root: Path, code: str) -> str:
    """All that is said with one code."""
    problems = check(root.resolve()).problems
    found = [as_text(problem, "zh") for problem in problems if problem.code == code]
    assert found, [(problem.code, problem.path) for problem in problems]
    return "\n".join(found)


@pytest.mark.parametrize(("slip", "code", "said", "unsaid"), [one[1:] for one in SLIPS], ids=[one[0] for one in SLIPS])
def test_the_cure_is_that_of_the_slip(
    slip: Callable[[Path], None], code: str, said: str, unsaid: str, sound: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    slip(root)
    text = told(root, code)
    assert said in text and unsaid not in text, text


def test_what_a_system_leaves_is_nobodys_business(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    for path in ("docs/Thumbs.db", "docs/2031/desktop.ini", "docs/.DS_Store", "seeds/Thumbs.db"):
        (root / path).write_bytes(b"x")
    assert not check(root.resolve()).problems


@pytest.mark.parametrize(("published", "count"), [("2099", 1), ("2031", 0), ("2032-05", 0), ("2034", 0)])
def test_a_report_is_not_published_in_a_year_to_come(published: str, count: int, sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    (root / "seeds/2031.yml").write_text(f"published: {published}\n", "utf-8")
    assert not [one for one in check(root.resolve()).problems if one.code == "W112"]
    commit(root)
    found = [as_text(one, "zh") for one in check(root.resolve()).problems if one.code == "W112"]
    assert len(found) == count and all(
        "还没有到（版本库最近一次提交在 2001 年），报告说的是 2031 年" in one for one in found
    )


def test_an_address_that_vanishes_names_the_file_that_had_it(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sound, root)
    page = root / "docs/about/here.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: 此处\nredirect_from: [guide/there.html]\n---\n\n说明。\n", "utf-8")
    carry_out(root, ingest(root.resolve()).writes)
    commit(root)
    page.write_text("---\ntitle: 此处\n---\n\n说明。\n", "utf-8")
    assert "docs/about/here.md 的 redirect_from 写着这个地址" in told(root, "E112")
    entry = root / "docs/entities/jia-yi.md"
    entry.rename(entry.with_name("yi-jia.md"))
    text = told(root, "E112")
    assert "docs/entities/yi-jia.md 像是它改的名：在那一页的页首写 redirect_from: [jia-yi]" in text, text
    entry.with_name("yi-jia.md").rename(entry)
    page.unlink()
    entry.unlink()
    text = told(root, "E112")
    assert text.count('HEAD -- "docs/about/here.md"') == 2 and 'HEAD -- "docs/entities/jia-yi.md"' in text


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_no_word_of_a_message_is_taken_for_a_comment(path: Path) -> None:
    """` #` behind a text without quotation marks ends it."""
    text = path.read_text("utf-8")
    cut = [
        token.value
        for token in yaml.scan(text)
        if isinstance(token, yaml.ScalarToken)
        and text[token.end_mark.index :].split("\n", 1)[0].lstrip(" ").startswith("#")
    ]
    assert cut == []
