"""Which rules run, and in which order: each line may rely on all lines above it.

Characters first, so that every later rule sees one kind of space and digit; glyphs before
joins, because a glyph marks a line that must not be swallowed; joins before punctuation,
because a bracket is judged by its neighbours; spaces last."""

from __future__ import annotations

from annals.clean.rule import Rule
from annals.clean.rules import characters, decorations, joins, punctuation, spaces

RULES: tuple[Rule, ...] = (
    characters.line_ends,
    characters.invisible,
    characters.control,
    characters.spaces,
    characters.wide,
    characters.blank_lines,
    joins.lone_number,
    decorations.bold_figures,
    joins.hard_wrap,
    joins.torn_sentence,
    spaces.letter_spaced,
    punctuation.half_width,
    decorations.key_glyphs,
    decorations.heading_glyphs,
    spaces.in_prose,
    spaces.beside_latin,
    spaces.beside_punctuation,
)
