"""Where an edition keeps what belongs to a report, relative to its folder."""

from __future__ import annotations


def text_file(report: str) -> str:
    """The raw text."""
    return f"seeds/{report}.txt"


def yml_file(report: str) -> str:
    """What persons say of the report: facts and corrections."""
    return f"seeds/{report}.yml"


def record_file(report: str) -> str:
    """What was generated last."""
    return f"seeds/.base/{report}.jsonl"
