"""Units and measure words with which a number is a quantity, and what each is counted in at its base."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from annals.text.characters import HAN

SCALES = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}
"""What may stand between a number and its unit."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NAMED = _words(
    "元 美元 欧元 英镑 日元 港元 港币 人民币 吨 吨标准煤 公斤 千克 克 毫克 微克 米 千米 公里 海里 厘米 毫米 微米 纳米 英寸 平方米 平方公里 平方千米 平方厘米 立方米 立方 "
    "平米 亩 公顷 亩次 千瓦 兆瓦 瓦 千瓦时 度电 度 伏 千伏 赫兹 兆赫 吉赫 升 毫升 字节 比特 帕 兆帕 摄氏度 ℃ 小时 分钟 秒 毫秒 天 周 年 个月 工作日 个工作日 岁 人 "
    "人（次） 名（次） 台（次） 件（次） 人次 人日 人天 人年 名 位 个 项 项次 家 家次 件 件次 台 台套 台（套） 台/套 台次 台时 套 辆 辆次 车次 架 架次 艘 颗 枚 枝 只 头 株 棵 粒 条 款 种 类 门类 "
    "批 批次 次 场 场次 届 期 轮 轮次 篇 篇次 部 本 册 份 份次 卷 张 幅 座 栋 幢 间 处 片 块 支 组 队 班 对 户 股 笔 单 宗 例 起 例次 集 首 字 所 课时 "
    "学时 学分 床 床位 门 门次 盘 瓶 盒 箱 袋 标 品种 人份 点 步 幕 讲 句 段 节 章 层 把 尾 羽 匹 根 尊 面 顶 场所"
)
_WITH_HAN = _words(
    "人 人次 名 位 个 项 家 件 台 套 辆 架 艘 颗 枚 只 头 株 条 款 种 类 批 批次 次 场 场次 届 轮 篇 部 本 册 份 卷 张 幅 座 栋 间 处 片 块 支 组 队 对 "
    "户 笔 单 宗 例 集 首 所 门 讲 节 章 段 年 个月 天 周 小时 分钟 岁 吨 公里 平方公里 平方米 亩 公顷"
)
"""Those that make a quantity of a number in Han characters too. 级, 期, 元, 点, 面, 度, 层 do not: 三级, 二期, 二元, 三点, 两面."""


def _pairs(table: str) -> dict[str, str]:
    """A table written `m 米, km 公里` as a mapping."""
    found = {}
    for entry in table.split(", "):
        key, value = entry.split()
        found[key] = value
    return found


_LATIN = _pairs(
    "mm 毫米, cm 厘米, m 米, km 公里, nm 纳米, μm 微米, um 微米, m2 平方米, m² 平方米, km2 平方公里, km² 平方公里, m3 立方米, "
    "m³ 立方米, t 吨, kg 公斤, g 克, mg 毫克, μg 微克, L 升, ml 毫升, mL 毫升, kW 千瓦, KW 千瓦, kw 千瓦, MW 兆瓦, GW 吉瓦, "
    "kWh 千瓦时, MWh 兆瓦时, GWh 吉瓦时, kV 千伏, KV 千伏, V 伏, W 瓦, Ah 安时, Hz 赫兹, kHz 千赫, MHz 兆赫, GHz 吉赫, KB KB, "
    "MB MB, GB GB, TB TB, PB PB, kbps kbps, Mbps Mbps, Gbps Gbps, Tbps Tbps, Mb/s Mb/s, Gb/s Gb/s, "
    "MPa 兆帕, Pa 帕, °C ℃, min 分钟, h 小时, s 秒, ms 毫秒"
)
_BASES = (
    _pairs(
        "人（次） 人次, 名（次） 人次, 台（次） 台次, 件（次） 件次, 名 人, 位 人, 大 个, 平米 平方米, 千克 公斤, 千米 公里, 平方千米 平方公里, 度电 千瓦时, 港币 港元"
    )
    | _LATIN
)
_BEFORE_ANOTHER_WORD = _pairs(
    "部 门委分队署长级属落, 位 一置, 次 方级生性序, 类 型别, 度 过假, 年 级轻份代青度月, 周 年边围期, 天 然文津空, 元 素件器宇, 组 织长建团成, 对 接外口于比, "
    "面 积向对临, 门 户, 节 能点约目, 点 击位评, 段 落, 章 程, 首 个次批届家席, 标 准志题, 本 市土科地, 支 持撑, 处 理置长, 单 位, 集 团成群聚中, 讲 座话, "
    "层 次面, 步 骤, 人 才民工类, 字 节, 家 庭, 块 链, 台 湾, 班 级, 例 如, 把 手, 根 据, 克 服, 只 有要, 条 件, 名 称单, 户 外, 床 位, 代 表, "
    "头 部, 种 植, 轮 胎, 座 谈, 升 级, 秒 级, 米 兰, 场 馆景地, 间 接隙"
)
"""Characters behind a unit with which it is another word: 三部门, 3位一体, 2012年度."""


def _unit(word: str) -> str:
    if word == "项":
        # 21项目标 are 目标.
        return "项(?!目(?!标))"
    other = _BEFORE_ANOTHER_WORD.get(word)
    if word.isascii() or word in _LATIN:
        return re.escape(word) + "(?![A-Za-z0-9])"
    return re.escape(word) + (f"(?![{other}])" if other else "")


def _any_unit(words: Iterable[str]) -> str:
    return "|".join(map(_unit, sorted(words, key=lambda word: (-len(word), word))))


UNIT = f"(?:{_any_unit([*_NAMED, *_LATIN])})"
"""A unit behind a number in digits, as a part of a regular expression."""
HAN_UNIT = f"(?:{_any_unit(_WITH_HAN)}|大(?=[{HAN}“]))"
"""A measure word behind a number in Han characters."""
SCALE = "(?:" + "|".join(SCALES) + ")"
"""The longest first, as they stand in SCALES."""


def base_of(unit: str) -> str:
    """What a unit is counted in: 名 and 位 are 人, m is 米; every other unit is its own.

    >>> [base_of(unit) for unit in ("位", "km", "人次", "亿")]
    ['人', '公里', '人次', '亿']
    """
    return _BASES.get(unit, unit)


_AS_READ = {"百分点": "个百分点", "％": "%"}
"""Units with another sign than the one that numbers are read with."""


def base_of_scaled(unit: str) -> str:
    """What a unit that may have a scale before it is counted in, as an editor writes one.

    >>> [base_of_scaled(unit) for unit in ("亿元", "万人次", "千克", "项", "百分点", "％")]
    ['元', '人次', '公斤', '项', '个百分点', '%']
    """
    if unit in _AS_READ:
        return _AS_READ[unit]
    if base_of(unit) == unit and unit not in _NAMED:
        unit = next((unit.removeprefix(scale) for scale in SCALES if unit.startswith(scale)), unit) or unit
    return base_of(unit)
