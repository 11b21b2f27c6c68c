"""Which rules run, and in which order: each line may rely on all lines above it.

Markup first, as an entity may stand for any character, seen or unseen, and the text of an entity must
not pass for a tag; then characters, so that every later rule sees one kind of space and digit; page furniture
before joins, which need to know where a page ended; joins before punctuation, because a
bracket is judged by its neighbours; glyphs after the joins, because a glyph marks a line that
must not be swallowed; spaces last."""

from __future__ import annotations

from annals.clean.contract import Rule
from annals.clean.rules import (
    characters,
    columns,
    contents,
    converters,
    decorations,
    escapes,
    figures,
    formulas,
    furniture,
    interruptions,
    joins,
    notes,
    pipes,
    punctuation,
    quotes,
    residues,
    side_by_side,
    spaces,
    spread,
    stops,
    table_tags,
    tables,
    titles,
    web,
    wraps,
)

RULES: tuple[Rule, ...] = (
    characters.line_ends,
    table_tags.html_tables,
    tables.layout_tags,
    characters.invisible,
    characters.control,
    side_by_side.columns_of_text,
    columns.spaced_columns,
    columns.cells_in_lines,
    characters.spaces,
    characters.wide,
    characters.ideographs,
    characters.mark_forms,
    characters.hashes,
    escapes.backslashes,
    formulas.list_marks,
    formulas.latex,
    formulas.bare_commands,
    tables.drawn_tables,
    characters.blank_lines,
    pipes.marked_tables,
    pipes.ruled_pipes,
    tables.bare_pipes,
    residues.front_matter,
    residues.comments,
    web.web_chrome,
    contents.contents_list,
    converters.separators,
    converters.own_links,
    stops.half_width_stops,
    decorations.ruled_lines,
    decorations.hollow_bullets,
    joins.lone_number,
    furniture.excerpt_head,
    furniture.page_numbers,
    furniture.running_titles,
    furniture.foreign_titles,
    residues.images,
    notes.note_lines,
    notes.note_moves,
    decorations.bold_figures,
    decorations.end_marks,
    pipes.cut_rows,
    tables.cut_tables,
    pipes.single_cells,
    joins.heading_at_end,
    figures.figures_in_a_row,
    figures.figure_pairs,
    titles.broken_title,
    wraps.hard_wrap,
    wraps.full_lines,
    interruptions.interrupters,
    joins.count_and_unit,
    joins.torn_sentence,
    characters.page_marks,
    spread.spread_words,
    spaces.justified_names,
    spaces.letter_spaced,
    quotes.straight_quotes,
    punctuation.half_width,
    stops.name_points,
    decorations.key_glyphs,
    decorations.heading_glyphs,
    spaces.in_prose,
    spaces.beside_latin,
    spaces.beside_punctuation,
    spaces.repeated,
)

ONCE: tuple[Rule, ...] = (escapes.backslashes,)
"""What may be undone only once: behind an escaped backslash the next round would find another escape."""

RULE_NAMES = {rule.code: rule.name for rule in RULES}
"""How readers know each rule, by its code."""
