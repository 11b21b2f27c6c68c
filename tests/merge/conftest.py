"""What the stories of merging share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.merge_stories import MORE, process
from tests.support.stories import seed


@pytest.fixture
def page(root: Path) -> Path:
    """The one page of a small report, ingested."""
    seed(root, text=MORE)
    assert process(root) == []
    return root / "docs" / "x" / "other.md"
