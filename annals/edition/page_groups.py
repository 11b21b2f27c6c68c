"""The derived pages that are made together, all of them or none: those of the last site that were made from the same are
not derived again, only their outlines are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from annals.model import View
from annals.site.reuse import Kept, Made, Together

Maker = Callable[[], tuple[View, ...]]


@dataclass(slots=True, kw_only=True)
class PageGroups:
    """What is known of groups while pages are derived; `pages` are those of the last site by path, `keys` the
    digests of what groups are made from now, by name, as far as they are known."""

    pages: Mapping[str, Kept] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    _groups: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _standing: dict[str, Made] = field(default_factory=dict)
    _makers: dict[str, Maker] = field(default_factory=dict)
    _wholes: dict[str, View] = field(default_factory=dict)
    _last: dict[str, list[Made]] | None = None

    def views(self, name: str, key: str, make: Maker) -> tuple[View, ...]:
        """The pages of a group by its name, each path once: as `make` gives them or, where the last site has all that were made from
        what `key` is the digest of, as outlines. Without a key nothing is known of them."""
        if not key:
            return _each_once(make())
        self.keys[name] = key
        known = self._known(key)
        for made in known:
            self._standing[made.outline.path], self._makers[made.outline.path] = made, make
        found = tuple(made.outline for made in known) or _each_once(make())
        self._groups |= {view.path: (key, at, len(found)) for at, view in enumerate(found)}
        return found

    def together(self) -> Together:
        """What whoever renders the pages is told of the groups."""
        return Together(groups=self._groups, standing=self._standing, whole=self._whole)

    def _known(self, key: str) -> list[Made]:
        """The pages of the last site that were made from the same, if they are all there, in their order."""
        if self._last is None:
            self._last = {}
            for kept in self.pages.values():
                if kept.made is not None:
                    self._last.setdefault(kept.made.of, []).append(kept.made)
        found = sorted(self._last.get(key, ()), key=lambda made: made.at)
        return found if [made.at for made in found] == list(range(found[0].count if found else 0)) else []

    def _whole(self, path: str) -> View:
        """A page that stands as an outline, made after all; those that are made with it are remembered until asked for."""
        if path not in self._wholes:
            self._wholes |= {view.path: view for view in _each_once(self._makers[path]())}
        return self._wholes.pop(path)


def _each_once(views: tuple[View, ...]) -> tuple[View, ...]:
    """Of several pages at one path the last, as small as they can wait."""
    return tuple({view.path: view.packed() for view in views}.values())
