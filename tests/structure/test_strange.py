"""Reports nobody has seen: each kind of the table in strange/README.md comes out as its page."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import read_blocks
from annals.markdown.write import passages_of, write_body
from annals.model import Cleaned
from annals.structure.document import document_of
from tests.support.places import REPORTS, STRANGE, raw_text
from tests.support.words import LEXICON

KINDS = re.findall(r"^\| `([\w-]+)` \|", (STRANGE / "README.md").read_text("utf-8"), re.MULTILINE)


@cache
def cleaned_text(kind: str) -> Cleaned:
    cleaned, problems = clean_source(read_source(kind, (STRANGE / "raw" / f"{kind}.txt").read_bytes()), LEXICON)
    assert problems == ()
    return cleaned


@cache
def chapter(kind: str) -> str:
    """The whole report as the tool writes a page, however many it would fill."""
    document, _ = document_of(cleaned_text(kind), LEXICON)
    return write_body(passages_of("x", document.blocks))


def blocks(text: str) -> list[tuple[str, int, int, str, tuple[str, ...]]]:
    return [
        (b.content.kind, b.level, b.content.depth, b.text, tuple(box.kind for box in b.boxes))
        for b in read_blocks(text)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind: str) -> None:
    expected = blocks((STRANGE / "pages" / f"{kind}.md").read_text("utf-8"))
    assert blocks(chapter(kind)) == expected


def test_every_file_has_its_row_and_every_row_its_files() -> None:
    assert len(KINDS) == len(set(KINDS)) >= 43
    assert {path.stem for path in (STRANGE / "raw").iterdir()} == set(KINDS)
    assert {path.stem for path in (STRANGE / "pages").iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_of_the_five(kind: str) -> None:
    seeds = "".join(map(raw_text, REPORTS))
    text = (STRANGE / "pages" / f"{kind}.md").read_text("utf-8")
    assert [s for s in re.split("[。\n]", text) if len(s) >= 16 and s in seeds] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_lost_nothing_invented(kind: str) -> None:
    """Every character of the cleaned text is on the page or a mark that structure takes in."""
    cleaned = cleaned_text(kind)
    shown = Counter("".join("".join(block[3] for block in blocks(chapter(kind))).split()))
    whole = Counter("".join(cleaned.text.split()))
    assert not shown - whole, "invented"
    assert set(whole - shown) <= set("#-*+•●·◦|"), "lost"
