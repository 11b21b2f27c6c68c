"""The sentences that a checker of quotations is measured with: are they what they say they are?

Nothing here uses the code under test. Both sides are stripped to what no pasting changes, and compared."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.support.places import FROZEN, REPORTS

HERE = Path(__file__).parent
COUNTS = {"verbatim": 100, "changed": 100, "merged": 50, "invented": 50}
"""At least so many of each."""
FIELDS = {
    "verbatim": ({"stands", "noise"}, {"also", "nearly", "doubt", "note"}),
    "changed": ({"stands", "change", "right", "wrong"}, {"nearly", "note", "noise"}),
    "merged": ({"stands"}, {"note", "noise"}),
    "invented": (set(), {"note", "noise"}),
}
"""What stands beside `is` and `says`: what must, and what may."""
CHANGES = {"digit", "figure", "unit", "year", "date", "percent", "direction", "negation"}
SHORTEST, LONGEST = 12, 150
HALF = 6
"""A half of a merged sentence is told by no fewer bare characters."""
FOREIGN = 12
"""No invented sentence shares so many bare characters in a row with a block."""

Sentence = dict[str, str | list[str]]

_quick: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every value is text: 2.50 stays 2.50."""
_pairs = (HERE / "traditional.txt").read_text("utf-8").split()
_simplified = str.maketrans({pair[0]: pair[1] for pair in _pairs})


@cache
def bare(text: str) -> str:
    """Letters, figures, points between digits and per cents: no pasting changes these, and a slip in them counts."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")
    text = re.sub(r"(?<=[0-9])\.(?=[0-9])", "\ue000", text).translate(_simplified)
    return "".join(char for char in text if char.isalnum() or char in "%‰\ue000").replace("\ue000", ".").lower()


def told(sentence: Sentence, field: str) -> list[str]:
    """A field's values, whether one or several are written."""
    value = sentence.get(field, [])
    return [value] if isinstance(value, str) else value


def words(sentence: Sentence) -> str:
    """What is pasted without the note behind it, bare."""
    says = str(sentence["says"])
    for note in told(sentence, "note"):
        assert says.endswith(note), says
        says = says.removesuffix(note)
    return bare(says)


def run_of(length: int, text: str) -> set[str]:
    return {text[at : at + length] for at in range(len(text) - length + 1)}


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    read: list[Sentence] = yaml.load((HERE / "sentences.yml").read_text("utf-8"), Loader=_quick)
    return read


@pytest.fixture(scope="module")
def raw_blocks() -> dict[str, str]:
    """The published text of each block and heading of the frozen edition, by address."""
    found = {}
    for report in REPORTS:
        for line in (FROZEN / "seeds" / ".base" / f"{report}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            if record.get("role") and record["markdown"]:
                found[f"{report}#{record['id']}"] = record["markdown"].replace("**", "")
    return found


@pytest.fixture(scope="module")
def blocks(raw_blocks: dict[str, str]) -> dict[str, str]:
    """The same, bare."""
    return {address: bare(text) for address, text in raw_blocks.items()}


@pytest.fixture(scope="module")
def doubts() -> dict[str, list[str]]:
    """What the edition marks as doubtful, by report."""
    found = {}
    for report in REPORTS:
        settings = yaml.load((FROZEN / "seeds" / f"{report}.yml").read_text("utf-8"), Loader=_quick)
        found[report] = [entry["flag"] for entry in settings["corrections"] if "flag" in entry]
    return found


def of(kind: str, sentences: list[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence["is"] == kind]


def holding(text: str, blocks: dict[str, str]) -> set[str]:
    """The blocks that contain a bare text."""
    return {address for address, block in blocks.items() if text in block}


# --- the measure as a whole -----------------------------------------------------------------


def test_there_are_so_many_of_each(sentences: list[Sentence]) -> None:
    counts = Counter(str(sentence["is"]) for sentence in sentences)
    assert set(counts) == set(COUNTS)
    assert {kind: count for kind, count in counts.items() if count < COUNTS[kind]} == {}


def test_each_is_written_in_the_form(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    for sentence in sentences:
        must, may = FIELDS[str(sentence["is"])]
        fields = set(sentence) - {"is", "says"}
        assert must <= fields <= must | may, sentence
        named = [address for field in ("stands", "also", "nearly") for address in told(sentence, field)]
        assert set(named) <= set(blocks) and len(set(named)) == len(named), sentence
        assert len(told(sentence, "stands")) == {"merged": 2, "invented": 0}.get(str(sentence["is"]), 1), sentence
        said = str(sentence["says"])
        for note in told(sentence, "note"):
            said = said.removesuffix(note)
        assert SHORTEST <= len("".join(said.split())) <= LONGEST, sentence


def test_none_stands_twice(sentences: list[Sentence]) -> None:
    twice = {text: count for text, count in Counter(map(words, sentences)).items() if count > 1}
    assert twice == {}


@pytest.mark.parametrize("kind", ["verbatim", "changed"])
def test_each_report_has_its_share(sentences: list[Sentence], blocks: dict[str, str], kind: str) -> None:
    size = Counter()
    for address, text in blocks.items():
        size[address.partition("#")[0]] += len(text)
    taken = Counter(told(sentence, "stands")[0].partition("#")[0] for sentence in of(kind, sentences))
    for report in REPORTS:
        assert taken[report] >= 0.85 * COUNTS[kind] * size[report] / size.total(), report


def test_slips_of_all_kinds_occur(sentences: list[Sentence]) -> None:
    kinds = Counter(str(sentence["change"]) for sentence in of("changed", sentences))
    assert set(kinds) == CHANGES


def test_the_blocks_are_what_is_published(raw_blocks: dict[str, str]) -> None:
    pages = {
        report: "".join(path.read_text("utf-8") for path in sorted((FROZEN / "docs" / report).glob("*.md")))
        for report in REPORTS
    }
    plain = {report: text.replace("**", "") for report, text in pages.items()}
    assert [at for at, text in raw_blocks.items() if text not in plain[at.partition("#")[0]]] == []


# --- sentence by sentence -------------------------------------------------------------------


def test_verbatim_ones_stand_where_they_say_and_nowhere_else(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    for sentence in of("verbatim", sentences):
        assert holding(words(sentence), blocks) == {*told(sentence, "stands"), *told(sentence, "also")}, sentence


def test_verbatim_ones_are_not_found_by_comparing_characters(
    sentences: list[Sentence], raw_blocks: dict[str, str]
) -> None:
    for sentence in of("verbatim", sentences):
        assert holding(str(sentence["says"]), raw_blocks) == set(), sentence


def test_verbatim_ones_tell_their_doubts(sentences: list[Sentence], doubts: dict[str, list[str]]) -> None:
    for sentence in of("verbatim", sentences):
        report = told(sentence, "stands")[0].partition("#")[0]
        carried = {doubt for doubt in doubts[report] if bare(doubt) in words(sentence)}
        assert set(told(sentence, "doubt")) == carried, sentence


def test_nearly_the_same_stands_in_another_year(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    told_so = [sentence for sentence in sentences if "nearly" in sentence]
    assert len(told_so) >= 12
    for sentence in told_so:
        year = told(sentence, "stands")[0].partition("#")[0]
        for address in told(sentence, "nearly"):
            assert not address.startswith(year), sentence
            assert words(sentence) not in blocks[address], sentence
            assert run_of(6, words(sentence)) & run_of(6, blocks[address]), sentence


def test_changed_ones_are_true_but_for_one_slip(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    for sentence in of("changed", sentences):
        right, wrong = bare(str(sentence["right"])), bare(str(sentence["wrong"]))
        assert holding(words(sentence), blocks) == set(), sentence
        assert words(sentence).count(wrong) == 1, sentence
        mended = words(sentence).replace(wrong, right)
        assert told(sentence, "stands")[0] in holding(mended, blocks), sentence


def test_merged_ones_are_two_true_halves(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    for sentence in of("merged", sentences):
        text = words(sentence)
        assert holding(text, blocks) == set(), sentence
        first, second = (blocks[address] for address in told(sentence, "stands"))
        cuts = range(HALF, len(text) - HALF + 1)
        assert any(text[:cut] in first and text[cut:] in second for cut in cuts), sentence


def test_invented_ones_stand_nowhere(sentences: list[Sentence], blocks: dict[str, str]) -> None:
    runs = {run for text in blocks.values() for run in run_of(FOREIGN, text)}
    for sentence in of("invented", sentences):
        assert run_of(FOREIGN, words(sentence)) & runs == set(), sentence
