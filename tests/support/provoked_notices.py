"""The ways to go wrong of which a warning or a notice tells, and most of those that are no slip of an editor's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annals.edition.building import ingest
from annals.edition.writing import carry_out
from annals.model import Side
from tests.support.small_folder import PAGE, RAW, both, correct, put, swap, write

# An outer and an inner glyph, then a heading with prose: does it stand beside the inner one or beside its own first label?
DOUBTFUL = RAW.replace(
    "第二节 国内合作",
    "》》 发布成果\n\n2031年，成果发布。\n\n⊗ 首批项目\n\n## 三项第一\n\n- 项目甲\n- 项目乙\n\n## 平台建成启用\n\n2031年，平台建成，启用三个月。\n\n第二节 国内合作",
)
# Numbers between paragraphs, with text before the first and behind the last of them.
PAGED = (
    RAW.replace("报告10份。\n", "报告10份。\n\n— 59 —\n")
    .replace("参加甲乙论坛。\n", "参加甲乙论坛。\n\n— 60 —\n")
    .replace(
        "第二节 国内合作\n", "第二节 国内合作\n\n2031年，接待来访12批。\n\n— 61 —\n\n2031年，出访8批。\n\n— 62 —\n"
    )
)


def both_sides(root: Path) -> None:
    """The editor and a correction change one sentence."""
    swap("docs/2031/domestic-cooperation.md", "签署协议12项", "签订协议12项")(root)
    correct("replace: 签署协议12项, with: 达成协议12项")(root)


def _link_out(root: Path) -> None:
    (root / "seeds/out.txt").symlink_to(root.parent)


def _put_below(root: Path) -> None:
    """A section of no topic goes below one that a topic has."""
    write(root, "seeds/2031.txt", RAW + "\n第三节 人才队伍\n\n2031年，引进人才三百名。\n")
    write(
        root,
        "seeds/2031.yml",
        "corrections:\n  - {level: 第三节 人才队伍, to: 4, cause: layout, certainty: certain, reason: 试}\n",
    )


def _head_of_a_page_that_goes(root: Path) -> None:
    """An editor wrote into the head of a page, and a correction takes the only heading out."""
    swap("docs/2031/domestic-cooperation.md", "status: 未校对", "status: 已校对\nreviewed_by: 甲")(root)
    correct("drop: 第二节 国内合作")(root)


def _taken_down_with_a_word(root: Path) -> None:
    """An editor mends a word, then the sentence is taken down."""
    swap("docs/2031/domestic-cooperation.md", "签署协议12项", "签订协议12项")(root)
    carry_out(root, ingest(root.resolve()).writes)
    put("seeds/2031.yml", "corrections:\n  - {withhold: 签署协议12项, reason: 请求撤下, cause: removal}\n")(root)


def _kept_own(root: Path) -> None:
    """The same, and the editor's side was chosen."""
    both_sides(root)
    found = ingest(root.resolve())
    choices = {report: (conflict.decided(Side.MINE),) for report, conflict in found.conflicts}
    carry_out(root, ingest(root.resolve(), choices).writes)


def _both_sides_and_another_page(root: Path) -> None:
    """The same while a topic takes the section with the conflict to another page."""
    both_sides(root)
    swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l9]")(root)


def _written_anew(root: Path) -> None:
    """A page is read and signed, then a correction changes it."""
    swap(PAGE, "status: 未校对", "status: 已校对\nreviewed_by: 甲")(root)
    carry_out(root, ingest(root.resolve()).writes)
    correct("replace: 发布报告10份, with: 发布报告11份")(root)


NOTICED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "W210": ("一张很大的图", put("docs/图.png", b"\x89PNG\r\n\x1a\n" + bytes(3_100_000))),
    "N118": ("文件名是汉字", put("docs/about/说明.md", "---\ntitle: 说明\n---\n\n说明。\n")),
    "N207": ("没有一页通到的一页", put("docs/news/a.md", "---\ntitle: 消息\n---\n\n消息。\n")),
    "N206": ("校对了没有写名字", swap(PAGE, "status: 未校对", "status: 已校对")),
    "W253": ("链接的括号是全角的", swap("docs/index.md", "引言。", "见[论坛]（topics/forums-and-expos.md）。")),
    "W208": (
        "题目里的 # 成了注释",
        swap("docs/topics/forums-and-expos.md", "title: 论坛与展会", "title: 论坛 #1 展会"),
    ),
    "W209": ("列表里的逗号是全角的", swap("docs/topics/forums-and-expos.md", "[论坛]", "[论坛，展会]")),
    "W114": (
        "改了原始文件里的一个字",
        lambda root: (root / "seeds/2031.txt").write_text(RAW.replace("市科委组织", "市科协组织"), "utf-8") and None,
    ),
    "W113": (
        "scan 的图一张也没有",
        put("seeds/2031.yml", "scan: scans/2031/{page}.jpg\npages: {58: 5}\n"),
    ),
    "W211": ("名称里有全角的引号", swap("docs/topics/forums-and-expos.md", "[论坛]", "[“论坛”]")),
    "W112": ("出版早于报告的年份", put("seeds/2031.yml", "published: 2013\n")),
    "W111": ("年份写成了另一年", put("seeds/2031.yml", "year: 2013\n")),
    "W101": ("看不出年份", put("seeds/2031.txt", RAW.replace("2031年", ""))),
    "W102": ("空文件", put("seeds/2032.txt", "")),
    "W103": ("链接指到文件夹之外", _link_out),
    "W104": ("引用了没有的报告", swap("docs/entities/jia-yi.md", "[2031#l5]\n", "[2031#l5, 2019#l7]\n")),
    "W105": ("文件名是中文", put("seeds/某省 2031.txt", RAW.replace("甲乙", "丙丁"))),
    "W207": ("把 Word 文件拖进了 seeds", put("seeds/2032.docx", b"PK\x03\x04\x14\x00\x08\x00word/document.xml")),
    "W106": ("同一文件放了两次", put("seeds/2031-2.txt", RAW)),
    "W110": ("一个页码接不上前后", put("seeds/2031.txt", PAGED.replace("— 61 —", "— 90 —"))),
    "N109": ("页码前后都有文字", put("seeds/2031.txt", PAGED)),
    "E144": ("页从没有的行起", put("seeds/2031.yml", "pages: {58: 1200}\n")),
    "W201": ("名称没有一处提及", swap("docs/entities/jia-yi.md", "title: 甲乙论坛", "title: 甲乙丙论坛")),
    "W202": ("页面上没有那个位置", swap("docs/index.md", "引言。", "见[论坛](2031/forums-and-expos.md#l6)。")),
    "W203": ("报告页没有原始文件", lambda root: (root / "seeds/2031.txt").unlink()),
    "W204": ("已核对只有一个名字", swap(PAGE, "status: 未校对", "status: 已核对\nreviewed_by: 甲")),
    "W205": ("已核对没有名字", swap(PAGE, "status: 未校对", "status: 已核对")),
    "N101": ("标题的层级断不定", put("seeds/2031.txt", DOUBTFUL)),
    "N102": ("原始文件是 GB18030", put("seeds/2031.txt", RAW.encode("gb18030"))),
    "N103": ("有标题不归任何专题", put("seeds/2031.txt", RAW.replace("第二节 国内合作", "第二节 人才队伍"))),
    "N111": (
        "几个数目连在一起",
        put("seeds/2031.txt", RAW.replace("发布报告10份。", "发布报告10份，三年依次为3.325.6亿元。")),
    ),
    "N112": (
        "编号缺了一条",
        put("seeds/2031.txt", RAW.replace("第二节 国内合作", "第三节 国内合作")),
    ),
    "W302": (
        "断行没有认出的文字",
        put(
            "seeds/2031.txt",
            RAW.replace(
                "2031年，市科委组织企业参加甲乙论坛。",
                "参加的企业有，\n\n## 2031年展出、\n\n，其余在外地。\n\n## 12\n\n## 签约（第一批\n\n项目金额3.325.6亿元。",
            ),
        ),
    ),
    "N104": (
        "段末没有收尾",
        put(
            "seeds/2031.txt",
            RAW.replace(
                "2031年，与外地签署协议12项，支持甲乙论坛成果落地。", "2031年，与外地签署协议12项。支持甲乙论坛成果落"
            ),
        ),
    ),
    "N107": (
        "删去了一个标题",
        swap("docs/2031/domestic-cooperation.md", "## 第二节 国内合作\n\n", ""),
    ),
    "N134": ("撤下的一句编者改过一个字", _taken_down_with_a_word),
    "N119": ("更正删去了一页唯一的标题，页首有编者写的", _head_of_a_page_that_goes),
    "N125": (
        "补的标题引了段中的字",
        put(
            "seeds/2031.yml",
            "corrections:\n  - {heading: 主宾国, level: 3, before: 丹麦担任主宾国, cause: picture, certainty: certain, reason: 试}\n",
        ),
    ),
    "N113": ("一条更正把一节放到了一个专题的标题下面", _put_below),
    "N110": ("更正所说的一句，编者选了自己的", _kept_own),
    "N108": ("年份只有开头一处", put("seeds/shui-li.txt", "2032年，甲地建成平台3个。\n\n各地认真落实。\n")),
    "N105": ("冲突未决时专题又要收走这一节", _both_sides_and_another_page),
    "N106": (
        "一组编号里只有一个标题合专题的词",
        put(
            "seeds/2031.txt",
            RAW
            + "\n（一）引进人才\n\n引进人才三百名。\n\n（二）筹备论坛\n\n筹备会开了四次。\n\n（三）修订章程\n\n章程修订两章。\n",
        ),
    ),
    "N201": (
        "简称看不出所指",
        swap("docs/entities/jia-yi.md", "{form: 论坛, after: true}", "{form: 论坛, blocks: [2031#l7]}"),
    ),
    "W224": ("not 比名称短", swap("docs/entities/jia-yi.md", "aliases: []", "not: [甲乙]")),
    "N132": (
        "条目的说明没有写依据",
        put("docs/entities/jia-yi.md", "---\ntitle: 甲乙论坛\ntype: 论坛\n---\n\n每一年都办一届的论坛。\n"),
    ),
    "N202": ("别名没有一处提及", swap("docs/entities/jia-yi.md", "aliases: []", "aliases: [甲乙会]")),
    "N203": (
        "名称套在另一名称里",
        both(
            put("seeds/2031.txt", RAW.replace("支持甲乙论坛成果", "支持甲乙论坛分论坛成果")),
            put("docs/entities/sub.md", "---\ntitle: 甲乙论坛分论坛\ntype: 论坛\n---\n"),
        ),
    ),
    "N117": (
        "名称断在一个词的中间",
        both(
            put("seeds/2031.txt", RAW.replace("支持甲乙论坛成果", "支持丙丁大学生创业，支持甲乙论坛成果")),
            put("docs/entities/bing-ding.md", "---\ntitle: 丙丁大学\ntype: 高校\n---\n"),
        ),
    ),
    "N205": ("校对之后文字重新生成过", _written_anew),
    "N204": ("编者用了半角标点", swap("docs/index.md", "引言。", "引言,见下。")),
}
