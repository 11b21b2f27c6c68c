"""References to what is published, in the forms that readers are asked for.

Sources: GB/T 7714—2025 and 2015 (8.7 reports, 8.10 electronic resources), the RIS tags of Research Information Systems,
BibLaTeX 3, CSL 1.0.2."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum

ACCESSED = "引用日期"
"""What stands for the day on which somebody reads, which no published page can know."""
_AUTHORS = 3
"""More authors than this are cut short."""
_braced = re.compile(r"[{}\\#%&$_^~]")


class Standard(StrEnum):
    """The edition of GB/T 7714."""

    CURRENT = "2025"
    FORMER = "2015"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is cited. `authors` are bodies, in the order in which they are named; `published` is the year (or ISO date)
    of the printed report, `page` its page or range; empty where they are not known. Only a report whose authors and
    publication are known is cited as one, everything else as a resource on the web, of which `changed` is the ISO date; there
    the page of the print would look like one of this edition, and only programs are told it.
    `url` is an address; `key` is made of ASCII letters, digits and hyphens."""

    key: str
    title: str
    url: str
    authors: tuple[str, ...] = ()
    published: str = ""
    page: str = ""
    changed: str = ""

    @property
    def is_report(self) -> bool:
        """Whether enough is known for the form of a printed report."""
        return bool(self.authors and self.published)

    @property
    def year(self) -> str:
        """The year of publication, empty where it is not known."""
        return (self.published if self.is_report else self.changed)[:4]


def gbt(reference: Reference, standard: Standard = Standard.CURRENT, accessed: str = ACCESSED) -> str:
    """A reference as the Chinese standard wants it, in the order of citation; `accessed` is an ISO date.

    >>> gbt(Reference(key="x", title="某报告（整理版）", url="https://x.example/a", changed="2031-02-03"))
    '某报告（整理版）[EB/OL]. （2031-02-03）[引用日期]. https://x.example/a.'
    """
    current = standard is Standard.CURRENT
    named = reference.authors[:_AUTHORS] if current else [author.upper() for author in reference.authors[:_AUTHORS]]
    authors = ("，" if current else ", ").join((*named, *(("等",) if len(reference.authors) > _AUTHORS else ())))
    kind = "R" if reference.is_report else "EB"
    dates = _report_dates if reference.is_report else _web_dates
    parts = (authors, f"{reference.title}[{kind}/OL]", dates(reference, standard, accessed), reference.url)
    return ". ".join(part for part in parts if part) + "."


def _web_dates(reference: Reference, standard: Standard, accessed: str) -> str:
    return _bracketed(reference.changed, standard) + f"[{accessed}]"


def _report_dates(reference: Reference, standard: Standard, accessed: str) -> str:
    """The former edition wants the day of access of everything on the web, this one only of what bears no date."""
    published, page = reference.published, reference.page
    if standard is Standard.CURRENT:
        return f"{published}：{page}" if page else published
    return (f"{published[:4]}: {page}" if page else _bracketed(published, standard)) + f"[{accessed}]"


def _bracketed(date: str, standard: Standard) -> str:
    if not date:
        return ""
    return f"（{date}）" if standard is Standard.CURRENT else f"({date})"


def ris(reference: Reference) -> str:
    """A reference as programs for references take it in, a line a tag; the day of access is theirs to add."""
    first, _, last = reference.page.partition("-")
    fields = [
        ("TY", "RPRT" if reference.is_report else "ELEC"),
        ("TI", reference.title),
        *(("AU", f"{author},") for author in reference.authors),
        ("PY", reference.year),
        ("DA", (reference.published if reference.is_report else reference.changed).replace("-", "/")),
        ("SP", first),
        ("EP", last),
        ("UR", reference.url),
        ("LA", "zh-CN"),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def bibtex(reference: Reference) -> str:
    """A reference for BibLaTeX."""
    kind = "report" if reference.is_report else "online"
    fields = [
        ("title", f"{{{_tex(reference.title)}}}"),
        ("author", " and ".join(f"{{{_tex(author)}}}" for author in reference.authors)),
        ("date", reference.published if reference.is_report else reference.changed),
        ("pages", reference.page.replace("-", "--")),
        ("url", reference.url),
        ("langid", "chinese"),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{kind}{{{reference.key},\n{body}}}\n"


def _tex(text: str) -> str:
    return _braced.sub(lambda found: "" if found[0] in "{}\\" else "\\" + found[0], text)


def csl_json(reference: Reference) -> str:
    """A reference as one item of CSL-JSON."""
    date = reference.published if reference.is_report else reference.changed
    item: dict[str, object] = {"id": reference.key, "type": "report" if reference.is_report else "webpage"}
    item["title"] = reference.title
    if reference.authors:
        item["author"] = [{"literal": author} for author in reference.authors]
    if date:
        item["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    item |= {"page": reference.page} if reference.page else {}
    item |= {"URL": reference.url, "language": "zh-CN"}
    return json.dumps([item], ensure_ascii=False)
