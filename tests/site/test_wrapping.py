"""Names and marks that overlap: a name is one link, nothing stands in it that may not, and no word is lost."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.model import EntityLink, Mark, Marking, MarkKind, PageKind, View, Voice
from annals.site.dressing import Dresser

TEXT = "甲州乙县丙论坛丁戊己"
SOURCES = (TEXT, "甲州**乙县**丙论坛丁戊己", "甲州乙县丙**论坛丁**戊己", "甲*州乙*县丙论坛`丁戊`己")


def dressed(source: str, link: tuple[int, int], *marks: tuple[int, int]) -> Element:
    """The paragraph as it is published, with a name and marks at places of its text."""
    flags = tuple(
        Mark(start=a, end=b, kind=MarkKind.FLAGGED, sign="疑", title="长长的理由", href="raw.html") for a, b in marks
    )
    linked = (EntityLink(start=link[0], end=link[1], slug="name", href="name.html"),)
    block = Marking(
        id="l1", text=TEXT, voice=Voice.SOURCE, kind="paragraph", label="1", href="r", marks=flags, links=linked
    )
    view = View(path="x.md", title="甲", kind=PageKind.REPORT, marking=(block,))
    made = markdown.markdown(source, extensions=[Dresser(view=view)])
    return fromstring(made.replace(' data-search-exclude=""', ""))


def words(element: Element) -> str:
    return "".join(element.itertext())


def names(root: Element) -> list[Element]:
    return [link for link in root.iter("a") if link.get("class") == "annals-entity"]


@pytest.mark.parametrize(
    ("mark", "shape"),
    [
        ((2, 4), "甲州<[乙县]丙论坛>疑丁戊己"),
        ((0, 4), "[甲州]<[乙县]丙论坛>疑丁戊己"),
        ((4, 9), "甲州<乙县[丙论坛]>[丁戊]疑己"),
        ((2, 7), "甲州[<乙县丙论坛>]疑丁戊己"),
        ((0, 10), "[甲州<乙县丙论坛>丁戊己]疑"),
        ((3, 3), "甲州<乙[]县丙论坛>疑丁戊己"),
        ((9, 9), "甲州<乙县丙论坛>丁戊[]疑己"),
    ],
)
def test_a_name_is_one_link_whatever_is_doubted_in_it(mark: tuple[int, int], shape: str) -> None:
    def told(element: Element) -> str:
        css = element.get("class") or ""
        inner = (element.text or "") + "".join(told(child) + (child.tail or "") for child in element)
        if css == "annals-entity":
            return f"<{inner}>"
        if css == "annals-flagged":
            return f"[{inner}]"
        return (element.get("data-sign") or "") if "annals-mark" in css else "" if "annals-origin" in css else inner

    assert told(dressed(TEXT, (2, 7), mark)) == shape


def test_the_reason_is_not_read_out_in_the_sentence() -> None:
    (sign,) = [link for link in dressed(TEXT, (2, 7), (2, 4)).iter("a") if "annals-mark" in (link.get("class") or "")]
    assert (sign.get("aria-label"), sign.get("title"), sign.text) == ("存疑", "长长的理由", None)


places = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))


@given(source=st.sampled_from(SOURCES), link=places, marks=st.lists(places, max_size=3))
def test_whatever_overlaps_no_word_is_lost(source: str, link: tuple[int, int], marks: list[tuple[int, int]]) -> None:
    root = dressed(source, link, *marks)
    assert words(root) == TEXT
    linked = names(root)
    assert "".join(words(part) for part in linked) == TEXT[slice(*link)]
    assert all(len(list(part.iter("a"))) == 1 for part in linked), "no link in a link"
    if source == TEXT:
        assert len(linked) == 1 or link[0] == link[1]
    doubted = "".join(words(part) for part in root.iter("span") if part.get("class") == "annals-flagged")
    if len(marks) == 1:
        assert doubted == TEXT[slice(*marks[0])]
    signs = [part for part in root.iter() if part.get("data-sign") == "疑"]
    assert len(signs) == len(marks)
    assert not re.search(r"[疑]", words(root))
