"""What must be so of a page after an editor and corrections changed it, told from the words of the text, of the editor's page and of
the corrections alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.support.histories import PUT_IN, Correction

_FEWEST = 4
"""A clause of fewer letters may stand in another one."""


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, re.sub(r"<[^>]*>", "", text)))


def clauses(text: str) -> list[str]:
    found = map(letters, re.split(r"[，。；、\n]|^[#\-> ]+", text, flags=re.MULTILINE))
    return [clause for clause in found if len(clause) >= _FEWEST]


class Oracle:
    """`edited` is the page as the editor had it before the first correction, `overruled` whether the machine's side was chosen."""

    def __init__(self, text: str, edited: str, corrections: Sequence[Correction]) -> None:
        self.corrections = corrections
        self.clauses = [self._raw(clause) for clause in clauses(text)]
        self.mine, self.overruled = self._raw(edited), False
        self.kinds = self._kinds(re.sub(r"^第.节", r"## \g<0>", text, flags=re.MULTILINE)), self._kinds(edited)

    def faults(self, page: str, active: Sequence[Correction]) -> Iterator[str]:
        """What is wrong with a page."""
        now = self._raw(page)
        gone = {self._raw(clause) for one in active for clause in clauses(one.out)}
        for clause in self.clauses:
            count = now.count(clause)
            if count > 1:
                yield f"twice: {clause}"
            if not count and clause in self.mine and clause not in gone:
                yield f"lost: {clause}"
            if count and clause not in self.mine and not self.overruled:
                yield f"back though the editor took it out: {clause}"
        heads = {self._raw(clause) for one in active for clause in clauses(one.heading)}
        for clause, kinds in self._kinds(page).items():
            theirs = {"#"} if clause in heads else self.kinds[0].get(clause, set())
            if not kinds <= theirs | self.kinds[1].get(clause, set()):
                yield f"of a kind that nobody gave it: {clause} {kinds}"
        if page.count(PUT_IN) > sum(bool(one.puts) for one in active):
            yield "a heading that nobody puts in any more"
        if page.count("**") % 2:
            yield "a sign of emphasis alone"

    def _raw(self, text: str) -> str:
        """The letters of a text without the words that anyone changed in place."""
        found = letters(text)
        for one in self.corrections:
            found = found.replace(letters(one.new), letters(one.old)) if one.new else found
        return found.replace("余", "")

    def _kinds(self, page: str) -> dict[str, set[str]]:
        """As what each clause stands on a page."""
        found: dict[str, set[str]] = {}
        for line in page.split("\n"):
            text, sign = self._raw(line), line[:1] if line[:1] in "#->" else ""
            for clause in self.clauses:
                if clause in text:
                    found.setdefault(clause, set()).add(sign)
        return found
