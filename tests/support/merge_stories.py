"""A report in the hands of an editor and of the machine in turn."""

from __future__ import annotations

from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out, recover
from annals.model import Problem, Side
from tests.support.stories import RAW, seed, snapshot

MORE = RAW + "\n本节另有一段文字，说明培训的效果。学员反映良好。\n"
OPENS, CLOSES = '<div class="box" markdown="1">\n\n', "\n\n</div>"
"""The marks around a box."""


def correct(old: str, new: str) -> str:
    return f"  - {{replace: {old}, with: {new}, cause: slip, certainty: likely, reason: 试}}\n"


WHY = "cause: layout, certainty: likely, reason: 试}\n"
"""How the line of a correction ends that says nothing else of itself."""


def drop(text: str, through: str = "") -> str:
    return f"  - {{drop: '{text}', {f'through: {through}, ' if through else ''}{WHY}"


def move(text: str, after: str = "", through: str = "", *, before: str = "") -> str:
    where = f"before: '{before}'" if before else f"after: '{after}'"
    return f"  - {{move: '{text}', {f'through: {through}, ' if through else ''}{where}, {WHY}"


def level(text: str, to: int | str) -> str:
    return f"  - {{level: '{text}', to: {to}, {WHY}"


def heading(title: str, before: str, to: int = 4) -> str:
    return f"  - {{heading: {title}, level: {to}, before: '{before}', {WHY}"


def box(title: str, through: str) -> str:
    return f"  - {{box: {title}, through: {through}, {WHY}"


def withhold(text: str) -> str:
    return f"  - {{withhold: '{text}', cause: removal, reason: 试}}\n"


def corrections(*pairs: tuple[str, str]) -> str:
    return "corrections:\n" + "".join(correct(old, new) for old, new in pairs)


def process(root: Path, *, rebuild: bool = False) -> list[Problem]:
    """Ingest as the command does, without the site; what looks doubtful of the raw text (N111) is told of it, whatever an editor
    does, and of texts as short as these much looks doubtful."""
    recover(root)
    found = ingest(root, rebuild=rebuild)
    carry_out(root, found.writes)
    return [problem for problem in found.problems if problem.code not in ("N103", "N111", "W106")]


def corrected(root: Path, text: str, *corrections: str) -> list[str]:
    """The codes that the machine tells of when a text is a report with these corrections, each as its line of YAML."""
    seed(root, text=text, yml="year: 2019\n" + ("corrections:\n" + "".join(corrections) if corrections else ""))
    return [problem.code for problem in process(root)]


def corrected_for_good(root: Path, text: str, *corrections: str) -> list[str]:
    """The same; a second run tells the same and writes nothing."""
    found = corrected(root, text, *corrections)
    before = snapshot(root)
    assert [problem.code for problem in process(root)] == found and snapshot(root) == before, "a second run writes"
    return found


def settle(root: Path, side: Side) -> None:
    """Take a side in every conflict, as `resolve` does."""
    found = ingest(root)
    choices = {
        report: tuple(c.decided(side) for name, c in found.conflicts if name == report) for report, _ in found.conflicts
    }
    carry_out(root, ingest(root, choices).writes)


def edit(page: Path, *pairs: tuple[str, str]) -> None:
    text = page.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, "utf-8")


def pages(root: Path) -> dict[str, str]:
    """The pages of the report by their names."""
    return {page.name: page.read_text("utf-8") for page in sorted((root / "docs/x").glob("*.md"))}
