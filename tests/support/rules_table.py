"""The effect of every rule on every seed and strange report: `make rules`.

A change to a rule is reviewed on its whole effect: print the table before and after."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from annals.clean.cleaning import clean_source
from annals.clean.order import RULES
from annals.clean.read import read_source
from tests.support.words import LEXICON

REPO = Path(__file__).resolve().parents[2]


def main() -> None:
    """A row a report, a column a rule; then the rules that fire on one report only."""
    paths = [
        *sorted((REPO / "seeds").glob("*.txt")),
        *sorted((REPO / "tests" / "structure" / "strange" / "raw").glob("*.txt")),
    ]
    counts = {
        path.stem: Counter(e.code for e in clean_source(read_source(path.stem, path.read_bytes()), LEXICON)[0].ledger)
        for path in paths
    }
    codes = [rule.code for rule in RULES]
    print(" " * 20 + " ".join(codes))
    for name, found in counts.items():
        print(f"{name[:19]:20}" + " ".join(f"{found[code] or '·':>4}" for code in codes))
    print(f"{'reports':20}" + " ".join(f"{sum(1 for found in counts.values() if found[code]):>4}" for code in codes))
    for rule in RULES:
        where = [name for name, found in counts.items() if found[rule.code]]
        if len(where) <= 1:
            print(f"{rule.code} {rule.name}: {'only ' + where[0] if where else 'nowhere'}")


if __name__ == "__main__":
    main()
