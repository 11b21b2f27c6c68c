"""Which names of files can stand in an address."""

from __future__ import annotations

import re

_unsayable = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff#<>|=?%\\\"*`]")
"""What parts an address, what a link cannot say as it stands, what no system takes in a file's name."""

_ending = re.compile(
    r"(?P<stem>[^/]{1,200}?)[.．。](?:(?P<yml>ya?ml)|md|markdown|mdown|mkdn?)(?:\.(?:txt|ya?ml|md))?", re.IGNORECASE
)
"""Notepad puts its own ending behind one that it does not know; other programs have longer ones, or capital letters."""


def unsayable(path: str) -> str:
    """The first character of a page's path that no address can hold; empty where all can.

    >>> unsayable("topics/论坛.md"), unsayable("2031/a (1).md"), unsayable("entities/50%.md")
    ('', ' ', '%')
    """
    found = _unsayable.search(path)
    return found[0] if found else ""


def bare_stem(name: str) -> str:
    """The name of a page's file alone, where a path or an ending is written with it; empty where it is written so.

    >>> bare_stem("planning"), bare_stem("planning.md"), bare_stem("docs/topics/planning.html")
    ('', 'planning', 'planning')
    """
    stem = re.sub(r"\.(?:md|html)\Z", "", name.rpartition("/")[2])
    return "" if stem == name else stem


def right_ending(name: str) -> str:
    """The name that a Markdown or YAML file should have; empty where it has it, or is of another kind.

    >>> right_ending("withdrawn.yaml"), right_ending("2031.yml.txt"), right_ending("a．MD"), right_ending("a.md")
    ('withdrawn.yml', '2031.yml', 'a.md', '')
    """
    found = _ending.fullmatch(name)
    if found is None:
        return ""
    better = f"{found['stem']}.{'yml' if found['yml'] else 'md'}"
    return "" if better == name else better
