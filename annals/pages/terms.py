"""Under which terms an edition's words stand, and who is written to about them: what its facts say, as pages and data tell it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from annals.model import Facts, Licence

_DEFAULT = "CC BY 4.0"
_CREATIVE = "https://creativecommons.org"
_KNOWN = {
    "CC BY 4.0": ("CC-BY-4.0", f"{_CREATIVE}/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", f"{_CREATIVE}/licenses/by-sa/4.0/"),
    "CC BY-NC 4.0": ("CC-BY-NC-4.0", f"{_CREATIVE}/licenses/by-nc/4.0/"),
    "CC0 1.0": ("CC0-1.0", f"{_CREATIVE}/publicdomain/zero/1.0/"),
}
"""Licences that an edition may name by these words: their names in open data, and where they stand."""
_CLOSED = "other-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A licence: its name among those of open data, where it stands (empty: nowhere), and the words."""

    name: str
    path: str
    title: str


def editors_terms(licence: Licence) -> Terms:
    """The terms of what editors wrote; words that are no known licence open nothing by themselves.

    >>> editors_terms(Licence()).name, editors_terms(Licence(editors="CC0 1.0")).path.endswith("zero/1.0/")
    ('CC-BY-4.0', True)
    >>> editors_terms(Licence(editors="须经本局同意"))
    Terms(name='other-closed', path='', title='须经本局同意')
    """
    return _named(licence.editors or _DEFAULT)


def reports_terms(licence: Licence) -> Terms:
    """The terms of files in which reports' words stand beside editors'.

    >>> reports_terms(Licence()).title, reports_terms(Licence(reports="CC BY 4.0")).name
    ('报告原文归其发布者，未授权再使用；编者的文字 CC BY 4.0', 'CC-BY-4.0')
    """
    if licence.reports in _KNOWN:
        return _named(licence.reports)
    said = licence.reports.rstrip("。；") or "报告原文归其发布者，未授权再使用"
    return Terms(name=_CLOSED, path="", title=f"{said}；编者的文字 {licence.editors or _DEFAULT}")


def _named(words: str) -> Terms:
    name, path = _KNOWN.get(words, (_CLOSED, ""))
    return Terms(name=name, path=path, title=words)


def reached(contact: str) -> str:
    """The link to who can be written to; empty where what is given is neither an address of mail nor of the web.

    >>> reached("a@example.org"), reached("https://example.org/say"), reached("某路1号")
    ('mailto:a@example.org', 'https://example.org/say', '')
    """
    if urlsplit(contact).scheme in ("http", "https", "mailto"):
        return contact
    name, _, host = contact.partition("@")
    return f"mailto:{contact}" if name and "." in host and not any(char.isspace() for char in contact) else ""


def letter(facts: Facts, title: str, address: str) -> str:
    """The link by which a reader tells of a fault of a page: a letter that names it, where letters are taken.

    >>> letter(Facts(contact="a@example.org", site_name="甲"), "乙", "https://example.org/b.html")
    'mailto:a@example.org?subject=%E7%94%B2%EF%BC%9A%E4%B9%99&body=https%3A%2F%2Fexample.org%2Fb.html'
    """
    link = reached(facts.contact)
    if not link.startswith("mailto:"):
        return link
    subject = quote("：".join(part for part in (facts.site_name, title) if part), safe="")
    return f"{link}?subject={subject}" + (f"&body={quote(address, safe='')}" if address else "")
