"""Every pair of an editor's and the machine's operation on the same block."""

from __future__ import annotations

import copy
import re
import sys
from random import Random

import pytest

from annals.merge.three_way import HEAD, Clash, merged_tokens
from annals.model import Side
from tests.support.compiled import forget
from tests.support.merge_edits import EDITS, Edit
from tests.support.merge_oracle import check, check_always, check_real, form
from tests.support.merge_reports import Block, Report, Section, files, report, texts
from tests.support.merge_runs import RUNS, Run, repair
from tests.support.merge_table import applied, case, many, merged, operation

PAIRS = [(edit, run) for edit in EDITS for run in RUNS]


def seeds(edit: str, run: str) -> range:
    """Where both do the same, alike and unlike; `make soak` has hundreds of each pair."""
    return range(3) if operation(edit) == operation(run) else range(1)


@pytest.mark.parametrize(("edit", "run"), PAIRS)
def test_pair(edit: str, run: str) -> None:
    for seed in seeds(edit, run):
        check(case(edit, run, seed))


def test_who_takes_out_the_sentence_behind_a_title_that_the_machine_parts_has_no_conflict_that_makes_the_rest_a_heading() -> (
    None
):
    # In one of these the title ends with a half-width stop, which the machine mends as well.
    for seed in (7, 13, 31, 33):
        check(case("cut", "part", seed))


def test_a_heading_that_the_machine_finds_in_a_paragraph_is_no_item_of_the_editors_list() -> None:
    random = Random(5)
    before = report(random)
    before.section = 1
    old, written = before.base()
    edit = Edit(files(written))
    EDITS["item"](edit, before, random)
    title, *rest = before.target.sentences
    after = copy.deepcopy(before)
    below = after.home.blocks[after.block :]
    after.home.blocks = after.home.blocks[: after.block]
    after.sections.insert(2, Section(f"{below[0].id}-0", below[0].line, title, after.home.topic, below, 3))
    below[0].sentences = rest
    new, made = after.base()
    edited = texts(edit.files)
    done = merged(old, new, made, edited)
    result = applied(edited, done)
    assert form(result, title) == ("### ", "")
    assert {form(result, text) for text in rest} == {("- ", "")}


def test_a_paragraph_that_an_editor_parted_can_be_repaired() -> None:
    for seed in range(40):
        assert case("split", "repair", seed).done.conflicts == ()


A, A2, A3 = "论坛在上海举行了三天。", "论坛在上海举办了三天。", "论坛在沪举行了三天。"
B, B2, C = "参会人数超过两千人。", "参会人数超过三千人。", "与会者来自十个国家。"
X, Y = "上海积极与中西部", "地区开展科技合作。"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected", "clashes"),
    [
        ("#1" + A + B, "#1" + A2 + B, "#1" + A + B2, "#1" + A2 + B2, 0),
        ("#1" + A + B, "#1" + A2 + B, "#1" + A3 + B2, "#1" + A2 + B2, 1),
        ("#1" + A + B, "#1" + A2 + B, "#1" + A2 + B2, "#1" + A2 + B2, 0),
        # Torn and mended beside an edit; the torn sentence itself edited.
        (f"#1{A}{X}#2{Y}{B}", f"#1{A2}{X}#2{Y}{B2}", f"#1{A}{X}{Y}{B}", f"#1{A2}{X}{Y}{B2}", 0),
        (f"#1{A}{X}#2{Y}", f"#1{A}{X}#2{Y[:-1]}了。", f"#1{A}{X}{Y}", f"#1{A}{X}#2{Y[:-1]}了。", 1),
        # A whole block deleted stays so, though the machine repaired it and joined it to another.
        (f"#1{A}#2{B}{C}", f"#1{A}", f"#1{A}{B2}{C}", f"#1{A}", 0),
        # Part of a block deleted that the machine repaired is a matter for a person.
        (f"#1{A}{B}", f"#1{A}", f"#1{A}{B2}", f"#1{A}", 1),
        # Both part the block at one place; both add behind one sentence.
        (f"#1{A}{B}", f"#1{A}#mine{B}", f"#1{A}#1-9{B}", f"#1{A}#1-9{B}", 0),
        (f"#1{A}", f"#1{A}{B}", f"#1{A}{C}", f"#1{A}{C}{B}", 0),
        (f"#1{A}", f"#1{A}{B}", f"#1{A}{B2}", f"#1{A}{B}", 1),
    ],
)
def test_sentences(base: str, mine: str, theirs: str, expected: str, clashes: int) -> None:
    def tokens(text: str) -> list[str]:
        found = re.findall(r"#[-a-z0-9]+|[^#。]+。|[^#。]+(?=#|$)", text)
        return [
            token.replace("#", HEAD) for one in found for token in ([X, Y] if one == X + Y and text is base else [one])
        ]

    asked: list[Clash] = []

    def undecided(clash: Clash) -> Side:
        asked.append(clash)
        return Side.OPEN

    merged = merged_tokens(tokens(base), tokens(mine), tokens(theirs), undecided)
    assert "".join(merged).replace(HEAD, "#") == expected
    assert len(asked) == clashes


@pytest.mark.parametrize("seed", range(16))
def test_several_at_once(seed: int) -> None:
    check_always(many(seed))


@pytest.mark.parametrize("seed", range(16))
def test_real_reports(seed: int) -> None:
    check_real(seed)


def test_work_grows_with_size_not_with_its_square() -> None:
    """Counted, not timed: the calls that merging makes on four times as many edited blocks. A
    quadratic step would make sixteen times the calls."""

    def calls(sections: int) -> int:
        random = Random(sections)
        before = Report([section for _ in range(sections) for section in report(random).sections])
        items: list[Section | Block] = []
        for section in before.sections:
            items += [section, *section.blocks]
        for line, item in enumerate(items):
            item.id, item.line = f"l{line}", line
        old, written = before.base()
        edited = {path: re.sub(r"(?m)^([^#\n-][^\n]{9})..", r"\1改动", text) for path, text in written.items()}
        for section in before.sections:
            repair(Run(), Report([section], 0, 0), random)
        new, made = before.base()
        count = 0
        forget()

        def tally(frame: object, event: str, arg: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tally)
        try:
            merged(old, new, made, edited)
        finally:
            sys.setprofile(None)
        return count

    assert calls(16) < 8 * calls(4)
