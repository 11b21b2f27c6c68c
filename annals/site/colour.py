"""An edition's own colour as a style sheet: whatever colour is asked for, what is written in it or on it can be read."""

from __future__ import annotations

from collections.abc import Sequence

STYLE = "assets/annals-colour.css"
_Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
# The grounds on which words stand: the page and the quiet boxes, by day and by night (annals.css).
_DAY, _NIGHT = "#f0f3f5", "#343d45"
_BAR_BY_DAY, _BAR_BY_NIGHT, _WORDS = 5.5, 11.0, 5.0
"""Contrasts (WCAG 2.2): of white words on the bar at the top, of links on those grounds; 4.5 is the least."""
_STEPS = 100


def colour_style(colour: str) -> str:
    """The style sheet for a colour given as `#rrggbb`: the bar at the top, links and whatever is pointed at.

    >>> colour_style("#1a6b3c").splitlines()[1], colour_style("#ffee00").splitlines()[1]
    ('  --md-primary-fg-color: #1a6b3c;', '  --md-primary-fg-color: #706900;')
    """
    given = _read(colour)
    bar, dim = _away(given, _BLACK, _WHITE, _BAR_BY_DAY), _away(given, _BLACK, _WHITE, _BAR_BY_NIGHT)
    link, pointed = _away(given, _BLACK, _read(_DAY), _WORDS), _away(given, _BLACK, _read(_DAY), _WORDS + 1)
    lit, bright = _away(given, _WHITE, _read(_NIGHT), _WORDS), _away(given, _WHITE, _read(_NIGHT), _WORDS + 1.5)
    day = [
        *_rule('[data-md-color-primary="custom"]', _bar(bar)),
        *_rule('[data-md-color-accent="custom"]', _accent(pointed, _WHITE)),
        *_rule('[data-md-color-scheme="default"][data-md-color-primary="custom"]', [("--md-typeset-a-color", link)]),
        *_rule(':root, [data-md-color-scheme="default"]', [("--annals-focus", pointed), ("--annals-name-rule", link)]),
    ]
    slate = '[data-md-color-scheme="slate"]'
    night = [
        *_rule(f'{slate}[data-md-color-primary="custom"]', [*_bar(dim), ("--md-typeset-a-color", lit)]),
        *_rule(f'{slate}[data-md-color-accent="custom"]', _accent(bright, _mix(dim, _BLACK, 0.5))),
        *_rule(slate, [("--annals-focus", bright), ("--annals-name-rule", lit)]),
    ]
    return "\n".join([*day, "@media screen {", *(f"  {line}" for line in night), "}"]) + "\n"


def _bar(colour: _Colour) -> list[tuple[str, _Colour]]:
    name = "--md-primary-fg-color"
    return [
        (name, colour),
        (f"{name}--light", _mix(colour, _WHITE, 0.05)),
        (f"{name}--dark", _mix(colour, _BLACK, 0.25)),
    ]


def _accent(colour: _Colour, ground: _Colour) -> list[tuple[str, _Colour]]:
    return [("--md-accent-fg-color", colour), ("--md-accent-bg-color", ground)]


def _rule(selector: str, values: Sequence[tuple[str, _Colour]]) -> list[str]:
    extra = [f"  {name}--transparent: {_written(value)}1f;" for name, value in values if name == "--md-accent-fg-color"]
    return [f"{selector} {{", *(f"  {name}: {_written(value)};" for name, value in values), *extra, "}"]


def _away(colour: _Colour, towards: _Colour, ground: _Colour, least: float) -> _Colour:
    """The colour, mixed with as much of another as it takes to stand out from a ground."""
    shades = (_mix(colour, towards, step / _STEPS) for step in range(_STEPS))
    # What is written has whole numbers, so that what is measured has them too.
    return next((shade for shade in map(_whole, shades) if _contrast(shade, ground) >= least), towards)


def _whole(colour: _Colour) -> _Colour:
    return _read(_written(colour))


def _mix(one: _Colour, other: _Colour, share: float) -> _Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _read(colour: str) -> _Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(colour: _Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _contrast(one: _Colour, other: _Colour) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: _Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
