"""`seeds/.base/`: what was generated last, one JSON line each, and the register of addresses."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from annals.model import DraftPage, Generated, Matter

_DEFAULTS = {f.name: f.default for f in fields(Generated)}


def dump_base(pages: tuple[DraftPage, ...], order: tuple[str, ...]) -> str:
    """JSON lines: one for each page's front matter, then the blocks in the source's order."""
    lines = [json.dumps({"matter": page.path, **asdict(page.matter)}, ensure_ascii=False) for page in pages]
    parts = {part.id: part for page in pages for part in page.parts}
    for name in order:
        record = {key: value for key, value in asdict(parts[name]).items() if value != _DEFAULTS.get(key)}
        lines.append(json.dumps(record, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)


def load_base(text: str) -> tuple[dict[str, Matter], tuple[Generated, ...]]:
    """Front matter by path, and the generated blocks in order. Raises ValueError or TypeError
    on a damaged file."""
    matters: dict[str, Matter] = {}
    parts: list[Generated] = []
    for line in filter(None, text.split("\n")):
        record = json.loads(line)
        if "matter" in record:
            path = record.pop("matter")
            matters[path] = Matter(**record)
        else:
            record["lines"] = tuple((first, last) for first, last in record["lines"])
            record["anchors"] = tuple(record.get("anchors", ()))
            parts.append(Generated(**record))
    return matters, tuple(parts)


def addresses(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    """The published addresses of generated pages: each page, and each anchor on it."""
    found = []
    for page in pages:
        url = page.path.removesuffix(".md") + ".html"
        found.append(url)
        for part in page.parts:
            if part.role == "block" or part.markdown:
                found.extend(f"{url}#{name}" for name in (part.id, *part.anchors))
    return tuple(found)


def extend_register(register: str, pages: tuple[DraftPage, ...]) -> str:
    """The register with new addresses at its end; what is in it stays for ever."""
    known = set(register.split("\n"))
    new = [address for address in addresses(pages) if address not in known]
    return register + "".join(address + "\n" for address in new)
