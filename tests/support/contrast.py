"""The contrast of two colours, by the definition in WCAG 2.2 (relative luminance, contrast ratio)."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """Of two colours given as `#rrggbb`, from 1 to 21. The second pair is the greyest grey that WCAG's own techniques let stand on white.

    >>> round(contrast("#000000", "#ffffff"), 2), round(contrast("#767676", "#ffffff"), 2), contrast("#1a6b3c", "#1a6b3c")
    (21.0, 4.54, 1.0)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in bytes.fromhex(colour.removeprefix("#"))]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
