"""`docs/about/withdrawn.yml`: addresses that an edition takes back, each with its day and reason.

They stay in the register; a visitor finds a page that says so, a program a line of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from jinja2 import Environment

from annals.markdown.front import Front, FrontError, above, is_dashless
from annals.model import RESERVED_FOLDERS, Edition, Phrase, Problem, View, Withdrawal
from annals.pages.links import link
from annals.pages.stubs import source_of, stub

WITHDRAWN = "docs/about/withdrawn.yml"
_LIST = "withdrawn"
_NEEDED = ("address", "date", "reason")
_KEYS = (*_NEEDED, "to")
_address = re.compile(r"(?![./])[^\s#?]+(?:/|\.[a-z]+(?:#[\w-]+)?)")
_OWN = "e-"
"""How the anchor of what an editor wrote begins."""
_OF_RAW = ("full", "raw", "figures", "index")
"""Pages of a report that are made of all of it."""
_WRITTEN = ("about", "entities", "topics", "indicators")
"""Folders whose pages editors write."""
_data = re.compile(r"data/\w+/([\w-]+)\.jsonl?")


def read_withdrawals(text: str) -> tuple[tuple[Withdrawal, ...], tuple[Problem, ...]]:
    """The withdrawals of the file's text, and its items that make none."""
    try:
        front = Front.listing(_LIST, text)
    except FrontError as error:
        if is_dashless(text, error):
            wrong = Phrase.of("withdrawal-form")
            before, told = read_withdrawals(above(text, error))
            return before, (*told, Problem.of("E225", WITHDRAWN, error.line, excerpt=error.excerpt, wrong=wrong))
        return (), (error.problem(WITHDRAWN),)
    items = front.values.get(_LIST)
    if items is None:
        return (), ()
    if not isinstance(items, list):
        # Without its dash an item is no list, and would be read as nothing at all.
        return (), (_wrong(front, (_LIST,), Phrase.of("withdrawal-form")),)
    found, problems = [], []
    for number, item in enumerate(items):
        fault = _fault(item)
        if fault is not None:
            at, phrase = fault
            problems.append(_wrong(front, (_LIST, number, *at), phrase))
            continue
        said = {key: str(value) for key, value in item.items()}
        found.append(Withdrawal(**said, line=front.line_of(_LIST, number)))
    return tuple(found), tuple(problems)


def _fault(item: object) -> tuple[tuple[str, ...], Phrase] | None:
    """The first fault of an item: the key at which it shows, if any, and what it is."""
    if not isinstance(item, dict):
        return (), Phrase.of("withdrawal-form")
    for key in item:
        if key not in _KEYS:
            return (str(key),), Phrase.of("unknown-key-of", key=str(key), known=_KEYS)
    for key in _NEEDED:
        if item.get(key) in (None, ""):
            return (), Phrase.of("missing-key", key=key)
    try:
        date.fromisoformat(str(item["date"]))
    except ValueError:
        return ("date",), Phrase.of("withdrawal-date", value=str(item["date"]))
    for key in ("address", "to"):
        if key in item and not _address.fullmatch(str(item[key])):
            better = str(item[key]).lstrip("/")
            if better != str(item[key]) and _address.fullmatch(better):
                return (key,), Phrase.of("withdrawal-slash", value=str(item[key]), better=better)
            return (key,), Phrase.of("withdrawal-address", value=str(item[key]))
    return None


def _wrong(front: Front, at: tuple[str | int, ...], phrase: Phrase) -> Problem:
    return Problem.of("E225", WITHDRAWN, front.line_of(*at), excerpt=front.excerpt_of(*at), wrong=phrase)


def withdrawal_problems(
    withdrawals: Iterable[Withdrawal], register: Collection[str], shown: Collection[str]
) -> tuple[Problem, ...]:
    """Withdrawals of what is still published (E226) or never was (E227), and those that lead nowhere (E225). `shown` are
    the addresses of all that is published, anchors of report text too."""
    found = []
    for withdrawal in withdrawals:
        at, address, to = withdrawal.line, withdrawal.address, withdrawal.to
        if not at:
            continue  # Said in the report's own file.
        still = [name for name in shown if name == address or (address.endswith("/") and name.startswith(address))]
        if still:
            cure = _cure(withdrawal)
            found.append(Problem.of("E226", WITHDRAWN, at, address=address, example=still[0], cure=cure))
        elif not any(withdrawal.covers(name) for name in register):
            cure = _meant(address, register)
            found.append(Problem.of("E227", WITHDRAWN, at, address=address, cure=cure))
        if to and to not in shown and not (to.endswith("/") and f"{to}index.html" in shown):
            better = f"{to.removesuffix('.md')}.html" if to.endswith(".md") else f"{to}/"
            known = better in shown or f"{better}index.html" in shown
            wrong = (
                Phrase.of("withdrawal-to-so", value=to, better=better)
                if known
                else Phrase.of("withdrawal-to", value=to)
            )
            found.append(Problem.of("E225", WITHDRAWN, at, wrong=wrong))
    return tuple(found)


def _cure(withdrawal: Withdrawal) -> Phrase:
    """How what an item speaks of is taken out of what is published: the file of a page, the files of a report, a passage
    by what its own report says of it."""
    page, _, anchor = withdrawal.address.partition("#")
    folder, _, name = page.partition("/")
    of_site = folder in RESERVED_FOLDERS or "/" not in page
    file = f"docs/{page.removesuffix('.html')}.md"
    if anchor:
        own = of_site or anchor.startswith(_OWN)
        return Phrase.of("withdraw-own", file=file) if own else Phrase.of("withdraw-passage", report=folder)
    if not of_site and not name:
        return Phrase.of("withdraw-report", report=folder)
    written = folder in _WRITTEN if of_site else not name.startswith(_OF_RAW)
    is_page = written and page.endswith(".html")
    return Phrase.of("withdraw-page", file=file) if is_page else Phrase.of("withdraw-other")


def _meant(address: str, register: Collection[str]) -> Phrase:
    """How an address is written; of the path of a published page's file its address."""
    better = next((one for one in sorted(register) if address.endswith(f"/{one}")), address).removeprefix("docs/")
    better = f"{better.removesuffix('.md')}.html" if better.endswith(".md") else better
    known = better != address and better in register
    return Phrase.of("address-of-file", better=better) if known else Phrase.of("address-form")


def withdrawal_of(address: str, withdrawals: Iterable[Withdrawal]) -> Withdrawal | None:
    """The withdrawal that speaks of an address: of itself before one of its page or its folder; a report's data go
    with its folder."""
    data = _data.fullmatch(address)
    owner = f"{data[1]}/" if data else ""
    speaking = [item for item in withdrawals if item.covers(address) or item.address == owner]
    return max(speaking, key=lambda item: len(item.address), default=None)


def target_of(address: str, withdrawal: Withdrawal, shown: Collection[str]) -> str:
    """Where a withdrawn address leads (below the site's root; empty: nowhere): of a folder that leads to a folder each
    page to its like, or to the first page."""
    if not withdrawal.to.endswith("/"):
        return withdrawal.to
    like = withdrawal.to + address.removeprefix(withdrawal.address)
    return like if like in shown else f"{withdrawal.to}index.html"


def withdrawn_view(address: str, withdrawal: Withdrawal, shown: Collection[str], templates: Environment) -> View:
    """The page at a withdrawn address."""
    href = _href(source_of(address), target_of(address, withdrawal, shown))
    return stub(address, "withdrawn.html.j2", templates, withdrawn=[(withdrawal, "", href)])


def withdrawn_places(path: str, places: Mapping[str, Withdrawal], templates: Environment) -> str:
    """What stands at the foot of a page of which only some places (anchor, withdrawal) are withdrawn."""
    return templates.get_template("withdrawn.html.j2").render(
        withdrawn=[(item, name, _href(path, item.to)) for name, item in places.items()]
    )


def _href(path: str, target: str) -> str:
    page, _, anchor = target.partition("#")
    return link(path, page.removesuffix(".html") + ".md", anchor) if target else ""


def withdrawn_files(edition: Edition, present: Collection[str]) -> dict[str, str]:
    """What stands at the addresses of withdrawn data files: one JSON object, also where there were many."""
    found = {}
    for address in edition.register:
        withdrawal = withdrawal_of(address, edition.withdrawn) if address not in present else None
        if withdrawal is not None and address.endswith((".json", ".jsonl")):
            said = {"date": withdrawal.date or None, "reason": withdrawal.reason}
            found[address] = json.dumps({"withdrawn": said}, ensure_ascii=False) + "\n"
    return found
