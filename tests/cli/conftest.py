"""What the stories of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_folder import taken_in


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The small folder once it was taken in."""
    return taken_in(tmp_path / "root").resolve()
