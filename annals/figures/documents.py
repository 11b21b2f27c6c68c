"""Documents of policy: what authorities rule, plan or list, with number, issuer and date where these stand with it."""

from __future__ import annotations

import re

from annals.figures.passage import Passage
from annals.model import PolicyDocument
from annals.text.periods import times_in

_titled = re.compile("《([^《》]+)》")
_bracket = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]$")
_number = re.compile(
    r"(?:[（(]|，文号|，?文件?号为?)?(?P<number>[一-龥]{1,10}[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s?(?:第\s?)?\d+\s?号)"
)
_LONGEST_VERBS = 16
_NEAR = 80
"""Characters in front of a title in which its date may stand."""
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
            date=_date(passage, match.start(), match.end()),
        )
    return tuple(found.values())


def _is_policy(passage: Passage, title: str) -> bool:
    """《实施意见》 alone stands for the one that was named before."""
    kind = passage.forms.title.search(_bracket.sub("", title))
    return kind is not None and kind.start() > 0


def _issuer(passage: Passage, start: int) -> str:
    """The bodies right in front of the verb that issued it, as they stand."""
    issued = passage.forms.issued.search(passage.text, max(0, start - _LONGEST_VERBS), start)
    if issued is None:
        return ""
    at = issued.start()
    first = at
    for _ in range(_BODIES):
        begins = passage.bodies_back.get(at)
        if begins is None:
            break
        first = at = begins
        at -= passage.text[at - 1 : at] in ("、", "和", "与", "会")
    return passage.text[first : issued.start()]


def _date(passage: Passage, start: int, behind: int) -> str:
    """The date in the same clause in front of it, or the heading's in a timeline."""
    if passage.label:
        above = times_in(passage.label, passage.year)
        return above[0].begin if above else ""
    for end in range(start, max(0, start - _NEAR), -1):
        told = passage.ends.get(end)
        if told is not None:
            between = passage.text[end:start]
            near = between.count("，") <= 1 and not set(between) & set("。；！？《") and not told.vague
            issued = passage.forms.issued.search(between) or passage.forms.issued_behind.match(passage.text, behind)
            return told.begin if near and issued else ""
    return ""
