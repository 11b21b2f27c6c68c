"""Histories drawn at random: an editor's page, and corrections that come one by one and are taken back in any order."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from annals.model import Side
from tests.support.histories import Correction, drawn_corrections, drawn_text, edited
from tests.support.history_oracle import Oracle
from tests.support.merge_stories import corrected, settle

pytestmark = pytest.mark.usefixtures("made_once")


class History:
    """A report, what was done to its page, and what is wrong with it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.rng = root, Random(seed)
        self.text = drawn_text(self.rng)
        self.page, self.record = root / "docs/x/other.md", root / "seeds/.base/x.jsonl"
        self.faults: list[str] = []
        self.active: list[Correction] = []

    @property
    def body(self) -> str:
        """What stands on the page, and on others to which a correction takes a section: its heading now names another topic."""
        pages = sorted(self.page.parent.glob("*.md"), key=lambda page: (page != self.page, page))
        return "\n\n".join(
            page.read_text("utf-8").split("---\n", 2)[2].strip() for page in pages if page.stem != "index"
        )

    def told(self) -> list[str]:
        return corrected(self.root, self.text, *(one.yml for one in self.active))

    def run(self) -> None:
        assert self.told() == []
        edited(self.page, self.rng)
        if any(code.startswith("E") for code in self.told()):
            return  # The editor's slip.
        before = self.body
        corrections = drawn_corrections(self.text, self.rng)
        self.oracle = Oracle(self.text, before, corrections)
        for one in corrections:
            self.active.append(one)
            if not self._stands(back=False):
                return  # Two corrections that exclude each other are told.
        if not self.oracle.overruled:
            before = self._goes_on(before)
        for one in self.rng.sample(corrections, len(corrections)):
            self.active.remove(one)
            self._stands(back=True)
        if not self.oracle.overruled and self.body != before:
            self.faults.append("all is taken back, and it is not the editor's page")

    def _goes_on(self, before: str) -> str:
        """What an editor does while all corrections are in force, and the page without these, which was as it was `before`."""
        return before

    def _stands(self, *, back: bool) -> bool:
        codes = self.told()
        errors = [code for code in codes if code.startswith("E") and code != "E114"]
        if errors:
            self.faults += [f"{errors}"] if back or "E115" in errors else []
            return back
        if "E114" in codes:
            self.faults += ["asked of what is taken back"] if back and not self.oracle.overruled else []
            side = self.rng.choice([Side.MINE, Side.MINE, Side.THEIRS])
            self.oracle.overruled |= side is Side.THEIRS
            settle(self.root, side)
            codes = self.told()
            self.faults += ["asked again"] if "E114" in codes else []
        files = self.page.read_bytes(), self.record.read_bytes()
        again = self.told()
        self.faults += ["a second run writes"] if (self.page.read_bytes(), self.record.read_bytes()) != files else []
        self.faults += [f"a second run tells {again}, not {codes}"] if codes != again else []
        self.faults += self.oracle.faults(self.body, self.active)
        return True


class Continued(History):
    """A history in which the editor goes on while corrections are in force."""

    def _goes_on(self, before: str) -> str:
        """Add a sentence or a note where no correction is, and say what that makes of the page as it was."""
        now = self.page.read_text("utf-8")
        lines = [line for line in before.split("\n") if line[:1] not in ("", "-", "#", "<", ">", "|")]
        lines = [line for line in lines if now.split("\n").count(line) == lines.count(line) == 1]
        line = self.rng.choice(lines) if lines else ""
        added = self.rng.choice([f"{line[:-1]}，还有续篇。", f"{line}\n\n> **编者注** 又注。"])
        self.page.write_text(now.replace(line, added) if line else now, "utf-8")
        return before.replace(line, added) if line else before


def check(root: Path, seed: int, kind: type[History] = History) -> None:
    history = kind(root, seed)
    history.run()
    assert history.faults == []


@pytest.mark.parametrize("kind", [History, Continued])
@pytest.mark.parametrize("seed", range(10))
def test_a_history_of_a_page(root: Path, seed: int, kind: type[History]) -> None:
    check(root, seed, kind)


@pytest.mark.soak
@pytest.mark.parametrize("kind", [History, Continued])
@pytest.mark.parametrize("seed", range(10, 400))
def test_histories_of_pages(root: Path, seed: int, kind: type[History]) -> None:
    check(root, seed, kind)
