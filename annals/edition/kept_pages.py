"""The pages of the last site, so that one that would be made the same is not made again: data only.

What does not fit to the byte (another program, a damaged file, a page that somebody touched) is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from annals.edition.circles import lasting
from annals.edition.values import plain, reader
from annals.edition.writing import write_file
from annals.model import Mismatch, Withheld
from annals.site.reuse import Earlier, Kept, Made
from annals.site.search.page import Block, Page

NAME = "pages.jsonl"
MOST = 256_000_000
"""Bytes of the record: beyond, nothing is kept."""


def earlier_site(folder: Path, site: Path, basis: str) -> Earlier:
    """The site in place as it may be taken from, by what is kept of it in a folder; `basis` is the digest of what all
    pages are made from."""
    return Earlier(basis=basis, pages=_read(folder / NAME), holds=partial(_holds, site), put=partial(put_again, site))


def keep_pages(folder: Path, pages: Mapping[str, Kept]) -> None:
    """Leave what is known of the pages of a site. A folder in which nothing can be kept is no fault."""
    body = b"\n".join(_line(path, kept).encode() for path, kept in sorted(pages.items()))
    with suppress(OSError):
        if len(body) <= MOST:
            write_file(folder / NAME, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        else:
            (folder / NAME).unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Kept]:
    """What was kept of pages; nothing if it is not whole. Whether one fits, its key tells."""
    try:
        check, _, body = path.read_bytes().partition(b"\n")
        if check != hashlib.sha256(body).hexdigest().encode():
            return {}
        with lasting():
            return dict(map(_kept, body.split(b"\n")))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def _holds(site: Path, address: str, sha256: str) -> bool:
    with suppress(OSError), open(f"{site}/{address}", "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest() == sha256
    return False


def put_again(site: Path, address: str, target: str) -> None:
    """The same file under another name: what replaces a site replaces its files, and writes into none."""
    given = f"{site}/{address}"
    with suppress(OSError):
        # Of most the folder is there, and no such file.
        os.link(given, target)
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(target)
    try:
        os.link(given, target)
    except OSError:
        shutil.copyfile(given, target)


def _line(path: str, kept: Kept) -> str:
    told = [
        [item.path, item.index, item.found, item.expected] if isinstance(item, Mismatch) else [item.path, item.shown]
        for item in kept.told
    ]
    said = None
    if kept.said is not None:
        blocks = [[b.anchor, b.heading, b.text, b.level, b.heads] for b in kept.said.blocks]
        said = [kept.said.title, blocks]
    values = [
        path,
        kept.key,
        kept.sha256,
        kept.warnings,
        told,
        kept.anchors,
        kept.links,
        said,
        kept.twin,
        plain(kept.made),
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _kept(line: bytes) -> tuple[str, Kept]:
    path, key, sha256, warnings, told, anchors, links, said, twin, made = json.loads(line)
    return path, Kept(
        key=key,
        sha256=sha256,
        warnings=tuple(warnings),
        told=tuple(map(_told, told)),
        anchors=tuple(anchors),
        links=tuple((there, tuple((anchor, written) for anchor, written in inside)) for there, inside in links),
        said=None if said is None else Page(title=said[0], blocks=tuple(map(_block, said[1]))),
        twin=twin,
        made=None if made is None else reader(Made)(made),
    )


def _told(values: list[Any]) -> Mismatch | Withheld:
    if len(values) == 2:
        return Withheld(path=values[0], shown=values[1])
    path, index, found, expected = values
    return Mismatch(path=path, index=index, found=found, expected=expected)


def _block(values: list[Any]) -> Block:
    anchor, heading, text, level, heads = values
    return Block(anchor=anchor, heading=heading, text=text, level=level, heads=tuple(heads))
