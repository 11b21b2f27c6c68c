"""What the stories of merging share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annals.edition import report
from annals.edition.making import Inputs, Made, make
from annals.model import Metadata, Topic
from annals.structure.topics import contested
from tests.support.merge_stories import MORE, process
from tests.support.stories import seed


@pytest.fixture
def page(root: Path) -> Path:
    """The one page of a small report, ingested."""
    seed(root, text=MORE)
    assert process(root) == []
    return root / "docs" / "x" / "other.md"


_MADE: dict[tuple[object, ...], Made] = {}


@pytest.fixture
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine makes of a text is made once for all stories that come back to it: it is the same, whatever became of
    the pages meanwhile, and takes most of the time that they take."""

    def known(inputs: Inputs, metadata: Metadata, topics: tuple[Topic, ...], *shared: Any) -> Made:
        assert not contested(inputs.report, topics), "which topic a page is of depends on what the record says"
        key = inputs.raw, inputs.yml, inputs.registered, tuple(path for path, _ in inputs.pages)
        if key not in _MADE:
            _MADE[key] = make(inputs, metadata, topics, *shared)
        return _MADE[key]

    monkeypatch.setattr(report, "make", known)
