"""A report that nobody touched is told at once, as the whole merge tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annals.merge import reconcile
from annals.merge.record import Record
from tests.support.merge_real import base, written
from tests.support.merge_table import merged
from tests.support.places import REPORTS


def made(report: str) -> tuple[Record, dict[str, str]]:
    old = replace(base(report), choices=())
    texts = written(old)
    pages = [page for page in old.pages().values() if page.path in texts]
    return Record.of(old.year, old.title, pages, texts, [block.id for block in old.blocks]), texts


@pytest.mark.parametrize("report", REPORTS)
def test_it_is_told_as_the_whole_merge_tells_it(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new, texts = made(report)
    cases = [(Record(), {}), (new, texts)]
    at_once = [merged(old, new, texts, pages) for old, pages in cases]
    assert [dict(done.writes) for done in at_once] == [texts, {}]
    monkeypatch.setattr(reconcile, "_is_untouched", lambda *_: False)
    assert [merged(old, new, texts, pages) for old, pages in cases] == at_once


@pytest.mark.parametrize("report", REPORTS[:1])
def test_a_word_of_an_editor_or_of_the_machine_is_merged(report: str) -> None:
    new, texts = made(report)
    path = max(texts, key=lambda path: len(texts[path]))
    edited = texts | {path: texts[path].rstrip("\n") + "\n\n编者的一段。\n"}
    block = next(block for block in new.blocks if new.paths[block.id] == path and block.content.markdown.endswith("。"))
    longer = replace(block, content=replace(block.content, markdown=f"{block.content.markdown}又一句。"))
    later = replace(new, blocks=tuple(longer if one is block else one for one in new.blocks))
    assert not merged(new, new, texts, edited).writes
    assert "编者的一段。" in str(dict(merged(new, later, written(later), edited).writes)[path])
    assert "又一句。" in str(dict(merged(new, later, written(later), texts).writes)[path])


@pytest.mark.parametrize("report", REPORTS[:1])
def test_a_page_that_is_written_otherwise_is_written_again(report: str) -> None:
    new, texts = made(report)
    path = min(texts)
    otherwise = texts | {path: texts[path].replace("title:", "title:  ", 1)}
    assert merged(new, new, otherwise, texts).writes == ((path, otherwise[path]),)
