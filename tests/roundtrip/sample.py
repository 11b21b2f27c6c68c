"""Texts and settings drawn from a seed, printed, read and scored."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.roundtrip.printing import printed
from tests.roundtrip.readers import READERS
from tests.roundtrip.score import Score, Starts, mapped, scored, starts_of
from tests.roundtrip.settings import Setting, drawn_setting
from tests.roundtrip.texts import NoteMark, Scheme, Shape, Text, made_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the sample; `number` is its place in it."""

    number: int
    shape: Shape
    setting: Setting
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a tool and the program made of one document; `starts`: what the tool's text tells of paragraphs."""

    document: Document
    tool: str
    raw: str
    starts: Starts
    score: Score


def drawn_documents(seed: int, count: int) -> Iterator[Document]:
    """Any documents; each depends on the seed and its own number alone."""
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}/{number}")
        shape = Shape(
            scheme=rng.choice(list(Scheme)),
            chapters=rng.randint(3, 5),
            paragraphs=rng.choice([12, 24, 36]),
            depth=rng.choice([1, 2, 2, 3]),
            items=rng.random() < 0.6,
            notes=rng.random() < 0.4,
            mark=rng.choice(list(NoteMark)),
            tables=rng.random() < 0.4,
            boxes=rng.random() < 0.3,
        )
        setting = drawn_setting(rng)
        yield Document(number=number, shape=shape, setting=setting, text=made_text(shape, rng))


def results(
    browser: Browser, document: Document, tools: Sequence[str] = tuple(READERS), by_hand: bool = False
) -> list[Result]:
    """One document printed once, read by each tool and scored."""
    done = printed(browser, document.text, document.setting)
    found = []
    for tool in tools:
        raw = READERS[tool](done.pdf)
        if by_hand:
            raw = mapped(raw)
        score = scored(document.text, done, raw)
        starts = starts_of(raw, document.text)
        found.append(Result(document=document, tool=tool, raw=raw, starts=starts, score=score))
    return found
