"""Folders, archives and PDFs: pages in the order of people, nothing taken in that should not be."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from annals.extract import packages
from annals.extract.contract import Original, UntakenError
from annals.extract.taking import extract
from annals.extract.volumes import chosen
from tests.support.pdf_files import pdf
from tests.support.word_files import document, paragraph, zipped


def refusal(raw: bytes) -> tuple[str, str]:
    """The code, and the phrase that says why."""
    with pytest.raises(UntakenError) as refused:
        extract([Original(name="年报.zip", raw=raw)])
    why = dict(refused.value.problem.details).get("why")
    return refused.value.problem.code, getattr(why, "key", "")


def test_pages_stand_in_the_order_of_people_whatever_wrote_them() -> None:
    pages: dict[str, str | bytes] = {
        "第10页.txt": "其三。\r\n",
        "第9页.md": "其二".encode("gb18030"),
        "第一页.txt": "\n其一。\n\n",
        "第1页.jpg": b"\xff\xd8\xff",
        "__MACOSX/._x": b"\0",
    }
    found = extract([Original(name="年报.zip", raw=zipped(pages))])
    assert found.text == "其一。\n\f其二\n\f其三。\n"
    assert [one.name for one in found.originals] == ["年报.zip"] and found.left == ("第1页.jpg",)


def test_a_windows_archive_says_its_names_in_its_own_way() -> None:
    raw = zipped({"XX.txt": "后", "YY.txt": "前"})
    # Put over the names that are there: Python itself would mark Chinese ones as UTF-8.
    raw = raw.replace(b"XX", "十".encode("gb18030")).replace(b"YY", "九".encode("gb18030"))
    assert extract([Original(name="z", raw=raw)]).text == "前\n\f后\n"


@pytest.mark.parametrize("name", ["../甲.txt", "/甲.txt", "a/../../甲.txt", "C:/甲.txt", "..\\甲.txt"])
def test_a_path_out_of_the_folder_is_refused(name: str) -> None:
    assert refusal(zipped({"乙.txt": "乙", name: "甲"})) == ("E147", "package-outside")


def test_an_archive_that_is_no_volume_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(zipped({})) == ("E147", "package-empty")
    assert refusal(zipped({"a.jpg": b"\xff\xd8\xff"})) == ("E147", "package-nothing")
    assert refusal(zipped({"a.txt": "甲", "a.pdf": b"%PDF-"})) == ("E147", "package-mixed")
    assert refusal(zipped({"a.txt": zipped({"b.txt": "乙"})})) == ("E147", "package-nested")
    assert refusal(zipped({"a.txt": "甲"})[:-30]) == ("E145", "package-broken")
    two = zipped({"a.txt": "甲", "b.txt": "乙"}).replace(b"b.txt", b"a.txt")
    assert refusal(two) == ("E147", "package-twice")
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/hosts")
    assert refusal(packed.getvalue()) == ("E147", "package-outside")
    monkeypatch.setattr(packages, "LARGEST", 1000)
    assert refusal(zipped({"a.txt": "甲" * 100_000})) == ("E147", "package-large")
    monkeypatch.setattr(packages, "LARGEST_WHOLE", 1500)
    assert refusal(zipped({"1.txt": "甲" * 300, "2.txt": "乙" * 300})) == ("E147", "package-large")
    monkeypatch.setattr(packages, "MOST_FILES", 1)
    assert refusal(zipped({"1.txt": "甲", "2.txt": "乙"})) == ("E147", "package-many")


def test_a_locked_archive_is_refused() -> None:
    raw = bytearray(zipped({"a.txt": "甲"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + at] |= 1
    assert refusal(bytes(raw)) == ("E145", "file-locked")
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == (
        "E145",
        "file-locked",
    )


def test_a_page_that_cannot_be_read_is_named() -> None:
    with pytest.raises(UntakenError) as refused:
        extract([Original(name="z", raw=zipped({"1.txt": "甲", "2.txt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}))])
    assert (refused.value.problem.code, refused.value.problem.path) == ("E143", "2.txt")


def test_a_pdf_gives_its_pages_and_says_which_are_pictures() -> None:
    found = extract([Original(name="x.pdf", raw=pdf(["第一章 总论\n投入9亿元", "", "其后。"]))])
    assert found.text == "第一章 总论\n投入9亿元\n\f\n\f其后。\n" and found.bare == (2,)
    assert refusal(pdf(["甲", "", ""]))[0] == "E146"
    assert refusal(pdf(["甲"], locked=True)) == ("E145", "file-locked")
    assert refusal(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")[0] == "E145"


def test_files_in_a_row_are_one_volume() -> None:
    first = Original(name="上.docx", raw=document(paragraph("上卷。")))
    found = extract([first, Original(name="下.txt", raw="下卷。".encode())])
    assert found.text == "上卷。\n\f下卷。\n" and [one.name for one in found.originals] == ["上.docx", "下.txt"]


def test_a_folder_of_documents_is_read_as_well_as_one_of_texts() -> None:
    assert chosen("x", ["b/10.docx", "b/9.docx", "~$b.docx", "Thumbs.db"]).names == ("b/9.docx", "b/10.docx")
