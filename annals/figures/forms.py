"""What a lexicon's words say of the text around numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annals.model import RECURRING
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of, longest_first

_IN_NUMERALS = r"\d一二三四五六七八九十百千两"
_NUMERAL = r"(?:\d{1,8}|[一二三四五六七八九十百千两]{1,8})"
_OF_A_NOUN = "率量数额者商"
"""Behind a verb they make it a noun: 通过率."""
_COMPARED = "(?:同比|环比|比[^，；]{1,14}?|较[^，；]{1,14}?)"
_NEVER_INSIDE = r"[^。！？；，、《》“”\t]"


def _ahead(words: Iterable[str], numerals: str = "") -> str:
    """What says that a character begins a word, or is one of `numerals`: most are none, and five times the time is spent
    where each word is tried at each of them."""
    first = "".join(sorted({word[0] for word in words}))
    return f"(?=[{numerals}{re.escape(first)}])" if numerals or first else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """An edition's words as expressions, made once for all texts.

    `nothing` a word whose number counts nothing, `edge` what ends the words for what is counted, `happens` that something
    happened, `behind` that a clause tells of aims and results, `title` the end of a document's title, `on` that a sentence goes on with the same thing, `occasion`
    a name that opens with its year. Right in front of a number: `linked` what joins it to its noun, `grown` and `grown_by` that the
    noun grew, `versus` that it is held against another; `lead` what opens a clause, `light` verbs that say nothing, `money` what
    is counted in money; `issued` and `issued_behind` who issues in front of and behind a title."""

    nothing: re.Pattern[str]
    edge: re.Pattern[str]
    happens: re.Pattern[str]
    behind: re.Pattern[str]
    title: re.Pattern[str]
    on: re.Pattern[str]
    occasion: re.Pattern[str]
    linked: re.Pattern[str]
    grown: re.Pattern[str]
    grown_by: re.Pattern[str]
    versus: re.Pattern[str]
    lead: re.Pattern[str]
    light: re.Pattern[str]
    money: re.Pattern[str]
    issued: re.Pattern[str]
    issued_behind: re.Pattern[str]

    def edges(self, text: str) -> list[tuple[int, int]]:
        """Where words stand that end the words for what is counted; those within another word apart (对口, 参展项目)."""
        return [match.span() for match in self.edge.finditer(text) if match["edge"]]

    @staticmethod
    def of(lexicon: Lexicon) -> Forms:
        edges, events = any_of(lexicon.count_edges), any_of(lexicon.event_words)
        kinds = any_of(lexicon.things_of(RECURRING))
        nothing = "|".join(re.escape(word).replace("N", _NUMERAL) for word in longest_first(lexicon.no_quantity))
        # 验收$: a noun where the number stands right behind it (项目验收152项), else a verb.
        last = [word.removesuffix("$") for word in lexicon.count_inner if word.endswith("$")]
        inner = [word for word in lexicon.count_inner if not word.endswith("$")]
        growing, manner = any_of(lexicon.growing), any_of(lexicon.issuing_manner)
        return Forms(
            linked=re.compile(rf"{any_of(lexicon.linking)}{{1,4}}$"),
            grown=re.compile(rf"{_COMPARED}?(?:分别)?{growing}(?:了|到|至|约)?$"),
            grown_by=re.compile(rf"{_COMPARED}{growing}了?$|^{growing}[到至]$"),
            versus=re.compile(rf"{any_of(lexicon.versus)}了?$"),
            lead=re.compile(rf"{any_of(lexicon.lead_ins)}+"),
            light=re.compile(rf"^{any_of(lexicon.light_verbs)}了?"),
            money=re.compile(any_of(lexicon.money_words)),
            issued=re.compile(rf"{manner}{{0,3}}{any_of(lexicon.issuing)}(?:了|实施)?$"),
            issued_behind=re.compile(rf"{manner}?{any_of(lexicon.issued_behind)}"),
            nothing=re.compile(rf"{_ahead(lexicon.no_quantity, _IN_NUMERALS)}(?<!\d)(?:{nothing})"),
            edge=re.compile(
                rf"{_ahead((*inner, *last, *lexicon.count_edges))}"
                rf"(?:{any_of(inner)}|{any_of(last)}$|(?P<edge>{edges})(?![{_OF_A_NOUN}]))"
            ),
            behind=re.compile(any_of(lexicon.event_behind)),
            happens=re.compile(events),
            title=re.compile(rf"{any_of(lexicon.policy_titles)}$"),
            on=re.compile(any_of(lexicon.goes_on)),
            occasion=re.compile(rf"(?:(?!{events}|{edges}){_NEVER_INSIDE}){{2,30}}?{kinds}"),
        )
