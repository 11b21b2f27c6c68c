"""Dashes and dots that plain typewriters' signs stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.reading import Reading

_beside = rf"{HAN}“”《》（）‘’。！？"
_dash = re.compile(rf"(?<=[{_beside}])-{{2,6}}(?=[{_beside}])")
_between_figures = re.compile(r"(?<=[\d%年月日])(?P<run>-{2,3})(?=\d)(?!\d{1,3}-)")
_dots = re.compile(rf"(?<=[{HAN}”》）])\.{{6}}(?=[{HAN}“”《。！？）」』]|$)", re.MULTILINE)
_DASHES = {2: "——", 3: "—", 4: "——", 5: "——", 6: "——"}


@rule("P107", "短横写成的破折号")
def hyphens_for_dashes(reading: Reading) -> Iterator[Edit]:
    """Yield —— for hyphens in a row between Chinese words or marks, — for three of them and for two or three between figures, ……
    for six points.

    Evidence: pandoc writes one dash as three hyphens, and the Chinese one as six; whoever types writes two. Rules on a line of
    their own, rows, leaders of a list of contents, single hyphens stay.
    """
    text = reading.text
    for shape in reading.lines:
        if shape.row or ("--" not in shape.text and "......" not in shape.text):
            continue
        for match in _dash.finditer(text, shape.start, shape.end):
            yield Edit(start=match.start(), end=match.end(), new=_DASHES[len(match.group())])
        for match in _between_figures.finditer(text, shape.start, shape.end):
            yield Edit(start=match.start(), end=match.end(), new="—")
        for match in _dots.finditer(text, shape.start, shape.end):
            yield Edit(start=match.start(), end=match.end(), new="……")
