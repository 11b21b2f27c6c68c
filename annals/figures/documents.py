"""Documents of policy: what authorities rule, plan or list, with number, issuer and date where these stand with it."""

from __future__ import annotations

import re

from annals.figures.passage import Passage
from annals.model import Mention, PolicyDocument
from annals.text.periods import times_in

_titled = re.compile("《([^《》]+)》")
_bracket = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]$")
_number = re.compile(
    r"(?:[（(]|，文号|，?文件?号为?)?(?P<number>[一-龥]{1,10}[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s?(?:第\s?)?\d+\s?号)"
)
_issued = re.compile(
    "(?:联合|共同|正式|先后|已|率先|新近)*(?:发布|出台|印发|颁布|制定|制订|下发|公布|颁发|修订|发)(?:了|实施)?$"
)
_BODIES = 6
"""So many issuers of one document are looked for."""


def documents_in(passage: Passage) -> tuple[PolicyDocument, ...]:
    """In reading order. A title that stands twice in a
    passage is one document."""
    found: dict[str, PolicyDocument] = {}
    for match in _titled.finditer(passage.text):
        title = match[1]
        if title in found or not _is_policy(passage, title):
            continue
        number = _number.match(passage.text, match.end())
        found[title] = PolicyDocument(
            report=passage.report,
            block=passage.block,
            start_char=match.start(),
            title=title,
            number=number["number"] if number else "",
            issuer=_issuer(passage, match.start()),
            date=_date(passage, match.start()),
        )
    return tuple(found.values())


def _is_policy(passage: Passage, title: str) -> bool:
    return passage.forms.title.search(_bracket.sub("", title)) is not None


def _issuer(passage: Passage, start: int) -> str:
    """The bodies right in front of the verb that issued it, as they stand."""
    before = passage.text[:start]
    issued = _issued.search(before, max(0, start - 16))
    if issued is None:
        return ""
    at = issued.start()
    first = at
    for _ in range(_BODIES):
        body = _ending(passage, at)
        if body is None:
            break
        first = at = body.start
        at -= passage.text[at - 1 : at] in ("、", "和", "与", "会")
    return passage.text[first : issued.start()]


def _ending(passage: Passage, at: int) -> Mention | None:
    return next((one for one in passage.mentions if one.end == at and one.entity in passage.bodies), None)


def _date(passage: Passage, start: int) -> str:
    """The date in the same clause in front of it, or the heading's in a timeline."""
    if passage.label:
        told = times_in(passage.label, passage.year)
        return told[0].begin if told else ""
    clause = max(passage.text.rfind(mark, 0, start) for mark in "。；！？") + 1
    times = [
        told
        for sentence in passage.sentences
        for told in sentence.times
        if clause <= told.start < start and not told.vague and "《" not in passage.text[told.end : start]
    ]
    if not times:
        return ""
    between = passage.text[times[-1].end : start]
    return times[-1].begin if between.count("，") <= 1 and _issued.search(between) else ""
