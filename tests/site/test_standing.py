"""What a page says of its own state, in words: one state for all that it is made from, or how many pages stand at each."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annals.edition.shipped import THEME
from annals.pages.standing import Standing


@dataclass(frozen=True)
class Whole:
    changes: str = "changes/index.html"
    feed: str = ""


@dataclass(frozen=True)
class Frame:
    standing: Standing | None
    banner: str = ""
    kind: str = "topic"
    progress: str = ""


def said(standing: Standing | None, banner: str = "") -> str:
    """The words alone."""
    environment = Environment(loader=FileSystemLoader(THEME), undefined=StrictUndefined, autoescape=True)
    template = environment.get_template("partials/annals-standing.html")
    html = template.render(
        annals=Frame(standing, banner), annals_site=Whole(), annals_root="../", config={"site_url": ""}
    )
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (None, ""),
        (Standing(), ""),
        (Standing(unread=3), "未校对：由程序整理，尚未有人通读。"),
        (Standing(read=3), "已校对：所据各页都有人通读过。"),
        (Standing(compared=3), "已核对：所据各页都有人逐字对过原文。"),
        (Standing(read=2, compared=1), "已校对：所据各页都有人通读过，其中 1 页另有人逐字对过原文。"),
        (Standing(unread=5, read=2), "部分校对：所据 7 页中，已校对 2 页，未校对 5 页。"),
        (Standing(unread=5, compared=1), "部分校对：所据 6 页中，已核对 1 页，未校对 5 页。"),
        (Standing(changed="2031-05-02"), "最后更改 2031-05-02"),
        (Standing(unread=1, changed="2031-05-02"), "未校对：由程序整理，尚未有人通读。 最后更改 2031-05-02"),
        (Standing(version="2031-05-02-1a2b3c4"), "版本 2031-05-02-1a2b3c4 更新记录"),
    ],
)
def test_the_state_of_a_page_in_words(standing: Standing | None, words: str) -> None:
    assert said(standing) == words


def test_a_report_page_says_its_own_state_first() -> None:
    one = Standing(read=1, changed="2031-05-02")
    assert said(one, "已校对（甲）：有人通读过。") == "已校对（甲）：有人通读过。 最后更改 2031-05-02"
