"""The real reports against what people typed from the raw text before any rule existed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from annals.clean.cleaning import clean_source
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from annals.edition.intake import take_in_folder
from annals.markdown.read import Reader, text_of
from annals.markdown.write import environment, write_page
from annals.model import Document
from annals.names.topics import load_topics
from annals.structure.document import document_of
from annals.structure.paginate import pages_of
from annals.structure.topics import assign
from tests.support.places import FROZEN, REPORTS, TEMPLATES, TESTS, raw_file
from tests.support.words import LEXICON

GOLDEN = TESTS / "structure" / "golden"
PAGES = sorted((GOLDEN / "pages").rglob("*.md"))


@cache
def document(report: str, *, corrected: bool) -> Document:
    yml = f"seeds/{report}.yml"
    metadata, problems = read_metadata(report, (FROZEN / yml).read_text("utf-8"), yml)
    assert problems == ()
    source = read_source(report, raw_file(report).read_bytes())
    cleaned, wrong = clean_source(source, LEXICON, metadata.corrections if corrected else (), yml)
    assert wrong == ()
    return document_of(cleaned, LEXICON)[0]


@cache
def generated(report: str) -> dict[str, str]:
    """The pages of a report as the tool writes them, whatever editors have made of them since."""
    topics, wrong = load_topics(
        tuple(take_in_folder(FROZEN / "docs" / "topics", FROZEN / "docs", "docs/").texts.items())
    )
    assert wrong == ()
    found = document(report, corrected=True)
    templates, reader = environment(FileSystemLoader(TEMPLATES)), Reader()
    pages = pages_of(found, assign(found, topics, LEXICON), topics, report)
    return {page.path: write_page(page, templates, reader) for page in pages}


def outline(found: Document) -> list[str]:
    lines = []
    for section in found.sections():
        number = section.first_line
        place = f"(before line {number})" if section.id.startswith("h-") else f"(line {number})"
        title = text_of(section.content) or "（无题）"
        lines.append(f"{'  ' * (section.level - 1)}- [{section.level}] {section.section} {title} {place}")
    return lines


def golden_outline(report: str) -> list[str]:
    text = (GOLDEN / "outlines" / f"{report}.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.lstrip().startswith("- [")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page(path: Path) -> None:
    assert generated(path.parent.name)[f"{path.parent.name}/{path.name}"] == path.read_text("utf-8")


@pytest.mark.parametrize("report", ["2012", "2023"])
def test_no_page_is_without_a_golden_one(report: str) -> None:
    assert set(generated(report)) == {f"{report}/{path.name}" for path in PAGES if path.parent.name == report}


@pytest.mark.parametrize("report", REPORTS)
def test_outline(report: str) -> None:
    assert outline(document(report, corrected=True)) == golden_outline(report)


@pytest.mark.parametrize("report", REPORTS)
def test_rules_alone_find_nine_headings_in_ten(report: str) -> None:
    """Headings whose text is in the raw file, with every correction taken away: same line, same
    level, whatever a person said of boxes."""

    def bare(lines: list[str]) -> list[str]:
        return [re.sub(r"\] \w+ ", "] ", line).strip() for line in lines if "(before line" not in line]

    wanted, found = bare(golden_outline(report)), bare(outline(document(report, corrected=False)))
    right = sum(1 for line in wanted if line in found)
    assert right / len(wanted) >= 0.9
    assert len(found) - right <= len(wanted) * 0.1, "headings that are none"


@pytest.mark.parametrize("report", REPORTS)
def test_rules_alone_make_nine_joins_in_ten(report: str) -> None:
    """Joins that people listed in tests/clean/faults, with every correction taken away."""
    rows = re.findall(
        r"^\| (\d+) \|.*\| [^|]*(J\d{3})[^|]* \|$",
        (TESTS / f"clean/faults/{report}.md").read_text("utf-8"),
        re.MULTILINE,
    )
    cleaned, _ = clean_source(read_source(report, raw_file(report).read_bytes()), LEXICON)
    made = {(line, e.code) for e in cleaned.ledger for line in range(e.lines[0] - 1, e.lines[1] + 3)}
    right = sum(1 for line, code in rows if (int(line), code) in made)
    assert right >= 0.9 * len(rows)
