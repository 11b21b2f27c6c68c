"""What the tests of the open data share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.open_data import Data


@pytest.fixture(scope="session")
def data(site: Path) -> Data:
    return Data(site)
