"""The values of a report's .yml: each key with values of each type that YAML knows."""

from __future__ import annotations

import pytest

from annals.clean.metadata import read_metadata
from annals.model import Phrase

RIGHT = {
    "year": "2031",
    "title": "科技合作",
    "series": "某省科技年报",
    "original": "某年.txt",
    "sha256": "ab12",
    "scan": "图/{page}.jpg",
}
WRONG = {
    "year": ("true", "false", "二〇三一", "'2031'", "2031.5", "[2031]", "2031-01-01", "null"),
    "title": ("true", "2031", "[科技]", "null"),
    "series": ("false", "1"),
    "original": ("true", "{甲: 乙}"),
    "sha256": ("12", "true"),
    "scan": (
        "图/58.jpg",
        "/图/{page}.jpg",
        "http://甲.example/{page}.jpg",
        "../{page}.jpg",
        "{page: 1}",
        "图/{n}/{page}.jpg",
    ),
    "running": ("甲", "[1]", "['']", "[[甲]]"),
    "corrections": ("true", "甲", "{replace: 甲}"),
}


@pytest.mark.parametrize("key", RIGHT)
def test_a_value_of_its_type_is_taken(key: str) -> None:
    metadata, problems = read_metadata("x", f"{key}: {RIGHT[key]}\n", "seeds/x.yml")
    assert problems == ()
    assert str(getattr(metadata, key)) == RIGHT[key]


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_value_of_another_type_is_told_and_left_out(key: str, value: str) -> None:
    others = "".join(f"{name}: {right}\n" for name, right in RIGHT.items() if name != key)
    metadata, problems = read_metadata("x", f"{others}{key}: {value}\n", "seeds/x.yml")
    assert [(p.code, p.line, dict(p.details)["key"]) for p in problems] == [("E106", others.count("\n") + 1, key)]
    empty, _ = read_metadata("x", others, "seeds/x.yml")
    assert metadata == empty


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("replace: 一百, with: 311", "with"),
        ("replace: 120, with: '121'", "replace"),
        ("replace: 一日, with: 2012-01-01", "with"),
        ("drop: no", "drop"),
        ("replace: 一百, with: [311]", None),
    ],
)
def test_words_that_need_quotation_marks_are_told_so(given: str, key: str | None) -> None:
    text = f"corrections:\n  - {{{given}, cause: slip, certainty: likely, reason: 数}}\n"
    _, (problem,) = read_metadata("x", text, "x.yml")
    wrong = dict(problem.details)["wrong"]
    assert isinstance(wrong, Phrase)
    assert (problem.code, wrong.key) == ("E107", "unquoted-value" if key else "wrong-type")
    assert key in (None, dict(wrong.details)["key"])
