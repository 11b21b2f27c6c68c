"""The properties of the other tests on many more texts: `make soak`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import test_ledger, test_markdown

pytestmark = pytest.mark.soak
MANY = settings(max_examples=20_000, deadline=None)


@MANY
@given(st.one_of(test_ledger.texts, test_ledger.anything))
def test_ledger_and_origins(text: str) -> None:
    test_ledger.test_replays_undoes_and_settles.hypothesis.inner_test(text)
    test_ledger.test_origins_cover_the_text_and_are_true.hypothesis.inner_test(text)


@MANY
@given(test_ledger.texts)
def test_nothing_is_lost(text: str) -> None:
    test_ledger.test_digits_survive.hypothesis.inner_test(text)
    test_ledger.test_every_character_reaches_a_block_a_title_or_the_ledger.hypothesis.inner_test(text)


@MANY
@given(test_markdown.texts)
def test_both_readers_agree(text: str) -> None:
    test_markdown.test_any_text_survives_both_readers.hypothesis.inner_test(text)
