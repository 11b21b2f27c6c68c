"""What can happen to the files of a folder, as a table that anyone can extend; a malformed row is an error.

    | 文件 | 怎样 | 说 | 文字 |
    | --- | --- | --- | --- |
    | docs/2031/forums-and-expos.md | 另存为 gb18030 | E120 | 照旧 |
    | docs/index.md | 把 `引言` 改成 `引\\x1b言` | | 照旧 |

说: the codes of all errors and warnings of `check`, no more and no fewer. 文字: 照旧 when the published text of
the report has to be what it was, 会变 when it may differ. In backquotes `\\n`, `\\t`, `\\x1b` and the like stand
for one character, `\\|` for a bar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEAD = ["文件", "怎样", "说", "文字"]


class MalformedError(ValueError):
    """A row that is none; names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """Something that happens to a file (a path below the root); `line` is that of its row, `codes` what has to be said."""

    line: int
    path: str
    what: str
    codes: frozenset[str]
    same_text: bool

    def befall(self, root: Path) -> None:
        """Let it happen. Raises MalformedError for what nobody knows."""
        words = [_char(word) for word in re.findall(r"`([^`]*)`", self.what)]
        act = _ACTS.get(re.sub(r"`[^`]*`", "…", self.what).strip())
        if act is None:
            raise MalformedError(f"line {self.line}: nobody knows how to “{self.what}”; known: {'、'.join(_ACTS)}")
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        act(target, *words)


def read_mishaps(path: Path) -> list[Mishap]:
    """All rows of the tables in a file. Raises MalformedError."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if cells == HEAD or set("".join(cells)) <= set("- "):
            continue
        if len(cells) != len(HEAD) or cells[3] not in ("照旧", "会变") or not re.fullmatch(r"([EW]\d{3} ?)*", cells[2]):
            raise MalformedError(f"{path.name}:{number}: a row has {', '.join(HEAD)}")
        codes = frozenset(cells[2].split())
        found.append(Mishap(line=number, path=cells[0], what=cells[1], codes=codes, same_text=cells[3] == "照旧"))
    if not found:
        raise MalformedError(f"{path.name}: no row")
    return found


def _char(text: str) -> str:
    return re.sub(
        r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))",
        lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else {"n": "\n", "t": "\t"}.get(m[3], m[3]),
        text,
    )


def _replaced(target: Path, old: str, new: str) -> None:
    text = target.read_text("utf-8")
    if old not in text:
        raise MalformedError(f"{target}: no “{old}”")
    target.write_text(text.replace(old, new, 1), "utf-8")


def _link(target: Path) -> None:
    outside = target.parents[len(target.parents) - 3] / "outside.md"
    outside.write_text("---\ntitle: 外\n---\n\n外面的文字\n", "utf-8")
    target.unlink(missing_ok=True)
    target.symlink_to(outside)


def _folder(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.mkdir()


_ACTS: dict[str, Callable[..., object]] = {
    "另存为 gb18030": lambda t: t.write_bytes(t.read_text("utf-8").encode("gb18030")),
    "另存为 utf-8-sig": lambda t: t.write_bytes(t.read_text("utf-8").encode("utf-8-sig")),
    "另存为 utf-16": lambda t: t.write_bytes(t.read_text("utf-8").encode("utf-16")),
    "另存为 utf-16-le": lambda t: t.write_bytes(t.read_text("utf-8").encode("utf-16-le")),
    "另存为 utf-16-be": lambda t: t.write_bytes(t.read_text("utf-8").encode("utf-16-be")),
    "读成 GBK 再存": lambda t: t.write_text(t.read_bytes().decode("gb18030", "replace"), "utf-8"),
    "换成 Word 文件": lambda t: t.write_bytes(b"PK\x03\x04\x14\x00\x06\x00word/document.xml" + bytes(40)),
    "换行改成 CRLF": lambda t: t.write_bytes(t.read_bytes().replace(b"\n", b"\r\n")),
    "换行改成 CR": lambda t: t.write_bytes(t.read_bytes().replace(b"\n", b"\r")),
    "字节全乱": lambda t: t.write_bytes(b"\xff\x00\xfe\x81" * 40),
    "砍去后半": lambda t: t.write_bytes(t.read_bytes()[: len(t.read_bytes()) // 2]),
    "只留页首": lambda t: t.write_text(t.read_text("utf-8").partition("\n---\n")[0] + "\n---\n", "utf-8"),
    "清空": lambda t: t.write_bytes(b""),
    "删去": lambda t: t.unlink(),
    "变成文件夹": _folder,
    "变成指到外面的链接": _link,
    "复制为 …": lambda t, name: (t.parent / name).write_bytes(t.read_bytes()),
    "改名为 …": lambda t, name: t.rename(t.parent / name),
    "写 …": lambda t, text: t.write_text(text, "utf-8"),
    "写一千遍 …": lambda t, text: t.write_text(text * 1000, "utf-8"),
    "写五千遍 …": lambda t, text: t.write_text(text * 5000, "utf-8"),
    "开头加 …": lambda t, text: t.write_text(text + t.read_text("utf-8"), "utf-8"),
    "末尾加 …": lambda t, text: t.write_text(t.read_text("utf-8") + text, "utf-8"),
    "把 … 改成 …": _replaced,
    "再写一遍": lambda t: t.write_bytes(t.read_bytes() * 2),
}
