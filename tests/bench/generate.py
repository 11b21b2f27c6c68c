"""The command line: `python -m tests.bench.generate many --reports 100 FOLDER`, `… volumes --count 1 FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.bench.many import write_many
from tests.bench.volumes import write_volumes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    many = kinds.add_parser("many", help="several series of reports")
    many.add_argument("--reports", type=int, default=100)
    many.add_argument("--characters", type=int, default=10_000, help="of one report")
    volumes = kinds.add_parser("volumes", help="a series of year-books")
    volumes.add_argument("--count", type=int, default=1)
    volumes.add_argument("--characters", type=int, default=1_000_000, help="of one volume")
    volumes.add_argument("--chapters", type=int, default=300)
    for one in (many, volumes):
        one.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.kind == "many":
        write_many(args.folder, args.reports, args.characters)
    else:
        write_volumes(args.folder, args.count, args.characters, args.chapters)


if __name__ == "__main__":
    main()
