"""What a page says of its own state: how far it can be trusted, when it changed last, and on a few pages which state of the
whole this is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annals.model import Edition, Facts, Trust
from annals.pages.sources import Sources, sources_of
from annals.pages.threads import Threads

CHANGES = "changes/index.md"
_WHOLE = ("index.md", CHANGES, "guide/data.md")
"""The pages that name the version of the edition; the others lead to it, or each commit would change each of them."""
_UNOFFICIAL = "非官方整理版，供查阅与核对；引用请以原书为准。"


def notice_of(facts: Facts) -> str:
    """What every page says of the edition itself; empty where its issuer stands behind it and it says nothing."""
    return facts.notice or ("" if facts.official else _UNOFFICIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of the report pages that a page is made from, how many nobody read, somebody read, somebody held to the print;
    `changed` is the ISO date of the last change to any of its files, `version` that of the whole edition on the pages
    that name it. Both are empty where no history tells them."""

    unread: int = 0
    read: int = 0
    compared: int = 0
    changed: str = ""
    version: str = ""

    @property
    def pages(self) -> int:
        """How many report pages it is made from."""
        return self.unread + self.read + self.compared


def standings(edition: Edition, threads: Threads) -> Mapping[str, Standing]:
    """The state of each page of the site that has one, by its path under docs/."""
    known: dict[tuple[int, bool], Standing] = {}
    found: dict[str, Standing] = {}
    sources_by_path = sources_of(edition, threads)
    for path, sources in sources_by_path.items():
        # Hundreds of pages are made from all reports: the same value, asked for once.
        key = id(sources), path in _WHOLE
        if key not in known:
            known[key] = _standing(path, sources, edition)
        found[path] = known[key]
    for path in _WHOLE:
        found.setdefault(path, Standing(version=edition.history.version))
    return found


def _standing(path: str, sources: Sources, edition: Edition) -> Standing:
    trusts = [page.trust for page in sources.pages]
    return Standing(
        unread=trusts.count(Trust.UNREAD),
        read=trusts.count(Trust.READ),
        compared=trusts.count(Trust.COMPARED),
        changed=edition.history.changed(sources.all_files()),
        version=edition.history.version if path in _WHOLE else "",
    )
