"""The round trip at will: `python -m tests.roundtrip --seed 1 --documents 20 --tool pypdf --show 30`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.roundtrip.readers import READERS
from tests.roundtrip.sample import Result, drawn_documents, results
from tests.roundtrip.table import table_of
from tests.support.browsing import chromium


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=20, help="how many, numbered from 1")
    parser.add_argument("--only", type=int, help="the document of this number alone")
    parser.add_argument("--tool", choices=READERS, action="append", help="this one alone; may be given again")
    parser.add_argument("--show", type=int, default=0, metavar="K", help="the first K differences")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write what the tools read there, a file each")
    parser.add_argument("--mapped", action="store_true", help="radicals are made characters by hand first")
    asked = parser.parse_args()
    found: list[Result] = []
    with chromium() as browser:
        for document in drawn_documents(asked.seed, asked.only or asked.documents):
            if asked.only in (None, document.number):
                found += results(browser, document, asked.tool or tuple(READERS), asked.mapped)
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        for result in found:
            (asked.keep / f"{asked.seed}-{result.document.number}-{result.tool}.txt").write_text(result.raw, "utf-8")
    told = [f"{one.document.number} {one.tool}: {line}" for one in found for line in one.score.told]
    print("\n".join(told[: asked.show]))
    print(table_of(found))


if __name__ == "__main__":
    main()
