"""What is printed and read back comes out as it was set: three documents here, many in the soak."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser

from tests.roundtrip.bars import bars, short_of
from tests.roundtrip.sample import Document, results
from tests.roundtrip.settings import Folio, Running, Setting
from tests.roundtrip.texts import Scheme, Shape, made_text

_SMALL = {"width": 148, "height": 210, "margin": 18, "size": 12}
CASES = {
    "indents": (
        Shape(scheme=Scheme.HAN, chapters=3, paragraphs=4, tables=True),
        Setting(**_SMALL, indent=True, running=Running.TITLE, folio=Folio.DASHES),
        ("pdftotext-layout", "pdftotext", "pypdf"),
    ),
    "plain": (
        Shape(scheme=Scheme.DECIMAL, chapters=3, paragraphs=8, notes=True),
        Setting(**_SMALL, indent=False, justify=False, running=Running.CHAPTERS, folio=Folio.WORDS),
        ("pdftotext-layout", "pypdf", "pdfminer"),
    ),
    "columns": (
        Shape(scheme=Scheme.HAN, chapters=5, paragraphs=24),
        Setting(
            width=184,
            height=260,
            margin=18,
            size=10.5,
            columns=2,
            justify=False,
            running=Running.TITLE,
            folio=Folio.DASHES,
        ),
        ("pdftotext-layout", "pdfminer"),
    ),
}
"""A shape, a setting and the tools that read it."""


@pytest.mark.parametrize("name", CASES)
def test_print_read_and_build(browser: Browser, name: str) -> None:
    shape, setting, tools = CASES[name]
    document = Document(number=1, shape=shape, setting=setting, text=made_text(shape, random.Random(name)))
    for result in results(browser, document, tools):
        assert result.score.paragraphs_all > 5 and result.score.headings_all > 5 and result.score.furniture_all > 5
        told = short_of(result.score, bars()[name][result.tool])
        assert not told, "\n".join([f"{result.tool}:", *told, *result.score.told])
