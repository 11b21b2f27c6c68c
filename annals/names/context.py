"""Whether a name that stands in a text names its thing there, or is a part of another name.

The registry cannot list every longer name that a coming report will bring; these rules know
the forms in which Chinese reports write them. What they miss, `not` in the registry says."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from annals.text.characters import HAN

_ascii_word = re.compile(r"[A-Za-z0-9]")
_quoted = re.compile(r"《([^《》]*)》|“([^“”]*)”")
THINGS = "项目|工程|计划|课题|行动|活动|平台|中心|联盟|基金|实验室|示范点|对接会|研讨会|交易会|博览会|推介会|论坛|大会|峰会|会议|大赛|奖|网|基地|公司|研究院|协议|备忘录|合同"
# “甲”“乙”等一批示范项目: what the quotations hold are titles, too.
_title_after = re.compile(rf"(?:“[^“”]*”|[、和与等])*[{HAN}]{{0,6}}?(?:{THINGS})")
_title_end = re.compile(rf"(?:{THINGS})$")
_BODIES = (
    "有限公司|公司|集团|大学|学院|中学|研究院|研究所|研究中心|实验室|医院|办公室|委员会|学会|协会|商会|基金会|银行|领事馆|领馆|大使馆|代表处"
    "|分中心|分会|分论坛|分校|科委|科技局|科技厅|科学技术厅|科学技术局|发改委|政府|管委会|管理局|出入境检验检疫局|证券交易所|科学院|工程院|集团公司"
)
# A place and behind it what a body is called, up to the word for its kind: 美国GRC公司, 台湾工业技术研究院. Words that no
# name holds (与…的 公司, 成立公司) end the search: there the place stands for itself.
_stops = (
    "[的与和及等在向为对从以并或到赴来由于将已被把使让给各]|共建|成立|设立|建立|建设|开展|举办|召开|组织|参加|参与|支持|推进|推动|签署|签订"
    "|联合|合作|多家|两地|三地|地区|区域|相关|有关|部门|代表团|省市|企业|落户|注册|投资|收购|转让|引进"
)
_body_behind = re.compile(rf"(?:(?!{_stops})[{HAN}A-Za-z·\- ]){{0,16}}?(?:{_BODIES})")
_han = re.compile(f"[{HAN}]")
_LEADS = "在为对于由从与和该此届次本将把被给让使经是"
# Provinces, and cities that have a plan or budget of their own: 北京市科委 is no other city's.
_KNOWN_PLACES = frozenset(
    [
        "北京",
        "天津",
        "重庆",
        "河北",
        "山西",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "海南",
        "四川",
        "贵州",
        "云南",
        "陕西",
        "甘肃",
        "青海",
        "台湾",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
        "石家庄",
        "太原",
        "沈阳",
        "大连",
        "长春",
        "哈尔滨",
        "南京",
        "苏州",
        "无锡",
        "杭州",
        "宁波",
        "温州",
        "合肥",
        "福州",
        "厦门",
        "南昌",
        "济南",
        "青岛",
        "郑州",
        "武汉",
        "长沙",
        "广州",
        "深圳",
        "珠海",
        "东莞",
        "南宁",
        "海口",
        "成都",
        "贵阳",
        "昆明",
        "拉萨",
        "西安",
        "兰州",
        "西宁",
        "银川",
        "乌鲁木齐",
    ]
)
_LOCAL = "市省区县"
"""市科委 is this city's; in 武汉市科委 it is a part of another body's name."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with what decides about names in it, found once: the inside of 《》 and of
    quotations that are titles as (start, end)."""

    text: str
    titles: tuple[tuple[int, int], ...]

    @staticmethod
    def of(text: str) -> Surroundings:
        """Find the titles of a text: all of 《》, and “” around or before the word for a thing."""
        found = []
        for match in _quoted.finditer(text):
            if match.group(1) is not None:
                found.append(match.span(1))
            elif _title_end.search(match.group(2)) or _title_after.match(text, match.end()):
                found.append(match.span(2))
        return Surroundings(text, tuple(found))

    def is_whole_word(self, start: int, end: int) -> bool:
        """Whether Latin letters or digits at the edges of a name end there.

        >>> Surroundings.of("G600项目").is_whole_word(0, 3)
        False
        """
        text = self.text
        cut_before = start > 0 and _ascii_word.match(text[start]) and _ascii_word.match(text[start - 1])
        cut_after = end < len(text) and _ascii_word.match(text[end - 1]) and _ascii_word.match(text[end])
        return not cut_before and not cut_after

    def is_part_of_title(self, start: int, end: int) -> bool:
        """Whether a name is a part of a longer title in 《》 or “”.

        >>> text = Surroundings.of("《关于支持浦江创新论坛的意见》与“浦江创新论坛”活动")
        >>> text.is_part_of_title(5, 11), text.is_part_of_title(17, 23)
        (True, False)
        """
        at = bisect_right(self.titles, (start, len(self.text))) - 1
        if at < 0:
            return False
        low, high = self.titles[at]
        return low <= start and end <= high and (start, end) != (low, high)

    def points_back(self, start: int) -> bool:
        """Whether a common noun at `start` begins a phrase, so that it can stand for a thing named
        before; 分论坛 and 举办论坛133场 speak of others.

        >>> text = Surroundings.of("在论坛上，举办分论坛，论坛")
        >>> text.points_back(1), text.points_back(8), text.points_back(11)
        (True, False, True)
        """
        return start == 0 or not _han.match(self.text[start - 1]) or self.text[start - 1] in _LEADS

    def is_part_of_body(self, end: int) -> bool:
        """Whether a place that ends at `end` begins the name of a body.

        >>> Surroundings.of("美国GRC公司").is_part_of_body(2), Surroundings.of("美国的公司").is_part_of_body(2)
        (True, False)
        """
        return _body_behind.match(self.text, end) is not None

    def is_another_place_s(self, start: int, places: frozenset[str]) -> bool:
        """Whether a local short form (市科委) is preceded by the name of a place, of the registry's or
        of the larger ones that everybody knows.

        >>> Surroundings.of("宁波市科委").is_another_place_s(2, frozenset({"宁波"}))
        True
        """
        if self.text[start] not in _LOCAL:
            return False
        before = [self.text[max(0, start - size) : start] for size in (2, 3, 4)]
        return any(name in places or name in _KNOWN_PLACES for name in before)
