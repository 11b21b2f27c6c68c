"""What HTML and which addresses a page of docs/ may hold: the one list, for whoever looks and for whoever publishes."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from annals.model import FORMS

TAG = (
    rf'<div class="(?:{"|".join(FORMS)})" markdown="1">|</div>|</?(?:sup|sub|summary)>|<br ?/?>'
    r'|<details(?: open)?(?: markdown="1")?>|</details>'
)
"""A tag of the closed forms, of raised and lowered text, of a line break, of what is folded away; letter for letter."""
_COMMENT = r"<!--(?!-?>)(?:[^-<]|-(?!-)|<(?!!--))*-->"
_MAIL = r"<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>"
_WEB = r"<https?://[^\s<>\"'`]+>"

allowed = re.compile(f"{TAG}|{_COMMENT}|{_MAIL}|{_WEB}")
"""What may begin with `<` and is more than that sign: a tag of the list, a comment, an address of the web or of mail."""

_of_footer = re.compile(
    r"<a href=\"((?:https?://|mailto:)[^\s\"<>]+)\"(?: (?:rel|target|title)=\"[^\"<>]*\")*+>|</a>|<br ?/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});",
    re.IGNORECASE,
)
"""What is HTML in the words at the foot of every page."""

_nothing = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]"
)
_scheme = re.compile(r"([a-z][a-z0-9+.-]*):")
_WEB_SCHEMES = ("http://", "https://", "mailto:")


def footer(text: str) -> str:
    """The words at the foot of every page as HTML: of that they may hold links and line breaks, all else is shown as typed.

    >>> footer('甲 &copy; <a href="https://example.org/" rel="license">乙</a>')
    '甲 &copy; <a href="https://example.org/" rel="license">乙</a>'
    >>> footer('<img src=x onerror=alert(1)> <a href="javascript:alert(1)">甲</a> & 乙')
    '&lt;img src=x onerror=alert(1)&gt; &lt;a href="javascript:alert(1)"&gt;甲</a> &amp; 乙'
    """
    found, at = "", 0
    for match in _of_footer.finditer(text):
        found += escape(text[at : match.start()], quote=False) + match[0]
        at = match.end()
    return found + escape(text[at:], quote=False)


def is_footer(text: str) -> bool:
    """Whether all HTML in the words at the foot of every page is allowed.

    >>> is_footer('甲 <a href="https://example.org/">乙</a>'), is_footer('3 < 5 & 6 > 4'), is_footer("<b>甲</b>")
    (True, True, False)
    """
    return re.search(r"<[a-zA-Z/!?]", _of_footer.sub("", text)) is None


def leads_astray(target: str, *, picture: bool) -> bool:
    """Whether an address is none of those allowed: for links http, https, mailto and those inside the site, for
    pictures those inside the site. Entities, percent signs, blanks and control characters hide nothing.

    >>> leads_astray("topics/a.md#l5", picture=True), leads_astray("&#106;ava\\tscript%3Aalert(1)", picture=False)
    (False, True)
    >>> leads_astray("https://example.org/", picture=False), leads_astray("https://example.org/x.png", picture=True)
    (False, True)
    """
    return any(_is_foreign(reading, picture=picture) for reading in _readings(target))


def _readings(target: str) -> set[str]:
    """An address as browsers and parsers may come to read it."""
    known = {target}
    for change in (unescape, unquote, lambda text: text.replace("\\", ""), lambda text: text.replace("\\", "/")):
        known |= {change(text) for text in known}
    return {_nothing.sub("", unescape(text)).lower() for text in known}


def _is_foreign(address: str, *, picture: bool) -> bool:
    named = _scheme.match(address)
    if picture:
        return named is not None or address.startswith("//")
    return address.startswith("//") or (named is not None and not address.startswith(_WEB_SCHEMES))
