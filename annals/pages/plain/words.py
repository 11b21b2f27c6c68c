"""A page's words, in the order in which a reader meets them, as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annals.model import Voice
from annals.pages.plain.blocks import Blocks, Unit
from annals.pages.plain.elements import read_html
from annals.pages.plain.runs import Runs, text_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a page says, as HTML: `own` are its own words, which are `speaker`'s where nothing there tells whose they are,
    `lead` and `made` what the machine put before and behind them; the frame around is none of it. `heading` is the title that
    the frame shows above, empty where it is among the words, and `titler` who gave it. `verbatim`: text as it was recognised,
    of which no Markdown can be made that is still that text."""

    path: str
    title: str
    heading: str
    titler: Voice
    speaker: Voice
    lead: str
    own: str
    made: str
    verbatim: bool = False


def body_of(words: Words, way: Callable[[str], str], *, exported: bool) -> str:
    """The Markdown of a page's words, ending in its footnotes; `way` gives what a link says in place of its address. For an
    export every voice stands in an element of its own, else all is the speaker's that is not between marks."""
    runs = Runs(exported=exported, way=way)
    blocks = Blocks(runs)
    units = [Unit(voice=words.titler, text=f"# {text_run(words.heading)}")] if words.heading else []
    # What the machine quotes stands inside its own words: outside it would be taken for the page's.
    units += _made(blocks, words.lead)
    units += blocks.units(read_html(words.own), words.speaker)
    units += _made(blocks, words.made)
    if left := runs.waiting():
        units.append(Unit(voice=Voice.DERIVED, text=left))
    text = blocks.joined(units, None if exported else words.speaker)
    notes = "\n".join(f"[^{number}]: {note}" for number, note in enumerate(runs.notes, 1))
    return "\n\n".join(filter(None, (text, notes))) + "\n"


def _made(blocks: Blocks, html: str) -> list[Unit]:
    text = blocks.written(read_html(html), Voice.DERIVED, Voice.DERIVED)
    return [Unit(voice=Voice.DERIVED, text=text)] if text else []
