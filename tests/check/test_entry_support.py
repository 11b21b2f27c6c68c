"""What an entry says and no report bears out is told, and so is a string that keeps nothing from counting."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.checking import check
from tests.support.small_folder import FORUM, put, taken_in

ENTRY = "docs/entities/jia-yi.md"
SAID = "每年一届。[2031#l5]"
BARE = f"---\ntitle: 甲乙论坛\ntype: 论坛\n---\n\n{SAID}\n"
TOLD: dict[str, tuple[str, str, str]] = {
    "another block": ("---\ntitle: 丹麦\ntype: 国家\n---\n\n担任过主宾国。[2031#l11]\n", "N132", "[2031#l11]"),
    "no block": (BARE.replace(SAID, "始于1907年的论坛。"), "N132", "“始于1907年的论坛。”没有写"),
    "no block, in words": (BARE.replace(SAID, "每年一届（见报告）。"), "N132", "如“……。[2031#l5]”"),
    "a string without its name": (FORUM.replace("aliases: []", "not: [甲乙]"), "W224", "甲乙论坛、论坛"),
}
SILENT: dict[str, str] = {
    "an entry that is found nowhere": "---\ntitle: 丙丁大会\ntype: 会议\n---\n\n办过一届。[2031#l7]\n",
    "editions with their sentences": FORUM.replace(SAID, "一年一次的论坛。"),
    "one block of two": FORUM.replace(SAID, "每年一届。[2031#l9, 2031#l5]"),
    "a heading": FORUM.replace(SAID, "每年一届。[2031#l3]"),
    "no words": BARE.replace(SAID, ""),
    "a comment": BARE.replace(SAID, "<!-- 待写 -->"),
    "a longer string": FORUM.replace("aliases: []", "not: [甲乙论坛报]"),
    "a longer string of an ambiguous form": FORUM.replace("aliases: []", "not: [论坛报]"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    return taken_in(tmp_path_factory.mktemp("support") / "sound")


def told(sound: Path, place: Path, entry: str) -> list[tuple[str, str]]:
    root = place / "root"
    shutil.copytree(sound, root)
    put(ENTRY, entry)(root)
    problems = check(root.resolve()).problems
    return [(one.code, as_text(one, "zh")) for one in problems if one.code in ("N132", "W224")]


@pytest.mark.parametrize("name", TOLD)
def test_what_nothing_bears_out_is_told(name: str, sound: Path, tmp_path: Path) -> None:
    entry, code, said = TOLD[name]
    ((found, text),) = told(sound, tmp_path, entry)
    assert found == code and said in text, text


@pytest.mark.parametrize("name", SILENT)
def test_what_is_borne_out_is_not(name: str, sound: Path, tmp_path: Path) -> None:
    assert not told(sound, tmp_path, SILENT[name])
