"""Headings and their levels.

Parent is the nearest enclosing number or glyph; headings with neither are placed by what hangs below them
(loose.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from annals.model import Cleaned, SectionKind
from annals.structure.chapters import with_others
from annals.structure.closing import closing_parts
from annals.structure.evidence import Evidence, Role
from annals.structure.gathering import evidence_of
from annals.structure.given import with_given
from annals.structure.gone import with_gone, without_gone
from annals.structure.heading import Content, Heading, Outline, contents_of
from annals.structure.inserted import inserted_lines
from annals.structure.loose import LooseRun
from annals.structure.moved import with_moves
from annals.structure.numbered import (
    Enclosing,
    Styles,
    below_annex,
    marked_above,
    marked_widest,
    nested,
    numbering_styles,
)
from annals.structure.ranked import ranks_of_marks
from annals.structure.replaced import with_headings_kept
from annals.structure.roles import roles_of
from annals.structure.same_style import number_of
from annals.text.captions import names_annex
from annals.text.lexicon import Lexicon
from annals.text.lines import BOLD, FRAMES

_CHEVRONS = "»›>》〉"
_STACKS = 2
"""One heading right above another may be a slip; so many are an outline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What is known of a whole text before its headings are placed. `styles` are its numberings,
    `hashes` the levels of the counts of # marks that rank headings (none where numbers do), `ranked` that they rank all of them, `works` how many of them the titles of
    works bear at most whose numbers each begin anew, `chapters` the levels of the headings without a number that stand above numbers, `bold`
    that being bold ranks a heading, `highlights` the items before the first heading, `nested` the numbered
    headings below one of their own style, `closing` those without a number that stand beside the chapters behind them, `widest` the # marks and the level of the widest numbers where these alone bear so many."""

    lines: Sequence[Evidence]
    roles: Sequence[Role]
    styles: Styles
    hashes: dict[int, int]
    ranked: bool
    works: int
    chapters: dict[int, int]
    bold: bool
    highlights: frozenset[str]
    nested: frozenset[int]
    closing: frozenset[int]
    widest: tuple[int, int]


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where the walk over a text's headings has come to. `glyphs` are the ranks of the glyphs met since the
    last number, whose heading has the level `numbered`."""

    enclosing: Enclosing
    headings: list[Heading] = field(default_factory=list)
    run: LooseRun = field(default_factory=LooseRun)
    glyphs: dict[str, int] = field(default_factory=dict)
    numbered: int = 1

    def begin(self, heading: Heading, *, below: Enclosing | None = None) -> Heading:
        """Go on under a heading with a number, or one that ranks with these; numbers stand `below` it anew, if given."""
        self.run, self.glyphs, self.numbered = LooseRun(firm=heading), {}, heading.level
        self.enclosing = self.enclosing if below is None else below
        return heading


def outline_of(cleaned: Cleaned, lexicon: Lexicon) -> Outline:
    """Roles of all lines and levels of all headings of a cleaned text, those that a person gave or put in as they were given."""
    found = with_moves(evidence_of(cleaned, lexicon), cleaned, partial(_found, cleaned=cleaned, lexicon=lexicon))
    return with_given(found, inserted_lines(cleaned, lexicon), cleaned)


def _found(lines: tuple[Evidence, ...], cleaned: Cleaned, lexicon: Lexicon) -> Outline:
    """The outline as though nobody had said anything of single lines, or put any in."""
    own, gone = with_gone(lines, cleaned, lexicon)
    lines, roles = with_headings_kept(own, roles_of(own, lexicon), cleaned, lexicon)
    indexes = [index for index, role in enumerate(roles) if role in (Role.HEADING, Role.LABEL, Role.MONTH)]
    contents = contents_of(lines, roles, indexes)
    text = _text(lines, roles, indexes, contents)
    place = _Place(enclosing=Enclosing(text.styles))
    for position, index in enumerate(indexes):
        following = contents[position + 1] if position + 1 < len(contents) else None
        heading = _firm_heading(text, place, index, contents[position])
        place.headings.append(heading or _loose_heading(text, place, index, contents[position], following))
    return without_gone(Outline(lines=own, roles=roles, headings=tuple(place.headings)), gone)


def _text(
    lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int], contents: Sequence[Content]
) -> _Text:
    works = marked_above(lines, roles)
    # A title of each page ranks by its marks, whatever number it bears.
    slides = any(line.slides for line in lines)
    ranks = {} if works else _hash_counts(lines, roles) if slides else ranks_of_marks(lines, roles, indexes)
    chapters = {} if works or ranks else with_others(lines, roles, indexes, contents)
    above = 1 if works else max({**chapters, **ranks}.values(), default=0)
    styles = numbering_styles(lines, roles, above=above)
    numbered = [index for index in indexes if lines[index].shape.numbering and roles[index] is Role.HEADING]
    pairs = _stacked(lines, indexes, contents) if not styles.levels else []
    stacked = len(pairs) >= _STACKS
    # Marks and bold type rank no headings where one right below another bears what that one does.
    told = sum(1 for above, below in pairs if below.shape.hashes > above.shape.hashes) * 2 > len(pairs)
    return _Text(
        lines=lines,
        roles=roles,
        styles=styles,
        hashes=ranks or (_hash_counts(lines, roles) if not styles.levels and (told or not stacked) else {}),
        ranked=bool(ranks),
        works=works,
        chapters=chapters,
        bold=_bold_is_a_rank(lines, indexes) and not stacked,
        highlights=_highlights(lines, roles),
        nested=frozenset(numbered[place] for place in nested([lines[index].shape for index in numbered], styles)),
        closing=closing_parts(lines, roles, indexes, contents, styles),
        widest=marked_widest([lines[index].shape for index in numbered], styles),
    )


def _stacked(
    lines: Sequence[Evidence], indexes: Sequence[int], contents: Sequence[Content]
) -> list[tuple[Evidence, Evidence]]:
    """The headings right above another one with that, those with a glyph and the title at the very top apart."""
    pairs = [
        (lines[index], lines[below])
        for (index, below), content in zip(pairwise(indexes), contents[:-1], strict=True)
        if index and not content.any
    ]
    return [(above, below) for above, below in pairs if not above.glyph]


def _firm_heading(text: _Text, place: _Place, index: int, content: Content) -> Heading | None:
    """A heading whose level is said by its number, glyph or # marks; it ends the run of loose ones before it. None for a loose
    one."""
    line = text.lines[index]
    if text.roles[index] is Role.MONTH:
        return Heading(index=index, level=place.run.level_below_firm() + 1, kind=SectionKind.LABEL)
    if text.ranked and line.shape.hashes:
        return _marked_heading(text, place, index)
    if line.shape.numbering and text.roles[index] is Role.HEADING:
        level = place.enclosing.number(line, nested=index in text.nested)
        return place.begin(Heading(index=index, level=level, kind=SectionKind.SECTION, numbered=True))
    if 0 < line.shape.hashes <= text.works or index in text.chapters:
        heading = Heading(index=index, level=text.chapters.get(index, 1), kind=SectionKind.SECTION)
        return place.begin(heading, below=Enclosing(text.styles))
    if line.shape.hashes and line.shape.hashes == text.widest[0] and not line.glyph and place.run.firm is not None:
        heading = Heading(index=index, level=text.widest[1], kind=SectionKind.SECTION)
        return place.begin(heading, below=Enclosing(place.enclosing.styles))
    closes = line.back_matter or index in text.closing
    outside = text.styles.levels and not text.ranked and (place.run.firm is None or closes)
    if line.glyph or (text.bold and line.bold and not outside):
        return _glyph_heading(place, index, line, content)
    if outside:
        return _outside_heading(text, place, index, closes=closes)
    return _marked_heading(text, place, index) if line.shape.hashes in text.hashes else None


def _outside_heading(text: _Text, place: _Place, index: int, *, closes: bool) -> Heading:
    """A heading in front of all numbers, or one that `closes` what they count: it ranks with the widest of them."""
    line = text.lines[index]
    # Thanks in front of the first number close nothing, as an annex does.
    thanks = line.text in line.lexicon.back_matter and not names_annex(line.text)
    if closes and not (thanks and place.run.firm is None):
        place.enclosing = _enclosing_behind(text, place, index)
    level = 1 if text.chapters else min(text.styles.levels.values())
    level += not closes and _stands_in_listed(text, place, line)
    return Heading(index=index, level=level, kind=SectionKind.SECTION)


def _stands_in_listed(text: _Text, place: _Place, line: Evidence) -> bool:
    """Whether a heading in front of all numbers, which the list of contents leaves out, stands behind one that it names: a part of that."""
    named = any(text.lines[heading.index].entry for heading in place.headings)
    return named and not (line.entry or line.ahead)


def _marked_heading(text: _Text, place: _Place, index: int) -> Heading:
    """A heading at the level that its # marks stand for."""
    heading = Heading(index=index, level=text.hashes[text.lines[index].shape.hashes], kind=SectionKind.SECTION)
    place.run = LooseRun(firm=heading)
    return heading


def _enclosing_behind(text: _Text, place: _Place, index: int) -> Enclosing:
    """What numbers stand below behind an annex or another part at the end: below it where they begin anew."""
    ends = (i for i in range(index + 1, len(text.lines)) if text.lines[i].back_matter and text.roles[i] is Role.LABEL)
    last = next(ends, len(text.lines))
    behind = [
        text.lines[i]
        for i in range(index + 1, last)
        if text.roles[i] is Role.HEADING and text.lines[i].shape.numbering in text.styles.levels
    ]
    styles = below_annex(text.styles, behind)
    if styles is not None:
        # Below chapters without a number all numbers stand lower already.
        return Enclosing(text.styles if text.chapters else styles)
    return Enclosing(text.styles) if place.enclosing.styles is not text.styles else place.enclosing


def _loose_heading(text: _Text, place: _Place, index: int, content: Content, following: Content | None) -> Heading:
    line = text.lines[index]
    if not index and not content.any and not any(line.year for line in text.lines[1:2]):
        # The title of the text heads all of it, and stands no lower than its chapters; the years of a chronicle are its parts.
        level = 1 if text.chapters or text.hashes else place.run.level_below_firm()
        return Heading(index=index, level=level, kind=SectionKind.SECTION)
    if not text.highlights.isdisjoint((line.text, line.printed)) or line.box_title:
        heading = place.run.box(index, line)
        if line.box_title and not content.any and _begins_to_count(text, index + 1):
            place.enclosing.frame(heading.level)
        return heading
    return place.run.heading(index, line, content, following)


def _begins_to_count(text: _Text, index: int) -> bool:
    """Whether a line is a heading by the first number of a series: right below the title of a box it counts what is in it."""
    if index >= len(text.lines) or text.roles[index] is not Role.HEADING:
        return False
    shape = text.lines[index].shape
    return bool(shape.numbering) and number_of(shape) == 1


def _glyph_heading(place: _Place, index: int, line: Evidence, content: Content) -> Heading:
    """A heading with a glyph stands below the last number, a framed one beside the framed one before it that
    numbers have stood below; another glyph stands below the first one, and opens an infographic where it has
    nothing of its own."""
    framed = line.glyph in FRAMES
    beside = place.enclosing.framed_level() if framed else None
    inner = False
    if beside is not None:
        level = beside
    else:
        rank = place.glyphs.setdefault(_glyph_class(line.glyph or BOLD), len(place.glyphs))
        level, inner = place.numbered + 1 + rank, rank > 0 and not content.any
    if framed:
        place.enclosing.frame(level)
    kind = SectionKind.INFOGRAPHIC if inner else SectionKind.SECTION
    heading = Heading(index=index, level=level, kind=kind)
    place.run = LooseRun(firm=heading, inner=inner)
    return heading


def _glyph_class(glyph: str) -> str:
    return "chevron" if set(glyph) <= set(_CHEVRONS) else glyph


def _bold_is_a_rank(lines: Sequence[Evidence], indexes: Sequence[int]) -> bool:
    """Whether being bold says something of a heading's rank: where other headings without number or
    glyph are not bold, it does not."""
    loose = [lines[i] for i in indexes if not (lines[i].shape.numbering or lines[i].glyph)]
    return len(loose) >= 3 and all(line.bold for line in loose)


def _highlights(lines: Sequence[Evidence], roles: Sequence[Role]) -> frozenset[str]:
    """The items before the first heading: they name the chapter's feature stories, as they are read now or as they were
    printed. A word that is mended in one of the two places parts them no more than one that is mended in both."""
    texts = []
    for line, role in zip(lines, roles, strict=True):
        if role is not Role.ITEM:
            break
        texts += [line.text, line.printed]
    return frozenset(texts)


def _hash_counts(lines: Sequence[Evidence], roles: Sequence[Role]) -> dict[int, int]:
    """How many # marks headings bear, and the level of each count, the widest first."""
    counts = {line.shape.hashes for line, role in zip(lines, roles, strict=True) if role is Role.HEADING} - {0}
    return {count: level for level, count in enumerate(sorted(counts), 1)}
