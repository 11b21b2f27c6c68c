"""Pages of docs/ that cannot be read, and topics that are gone: what is published instead (DESIGN §5, What cannot be
read). Report pages are looked after by `merge/stand_in.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annals.markdown.front import Front, FrontError, fenced
from annals.markdown.head import balanced, beheaded, conflict_mark, ends_in_mark, ours, unbalanced
from annals.merge.record import DamagedRecordError, Record, load_record
from annals.model import Phrase, Problem, Topic, topic_path
from annals.names.topics import load_topics
from annals.text.characters import excerpt
from annals.text.yaml_nodes import not_yaml

_title = re.compile(r"^[ \t]*title[ \t]*[:：][ \t]*+(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Pages with marks of a merge, and pages whose head cannot be read, each with what is wrong; and the heads of the
    others."""

    problems: Mapping[str, Problem]
    fronts: Mapping[str, Front]

    @staticmethod
    def of(docs: Mapping[str, str]) -> Unreadable:
        """What is wrong with pages by path under docs/."""
        problems: dict[str, Problem] = {}
        fronts: dict[str, Front] = {}
        for path, text in docs.items():
            found = _read(path, text)
            if isinstance(found, Problem):
                problems[path] = found
            else:
                fronts[path] = found
        return Unreadable(problems=problems, fronts=fronts)


def _read(path: str, text: str) -> Front | Problem:
    line = conflict_mark(text)
    if line is not None:
        return marked(f"docs/{path}", text, line)
    try:
        front = Front.of(text)
    except FrontError as error:
        return error.problem(f"docs/{path}")
    if not front.values and beheaded(text) != text:
        return not_yaml(f"docs/{path}", 1, excerpt(text, 1), Phrase.of("yaml-no-fence"))
    return front


def marked(path: str, text: str, line: int) -> Problem:
    """That a file (path from the root) holds git's conflict marks, or what somebody left of them."""
    if all(f"\n{sign * 6}" in f"\n{text}" for sign in "<=>"):
        cure = Phrase.of("merge-list") if path.endswith(".yml") else Phrase.of("merge-text")
    elif tail := ends_in_mark(text.split("\n")[line - 1].rstrip("\r")):
        cure = Phrase.of("merge-tail", mark=tail)
    else:
        cure = Phrase.of("merge-rest")
    return Problem.of("E218", path, line, excerpt=excerpt(text, line), cure=cure)


def instead_of(path: str, text: str, committed: str) -> str:
    """What is published of such a page: its own body under the head of the last commit, else under its title; where
    two versions meet, the last commit, else the first of the two."""
    if conflict_mark(text):
        if committed and isinstance(_read(path, committed), Front):
            return committed
        return ours(text)
    try:
        values = dict(Front.of(committed).values)
    except FrontError:
        values = {}
    if not values:
        found = _title.search(text)
        title = found.group(1).strip().strip("\"'") if found else path.rpartition("/")[2].removesuffix(".md")
        values = {"title": title}
    return fenced(values) + "\n" + beheaded(text).lstrip("\n")


_UNTIL_MENDED = {"div": Phrase.of("until-box"), "details": Phrase.of("until-unfolded")}
"""What is published of a form until somebody has closed it."""


def closed(docs: Mapping[str, str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The pages with closed forms that have no end or no beginning, as they are published, and what to tell."""
    texts, problems = {}, []
    for path, text in docs.items():
        if "<" not in text:
            continue
        try:
            front = Front.of(text)
        except FrontError:
            continue
        wrong = unbalanced(front.body)
        for found in wrong:
            line = found.line + front.lines_before
            opening, closing = "<div …>" if found.tag == "div" else f"<{found.tag}>", f"</{found.tag}>"
            mark, partner = (closing, opening) if found.closes else (opening, closing)
            until = _UNTIL_MENDED.get(found.tag, Phrase.of("until-plain"))
            shown = excerpt(text, line)
            problems.append(
                Problem.of("E219", f"docs/{path}", line, excerpt=shown, mark=mark, partner=partner, until=until)
            )
        if wrong:
            texts[path] = text[: front.after] + balanced(front.body)
    return texts, tuple(problems)


def gone_topics(register: Iterable[str], docs: Mapping[str, str], bases: Mapping[str, str]) -> tuple[str, ...]:
    """The slugs of topics that were published and hold pages of reports (records by report), but are not there."""
    found = (line.removeprefix("topics/").removesuffix(".html") for line in register if line.startswith("topics/"))
    # A topic's spans lie in its folder: no report has a page of that name, and records are long.
    away = [slug for slug in found if slug != "index" and "/" not in slug and topic_path(slug) not in docs]
    if not away:
        return ()
    paths = {path for record in _records(bases).values() for path in record.paths.values()}
    held = {path.rpartition("/")[2].removesuffix(".md") for path in paths}
    return tuple(slug for slug in away if slug in held)


def stand_in_topics(
    slugs: Iterable[str], committed: Mapping[str, str], bases: Mapping[str, str], there: tuple[Topic, ...]
) -> tuple[Topic, ...]:
    """Topics that cannot be read or are gone: as committed last, else with the sections that the records have on their
    pages. What a topic that is there claims is not theirs."""
    claimed = {name for topic in there for name in (*topic.sections, *topic.words)}
    found = []
    for slug in slugs:
        path = topic_path(slug)
        loaded, _ = load_topics(((path, committed[path]),)) if path in committed else ((), ())
        topic = loaded[0] if loaded else _recorded(slug, bases)
        words = tuple(word for word in topic.words if word not in claimed)
        sections = tuple(name for name in topic.sections if name not in claimed)
        found.append(replace(topic, words=words, sections=sections))
    return tuple(found)


def _recorded(slug: str, bases: Mapping[str, str]) -> Topic:
    sections, title = [], slug
    for report, record in _records(bases).items():
        path = f"{report}/{slug}.md"
        if path in record.matters:
            title = re.sub(r"（[^（）]*）$", "", record.matters[path].title)
        whole = _whole_on(record, path)
        sections += [
            f"{report}#{block.id}"
            for block in record.blocks
            if block.id in whole and block.section is not None and block.above not in whole
        ]
    return Topic(slug=slug, title=title, order=10**6, sections=tuple(sections))


def _whole_on(record: Record, path: str) -> frozenset[str]:
    """The blocks that stand on a page with all that hangs below them. A heading of several pages stands with the first of
    its parts and claims none of the others."""
    whole = {block.id for block in record.blocks if record.paths[block.id] == path}
    for block in reversed(record.blocks):
        if block.id not in whole and block.above is not None:
            whole.discard(block.above)
    return frozenset(whole)


def _records(bases: Mapping[str, str]) -> dict[str, Record]:
    found = {}
    for report, base in bases.items():
        try:
            found[report] = load_record(base)
        except DamagedRecordError:
            continue
    return found


def gone_topic(slug: str, has_commit: bool) -> Problem:
    """That the page of a topic is gone whose sections were published."""
    source = Phrase.of("as-committed") if has_commit else Phrase.of("as-recorded")
    return Problem.of("E222", f"docs/{topic_path(slug)}", page=topic_path(slug), source=source)
