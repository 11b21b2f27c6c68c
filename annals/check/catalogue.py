"""Every problem's words, in Chinese and English. The message states, the help proposes.

Codes are never reused: E errors, W warnings, N notices."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model import Severity


@dataclass(frozen=True, slots=True)
class Wording:
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Message:
    code: str
    zh: Wording
    en: Wording

    @property
    def severity(self) -> Severity:
        return {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTICE}[self.code[0]]


def _message(code: str, zh: str, zh_help: str, en: str, en_help: str) -> Message:
    return Message(code, Wording(zh, zh_help), Wording(en, en_help))


_MESSAGES = (
    _message(
        "E101",
        "原始文件与登记的 sha256 不符（登记 {expected}…，实为 {found}…），此报告没有重新处理",
        "原始文件一字不改。请从版本库恢复它；若确是换了新的底本，把 {yml} 里的 sha256 改为 {full}",
        "the raw file does not match its recorded sha256 (recorded {expected}…, found {found}…); this report was not processed",
        "raw files never change: restore it from version control; if the source was truly replaced, set sha256 in {yml} to {full}",
    ),
    _message(
        "E102",
        "原始文件读不出文字：{detail}",
        "请用 UTF-8 或 GB18030 编码的纯文本保存后再放入 seeds/",
        "the raw file cannot be read as text: {detail}",
        "save it as plain text in UTF-8 or GB18030 and put it into seeds/ again",
    ),
    _message(
        "E103",
        "这里不合 YAML 的写法，程序读不懂（{detail}）",
        "看这一行和上一行：冒号之后空一格，括号、引号成对，值里有半角的冒号、逗号、# 时加引号",
        "not valid YAML: {detail}",
        "check the space after each colon, and that brackets and quotes are paired",
    ),
    _message(
        "E104",
        "更正所引的原文在原始报告里找到 {found} 处，应恰好 1 处：“{text}”",
        "最接近的是原文第 {nearest}；逐字核对（标点的全角半角也要与原文一致）；有几处的，把引文写长些，或加 line: 行号、count: 次数",
        "the text quoted by this correction occurs {found} times in the raw report instead of once: “{text}”",
        "nearest is line {nearest}; compare letter by letter, half-width and full-width marks too; where there are several, quote more or add line: or count:",
    ),
    _message(
        "E105",
        "不认识的键“{key}”",
        "可用的键：{known}",
        "unknown key “{key}”",
        "known keys: {known}",
    ),
    _message(
        "E106",
        "“{key}”的值“{value}”类型不对",
        "写法：{example}",
        "the value “{value}” of “{key}” has the wrong type",
        "write it like this: {example}",
    ),
    _message(
        "E107",
        "这条更正写得不对：{detail}",
        "例：{{replace: 原文, with: 改文, cause: slip, certainty: certain, reason: 理由}}",
        "this correction is malformed: {detail}",
        "e.g. {{replace: old, with: new, cause: slip, certainty: certain, reason: why}}",
    ),
    _message(
        "E108",
        "这条更正与第 {other} 行的更正改动同一处原文",
        "合并成一条",
        "this correction and that of line {other} change the same raw text",
        "make them one",
    ),
    _message(
        "E109",
        "这一行有 {length} 个字符，不像报告的文字，此报告没有处理",
        "请用带换行的方式重新导出原始文本（每行不超过 {limit} 个字符）",
        "this line holds {length} characters, which no report does; the report was not processed",
        "export the raw text again with line breaks (at most {limit} characters a line)",
    ),
    _message(
        "E111",
        "需要写入 {count} 个文件，但当前不许写入（--frozen）：{paths}",
        "在本机运行 make site 并提交它写的文件；只用网页的，提交到新分支，由程序补齐",
        "{count} files need writing, but nothing may be written (--frozen): {paths}",
        "run make site and commit what it writes; on the web, commit to a new branch and the program completes it",
    ),
    _message(
        "E112",
        "已发布的 {count} 个地址将消失，又没有可去之处：{url}",
        "恢复该页；条目改名或合并，在新条目写 redirect_from；确要撤去，请先与维护者商定它通往何处",
        "{count} published addresses would vanish with nowhere to lead: {url}",
        "restore the page; a renamed or merged entry names the old one in redirect_from; else agree with a maintainer where its address shall lead",
    ),
    _message(
        "E113",
        "生成的页面读回来与原文不一致：{detail}",
        "这是程序的错误，请带上原始文件报告给维护者；此报告沿用上次的结果",
        "a generated page does not read back as itself: {detail}",
        "this is a bug: please report it with the raw file; the last result of this report stands",
    ),
    _message(
        "E114",
        "编辑和程序都改了这一处（{block}，原文第 {lines} 行），程序没有动这一页\n"
        "   原先：“{base}”\n   编辑：“{mine}”\n   程序：“{theirs}”",
        "运行 .venv/bin/python build_site.py resolve docs/{page} 选定一边；只用网页时，把页面上的这一处改成程序的文字，或改成第三种写法，提交即可。"
        "确要原样保留编辑的文字，用 resolve --mine，或把它写成 .yml 里的更正",
        "both the editor and the program changed this place ({block}, raw line {lines}); the page was left as it is\n"
        "   before:  “{base}”\n   editor:  “{mine}”\n   program: “{theirs}”",
        "run .venv/bin/python build_site.py resolve docs/{page} to take one side; on the web, change this place on the page to the program's text "
        "or to a third wording and commit. To keep the editor's text to the letter, use resolve --mine, or make it a correction in the .yml",
    ),
    _message(
        "E115",
        "程序的改动没有能合并进这一页，页面没有动：{detail}",
        "这是程序的错误，请带上这一页报告给维护者；先把这一页的改动减到最少再运行，多半就能合并",
        "the program's changes could not be merged into this page, which was left as it is: {detail}",
        "this is a bug: please report it with the page; with fewer changes on the page it will most likely merge",
    ),
    _message(
        "E116",
        "上次生成的记录读不出来；这份报告照现在的页面发布，什么也没有写",
        "这个文件由程序写，不要手改：从版本库恢复它",
        "the record of what was generated last cannot be read; this report is published as its pages stand, nothing was written",
        "the program writes this file, do not edit it: restore it from version control",
    ),
    _message(
        "E119",
        "series 的每一项都要有 id 和 name，且不与别项相同：“{item}”",
        "写作 {{id: 短名, name: 系列全名}}，id 用小写字母、数字和连字符",
        "every series needs an id and a name that no other has: “{item}”",
        "write {{id: short-name, name: full name}}, the id in small letters, digits and hyphens",
    ),
    _message(
        "E201",
        "页首信息有误：{detail}",
        "页首应有 title、report、topic、status 四项，写在两行 --- 之间",
        "front matter is wrong: {detail}",
        "front matter holds title, report, topic and status between two lines of ---",
    ),
    _message(
        "E202",
        "页面渲染后第 {index} 段与 Markdown 不一致：“{found}”，应为“{expected}”",
        "多半是两种 Markdown 理解不同的写法；改写这一段，或用反斜线转义其中的符号",
        "block {index} renders differently from its Markdown: “{found}” instead of “{expected}”",
        "most likely markup that dialects read differently; rephrase it, or escape its marks with backslashes",
    ),
    _message(
        "E203",
        "这里引用的段落不存在：{reference}",
        "最接近的是 {nearest}",
        "this block reference does not exist: {reference}",
        "nearest is {nearest}",
    ),
    _message(
        "E204",
        "两个专题都要收 {reference}：{first} 与 {second}",
        "每一节只在一页；留下一处，另一处可改用 blocks 引用",
        "two topics claim {reference}: {first} and {second}",
        "a section stands on one page only; keep one claim, quote it with blocks on the other",
    ),
    _message(
        "E205",
        "专题页的页首信息有误：{detail}",
        "页首应有 title，可有 words、sections、blocks、order",
        "a topic page's front matter is wrong: {detail}",
        "it holds title, and may hold words, sections, blocks, order",
    ),
    _message(
        "E206",
        "“{key}”的值不对：{value}",
        "写法：{example}",
        "the value of “{key}” is wrong: {value}",
        "write it like this: {example}",
    ),
    _message(
        "E207",
        "不认识的键“{key}”",
        "是不是 {nearest}？可用的键：{known}",
        "unknown key “{key}”",
        "did you mean {nearest}? known keys: {known}",
    ),
    _message(
        "E208",
        "页首缺少 {key}",
        "写法：{example}",
        "front matter lacks {key}",
        "write it like this: {example}",
    ),
    _message(
        "E209",
        "名称“{name}”已登记在 {first}",
        "一个名称只属于一个条目：若是同一事物，合并两页；若确有两义，从两页的 aliases 里取出，改写在 ambiguous 下",
        "the name “{name}” is already registered in {first}",
        "a name belongs to one entry: merge the two pages if they are one thing; if it means both, move it from aliases to ambiguous",
    ),
    _message(
        "E210",
        "引文不在 {reference} 里：“{quote}”；这一格暂不发布",
        "那一段最接近的文字是“{nearest}”",
        "the quotation is not in {reference}: “{quote}”; this cell is withheld",
        "the nearest text in that block is “{nearest}”",
    ),
    _message(
        "E211",
        "没有这个条目：{slug}",
        "最接近的是 {nearest}",
        "there is no such entry: {slug}",
        "nearest is {nearest}",
    ),
    _message(
        "E212",
        "redirect_from 里的 {slug} 仍是一个条目",
        "先删去 docs/entities/{slug}.md，它的地址才能通到这里",
        "{slug} in redirect_from is still an entry",
        "remove docs/entities/{slug}.md first, so that its address can lead here",
    ),
    _message(
        "E213",
        "链接的目标不存在：{target}",
        "最接近的是 {nearest}",
        "the target of this link does not exist: {target}",
        "nearest is {nearest}",
    ),
    _message(
        "E214",
        "网站与 GitHub 预览对这一段的理解不同：网站作“{site}”，预览作“{preview}”",
        '列表和表格之前空一行；加粗的 ** 不要紧挨中文标点；# 之后空一格；嵌套的列表缩进四格；<div> 写上 markdown="1"',
        "the site and GitHub's preview read this block differently: the site “{site}”, the preview “{preview}”",
        'blank line before lists and tables; no ** next to Chinese punctuation; a space after #; nested lists indented by four; <div> with markdown="1"',
    ),
    _message(
        "W202",
        "页面存在，但上面没有 #{anchor} 这个位置：{target}",
        "最接近的是 {nearest}",
        "the page exists, but there is no #{anchor} on it: {target}",
        "nearest is {nearest}",
    ),
    _message(
        "W203",
        "docs/{report}/ 里的页面属于报告 {report}，而 seeds/ 里没有它的原始文件",
        "放入 seeds/{report}.txt，或删去 docs/{report}/",
        "the pages in docs/{report}/ belong to report {report}, which has no raw file in seeds/",
        "add seeds/{report}.txt, or remove docs/{report}/",
    ),
    _message(
        "E215",
        "status 的值不对：{value}；这一页按未校对发布",
        "是不是 {nearest}？可用：{known}",
        "the value of status is wrong: {value}; the page is published as 未校对",
        "did you mean {nearest}? there are: {known}",
    ),
    _message(
        "E216",
        "没有这个专题：{value}",
        "最接近的是 {nearest}；专题在 docs/topics/，另有 overview 和 other",
        "there is no such topic: {value}",
        "nearest is {nearest}; topics are in docs/topics/, besides overview and other",
    ),
    _message(
        "W204",
        "已核对要有两个人的名字，现在是：{names}；这一页按已校对发布",
        "在 reviewed_by 写上校对的人和核对的人，如 reviewed_by: 甲、乙",
        "已核对 needs two names; there is: {names}; the page is published as 已校对",
        "name the reader and the second one in reviewed_by, e.g. reviewed_by: 甲、乙",
    ),
    _message(
        "E217",
        "sections 里写的 {reference} 是一个段落，不是标题",
        "它所在的节是 {nearest}；只想引用这一段，写进 blocks",
        "{reference} in sections is a paragraph, no heading",
        "the section around it is {nearest}; to quote the paragraph alone, put it into blocks",
    ),
    _message(
        "W201",
        "“{name}”在各报告里没有一处提及",
        "检查名称与 aliases 是否与原文一字不差；不需要此条目就删去该页",
        "“{name}” is mentioned in no report",
        "check that title and aliases are written exactly as in the text; remove the page if it is not needed",
    ),
    _message(
        "N201",
        "“{form}”有 {count} 处看不出所指，没有链接：{places}",
        "若能断定，在该条目 ambiguous 的 blocks 里写上段落，如 {{form: {form}, blocks: [2011#l84]}}",
        "“{form}” is undecided in {count} places and not linked: {places}",
        "where you can tell, list the blocks under ambiguous, e.g. {{form: {form}, blocks: [2011#l84]}}",
    ),
    _message(
        "N202",
        "“{name}”没有一处提及",
        "检查写法；不需要就从条目里删去",
        "“{name}” is mentioned nowhere",
        "check how it is written; remove it from the entry if it is not needed",
    ),
    _message(
        "N203",
        "“{name}”也在另一条目的名称之内：“{longer}”（{other}）；那里算那一条目的提及",
        "若是整体与部分，在 part_of 里写明；若是同一事物，合并两页",
        "“{name}” also stands inside another entry's name: “{longer}” ({other}); there it counts for that entry",
        "if they are whole and part, say so in part_of; if they are one thing, merge the two pages",
    ),
    _message(
        "N204",
        "中文里的半角标点“{mark}”：“…{around}…”（本段 {count} 处）",
        "改为全角“{wanted}”；若确应半角（如英文句中），不必理会",
        "half-width “{mark}” in Chinese text: “…{around}…” ({count} in this block)",
        "make it full-width “{wanted}”; leave it where half-width is right (in an English sentence)",
    ),
    _message(
        "N205",
        "{status}之后，程序重新写过这一页的文字；这一页按未校对发布",
        "看过改动的地方之后，在 reviewed_by 补上名字或日期，就重新算起",
        "the program wrote this page's text anew after it was {status}; it is published as 未校对",
        "look at what changed, then add a name or date to reviewed_by and it counts anew",
    ),
    _message(
        "W301",
        "网站生成器报告：{detail}",
        "按提示修改后再运行",
        "the site generator reports: {detail}",
        "fix what it names and run again",
    ),
    _message(
        "W101",
        "看不出这份报告是哪一年的（{evidence}）",
        "在 {yml} 里写明 year:",
        "the year of this report is not clear from its text ({evidence})",
        "state year: in {yml}",
    ),
    _message(
        "W102",
        "空文件，已略过",
        "放入报告全文，或删去它",
        "empty file, left out",
        "put the report's text into it, or remove it",
    ),
    _message(
        "W103",
        "链接指到文件夹之外，已略过",
        "把文件本身放进 seeds/",
        "a link out of the folder, left out",
        "put the file itself into seeds/",
    ),
    _message(
        "W104",
        "引用的报告 {report} 不在 seeds/ 里，此处从略",
        "放入该报告，或删去这条引用",
        "report {report} is not in seeds/; this reference is left out",
        "add that report, or remove the reference",
    ),
    _message(
        "W105",
        "文件名 {name} 不宜作网址，改用 {slug}",
        "请把文件改名为简短的英文字母与数字，如 js-2011.txt",
        "the file name {name} makes no good address; {slug} is used",
        "rename it to short ASCII letters and digits, e.g. js-2011.txt",
    ),
    _message(
        "W106",
        "内容与 {other} 相同，两份都已处理",
        "若是重复放入，删去一份",
        "the same content as {other}; both were processed",
        "if it was put in twice, remove one",
    ),
    _message(
        "N103",
        "有 {count} 个标题没有归入任何专题，列在“其他”页：{titles}",
        "在相应的 docs/topics/*.md 的 sections 里写上 {example}，或在 words 里加一个词",
        "{count} headings belong to no topic and stand on the page “其他”: {titles}",
        "name {example} in sections of a page in docs/topics/, or add a word to its words",
    ),
    _message(
        "N104",
        "有 {count} 段末句没有收尾，可能断在别处：“…{end}”",
        "看原文第 {line} 行前后；若确与后段相连，把两段在页面上合为一段，或用更正移回原处",
        "{count} paragraphs end in mid-sentence and may be torn: “…{end}”",
        "look around raw line {line}; if it goes on elsewhere, join the two on the page or move one with a correction",
    ),
    _message(
        "N105",
        "程序对这一页的改动牵涉到有冲突的页，暂缓",
        "先解决 {others} 的冲突",
        "the program's changes to this page wait: they concern a page with a conflict",
        "resolve the conflict in {others} first",
    ),
    _message(
        "N101",
        "标题层级存疑：“{text}”",
        "若知道印本的层级，在 {yml} 里用 level 更正",
        "doubtful heading level: “{text}”",
        "if you know the printed report's level, state it with a level correction in {yml}",
    ),
    _message(
        "N102",
        "原始文件按 {encoding} 解码",
        "确认无乱码即可",
        "the raw file was decoded as {encoding}",
        "make sure nothing is garbled",
    ),
)

CATALOGUE: dict[str, Message] = {message.code: message for message in _MESSAGES}
