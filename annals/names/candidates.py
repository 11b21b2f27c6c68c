"""Names that recur in the reports and that the registry does not hold, for an editor to judge.

Nothing is registered by itself. A name is proposed where its form says that it is one (《…》,
“…” before or with the word for a thing, or such a word at its end) and it stands in at least two
places; a new edition of a known event where the text states one that the registry lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annals.markdown.front import fenced
from annals.model import RECURRING, Entity, Mention, Registry
from annals.names.context import THINGS, Surroundings
from annals.names.linking import TextBlock
from annals.text.characters import HAN

_KINDS = {
    "论坛": "论坛",
    "大会": "论坛",
    "峰会": "论坛",
    "研讨会": "论坛",
    "会议": "会议",
    "博览会": "展会",
    "交易会": "展会",
    "大赛": "展会",
    "节": "展会",
    "奖": "奖项",
    "研究院": "机构",
    "研究所": "机构",
    "协会": "机构",
    "学会": "机构",
    "委员会": "机构",
    "中心": "机构",
    "公司": "企业",
    "集团": "企业",
    "银行": "企业",
    "大学": "高校",
    "学院": "高校",
    "医院": "医院",
    "计划": "计划",
    "工程": "计划",
    "行动": "计划",
    "专项": "计划",
    "项目": "项目",
    "平台": "平台",
    "基金": "基金",
    "联盟": "联盟",
    "示范区": "地方",
    "园区": "地方",
}
"""Words for things at the end of names, with the type of entry they suggest."""
_suffix = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_title = re.compile(r"《([^《》]{3,60})》")
_quoted = re.compile(rf"“([^“”]{{3,30}})”(?=(?:{THINGS}))")
_word = re.compile(rf"[{HAN}A-Za-z0-9“”·（）()—-]+")
# Where a name cannot go on to the left: words that join, act or count.
_edge = re.compile(
    r"[的与和及等在向为对从以并或到由于将已被把使让是各该本其]|(?:建设|建立|成立|设立|开展|举办|召开|组织|参加|参与|支持|推进|推动|打造|实施|启动|依托|通过|联合|包括|作为|聚焦|围绕|鼓励|引导|按照|根据|加强|形成|开发|首个|多个|一批|\d+[个家项次名场位]|届|(?:19|20)\d\d年?)"
)
# Words that any such thing may bear: 国际合作交流平台 names none. A name holds something besides.
_common = re.compile(
    "|".join(
        sorted(
            ["科技", "技术", "科学", "创新", "创业", "合作", "交流", "服务", "研发", "研究", "公共", "共享", "展示", "融资", "金融", "战略", "产业", "产业化", "行业", "企业", "重点", "重大", "示范", "首批", "计划", "项目", "国际", "国内", "国家", "区域", "工程", "工作", "完成", "政府", "财政", "专项", "支撑", "条件", "保障", "外资", "成果", "转化", "转移", "应用", "推广", "信息", "资源", "综合", "功能", "发展", "管理", "人才", "培训", "联合", "联席", "会展", "科研", "科创", "优化", "获得", "高能级", "搭建", "担保", "保险", "投资", "商业", "引导", "资金", "地方", "市级", "高端", "新型", "专业", "社会", "共同", "协同", "攻关", "系列", "相关", "主要", "年度", "有限", "集团", "高转", "优秀", "青年", "品牌", "主题"],
            key=len,
            reverse=True,
        )
    )
)
_DISTINCTIVE = 2
"""Characters that a name must hold besides common words and the word for its kind."""
_LEAST, _LONGEST = 4, 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name to register: suggested type, and the blocks it stands in as references."""

    name: str
    type: str
    places: tuple[str, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.partition("#")[0] for place in self.places))


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition that a report states and the entry lacks."""

    entity: Entity
    mention: Mention
    year: int | None


def candidate_names(texts: Iterable[TextBlock], registry: Registry) -> tuple[Candidate, ...]:
    """Unregistered names in at least two places, those in most reports first."""
    known: dict[tuple[str, str], list[Mention]] = {}
    for mention in registry.mentions:
        known.setdefault((mention.report, mention.block), []).append(mention)
    places: dict[str, list[str]] = {}
    for block in texts:
        text = _masked(block.text, known.get((block.report, block.block), []))
        for name in sorted(_names(text)):
            places.setdefault(name, []).append(f"{block.report}#{block.block}")
    recurring = {name: found for name, found in places.items() if len(found) > 1}
    registered = {name for entity in registry.entities for name in (*entity.names, *entity.not_)}
    chosen = [
        Candidate(name, _type(name), tuple(found))
        for name, found in recurring.items()
        if name not in registered and _is_distinctive(name) and not _in_longer(name, found, recurring)
    ]
    return tuple(sorted(chosen, key=lambda item: (-len(item.reports), -len(item.places), item.name)))


def new_editions(registry: Registry, years: dict[str, int | None]) -> tuple[NewEdition, ...]:
    """Editions that mentions name by ordinal or year and that no row of the entry holds; `years`
    are the years of the reports. The first mention of each edition stands for it."""
    entities = {entity.slug: entity for entity in registry.entities if entity.type in RECURRING}
    found: dict[tuple[str, int | None], NewEdition] = {}
    for mention in registry.mentions:
        entity = entities.get(mention.entity)
        if entity is None or (mention.ordinal is None and mention.year is None):
            continue
        year = mention.year or years.get(mention.report)
        ordinals = {s.value for occasion in entity.occasions for s in occasion.statements if s.field == "ordinal"}
        if year not in {occasion.year for occasion in entity.occasions} and str(mention.ordinal) not in ordinals:
            found.setdefault((entity.slug, year), NewEdition(entity, mention, year))
    return tuple(found.values())


def stub(candidate: Candidate, taken: frozenset[str]) -> tuple[str, str]:
    """Path under docs/ and text of an entity page for a candidate, to be completed by an editor.
    `taken` are slugs that exist."""
    # Its dictionary takes a tenth of a second to load, which other commands need not wait for.
    from pypinyin import lazy_pinyin

    syllables = [part for part in lazy_pinyin(candidate.name) if part.isascii() and part.isalnum()]
    words = "-".join(syllables).lower()[:60].rstrip("-") or "entry"
    slug = next(name for name in (words, *(f"{words}-{number}" for number in range(2, 10**6))) if name not in taken)
    front = fenced({"title": candidate.name, "title_source": "report", "type": candidate.type})
    return f"entities/{slug}.md", front


def _masked(text: str, mentions: list[Mention]) -> str:
    """The text with registered names blotted out, so that no name goes on into one."""
    for mention in mentions:
        text = text[: mention.start] + "\0" * len(mention.surface) + text[mention.end :]
    return text


def _names(text: str) -> set[str]:
    """What may be names in one block, each once."""
    found = {match.group(1) for match in _title.finditer(text) if "\0" not in match.group(1)}
    found |= {match.group(1) for match in _quoted.finditer(text) if "\0" not in match.group(1)}
    titles = Surroundings.of(text).titles
    for run in _word.finditer(text):
        for suffix in _suffix.finditer(text, run.start(), run.end()):
            if not any(low <= suffix.start() < high for low, high in titles):
                found |= _ending_at(text, run.start(), suffix)
    return found


def _ending_at(text: str, run_start: int, suffix: re.Match[str]) -> set[str]:
    """All strings that end with a suffix and begin behind the last word no name can hold; which of
    them is the name, recurrence tells."""
    low = max(run_start, suffix.end() - _LONGEST)
    for match in _edge.finditer(text, low, suffix.start()):
        low = match.end()
    return {
        text[start : suffix.end()] for start in range(low, suffix.end() - _LEAST + 1) if suffix.start() - start >= 2
    }


def _is_distinctive(name: str) -> bool:
    """Whether a string can be the name of one thing, brackets whole.

    >>> [_is_distinctive(name) for name in ("国际合作交流平台", "上海科学院", "搭建“一个平台")]
    [False, True, False]
    """
    if any(name.count(left) != name.count(right) for left, right in ("“”", "（）", "《》")):
        return False
    bare = _common.sub("", name)
    return sum(char.isalnum() for char in _suffix.sub("", bare)) >= _DISTINCTIVE


def _in_longer(name: str, found: list[str], recurring: dict[str, list[str]]) -> bool:
    """Whether a longer recurring string holds a name wherever it stands: then that is the name."""
    return any(name != other and name in other and len(places) == len(found) for other, places in recurring.items())


def _type(name: str) -> str:
    match = None
    for match in _suffix.finditer(name):
        pass
    return _KINDS[match.group()] if match and match.end() == len(name) else "文件"
