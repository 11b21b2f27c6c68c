"""Many reports: several series, up to 25 years each, ten sections a report."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

from tests.bench.edition import Occasion, Report, write_entity, write_facts, write_report, write_topics
from tests.bench.prose import Place, Sheet, Writer, local_entities, place, shared_entities, words

YEARS = range(2000, 2025)
_BY_TURNS = 2
"""How many series take turns, so that even a small edition has more than one."""
NUMERALS = "一二三四五六七八九十"
_LISTED = 12
"""How many paragraphs the topics list besides what their words find, however many reports there are."""


def write_many(folder: Path, reports: int, characters: int, sections: int = 10) -> None:
    """An edition of so many reports of about so many characters, in at most ten sections. The n-th report is the same in
    every edition of such reports."""
    places: dict[Place, list[Occasion]] = defaultdict(list)
    for number in range(reports):
        where, year = _which(number)
        report = many_report(where, year, characters, sections)
        write_report(folder, report)
        # A place without an occasion is one as well.
        places[where] += [report.occasion] if report.occasion else []
    for where, occasions in places.items():
        forum, *others = local_entities(where)
        write_entity(folder, forum, occasions)
        for entity in others:
            write_entity(folder, entity)
    for entity in shared_entities():
        write_entity(folder, entity)
    held = [one for occasions in places.values() for one in occasions][:_LISTED]
    write_topics(folder, {"popularisation": [f"{one.report}#l{one.line}" for one in held]})
    first = local_entities(next(iter(places)))[0]
    write_facts(folder, places, "科技进步报告", stories=(first.slug,))


def _which(number: int) -> tuple[Place, int]:
    """Place and year of the n-th report, from 0."""
    group, within = divmod(number, _BY_TURNS * len(YEARS))
    return place(_BY_TURNS * group + within % _BY_TURNS), YEARS[within // _BY_TURNS]


def many_report(where: Place, year: int, characters: int, sections: int = 10) -> Report:
    """The report of a place and year; the same at every call."""
    name = f"{where.id}-{year}"
    dice = random.Random(name)
    known = [form for entity in (*local_entities(where), *shared_entities()) for form in (entity.title, entity.alias)]
    writer = Writer(dice=dice, names=known, cities=[f"{where.name[0]}{tail}" for tail in "阳宁安林"])
    sheet = Sheet(dice=dice, running=f"{where.title}科技进步报告", page=1100)
    sheet.add(f"{where.title}科技进步报告（{year}年）")
    sheet.add(f"{year}年，全省科技工作按照年初的部署推进，各项任务基本完成。{writer.paragraph()}")
    wrong: list[str] = []
    occasion = None
    for number, topic in enumerate(words()["topics"][:sections]):
        sheet.add(f"第{NUMERALS[number]}节 {dice.choice(topic['headings'])}")
        if topic["slug"] == "cooperation":
            occasion = _forum(sheet, where, year, name, dice)
        _section(sheet, writer, characters * (number + 1) // sections, number)
        if number % 3 == 1:
            wrong.append(_misprint(sheet, dice, number))
    wrong.append("flag: 各项任务基本完成, cause: two-readings, certainty: doubtful, reason: 下文有未完成的任务，照录")
    return Report(id=name, series=where.id, text=sheet.text(), corrections=tuple(wrong), occasion=occasion)


def _section(sheet: Sheet, writer: Writer, until: int, number: int) -> None:
    """Paragraphs under two or three labels until the sheet holds so many characters, with what else such sections have."""
    labels = writer.dice.sample(words()["label"], 3)
    start = sheet.size
    for place_in, label in enumerate(labels):
        if place_in and sheet.size >= until:
            break
        sheet.add(f"{NUMERALS[place_in]}、{label}")
        sheet.paragraph(writer.paragraph())
        if place_in == 0 and number % 4 == 1:
            sheet.add(f"表{number + 1} {label}数据")
            sheet.rows(writer.table())
        if place_in == 1 and number % 4 == 2:
            sheet.rows(f"（{item + 1}）{writer.sentence()}" for item in range(3))
        end = start + (until - start) * (place_in + 1) // len(labels)
        while sheet.size < end:
            sheet.paragraph(writer.paragraph())
    if number % 5 == 3:
        sheet.add(f"专栏{number // 5 + 1} {writer.dice.choice(words()['field'])}的一年")
        sheet.paragraph(writer.paragraph())


def _misprint(sheet: Sheet, dice: random.Random, number: int) -> str:
    """A sentence with a misprint, and the correction of it as the `.yml` has it."""
    wrong, right = dice.choice(words()["misprints"])
    amount = dice.randint(10, 99) * 10 + number
    printed = f"第{number}批{wrong}专项经费{amount}万元"
    sheet.add(f"另有{printed}，年内拨付到位。")
    return f"replace: {printed}, with: {printed.replace(wrong, right)}, cause: misread, certainty: certain, reason: 形近误识"


def _forum(sheet: Sheet, where: Place, year: int, report: str, dice: random.Random) -> Occasion:
    month, day, ordinal = dice.randint(4, 10), dice.randint(1, 26), year - YEARS[0] + 1
    opening = f"{month}月{day}日，第{ordinal}届{where.name}创新论坛举行"
    theme = dice.choice(words()["theme"])
    line = sheet.add(f"{opening}，以“{theme}”为主题，设{dice.randint(3, 9)}个分会场，{dice.randint(2, 9)}00人参加。")
    start = f"{year}-{month:02}-{day:02}"
    return Occasion(report=report, year=year, line=line, ordinal=ordinal, opening=opening, start=start, theme=theme)
