"""Many documents in as many settings: `make soak` prints how each tool's text came out, and where."""

from __future__ import annotations

import os
import random

import pytest
from playwright.sync_api import Browser

from tests.roundtrip.bars import bars, short_of
from tests.roundtrip.readers import READERS
from tests.roundtrip.sample import drawn_documents, results
from tests.roundtrip.score import Score, Starts
from tests.roundtrip.table import table_of

pytestmark = pytest.mark.soak
DOCUMENTS = 60


def test_round_trip(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("ANNALS_SEED") or random.randrange(1_000_000))
    found = [result for document in drawn_documents(seed, DOCUMENTS) for result in results(browser, document)]
    with capsys.disabled():
        print(f"\nANNALS_SEED={seed}\n{table_of(found)}")
    short = []
    for tool in READERS:
        for starts in Starts:
            scores = [one.score for one in found if (one.tool, one.starts) == (tool, starts)]
            wanted = bars()["soak"].get(f"{tool} {starts.name}")
            if wanted:
                short += [f"{tool}, {starts}: {told}" for told in short_of(sum(scores, Score()), wanted)]
    assert not short, "\n".join(short)
