"""Formulas in the Markdown of `clean`: set for programs that set mathematics, and read back as they were written."""

from __future__ import annotations

import pytest

from annals.edition.tidying import tidy
from annals.markdown.formulas import formulas_set, formulas_written
from annals.markdown.inline import escape
from annals.markdown.read import Reader
from tests.support.words import LEXICON


@pytest.mark.parametrize(
    "text",
    [
        r"取 $x _ { i } \leq a [ 0 ]$，见 [3]",
        r"$$\begin{array} { c } a & b \\ c & d \end{array}$$",
        r"集合 $\{ a * b \}$ 与 $c ~~ d_1$",
        r"比 $a _ 1 < 3$ 小",
    ],
)
def test_a_formula_is_set_as_it_was_read(text: str) -> None:
    written = escape(text)
    found = formulas_set(written)
    assert found == text.replace("[3]", r"\[3\]")
    assert found != written
    assert formulas_written(found) == written


@pytest.mark.parametrize(
    "written",
    [r"投资$300\[1\]，收入$450\_", r"\\$5\_3\\$", r"`$a\_b$ 与", r"值 $a&lt;b\_1$", r"$ 单价 \_ 元"],
    ids=["amounts", "escaped", "code", "tag", "alone"],
)
def test_what_is_no_formula_stays_as_it_is_written(written: str) -> None:
    assert formulas_written(formulas_set(written)) == written
    assert "<b" not in formulas_set(written)


def test_a_line_that_cannot_be_set_is_written_as_it_is() -> None:
    written = escape(r"低于对照组（$\_ { P { < } 0 . 0 5 } \$），显著（$. { \cal P } > 0$）")
    assert formulas_written(formulas_set(written)) == written


def test_a_formula_beside_one_that_cannot_be_set_is_set() -> None:
    written = escape(r"低于（$ P _ 1 < 0 \$），而 $x _ { 2 } \geq 3$ 显著")
    assert formulas_set(written).endswith(r"$x _ { 2 } \geq 3$ 显著")


def test_amounts_are_no_formula() -> None:
    assert formulas_set(r"投资$300\[1\]，收入$450\_") == r"投资$300\[1\]，收入$450\_"


def test_a_file_with_formulas_that_was_cleaned_stays() -> None:
    text = "# 一、渠道\n\n渠底的坡降为 $\\frac { a _ { 1 } } { b }$，水深见文献[3]。\n\n$$\nQ = \\sum _ { i } v _ { i } \\left[ A \\right]\n$$\n\n流量由上式给出。\n"
    once = tidy("x.md", text.encode(), LEXICON, Reader()).markdown
    assert r"$$Q = \sum _ { i } v _ { i } \left[ A \right]$$" in once
    again = tidy("x.md", once.encode(), LEXICON, Reader())
    assert again.same and again.markdown == once
