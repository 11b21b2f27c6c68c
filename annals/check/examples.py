"""One real example of every problem, shown by `explain`: what `check` said of a small folder with one fault
in it (tests/support/provocations.py makes each again)."""

from __future__ import annotations

from annals.model import Problem

_EXAMPLES = (
    Problem(
        "E101",
        "seeds/2031.txt",
        None,
        (
            ("expected", "abababab"),
            ("found", "10be905e"),
            ("full", "10be905eab743401614362e15ebedb9eee2e4ac4fd102c519130dfe126415f5c"),
            ("yml", "seeds/2031.yml"),
        ),
    ),
    Problem(
        "E102",
        "seeds/2031.txt",
        None,
        (("detail", "NUL ×5"),),
    ),
    Problem(
        "E103",
        "seeds/2031.yml",
        2,
        (("detail", "expected ',' or ']', but got '<stream end>'"),),
    ),
    Problem(
        "E104",
        "seeds/2031.yml",
        2,
        (
            ("text", "签署协义12项"),
            ("found", "0"),
            ("nearest", "11 | 签署协议12项，支持甲"),
        ),
        "签署协义12项",
    ),
    Problem(
        "E105",
        "seeds/2031.yml",
        1,
        (
            ("key", "yaer"),
            ("known", "year、title、series、original、sha256、corrections"),
        ),
    ),
    Problem(
        "E106",
        "seeds/2031.yml",
        1,
        (
            ("key", "year"),
            ("value", "二〇三一"),
            ("example", "year: 2024"),
        ),
    ),
    Problem(
        "E107",
        "seeds/2031.yml",
        2,
        (("detail", "缺少“with”"),),
    ),
    Problem(
        "E108",
        "seeds/2031.yml",
        2,
        (("other", "3"),),
    ),
    Problem(
        "E109",
        "seeds/2031.txt",
        12,
        (
            ("length", "200001"),
            ("limit", "200000"),
        ),
    ),
    Problem(
        "E111",
        "docs",
        None,
        (
            ("count", "2"),
            ("paths", "docs/2031/forums-and-expos.md、seeds/.base/2031.jsonl"),
        ),
    ),
    Problem(
        "E112",
        "seeds/.base/addresses.txt",
        None,
        (
            ("count", "1"),
            ("url", "entities/jia-yi.html"),
        ),
    ),
    Problem(
        "E113",
        "seeds/2031.txt",
        None,
        (("detail", "第 3 段"),),
    ),
    Problem(
        "E114",
        "docs/2031/domestic-cooperation.md",
        10,
        (
            ("block", "2031#l11"),
            ("lines", "11"),
            ("page", "2031/domestic-cooperation.md"),
            ("mine", "2031年，与外地签订协议12项，支持甲乙论坛成果落地。"),
            ("theirs", "2031年，与外地达成协议12项，支持甲乙论坛成果落地。"),
            ("base", "2031年，与外地签署协议12项，支持甲乙论坛成果落地。"),
        ),
    ),
    Problem(
        "E115",
        "docs/2031/forums-and-expos.md",
        None,
        (("detail", "第 3 段"),),
    ),
    Problem(
        "E116",
        "seeds/.base/2031.jsonl",
        4,
        (),
    ),
    Problem(
        "E119",
        "mkdocs.yml",
        5,
        (("item", "{id: jia, name: 甲的年报}"),),
    ),
    Problem(
        "E201",
        "docs/2031/forums-and-expos.md",
        5,
        (("detail", "不认识的键 stauts（是不是 status？）"),),
        "stauts: 未校对",
    ),
    Problem(
        "E202",
        "docs/2031/forums-and-expos.md",
        None,
        (
            ("index", "3"),
            ("found", "甲乙"),
            ("expected", "甲*乙"),
        ),
    ),
    Problem(
        "E203",
        "docs/entities/jia-yi.md",
        12,
        (
            ("reference", "2031#l6"),
            ("nearest", "2031#l5（“2031年3月1日，第3届甲乙论坛在某地…”）"),
        ),
        "每年一届。[2031#l6]",
    ),
    Problem(
        "E204",
        "docs/topics/domestic-cooperation.md",
        5,
        (
            ("reference", "2031#l3"),
            ("first", "forums-and-expos"),
            ("second", "domestic-cooperation"),
        ),
        "sections: [2031#l3]",
    ),
    Problem(
        "E205",
        "docs/topics/forums-and-expos.md",
        1,
        (("detail", "不认识的键 word；可用：title、words、sections、blocks、order"),),
    ),
    Problem(
        "E206",
        "docs/entities/jia-yi.md",
        3,
        (
            ("key", "type"),
            ("value", "论坛会"),
            (
                "example",
                "论坛、会议、展会、奖项、机构、企业、高校、医院、计划、项目、文件、平台、基金、联盟、地方、国家",
            ),
        ),
        "type: 论坛会",
    ),
    Problem(
        "E207",
        "docs/entities/jia-yi.md",
        4,
        (
            ("key", "alias"),
            ("nearest", "aliases"),
            (
                "known",
                "title、title_source、type、aliases、english、english_source、not、ambiguous、part_of、redirect_from、editions",
            ),
        ),
        "alias: []",
    ),
    Problem(
        "E208",
        "docs/entities/jia-yi.md",
        1,
        (
            ("key", "type"),
            ("example", "type: 论坛"),
        ),
    ),
    Problem(
        "E209",
        "docs/entities/jia-yi.md",
        2,
        (
            ("name", "甲乙论坛"),
            ("first", "docs/entities/jia-yi-2.md"),
        ),
        "title: 甲乙论坛",
    ),
    Problem(
        "E210",
        "docs/entities/jia-yi.md",
        9,
        (
            ("quote", "第三届甲乙论坛"),
            ("reference", "2031#l5"),
            ("nearest", "第3届甲乙论坛"),
        ),
        "    ordinal: {value: 3, quote: 第三届甲乙论坛, block: 2031#l5}",
    ),
    Problem(
        "E211",
        "docs/entities/jia-yi.md",
        4,
        (
            ("slug", "jia-yl"),
            ("nearest", "jia-yi"),
        ),
        "part_of: [jia-yl]",
    ),
    Problem(
        "E212",
        "docs/entities/jia-yi.md",
        4,
        (("slug", "old"),),
        "redirect_from: [old]",
    ),
    Problem(
        "E213",
        "docs/index.md",
        5,
        (
            ("target", "topics/forum-and-expos.md"),
            ("nearest", "topics/forums-and-expos.md"),
        ),
        "见[论坛](topics/forum-and-expos.md)。",
    ),
    Problem(
        "E214",
        "docs/index.md",
        5,
        (
            ("site", "引言： - 甲 - 乙"),
            ("preview", "引言："),
        ),
        "引言：",
    ),
    Problem(
        "E215",
        "docs/2031/forums-and-expos.md",
        5,
        (
            ("value", "已校正"),
            ("nearest", "已校对"),
            ("known", "未校对、已校对、已核对"),
        ),
        "status: 已校正",
    ),
    Problem(
        "E216",
        "docs/2031/forums-and-expos.md",
        4,
        (
            ("value", "forum-and-expos"),
            ("nearest", "forums-and-expos"),
        ),
        "topic: forum-and-expos",
    ),
    Problem(
        "E217",
        "docs/topics/forums-and-expos.md",
        5,
        (
            ("reference", "2031#l5"),
            ("nearest", "2031#l3（“第一节 论坛与展会”）"),
        ),
        "sections: [2031#l5]",
    ),
    Problem(
        "W101",
        "seeds/2031.txt",
        None,
        (
            ("evidence", "—"),
            ("yml", "seeds/2031.yml"),
        ),
    ),
    Problem(
        "W102",
        "seeds/2032.txt",
        None,
        (),
    ),
    Problem(
        "W103",
        "seeds/out.txt",
        None,
        (),
    ),
    Problem(
        "W104",
        "docs/entities/jia-yi.md",
        12,
        (("report", "2019"),),
        "每年一届。[2031#l5, 2019#l7]",
    ),
    Problem(
        "W105",
        "seeds/江苏 2031.txt",
        None,
        (
            ("name", "江苏 2031.txt"),
            ("slug", "2031-3594fd"),
        ),
    ),
    Problem(
        "W106",
        "seeds/2031.txt",
        None,
        (("other", "seeds/2031-2.txt"),),
    ),
    Problem(
        "W201",
        "docs/entities/jia-yi.md",
        2,
        (("name", "甲乙丙论坛"),),
        "title: 甲乙丙论坛",
    ),
    Problem(
        "W202",
        "docs/index.md",
        5,
        (
            ("target", "2031/forums-and-expos.md#l6"),
            ("anchor", "l6"),
            ("nearest", "#l7"),
        ),
        "见[论坛](2031/forums-and-expos.md#l6)。",
    ),
    Problem(
        "W203",
        "docs/2031/domestic-cooperation.md",
        2,
        (("report", "2031"),),
        "title: 国内合作（2031）",
    ),
    Problem(
        "W204",
        "docs/2031/forums-and-expos.md",
        5,
        (("names", "甲"),),
        "status: 已核对",
    ),
    Problem(
        "W301",
        "mkdocs.yml",
        None,
        (("detail", "Config value 'plugins'"),),
    ),
    Problem(
        "N101",
        "seeds/2031.txt",
        20,
        (
            ("text", "平台建成启用"),
            ("yml", "seeds/2031.yml"),
        ),
    ),
    Problem(
        "N102",
        "seeds/2031.txt",
        None,
        (("encoding", "gb18030"),),
    ),
    Problem(
        "N103",
        "seeds/2031.txt",
        9,
        (
            ("count", "1"),
            ("titles", "第二节 人才队伍"),
            ("example", "2031#l9"),
        ),
    ),
    Problem(
        "N104",
        "seeds/2031.txt",
        11,
        (
            ("count", "1"),
            ("end", "2项。支持甲乙论坛成果落"),
            ("line", "11"),
        ),
    ),
    Problem(
        "N105",
        "docs/2031/forums-and-expos.md",
        None,
        (("others", "docs/2031/domestic-cooperation.md"),),
    ),
    Problem(
        "N201",
        "docs/entities/jia-yi.md",
        None,
        (
            ("form", "论坛"),
            ("count", "2"),
            ("places", "2031#l3、2031#l5"),
            ("entities", "jia-yi"),
        ),
    ),
    Problem(
        "N202",
        "docs/entities/jia-yi.md",
        4,
        (("name", "甲乙会"),),
        "aliases: [甲乙会]",
    ),
    Problem(
        "N203",
        "docs/entities/jia-yi.md",
        2,
        (
            ("name", "甲乙论坛"),
            ("longer", "甲乙论坛分论坛"),
            ("other", "docs/entities/sub.md"),
        ),
        "title: 甲乙论坛",
    ),
    Problem(
        "N204",
        "docs/index.md",
        5,
        (
            ("mark", ","),
            ("wanted", "，"),
            ("count", "1"),
            ("around", "引言,见下。"),
        ),
    ),
    Problem(
        "N205",
        "docs/2031/forums-and-expos.md",
        5,
        (("status", "已校对"),),
        "status: 已校对",
    ),
)

EXAMPLES: dict[str, Problem] = {problem.code: problem for problem in _EXAMPLES}
