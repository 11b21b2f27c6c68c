"""What YAML reads otherwise than an editor meant, and finds no fault in: a value cut where a `#` begins a comment, two names
of a list with a full-width comma between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from annals.check.unseen import is_wide, wide_values
from annals.markdown.front import At, Front
from annals.model import Phrase, Problem

_SHOWN = 30
_NAMES = frozenset({"aliases", "not", "words", "redirect_from", "add", "remove"})
"""Keys of lists of names; of references and of other pages' names it is told that there are none such."""
_ONE = frozenset({"aliases", "not"})
"""Those of them for which a name alone may stand."""
_cut = re.compile(r" (?P<rest>#[^\s#][^\n]*)")
"""A comment begins with `# `, and in files of this kind behind two blanks: `#1` behind one is a part of what was meant."""
_emptied = re.compile(r" {1,9}(?P<rest>#[^\s#][^\n]*)")
"""Where nothing is left of a value, it was what was meant, behind however many blanks."""
_comma = re.compile("[，、；|]")
_held = re.compile(
    "|".join(
        f"{opened}[^{opened}{closed}]{{0,200}}{closed}" for opened, closed in ("《》", "“”", "（）", "「」", "【】")
    )
)
_quoted = re.compile("“[^“”]{1,200}”|‘[^‘’]{1,200}’|＂[^＂]{1,200}＂")
_suspect = re.compile(r"\S {1,9}#[^\s#]|[，、；|“‘＂]")


def yaml_slips(path: str, front: Front, stands: Callable[[str], bool]) -> Iterator[Problem]:
    """Such slips in the head of a page or in a YAML file (`path` from the root). `stands` says of a text whether a report
    has it as it is: a name may hold a comma."""
    low, high = front.inside
    if is_wide(front.text, low, high):
        yield from wide_values(path, front, _leaves((), front.values))
    if not _suspect.search(front.text, low, high):
        return
    for at, value in _leaves((), front.values):
        if at not in front.spans:
            continue  # Written through an alias, it is told where it stands.
        end = front.spans[at][1]
        line, shown = front.place(*at)
        if match := (_cut if value else _emptied).match(front.text, end, high):
            rest = match["rest"].rstrip()[:_SHOWN]
            yield Problem.of(
                "W208", path, line, excerpt=shown, value=value[:_SHOWN] or Phrase.of("yaml-empty"), rest=rest
            )
        if front.text[end - 1] not in "'\"":
            # To look through all reports takes long: only for what would be told.
            yield from (problem for problem in _as_name(path, line, shown, at, value) if not stands(value))


def _as_name(path: str, line: int, shown: str, at: At, value: str) -> Iterator[Problem]:
    """What is wrong with a value, written without quotation marks, that is a name and stands in no report."""
    # A list of one may be written without brackets, and is one name then.
    bare = len(at) == 1 and at[0] in _ONE
    listed = bare or (at[-2:-1] and at[-2] in _NAMES)
    if (listed or at[-1] == "title") and _quoted.fullmatch(value):
        yield Problem.of("W211", path, line, excerpt=shown, value=value, better=value[1:-1])
    elif listed and (comma := _comma.search(_held.sub("", value))):
        parts = [part.strip() for part in _comma.split(value)]
        better = f"{at[0]}: [{', '.join(parts)}]" if bare else ", ".join(parts)
        yield Problem.of("W209", path, line, excerpt=shown, value=value, sign=comma[0], better=better)


def _leaves(at: At, value: object) -> Iterator[tuple[At, str]]:
    """Every text of the values with the way to it; an empty value is one, of which a comment may have left nothing."""
    if isinstance(value, str) or value is None:
        yield at, value or ""
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves((*at, str(key)), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves((*at, number), item)
