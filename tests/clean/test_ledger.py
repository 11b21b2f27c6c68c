"""The ledger replays and undoes exactly, origins are true, nothing is lost: on any text."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.clean.cleaning import clean_source
from annals.clean.contract import Rule
from annals.clean.ledger import Authority, BadEditsError, State, apply_edits, move, run
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.markdown.read import text_of
from annals.model import Edit, Safety, Source
from annals.structure.document import document_of
from annals.text.characters import line_starts
from annals.text.reading import Reading
from tests.support.places import REPORTS, raw_file
from tests.support.published import bare
from tests.support.words import LEXICON

_bits = st.sampled_from(
    [
        "经济增长",
        "科技",
        "。",
        "，",
        ",",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "12",
        "3.5%",
        "１２",
        "AI",
        " ",
        "  ",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "- ",
        "## ",
        ">> ",
        "★ ",
        " ○ ",
        "**",
        "**44**项",
        "第一节 总则",
        "4.1 合作",
        "一、",
        "（二）",
        "1.5 亿元",
        "7月",
        "04",
        "《意见》",
        "：",
        "\x0c",
        "\u2028",
        "|",
        "<b>",
        "&lt;",
    ]
)
texts = st.lists(_bits, max_size=60).map("".join)
# What UTF-8 can say, as by default; asked by the codec's name, each character of Unicode is encoded first, for a second and a half.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def source(text: str) -> Source:
    return Source(report="t", text=text, encoding="utf-8", sha256="", line_starts=line_starts(text))


@given(st.one_of(texts, anything))
@settings(max_examples=150, deadline=None)
def test_replays_undoes_and_settles(text: str) -> None:
    cleaned, problems = clean_source(source(text), LEXICON)
    assert problems == ()
    assert replay(text, cleaned.ledger) == cleaned.text
    assert undo(cleaned.text, cleaned.ledger) == text


@given(st.one_of(texts, anything))
@settings(max_examples=150, deadline=None)
def test_origins_cover_the_text_and_are_true(text: str) -> None:
    cleaned, _ = clean_source(source(text), LEXICON)
    at = 0
    for piece in cleaned.origins.pieces:
        assert piece.start == at
        at += piece.length
        if piece.exact and not piece.edits:
            assert cleaned.text[piece.start : at] == text[piece.raw : piece.raw + piece.length]
    assert at == len(cleaned.text)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_digits_survive(text: str) -> None:
    """All of them, but for those of page furniture, which the ledger names as dropped."""
    cleaned, _ = clean_source(source(text), LEXICON)
    digits = Counter(str(int(char)) for char in text if char.isdecimal())
    dropped = Counter(char for entry in cleaned.ledger if entry.drops for char in entry.old if char.isdecimal())
    assert Counter(char for char in cleaned.text if char.isdecimal()) + dropped == digits


@given(texts)
@settings(max_examples=150, deadline=None)
def test_every_character_reaches_a_block_a_title_or_the_ledger(text: str) -> None:
    """In order: what structure takes from the cleaned text is that text without its marks."""
    cleaned, _ = clean_source(source(text), LEXICON)
    document, _ = document_of(cleaned, LEXICON)
    assert len({block.id for block in document.blocks}) == len(document.blocks), "ids are unique"
    shown = "".join(text_of(block.content) for block in document.blocks)
    marks = Counter(bare(cleaned.text)) - Counter(bare(shown))
    assert set(marks) <= set("#-*+•●·|")
    kept = iter(bare(cleaned.text))
    assert all(char in kept for char in bare(shown)), "the order of characters is kept"


@given(st.text(alphabet="甲乙丙丁\n", max_size=40), st.data())
@settings(max_examples=200, deadline=None)
def test_moves_replay_and_undo(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    to = data.draw(st.integers(0, len(text) - (end - start)))
    state = State.start(source(text))
    if start == end:
        return
    moved = move(state, start, end, to, "", Authority(code="C102", safety=Safety.REVIEW))
    edited = apply_edits(moved, [Edit(start=0, end=0, new="戊")], Authority(code="C101", safety=Safety.REVIEW))
    assert Counter(moved.text) == Counter(text)
    assert replay(text, edited.ledger) == edited.text
    assert undo(edited.text, edited.ledger) == text
    for piece in moved.origins.pieces:
        assert moved.text[piece.start : piece.start + piece.length] == text[piece.raw : piece.raw + piece.length]


@given(st.lists(st.tuples(st.text(alphabet="甲乙丙", max_size=4), st.text(alphabet="子丑寅", min_size=1, max_size=4))))
@settings(max_examples=150, deadline=None)
def test_many_moves_to_one_place_keep_their_order_behind_edits_beside_them(rows: list[tuple[str, str]]) -> None:
    """Two columns side by side, twice: what stands right of the bar goes behind the page, line by line."""
    page = "".join(f"{left}|{right}\n" for left, right in rows)
    text = f"{page}\f{page}末"

    def find(reading: Reading) -> Iterator[Edit]:
        if reading.text == text:
            for bar in re.finditer(r"\|", text):
                to = len(page) if bar.start() < len(page) else len(text) - 1
                yield Edit(start=bar.start(), end=bar.end(), new="\n")
                yield Edit(start=bar.end(), end=text.index("\n", bar.end()) + 1, new="", to=to)

    rule = Rule(code="J199", name="", safety=Safety.REVIEW, find=find)
    state = run(State.start(source(text)), rule, Reading(text=text, lexicon=LEXICON))
    columns = "".join(f"{left}\n" for left, _ in rows) + "".join(f"{right}\n" for _, right in rows)
    assert state.text == f"{columns}\f{columns}末"
    assert replay(text, state.ledger) == state.text
    assert undo(state.text, state.ledger) == text
    for piece in state.origins.pieces:
        if not piece.edits:
            assert state.text[piece.start : piece.start + piece.length] == text[piece.raw : piece.raw + piece.length]


@pytest.mark.parametrize("report", REPORTS)
def test_taking_an_entry_away_changes_the_output(report: str) -> None:
    cleaned, _ = clean_source(read_source(report, raw_file(report).read_bytes()), LEXICON)
    text = cleaned.source.text
    for skipped in range(0, len(cleaned.ledger), 37):
        rest = cleaned.ledger[:skipped] + cleaned.ledger[skipped + 1 :]
        try:
            assert replay(text, rest) != cleaned.text
        except ValueError:
            continue


def test_a_ledger_that_does_not_fit_is_refused() -> None:
    cleaned, _ = clean_source(source("增加12.2%,成交额"), LEXICON)
    with pytest.raises(ValueError, match="expects"):
        replay("另一段文字,一二三四", cleaned.ledger)


@pytest.mark.parametrize(
    ("edits", "digits"),
    [
        ([Edit(start=0, end=2, new="x"), Edit(start=1, end=3, new="y")], False),
        ([Edit(start=0, end=9, new="")], False),
        ([Edit(start=0, end=2, new="13")], False),
        ([Edit(start=0, end=2, new="")], False),
    ],
)
def test_bad_edits_are_refused(edits: list[Edit], digits: bool) -> None:
    with pytest.raises(BadEditsError):
        apply_edits(State.start(source("12项目")), edits, Authority(code="S999", safety=Safety.SAFE, digits=digits))


def test_entries_serialise_without_loss() -> None:
    from annals.pages.ledger_file import ledger_record

    cleaned, _ = clean_source(source("一,二\n\n三"), LEXICON)
    record = json.loads(json.dumps(ledger_record(cleaned.ledger[0]), ensure_ascii=False))
    assert {"seq", "code", "op", "start", "end", "old", "new", "lines", "safety", "reason"} <= set(record)
