"""A text and a setting to one page of HTML that lays itself out, sheet by sheet."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from tests.roundtrip.settings import Setting
from tests.roundtrip.texts import MARK, Kind, Part, Text

_CLASS = {Kind.TITLE: "title", Kind.PARAGRAPH: "para", Kind.ITEM: "item", Kind.CAPTION: "caption", Kind.BOX: "boxhead"}


def html_of(text: Text, setting: Setting) -> str:
    """One file; `sheets.js` in it parts the text into pages once it is loaded."""
    told = {"folio": setting.folio.value, "running": setting.running.name, "outer": setting.outer}
    told |= {"columns": setting.columns, "title": text.title}
    flow = "".join(_html(part) for part in text.parts if part.kind is not Kind.NOTE)
    script = (Path(__file__).parent / "sheets.js").read_text("utf-8")
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{_css(setting)}</style>'
        f'<body><div id="flow">{flow}</div><script>{script}\nsheets({json.dumps(told)});</script></body></html>'
    )


def _html(part: Part) -> str:
    boxed = " boxed" if part.boxed else ""
    if part.kind is Kind.TABLE:
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
        return f'<table class="table">{rows}</table>'
    if part.kind is Kind.HEADING:
        return f'<p class="head h{part.level}">{escape(part.text)}</p>'
    inside = escape(part.text)
    for note in part.notes:
        mark = note.split(" ", 1)[0]
        inside = inside.replace(MARK, f'<sup data-note="{escape(note)}">{mark}</sup>', 1)
    return f'<p class="{_CLASS[part.kind]}{boxed}">{inside}</p>'


def _css(setting: Setting) -> str:
    family = "Noto Serif CJK SC, Songti SC, serif" if setting.serif else "Noto Sans CJK SC, PingFang SC, sans-serif"
    size, gap = setting.size, f"{setting.gap}em"
    larger = (1.5, 1.25, 1.1) if setting.large else (1, 1, 1)
    inner_width, inner_height = setting.width - 2 * setting.margin, setting.height - 2 * setting.margin
    column = (inner_width - 8) / 2 if setting.columns == 2 else inner_width
    heads = "".join(
        f".h{level}{{font-size:{factor * size}pt;margin-top:{0.8 if setting.large else 0.3}em}}"
        for level, factor in enumerate(larger, 1)
    )
    line = "border:0.5pt solid #000;" if setting.ruled else ""
    return f"""
@page {{ size: {setting.width}mm {setting.height}mm; margin: 0 }}
* {{ margin: 0; padding: 0; box-sizing: border-box }}
body {{ font: {size}pt/{setting.leading} {family}; text-rendering: geometricPrecision; font-kerning: none }}
#flow {{ display: none }}
.sheet {{ position: relative; width: {setting.width}mm; height: {setting.height}mm; break-after: page; overflow: hidden }}
.sheet:last-child {{ break-after: auto }}
.frame {{ position: absolute; top: {setting.margin}mm; width: {column}mm; height: {inner_height}mm; left: {setting.margin}mm }}
.frame.second {{ left: {setting.margin + inner_width - column}mm }}
.running, .folio {{ position: absolute; left: {setting.margin}mm; width: {inner_width}mm; font-size: 8pt; text-align: center }}
.running {{ top: {setting.margin / 2}mm }}
.folio {{ bottom: {setting.margin / 2}mm }}
.left {{ text-align: left }} .right {{ text-align: right }}
p {{ text-align: {"justify" if setting.justify else "left"} }}
.para, .item {{ margin-bottom: {gap}; text-indent: {"2em" if setting.indent else "0"} }}
.para.rest, .item.rest {{ text-indent: 0 }}
.para.cut, .item.cut {{ margin-bottom: 0; text-align-last: {"justify" if setting.justify else "left"} }}
.head {{ font-weight: bold; text-align: {"center" if setting.centred else "left"}; margin-bottom: {0.4 if setting.large else 0}em }}
{heads}
.title {{ font-size: {2 * size if setting.large else 1.4 * size}pt; font-weight: bold; text-align: center; margin-bottom: 1em }}
.caption {{ text-align: center; font-size: {0.9 * size}pt; margin-top: 0.5em }}
.boxhead {{ font-weight: bold; text-align: center; margin-top: 0.5em }}
.boxed, .boxhead {{ {line} background: #eee; padding: 0 1em }}
.table {{ border-collapse: collapse; width: 100%; margin-bottom: 0.8em }}
.table td {{ {line} padding: 0 0.5em; text-align: center }}
.notes {{ position: absolute; left: 0; bottom: 0; width: 100%; font-size: {0.8 * size}pt; line-height: 1.3 }}
.notes:not(:empty) {{ border-top: 0.5pt solid #000; padding-top: 1mm }}
sup {{ font-size: 0.65em; line-height: 0 }}
"""
