"""Periods in ISO 8601 as readers see them."""

from __future__ import annotations


def told_period(period: str) -> str:
    """A period as quantities.csv has it, in words.

    >>> [told_period(text) for text in ("2011", "2011-08", "2011-08-02", "../2011-11", "2010/2012")]
    ['2011年', '2011年8月', '2011年8月2日', '截至2011年11月', '2010—2012年']
    >>> [told_period(text) for text in ("2011-01/2011-11", "2011-07-04/2011-07-05", "2011-12/2012-02", "2011-01-31/2011-02-03")]
    ['2011年1—11月', '2011年7月4—5日', '2011年12月—2012年2月', '2011年1月31日—2月3日']
    """
    begin, stroke, end = period.partition("/")
    if not stroke:
        return _said(begin)
    if begin == "..":
        return f"截至{_said(end)}"
    first, last = begin.split("-"), end.split("-")
    shared = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    if len(first) != len(last) or shared >= len(first):
        return f"{_said(begin)}—{_said(end)}"
    rest = _said(end, after=shared)
    # The last of the parts that differ bears its unit once: 1—11月.
    head = _said(begin)[:-1] if shared == len(first) - 1 else _said(begin)
    return f"{head}—{rest}"


def _said(date: str, after: int = 0) -> str:
    units = ("年", "月", "日")
    parts = [f"{int(part)}{unit}" for part, unit in zip(date.split("-"), units, strict=False)]
    return "".join(parts[after:])
