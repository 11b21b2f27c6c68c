"""Text of docs/ to topics; pure."""

from __future__ import annotations

import yaml

from annals.markdown.read import split_front_matter
from annals.model import RESERVED_PAGES, Problem, Topic

TOPIC_KEYS = ("title", "words", "sections", "blocks", "order")


def load_topics(pages: tuple[tuple[str, str], ...]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Topics from their pages (path under docs/, text), by `order`; pages with a fault in the
    front matter are reported and left out."""
    topics, problems = [], []
    for path, text in pages:
        try:
            front, body, _ = split_front_matter(text)
            topics.append(_topic(path, front, body))
        except (yaml.YAMLError, ValueError) as error:
            problems.append(Problem("E205", f"docs/{path}", 1, (("detail", str(error).splitlines()[0]),)))
    return tuple(sorted(topics, key=lambda topic: (topic.order, topic.slug))), tuple(problems)


def _topic(path: str, front: dict[str, object], body: str) -> Topic:
    slug = path.rpartition("/")[2].removesuffix(".md")
    if slug in RESERVED_PAGES:
        raise ValueError(f"{slug} 是保留的页名，请改文件名")
    unknown = [key for key in front if key not in TOPIC_KEYS]
    if unknown:
        raise ValueError(f"不认识的键 {'、'.join(unknown)}；可用：{'、'.join(TOPIC_KEYS)}")
    if not isinstance(front.get("title"), str):
        raise ValueError("缺少 title")
    order = front.get("order", 10**6)
    if not isinstance(order, int):
        raise ValueError("order 应为整数")
    lists = {key: _strings(front, key) for key in ("words", "sections", "blocks")}
    return Topic(slug, str(front["title"]), order, body=body.strip() + "\n", **lists)


def _strings(front: dict[str, object], key: str) -> tuple[str, ...]:
    value = front.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key} 应为文字的列表")
    return tuple(value)
