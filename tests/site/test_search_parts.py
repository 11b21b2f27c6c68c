"""What search stands on: both normalisers, the files of the index, Material's protocol."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser, Page

from annals.site.search.files import search_files
from annals.site.search.fold import folded
from annals.site.search.index import Home
from annals.site.search.page import read_page
from annals.text.han import SIMPLIFIED
from tests.support.places import REPO
from tests.support.searching import SCRIPTS, read_value

# --- normalisers, format, protocol ----------------------------------------------------------


def cases() -> list[tuple[str, str]]:
    found = []
    for line in (REPO / "tests" / "site" / "fold_cases.md").read_text("utf-8").split("\n"):
        if line.startswith("- "):
            given, arrow, expected = line[2:].partition(" → ")
            assert arrow, f"a case needs an arrow: {line}"
            spelt = [
                re.sub(r"⟨U\+(\w+)⟩", lambda match: chr(int(match.group(1), 16)), text) for text in (given, expected)
            ]
            found.append((spelt[0], spelt[1]))
    assert len(found) > 25
    return found


@pytest.fixture(scope="module")
def folding(browser: Browser) -> Iterator[Page]:
    """A page that folds as readers' browsers do, with the whole table."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPTS / "fold.js")
    page.evaluate(
        "([forms, simples]) => { window.fold = AnnalsSearch.folder([forms, simples]); }",
        ["".join(SIMPLIFIED), "".join(SIMPLIFIED.values())],
    )
    yield page
    page.close()


@pytest.mark.parametrize(("given", "expected"), cases())
def test_both_normalisers_keep_the_table(folding: Page, given: str, expected: str) -> None:
    assert folded(given) == expected
    assert folding.evaluate("text => fold(text).text", given) == expected


def test_both_normalisers_agree_on_every_character(folding: Page) -> None:
    """Every character that this Python knows and that is no surrogate, each by itself."""
    chars = [chr(code) for code in range(0x40000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    theirs = folding.evaluate("text => [...text].map(char => fold(char).text)", "".join(chars))
    assert [
        (char, folded(char), other) for char, other in zip(chars, theirs, strict=True) if folded(char) != other
    ] == []


def test_folding_twice_is_folding_once(texts: dict[str, list[str]]) -> None:
    for lines in texts.values():
        for line in lines:
            assert folded(folded(line)) == folded(line)


def test_material_speaks_the_protocol_we_answer() -> None:
    """Read in the bundle that is shipped, so that an upgrade cannot change it in silence."""
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    (bundle,) = scripts.glob("bundle.*.min.js")
    text = bundle.read_text("utf-8")
    assert "mkdocs-material==9.8.2" in (REPO / "requirements.txt").read_text("utf-8"), (
        "the facts below were read in 9.8.2"
    )
    # SETUP is sent with the index, READY and RESULT are told apart by their numbers, QUERY is sent with the text.
    assert re.search(r"\.next\(\{type:0,data:\{config:\w+,docs:\w+,options:", text)
    assert re.search(r"function \w+\((\w+)\)\{return \1\.type===1\}function \w+\((\w+)\)\{return \2\.type===3\}", text)
    assert re.search(r"\.next\(\{type:2,data:\w+\}\)", text)
    # The worker is made from the address in the configuration; an index is fetched only for a form of this name.
    assert re.search(r"=new Worker\(\w+\)", text) and re.search(r"\w+\(\w+\.search,\w+\)", text)
    assert 'document.forms.namedItem("search")' in text
    # What an item is made of, and the hook for what goes with a result.
    for name in ("data-md-score", "md-search-result__item", ".terms", ".tags", ".location", "window.component$="):
        assert name in text, name


def test_material_s_own_search_is_not_shipped(site: Path) -> None:
    names = [path.name for path in site.rglob("*") if path.is_file()]
    assert [name for name in names if "lunr" in name or name.startswith(("tinyseg", "wordcut", "search."))] == []
    assert not (site / "search" / "search_index.json").exists()


def test_files_of_the_index_are_small_and_named_after_their_content(site: Path) -> None:
    files = {path.stem: path.read_text("utf-8") for path in (site / "search").glob("*.js")}
    assert len(files) > 50
    for name, text in files.items():
        value = read_value(text)
        if name != "index":
            packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            digest = base64.urlsafe_b64encode(hashlib.sha256(packed.encode()).digest()[:3]).decode()
            assert name.endswith("-" + digest)
        if name[0] == "s" and "," in value:
            assert len(text.encode()) <= 12_500, name


def test_the_same_pages_make_the_same_bytes(site: Path) -> None:
    page = read_page((site / "2012" / "forums-and-expos.html").read_text("utf-8"))
    assert page is not None
    home = Home(
        url="2012/forums-and-expos.html",
        title=page.title,
        blocks=page.blocks,
        kind="report",
        year="2012",
        topic="forums-and-expos",
    )
    facts = ((home,), (("forums-and-expos", "论坛与展会"),), (("report", "报告"),))
    assert search_files(*facts) == search_files(*facts)
