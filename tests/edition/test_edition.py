"""What is true of this edition, as it is checked out: said as `check` says it, so that an editor can mend it.

No other test reads docs/, mkdocs.yml or what people write into seeds/ (tests/support/watch.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from annals.check.telling import as_text, has_errors, severity
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.edition import building, checking
from annals.edition.building import build
from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.model import Problem, Settings, Severity
from annals.site.engine import render_site
from tests.support.places import REPO
from tests.support.words import LEXICON


def agree(problems: Iterable[Problem]) -> None:
    """Fails with one sentence, place and cure for each error and warning."""
    found = tuple(dict.fromkeys(problems))
    told = [as_text(one, "zh", strict=True) for one in found if severity(one, True) is Severity.ERROR]
    if has_errors(found, strict=True):
        pytest.fail("\n".join(told), pytrace=False)


@pytest.fixture(scope="module", autouse=True)
def taken_in() -> Iterator[None]:
    """What is committed does not change while these tests run: taken in once for all of them."""
    found = ingest(REPO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "ingest", lambda _: found)
        patch.setattr(building, "ingest", lambda *_, **__: found)
        yield


def test_what_editors_wrote_is_in_order() -> None:
    """Front matter, references, links, quotations, corrections, addresses: all that `check` knows."""
    agree(check(REPO).problems)


def test_it_builds_strictly_and_nothing_is_left_to_write(tmp_path: Path) -> None:
    """Frozen: what is committed is what the tool makes of it, so that `git status` stays clean (else E111)."""
    built = build(REPO, Settings(), render_site, frozen=True, site=tmp_path / "site")
    agree(built.problems)
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("path", sorted((REPO / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_a_raw_text_comes_back_from_its_ledger(path: Path) -> None:
    """Every raw report at hand, also one that came today: what the rules did can be redone and undone."""
    source = read_source(path.stem, path.read_bytes())
    cleaned, _ = clean_source(source, LEXICON)
    if replay(source.text, cleaned.ledger) != cleaned.text or undo(cleaned.text, cleaned.ledger) != source.text:
        pytest.fail(f"seeds/{path.name}: its ledger does not give the raw text back; please report this", pytrace=False)
