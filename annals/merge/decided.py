"""What was decided about a clash that was told before.

A question about words is another one when the words are others. One about form, of how many blocks a text is and which of them are
headings of which level, is the same whatever word is corrected in it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annals.merge.copied import is_copied
from annals.merge.three_way import Clash
from annals.model import Choice, Side

_Form = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The choices that are known."""

    choices: tuple[Choice, ...]

    def side(self, block: str, clash: Clash, texts: tuple[str, str, str]) -> Side:
        """What was decided about a clash in a block whose `texts` in the base, of the editor and of the machine these are; OPEN for
        a question that was not asked yet, or not answered."""
        base, mine, theirs = texts
        known = next((one for one in reversed(self.choices) if one.key == (block, base, theirs)), None)
        if known is None and clash.of_form:
            known = next((one for one in reversed(self.choices) if _of_form(one) == _asked(block, base, theirs)), None)
        if known is None:
            return Side.OPEN
        if clash.of_form and known.side and _form(known.mine) == _form(mine):
            return known.side
        if any(is_copied(mine, told) for told in (base, known.mine, theirs)):
            # The label or the quotation marks of the message came along: that is no wording of anybody's.
            return known.side
        return known.decided(mine)


def still_decided(before: Iterable[Choice], now: Iterable[Choice]) -> tuple[Choice, ...]:
    """Choices of before and of now, each question once."""
    now = {one.key: one for one in now}.values()
    asked = {one.key for one in now}, {_of_form(one) for one in now} - {None}
    kept = {one.key: one for one in before if one.key not in asked[0] and _of_form(one) not in asked[1]}
    return (*kept.values(), *now)


def _of_form(choice: Choice) -> tuple[str, _Form, _Form] | None:
    return _asked(choice.block, choice.base, choice.theirs)


def _asked(block: str, base: str, theirs: str) -> tuple[str, _Form, _Form] | None:
    """What a question of form is told by; None where both texts have the same."""
    forms = _form(base), _form(theirs, base)
    return (block, *forms) if forms[0] != forms[1] else None


def _form(text: str, base: str = "") -> _Form:
    """Of each block of a text as it is told the marks of a heading, or of standing elsewhere. Of a heading that is put in among
    those of the `base`, how many marks it has is no matter: that is told by what stands around it."""
    parts = text.split("\n\n")
    more = len(parts) > len(base.split("\n\n")) if base else False
    marks = ((part[: len(part) - len(part.lstrip("#…"))], part.lstrip("#… ")) for part in parts)
    return tuple("+" if mark and more and words not in base else mark for mark, words in marks)
