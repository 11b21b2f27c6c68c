"""The pages that the menu names; they stand above other pages as well."""

from __future__ import annotations

from typing import NamedTuple


class Hub(NamedTuple):
    """A page above others, as what stands above a page is told; `path` is relative to docs/."""

    title: str
    path: str


HOME = Hub("首页", "index.md")
TOPICS = Hub("专题", "topics/index.md")
ENTITIES = Hub("条目", "entities/index.md")
ABOUT = Hub("关于", "about/index.md")
GUIDE = Hub("说明", "guide/index.md")
