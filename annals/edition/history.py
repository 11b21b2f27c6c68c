"""What git tells of an edition: who mended a word on a page, asked once for each page with such words; and what changed when,
asked once for the whole. Nothing else is asked who or when: no clock, no file's time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annals.edition.git import ask_git
from annals.edition.intake import take_in
from annals.edition.last_commit import committed
from annals.model import Commit, History, Report

_head = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?")
_NOBODY = re.compile(r"0+")
_MACHINE = "[bot]"
_commit = re.compile(r"\x01([0-9a-f]{40,64}) (-?\d+) (.*)", re.DOTALL)
_read = re.compile(r"mkdocs\.yml|docs(?:/[^./][^/]*)+|seeds/[^./][^/]*\.(?:txt|yml)")
"""What an edition is made from; the records below seeds/.base/ follow from it."""
_FILES = ("docs", "seeds", "mkdocs.yml")
_RECORDS = "seeds/*.yml"
_SHORT = 7
_LAST = 253402300799
"""The last second of the year 9999."""
_SAID = 160
"""Characters of a message's first line that are told."""


def signed(root: Path, report: Report, docs: Mapping[str, str]) -> Report:
    """A report whose mendings bear the name of the author who changed their line last. `docs` are the pages as published:
    a line that is not committed as it stands there has no author, nor has any where there is no git or no whole history."""
    lines: dict[str, set[int]] = {}
    for mending in report.mendings:
        lines.setdefault(mending.path, set()).add(mending.at)
    if not lines or _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return report
    names = {path: _authors(root, f"docs/{path}", docs[path], numbers) for path, numbers in lines.items()}
    return replace(
        report,
        mendings=tuple(replace(mending, by=names[mending.path].get(mending.at, "")) for mending in report.mendings),
    )


def since(root: Path, paths: Mapping[str, str], words: str) -> list[str]:
    """Of files (by name) those that got some words first, as far as the history tells; all where it tells nothing."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return list(paths)
    when = {}
    for name, path in paths.items():
        told = _git(root, "log", "--reverse", "--format=%ct", f"-S{words}", "--", path).split()
        when[name] = int(told[0]) if told else 0
    return [name for name in paths if when[name] == min(when.values())] if all(when.values()) else list(paths)


def history_of(root: Path, pending: Mapping[str, str | None] = {}) -> History:
    """What changed when, of a folder's files and of the whole; nothing where git does not know the folder or not its whole
    past. `pending` are the files (texts by path from the root, None: removed) that wait to be written: they do not stand as
    committed either, unless it is that they will be again."""
    told = _git(root, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix").split("\n")
    if told[0] != "false":
        return History()
    head, prefix = told[1], told[2]
    moment = _moment(_git(root, "log", "-1", "--no-show-signature", "--format=%ct", head).strip())
    commits = tuple(_commits(root, head))
    days: dict[str, str] = {}
    for commit in commits:
        for path in commit.touched:
            days[path] = max(days.get(path, ""), commit.day)
    if not commits:
        return History()
    changed = frozenset(_uncommitted(root, prefix))
    before = committed(root, changed & pending.keys())
    restored = {path for path in changed & pending.keys() if before.get(path) == _bytes(pending[path])}
    unsure = frozenset(filter(_read.fullmatch, (changed | pending.keys()) - restored))
    version = f"{moment.partition('T')[0]}-{head[:_SHORT]}" if moment and not unsure else ""
    return History(
        version=version,
        at=moment,
        commits=tuple(sorted(commits, key=lambda commit: commit.at, reverse=True)),
        days=days,
        unsure=unsure,
        brought=_brought(root, head, unsure),
    )


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _commits(root: Path, head: str) -> Iterator[Commit]:
    """The commits that touched what an edition is made from. Of a merge that is what it has like neither side; one whose
    time is no time is left out. The words of one that touched other files too (the tool, its tests) tell of those, to whom
    they concern: readers are not told them."""
    told = _git(
        *(
            root,
            "-c",
            "i18n.logOutputEncoding=UTF-8",
            "log",
            "--no-show-signature",
            "--no-renames",
            "--full-diff",
            "-c",
        ),
        *("--name-status", "-z", "--relative", "--format=%x01%H %ct %s", head, "--", *_FILES),
    )
    # One NUL behind each commit's own words, each status and each path; a line end before the first status.
    found: list[tuple[str, str, str, dict[str, str]]] = []
    mixed: set[str] = set()
    fields = iter(told.split("\0"))
    for word in fields:
        opened = _commit.fullmatch(word)
        if opened is not None:
            found.append((opened[1], _moment(opened[2]), _line(opened[3]), {}))
        elif word.strip():
            path = next(fields, "")
            if _read.fullmatch(path):
                found[-1][3][path] = word.strip()
            elif path.partition("/")[0] not in _FILES:
                mixed.add(found[-1][0])
    for name, moment, said, files in found:
        if moment and files:
            added = tuple(sorted(path for path, status in files.items() if status == "A"))
            words = "" if name in mixed else said
            yield Commit(hash=name, at=moment, said=words, touched=tuple(sorted(files)), added=added)


def _brought(root: Path, head: str, unsure: Collection[str]) -> dict[tuple[str, int], str]:
    """The commit that first brought each line of the files in which people record corrections, by file and line; of a file
    that does not stand as committed none is told."""
    told = _git(
        *(
            root,
            "-c",
            "core.quotePath=false",
            "log",
            "--no-show-signature",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
        ),
        *("--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "-p", "-U0", "--relative", "--format=%x01%H"),
        *(head, "--", _RECORDS),
    )
    first: dict[tuple[str, str], str] = {}
    commit = path = ""
    inside = False
    for row in told.split("\n"):
        if row.startswith("\x01"):
            commit, inside = row[1:], False
        elif row.startswith(("diff ", "@@ ")):
            inside = row.startswith("@@ ")
        elif not inside and row.startswith("+++ b/"):
            path = row.removeprefix("+++ b/")
        elif inside and row.startswith("+"):
            # The newest commit comes first, so that the oldest is what stays.
            first[path, row[1:].rstrip()] = commit
    found = {}
    for file in sorted(root.glob(_RECORDS)):
        path = file.relative_to(root).as_posix()
        text = "" if path in unsure else take_in(file, path).text or ""
        for number, line in enumerate(text.split("\n"), 1):
            if (path, line.rstrip()) in first:
                found[path, number] = first[path, line.rstrip()]
    return found


def _uncommitted(root: Path, prefix: str) -> Iterator[str]:
    """The files, from the root, that are not as the last commit has them."""
    told = _git(
        *(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *_FILES),
    )
    for word in filter(None, told.split("\0")):
        # Two letters and a blank, then a path from the top of the repository.
        yield word[3:].removeprefix(prefix)


def _moment(seconds: str) -> str:
    """A time that git counts in seconds, in UTC; empty for one that no calendar has."""
    number = int(seconds) if re.fullmatch(r"\d{1,12}", seconds) else -1
    return datetime.fromtimestamp(number, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if 0 <= number <= _LAST else ""


def _line(said: str) -> str:
    """Words of a message on one line, with nothing that is not to be seen."""
    line = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    return line if len(line) <= _SAID else line[: _SAID - 1] + "…"


def _authors(root: Path, path: str, text: str, lines: set[int]) -> dict[int, str]:
    """The author of each of some lines of a text, as the history of a file knows them."""
    wanted = [f"-L{line},{line}" for line in sorted(lines)]
    told = _git(root, "blame", "--line-porcelain", "--contents", "-", *wanted, "--", path, given=text)
    found: dict[int, str] = {}
    line = 0
    for row in told.split("\n"):
        head = _head.fullmatch(row)
        if head is not None:
            line = 0 if _NOBODY.fullmatch(head[1]) else int(head[2])
        elif line and row.startswith("author ") and not row.endswith(_MACHINE):
            found[line] = "".join(filter(str.isprintable, row.removeprefix("author "))).strip()
    return found


def _git(root: Path, *arguments: str, given: str = "") -> str:
    """What git says in a folder; nothing where it is not there, or refuses."""
    return (ask_git(root, *arguments, given=given.encode()) or b"").decode(errors="replace")
