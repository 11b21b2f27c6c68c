"""Text of docs/ to topics; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.markdown.front import Front, FrontError, told
from annals.model import Phrase, Problem, ProblemError, Topic, is_reserved_page
from annals.text.nearness import perhaps
from annals.text.page_names import bare_stem, unsayable

TOPIC_KEYS = ("title", "words", "sections", "blocks", "order", "redirect_from")
_between = re.compile(r"[,，、;；\s()（）［］【】{}｛｝]+")
_commented = re.compile(r" (#[^\s#\]},]{1,20})")
"""What is left of `- 2012 #l33` is a number, of `- #l33` nothing."""
_EXAMPLE = "title: 论坛与展会"


class TopicError(ProblemError):
    """A topic page whose front matter makes no topic."""


def load_topics(pages: tuple[tuple[str, str], ...]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Topics from their pages (path under docs/, text), by `order`; pages with a fault in the
    front matter are reported and left out."""
    topics, problems = [], []
    for path, text in pages:
        try:
            topics.append(_topic(path, Front.of(text)))
        except FrontError as error:
            problems.append(error.problem(f"docs/{path}"))
        except TopicError as error:
            problems.append(error.problem)
    problems += _alike(topics, dict(pages))
    return tuple(sorted(topics, key=lambda topic: (topic.order, topic.slug))), tuple(problems)


def _alike(topics: list[Topic], texts: dict[str, str]) -> Iterator[Problem]:
    """Topics with the title of another one: nobody could tell them apart in a menu."""
    first: dict[str, str] = {}
    for topic in sorted(topics, key=lambda topic: (topic.order, topic.slug)):
        path = topic.path
        other = first.setdefault(topic.title, path)
        if other != path:
            front = Front.of(texts[path])
            wrong = Phrase.of("title-of-another", title=topic.title, other=f"docs/{other}")
            line, shown = front.place("title")
            cure = Phrase.of("topic-keys")
            yield Problem.of("E205", f"docs/{path}", line, excerpt=shown, wrong=wrong, cure=cure)


def _cure(path: str, text: str) -> Phrase:
    return Phrase.of("topic-keys") if text.strip() else Phrase.of("page-emptied", file=path, example=_EXAMPLE)


def _as_list(key: str, value: object) -> Phrase:
    """How a value that is no list is written as one, whatever brackets and marks it has."""
    given = ", ".join(map(str, value)) if isinstance(value, (list, dict)) else str(value)
    items = [item for part in _between.split(given) if (item := part.lstrip("-—–"))]
    return Phrase.of("write-list", key=key, items=", ".join(items) or "…")


def _as_item(item: object, wrong: Phrase) -> Phrase | None:
    """How an item of a list is written of which that is wrong; None where nothing is sure."""
    if wrong.key == "yaml-comment":
        return Phrase.of("cure-comment")
    return Phrase.of("write-so", example=f'"{item}"') if isinstance(item, (int, float)) else None


def _no_item(key: str, item: object, shown: str) -> Phrase | None:
    """Why a value, of which the line is shown, is no item of the list of a key."""
    if not isinstance(item, str):
        if (cut := _commented.search(shown)) is not None:
            return Phrase.of("yaml-comment", rest=cut[1])
        return Phrase.of("not-a-list", key=key)
    if not item.strip():
        return Phrase.of("empty-item", key=key)
    if key != "redirect_from":
        return None
    if unsayable(item):
        return Phrase.of("no-page-name", name=item)
    stem = bare_stem(item)
    return Phrase.of("former-stem", name=item, better=stem) if stem else None


def _topic(path: str, front: Front) -> Topic:
    def wrong(phrase: Phrase, *at: str | int, cure: Phrase | None = None) -> TopicError:
        line, shown = front.place(*at)
        cure = cure or _cure(f"docs/{path}", front.text)
        return TopicError(Problem.of("E205", f"docs/{path}", line, excerpt=shown, wrong=phrase, cure=cure))

    def texts(key: str) -> tuple[str, ...]:
        value = front.values.get(key, [])
        if not isinstance(value, list):
            raise wrong(Phrase.of("not-a-list", key=key), key, cure=_as_list(key, value))
        for number, item in enumerate(value):
            if (phrase := _no_item(key, item, front.place(key, number)[1])) is not None:
                raise wrong(phrase, key, number, cure=_as_item(item, phrase))
        return tuple(value)

    slug = path.rpartition("/")[2].removesuffix(".md")
    if is_reserved_page(slug):
        raise wrong(Phrase.of("reserved-page", slug=slug))
    for key in front.values:
        if key not in TOPIC_KEYS:
            nearest = perhaps(key.lower(), TOPIC_KEYS)
            raise wrong(Phrase.of("unknown-key-perhaps", key=key, nearest=nearest, known=TOPIC_KEYS), key)
    if isinstance(front.values.get("title"), (list, dict)):
        value = told(front.values["title"])
        raise wrong(
            Phrase.of("list-for-text", key="title", value=value), "title", cure=Phrase.of("write-so", example=_EXAMPLE)
        )
    title, order = front.values.get("title"), front.values.get("order", 10**6)
    if not isinstance(title, str):
        raise wrong(Phrase.of("missing-key", key="title"), "title")
    if not isinstance(order, int) or isinstance(order, bool):
        cure = Phrase.of("write-so", example="order: 10")
        raise wrong(Phrase.of("not-a-number", key="order"), "order", cure=cure)
    words, sections, blocks, former = (texts(key) for key in ("words", "sections", "blocks", "redirect_from"))
    return Topic(
        slug=slug,
        title=title,
        order=order,
        words=words,
        sections=sections,
        blocks=blocks,
        redirect_from=former,
        body=front.body.strip() + "\n",
    )
