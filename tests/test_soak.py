"""The properties of the other tests on many more texts: `make soak`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import merge_table, test_ledger, test_markdown, test_merge

pytestmark = pytest.mark.soak
EACH, SEVERAL = 300, 3_000
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


def test_every_pair_hundreds_of_times(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's and the machine's operation on the same block; the matrix tells how many merged
    and how many became conflicts. Nothing is lost in any."""
    rows = [f"{'':10}" + "".join(f"{run:>12}" for run in merge_table.RUNS)]
    for edit in merge_table.EDITS:
        cells = []
        for run in merge_table.RUNS:
            conflicts = 0
            for seed in range(EACH):
                found = merge_table.case(edit, run, seed)
                test_merge.check(found)
                conflicts += bool(found.done.conflicts)
            cells.append(f"{EACH - conflicts}+{conflicts}")
        rows.append(f"{edit:10}" + "".join(f"{cell:>12}" for cell in cells))
    with capsys.disabled():
        print(f"\nmerged + conflicts, of {EACH} each; lost: 0", *rows, sep="\n")


def test_many_operations_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    conflicts = 0
    for seed in range(SEVERAL):
        found = merge_table.many(seed)
        test_merge.check_always(found)
        conflicts += bool(found.done.conflicts)
    with capsys.disabled():
        print(f"\nseveral operations at once: {SEVERAL - conflicts} merged, {conflicts} with conflicts; lost: 0")


def test_real_reports(capsys: pytest.CaptureFixture[str]) -> None:
    conflicts = sum(test_merge.check_real(seed) for seed in range(SEVERAL))
    with capsys.disabled():
        print(f"\nreal reports: {SEVERAL - conflicts} merged, {conflicts} with conflicts; lost: 0")
