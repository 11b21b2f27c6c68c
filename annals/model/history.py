"""What the history of an edition's files tells, read at the rim; nothing where there is no whole one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that touched what readers see: `at` the committer's time in UTC (`2031-05-02T08:00:00Z`), `said` the first
    line of its message (empty where it tells of the tool too), `touched` the files by path from the edition's root, `added` those of them that it brought."""

    hash: str
    at: str
    said: str
    touched: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day as an ISO date, UTC."""
        return self.at.partition("T")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The commits, the newest first; `days`: the ISO date of the last commit that touched each file, by path from the
    root; `unsure`: files that do not stand as committed; `brought`: by file and line (1-based) of what people recorded the
    hash of the commit that brought the line. `version` names the state of the whole, empty where files
    stand otherwise than committed; `at` is the time of the newest commit, whatever it touched."""

    version: str = ""
    at: str = ""
    commits: tuple[Commit, ...] = ()
    days: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    brought: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def changed(self, paths: Iterable[str]) -> str:
        """When the newest of some files changed last (ISO date), empty where that of one is not known. A file that never
        was does not count; one that was taken out does.

        >>> history = History(days={"a": "2031-05-02", "b": "2031-06-01"}, unsure=frozenset({"c"}))
        >>> history.changed(["a", "b", "never"]), history.changed(["a", "c"])
        ('2031-06-01', '')
        """
        paths = tuple(paths)
        if not self.unsure.isdisjoint(paths):
            return ""
        return max((self.days.get(path, "") for path in paths), default="")
