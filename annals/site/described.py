"""What a page tells programs that look for works and data: JSON-LD in the words of schema.org, as text that may stand in an
element of HTML. What is not known is left out; without the site's address there are no addresses."""

from __future__ import annotations

import json
from typing import Any

from annals.text.citation import Reference

DATA = "guide/data.md"
"""The page of the open data."""
_LANGUAGE = "zh-Hans"
# A closing tag among the words would end the element.
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def described_page(reference: Reference, site: str, address: str) -> str:
    """A page with a report's text: `reference` with its whole address, `site` the name of the edition, `address` that of
    its root, both empty where not known."""
    known = reference.is_report
    return _json(
        {
            "@type": "Report" if known else "WebPage",
            "name": reference.title,
            "inLanguage": _LANGUAGE,
            "publisher": [{"@type": "Organization", "name": author} for author in reference.authors],
            "datePublished": reference.published if known else "",
            "dateModified": reference.changed,
            "url": reference.url if address else "",
            "isPartOf": {"@type": "WebSite", "name": site} | ({"url": address} if address else {}),
        }
    )


def described_data(site: str, description: str, address: str, version: str) -> str:
    """The open data. Parts of them stand under different terms, which the package tells file by file."""
    root = f"{address.rstrip('/')}/" if address else ""
    package = {
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": f"{root}data/datapackage.json",
    }
    return _json(
        {
            "@type": "Dataset",
            "name": f"{site}开放数据",
            "description": description,
            "inLanguage": _LANGUAGE,
            "isAccessibleForFree": True,
            "version": version,
            "url": f"{root}{DATA.removesuffix('.md')}.html" if root else "",
            "distribution": [package] if root else [],
        }
    )


def _json(values: dict[str, Any]) -> str:
    told = {"@context": "https://schema.org"} | {key: value for key, value in values.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
