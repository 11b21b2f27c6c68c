"""Words that were taken down, out of what was generated with them and of what editors made of that.

The base and the edited pages get the new text of each passage before they are merged, so that the machine has changed
nothing there and whatever an editor did beside it stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher

from annals.markdown.read import Reader
from annals.merge.align import stems_of
from annals.merge.earlier_words import reworded, without_secrets
from annals.merge.edited import EditedPage
from annals.merge.heads import without_words_in
from annals.merge.record import Record
from annals.merge.review import digest_of
from annals.model import VEIL, Block, Problem, Review, Stem
from annals.text.characters import letters
from annals.text.veil import Veil

_runs = re.compile(f"{VEIL}+")
_parts = re.compile(f"({VEIL}+)")
_ends = re.compile(r"[。！？]")
_BOLD = "**"
_NEAR = 12
"""So many characters on either side tell a place."""
_SURE = 4
"""As many characters alike are no chance."""

_Region = tuple[int, int, str]
"""A range of a block's Markdown as it was generated with the words, and what stands there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    """A block whose words were taken down, or are shown again: as it was, as it is in the base from now on, what changed."""

    before: Block
    after: Block
    regions: tuple[_Region, ...]


def without_words(
    old: Record, new: Record, edited: Mapping[str, EditedPage], veil: Veil, reader: Reader
) -> tuple[Record, dict[str, str], tuple[Problem, ...]]:
    """The record and the texts of the edited pages (by path) without the words that `veil` knows, and what is told of words of an
    editor's that go with them; `new` is what is generated now, without them."""
    given, covered = old, _covered(old, new, veil)
    old, texts, gone = _with(old, edited, covered)
    earlier = reworded(
        given, edited, texts, lambda one, pages: without_words(one, new, pages, veil, reader)[:2], reader
    )
    record = replace(
        old,
        choices=tuple(
            choice for choice in old.choices if not any(map(veil.places, (choice.base, choice.mine, choice.theirs)))
        ),
        heads=without_words_in(old.heads, veil),
        earlier=without_secrets(earlier, veil),
    )
    return record, texts, gone


def with_words_again(
    old: Record, new: Record, edited: Mapping[str, EditedPage], reader: Reader
) -> tuple[Record, dict[str, str]]:
    """The record and the texts of the edited pages (by path) with words that were taken down once and are shown again."""
    record, texts, _ = _with(old, edited, dict(_shown_again(old, new)))
    if record is not old:
        again = reworded(old, edited, texts, lambda one, pages: with_words_again(one, new, pages, reader), reader)
        record = replace(record, earlier=tuple(again))
    return record, texts


def _with(
    old: Record, edited: Mapping[str, EditedPage], covered: Mapping[str, _Covered]
) -> tuple[Record, dict[str, str], tuple[Problem, ...]]:
    """The record and the texts of the edited pages with some blocks as they are now."""
    if not covered:
        return old, {path: page.text for path, page in edited.items()}, ()
    stems = stems_of(old.blocks, old.paths, {path: page.blocks() for path, page in edited.items()})
    pages = {path: _page(page, stems[path], covered) for path, page in edited.items()}
    gone = tuple(Problem.of("N134", f"docs/{path}", line) for path, (_, lines) in pages.items() for line in lines)
    blocks = tuple(covered[block.id].after if block.id in covered else block for block in old.blocks)
    record = replace(old, blocks=blocks)
    return replace(record, reviews=_reviews(old, record)), {path: text for path, (text, _) in pages.items()}, gone


def _shown_again(old: Record, new: Record) -> Iterator[tuple[str, _Covered]]:
    """The blocks of the base whose covered words are there now, the rest of them being as it was."""
    now = {block.id: block.content.markdown for block in new.blocks}
    for block in old.blocks:
        before, after = block.content.markdown, now.get(block.id, "")
        runs = list(_runs.finditer(before))
        match = re.fullmatch(_around(before), after, re.DOTALL) if runs and before != after else None
        if match is not None:
            words = [match.group(number) for number in range(1, len(runs) + 1)]
        elif runs and before != after:
            words = [_words_of(run, before, block, new.blocks) for run in runs]
        else:
            continue
        regions = tuple((*run.span(), word) for run, word in zip(runs, words, strict=True) if word)
        if regions:
            text = before
            for low, high, word in reversed(regions):
                text = text[:low] + word + text[high:]
            content = replace(block.content, markdown=text)
            yield block.id, _Covered(before=block, after=replace(block, content=content), regions=regions)


def _words_of(run: re.Match[str], before: str, block: Block, blocks: Iterable[Block]) -> str:
    """What a covered run stands for, of a block that the machine parts, joins or changes beside it: the words between the same
    words in what is generated from its raw lines now. Empty where they are covered still, or nothing tells."""
    low, high = run.span()
    around = [re.escape(part) for part in (before[max(0, low - _NEAR) : low], before[high : high + _NEAR])]
    if VEIL in "".join(around) or not any(around):
        return ""
    lines = {line for first, last in block.lines for line in range(first, last + 1)}
    between = re.compile(f"{around[0]}([^{VEIL}]{{{high - low}}}){around[1]}")
    near = (one for one in blocks if any(line in lines for first, last in one.lines for line in range(first, last + 1)))
    found = [match.group(1) for one in near for match in between.finditer(one.content.markdown)]
    return found[0] if len(found) == 1 else ""


def _around(text: str) -> str:
    """What matches a text with any words, as many, where it has covered ones."""
    return "".join(f"(.{{{len(part)}}})" if VEIL in part else re.escape(part) for part in _parts.split(text))


def _covered(old: Record, new: Record, veil: Veil) -> dict[str, _Covered]:
    """The blocks of the base that hold words, by id."""
    now = {block.id: block.content.markdown for block in new.blocks}
    found = {}
    for block in old.blocks:
        before = block.content.markdown
        after = now.get(block.id, "")
        if before == after or not (VEIL in after or veil.places(before)):
            continue
        regions = _regions(before, after, veil)
        if not regions:
            continue
        text = before
        for low, high, cover in reversed(regions):
            text = text[:low] + cover + text[high:]
        content = replace(block.content, markdown=text)
        found[block.id] = _Covered(before=block, after=replace(block, content=content), regions=regions)
    return found


def _regions(before: str, after: str, veil: Veil) -> tuple[_Region, ...]:
    """Where the covered parts of `after` stand in `before`, whatever else the machine changed there as well, and what
    tells something besides: its lines may be generated as other blocks now."""
    runs = list(_runs.finditer(after))
    match = re.fullmatch(_around(after), before, re.DOTALL) if runs else None
    if match is not None:
        return tuple((*match.span(number), run.group()) for number, run in enumerate(runs, 1))
    places = veil.places(before)
    anchors = [m for m in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks() if m.size >= _SURE]
    found: list[_Region] = []
    for run in runs:
        first, last = run.span()
        low = max((m.a + min(m.size, first - m.b) for m in anchors if m.b < first), default=0)
        high = min((m.a + max(0, last - m.b) for m in anchors if m.b + m.size > last), default=len(before))
        low, high = _narrowed(before, [place for place in places if low <= place < high], run)
        if low < high and (not found or found[-1][1] <= low):
            found.append((low, high, run.group()))
    rest = [place for place in places if not any(low <= place < high for low, high, _ in found)]
    begun = [place for place in rest if place - 1 not in rest]
    ended = [place + 1 for place in rest if place + 1 not in rest]
    return tuple(sorted((*found, *((low, high, VEIL * (high - low)) for low, high in zip(begun, ended, strict=True)))))


def _narrowed(before: str, telling: Sequence[int], run: re.Match[str]) -> tuple[int, int]:
    """The one passage that a covered run stands for: what tells something, with the punctuation that is covered, too. Empty
    where more than that stands between."""
    length = run.end() - run.start()
    if not telling or telling[-1] + 1 - telling[0] > length:
        return 0, 0
    low, high = telling[0], telling[-1] + 1
    following = run.string[run.end() : run.end() + 1]
    while high - low < length and high < len(before) and not before[high].isalnum() and before[high] != following:
        high += 1
    while high - low < length and low and not before[low - 1].isalnum():
        low -= 1
    return low, high


def _page(page: EditedPage, stems: tuple[Stem, ...], covered: Mapping[str, _Covered]) -> tuple[str, list[int]]:
    """The text of a page with its covered blocks as they are now, and the lines (from 1) of those that lose an editor's words."""
    lines, gone = page.text.split("\n"), list[int]()
    texts = {block.line: "\n".join(lines[block.line - 1 : block.end - 1]) for block in page.blocks()}
    parts: dict[str, list[int]] = {}
    names: tuple[str, ...] = ()
    for block, stem in zip(page.blocks(), stems, strict=True):
        # Marks alone, which are nowhere known by their letters, are the rest of what stands before them.
        marks = VEIL in texts[block.line] and not letters(texts[block.line])
        names = tuple(one.id for one in stem.whole()) or (names if marks else ())
        for name in names:
            parts.setdefault(name, []).append(block.line)
    filled = [_filled([(line, texts[line]) for line in parts[name]], covered[name]) for name in parts.keys() & covered]
    again = {line: text for some in filled for line, text in some}
    for block, stem in reversed(list(zip(page.blocks(), stems, strict=True))):
        written = texts[block.line]
        text = again.get(block.line, written)
        for stemmed in stem.whole():
            if stemmed.id in covered and block.line not in again:
                text, is_less = _block(text, covered[stemmed.id])
                gone += [block.line] if is_less and block.line not in gone else []
        if text != written:
            lines[block.line - 1 : block.end - 1] = text.split("\n")
    return "\n".join(lines), gone[::-1]


def _filled(parts: Sequence[tuple[int, str]], covered: _Covered) -> Iterator[tuple[int, str]]:
    """The parts of a block (line, text) with the words that are shown again, one letter for each mark: how many of the marks are in
    which of the parts tells nothing else."""
    before, after = covered.before.content.markdown, covered.after.content.markdown
    marks = iter([char for at, char in zip(before, after, strict=False) if at == VEIL])
    whole = len(before) == len(after) and sum(text.count(VEIL) for _, text in parts) == before.count(VEIL)
    if whole and VEIL in before and len(parts) > 1:
        for line, text in parts:
            yield line, "".join(next(marks) if char == VEIL else char for char in text)


def _block(text: str, covered: _Covered) -> tuple[str, bool]:
    """A block as it is written on a page, the regions that it has of a covered one replaced; what an editor wrote
    inside a region goes with it, what was written beside it stays. And whether anything went."""
    base = covered.before.content.markdown
    at = text.find(base)
    if at >= 0:
        return text[:at] + covered.after.content.markdown + text[at + len(base) :], False
    is_less = False
    matches = [m for m in SequenceMatcher(None, base, text, autojunk=False).get_matching_blocks() if m.size]
    for low, high, cover in reversed(covered.regions):
        span = _mapped(matches, text, low, high)
        if span is not None:
            taken, part = text[slice(*span)], _part(matches, text, low, high)
            is_less = is_less or letters(taken) != letters(base[part])
            own = cover[part.start - low : part.stop - low] if len(cover) == high - low else cover
            # Of bold type that reaches out of the words one mark is left: it goes on having two.
            text = text[: span[0]] + own + _BOLD * (taken.count(_BOLD) % 2) + text[span[1] :]
    return text, is_less


def _mapped(matches: Sequence[Match], text: str, low: int, high: int) -> tuple[int, int] | None:
    """Where [low:high] of the base stands in an edited text; None where nothing is left of it there. What was put in between
    the words goes with them, a sentence put in before or behind them does not."""
    inside = [(max(m.a, low), min(m.a + m.size, high), m.b - m.a) for m in matches if m.a < high and low < m.a + m.size]
    sure = [piece for piece in inside if piece[1] - piece[0] >= min(_SURE, high - low)]
    if not sure:
        return None
    (first, _, shift), (_, last, behind) = sure[0], sure[-1]
    start, end = first + shift, last + behind
    if inside[0][0] == low:
        start = low + inside[0][2]
    elif first > low:
        before = max((m.b + m.size for m in matches if m.a + m.size <= low), default=0)
        start = max(before, *(before + end_.end() for end_ in _ends.finditer(text[before:start])), before)
    if inside[-1][1] == high:
        end = high + inside[-1][2]
    elif last < high:
        after = min((m.b for m in matches if m.a >= high), default=len(text))
        stop = _ends.search(text[end:after])
        end = end + stop.end() if stop else after
    return start, end


def _part(matches: Sequence[Match], text: str, low: int, high: int) -> slice:
    """What of [low:high] of the base a text has that begins or ends there: the rest is in what an editor parted from it."""
    inside = [(max(m.a, low), min(m.a + m.size, high), m.b - m.a) for m in matches if m.a < high and low < m.a + m.size]
    (first, _, shift), (_, last, behind) = inside[0], inside[-1]
    return slice(low if letters(text[: first + shift]) else first, high if letters(text[last + behind :]) else last)


def _reviews(old: Record, record: Record) -> dict[str, Review]:
    """The reviews, each for the text without the words where it was for that with them: that a passage was taken down
    makes nobody's reading of the rest void."""
    before, after = old.pages(), record.pages()
    return {
        path: replace(review, text=digest_of(after[path].blocks))
        if path in before and review.text == digest_of(before[path].blocks)
        else review
        for path, review in old.reviews.items()
    }
