"""Volumes: year-books of a million characters, 300 chapters of three levels each, with tables, notes and page numbers."""

from __future__ import annotations

import random
from pathlib import Path

from tests.bench.edition import Report, write_entity, write_facts, write_report
from tests.bench.many import NUMERALS, YEARS
from tests.bench.prose import Place, Sheet, Writer, local_entities, place, shared_entities, words

_SECTIONS = 3
_LABELS = 2
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def write_volumes(folder: Path, count: int, characters: int, chapters: int) -> None:
    """An edition of so many volumes, one a year, with a registry and no topics of its own."""
    where = place(0)
    for year in YEARS[:count]:
        write_report(folder, volume(where, year, characters, chapters))
    for entity in (*local_entities(where), *shared_entities()):
        write_entity(folder, entity)
    write_facts(folder, [where], "年鉴")


def volume(where: Place, year: int, characters: int, chapters: int) -> Report:
    """The volume of a place and year; the same at every call. The chapters' titles stay from year to year."""
    name = f"{where.id}-nianjian-{year}"
    dice = random.Random(name)
    known = [form for entity in (*local_entities(where), *shared_entities()) for form in (entity.title, entity.alias)]
    writer = Writer(dice=dice, names=known, cities=[f"{where.name[0]}{tail}" for tail in "阳宁安林"])
    sheet = Sheet(dice=dice, running=f"{where.name}年鉴·{year}", page=1300)
    sheet.add(f"{where.title}年鉴（{year}年）")
    sheet.add(f"{year}年，全省各项事业有新的进展，本卷分{numeral(chapters)}章记述。")
    for chapter in range(chapters):
        _chapter(sheet, writer, chapter, sheet.size, characters * (chapter + 1) // chapters)
    return Report(id=name, series=where.id, text=sheet.text())


def chapter_title(chapter: int) -> str:
    """The title of the n-th chapter, from 0; the first 300 differ.

    >>> len({chapter_title(n) for n in range(300)})
    300
    """
    fields, labels = words()["field"], words()["label"]
    return f"{fields[chapter % len(fields)]}{labels[chapter // len(fields) % len(labels)]}"


def numeral(number: int) -> str:
    """A number below 1,000 in Chinese.

    >>> [numeral(n) for n in (7, 10, 15, 20, 101, 110, 215, 300)]
    ['七', '十', '十五', '二十', '一百零一', '一百一十', '二百一十五', '三百']
    """
    digits = "零" + NUMERALS[:9]
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def _chapter(sheet: Sheet, writer: Writer, chapter: int, start: int, until: int) -> None:
    sheet.add(f"第{numeral(chapter + 1)}章 {chapter_title(chapter)}")
    parts = _SECTIONS * _LABELS
    labels = writer.dice.sample(words()["label"], parts)
    whats = writer.dice.sample(words()["what"], _SECTIONS)
    for part, label in enumerate(labels):
        if part % _LABELS == 0:
            sheet.add(f"第{NUMERALS[part // _LABELS]}节 {whats[part // _LABELS]}")
        sheet.add(f"{NUMERALS[part % _LABELS]}、{label}")
        end = start + (until - start) * (part + 1) // parts
        noted = part == 1
        while sheet.size < end:
            text = writer.paragraph()
            if noted:
                _noted(sheet, writer, text, _CIRCLED[chapter % len(_CIRCLED)])
                noted = False
            else:
                sheet.paragraph(text)
        if part == 3 and chapter % 2 == 0:
            sheet.add(f"表{chapter + 1} {label}数据")
            sheet.rows(writer.table())


def _noted(sheet: Sheet, writer: Writer, text: str, mark: str) -> None:
    """A paragraph with the mark of a note, and the note below it."""
    sheet.add(f"{text[:-1]}{mark}。")
    sheet.add(f"{mark}{writer.dice.choice(words()['counted'])}按年末登记的数目计算。")
