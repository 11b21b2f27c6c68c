"""The picture of a measure: what may be compared is joined, nothing else is, and no word covers another."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.model import Amount, Approximation, Comparable, FigureKind, Point, ReadPoint, Spot
from annals.pages.indicator_chart import HEIGHT, WIDTH, Chart, Plotted, chart_of

BREAKS = (Comparable.PARTLY, Comparable.NO)


def plotted(number: int, year: int, value: int, comparable: Comparable) -> Plotted:
    printed = f"{value}项"
    amount = Amount(
        start=0,
        end=len(printed),
        kind=FigureKind.AMOUNT,
        value=Decimal(value),
        value_to=None,
        unit="项",
        factor=Decimal(1),
        base_unit="项",
        approx=Approximation.EXACT,
    )
    point = Point(
        measure="m",
        report=str(year),
        period=str(year),
        printed=printed,
        scope="",
        quotes=(printed,),
        blocks=(f"{year}#l1",),
        comparable=comparable,
        reason="",
        number=number,
    )
    spot = Spot(report=str(year), block="l1", start=0, end=len(printed))
    found = ReadPoint(point=point, amount=amount, spots=(spot,), comparable=comparable, reason="")
    return Plotted(found=found, title=printed, href="#")


def drawn(*points: tuple[int, int, Comparable], reports: tuple[int, ...] = ()) -> Chart | None:
    return chart_of([plotted(number, *point) for number, point in enumerate(points)], reports)


def test_only_three_of_one_scope_make_a_picture() -> None:
    first, yes, no = Comparable.FIRST, Comparable.YES, Comparable.NO
    assert drawn((2011, 1, first), (2012, 2, yes)) is None
    assert drawn((2011, 1, first), (2012, 2, yes), (2013, 3, no)) is None
    assert drawn((2011, 1, first), (2012, 2, no), (2013, 3, yes), (2014, 4, no)) is None
    assert drawn((2011, 1, first), (2012, 2, no), (2013, 3, yes), (2014, 4, yes)) is not None


def test_years_without_a_report_are_named() -> None:
    chart = drawn(
        (2001, 1, Comparable.FIRST),
        (2002, 2, Comparable.YES),
        (2012, 3, Comparable.YES),
        reports=(2001, 2002, 2007, 2012),
    )
    assert chart is not None
    assert [gap.name.text if gap.name else "" for gap in chart.gaps] == ["2003—2006 无报告", "2008—2011 无报告"]
    assert [gap.x2 for gap in chart.gaps[:1]] == [gap.x1 for gap in chart.gaps[1:]], (
        "2007 has a report, though no number"
    )


@given(
    st.lists(
        st.tuples(st.integers(1900, 2100), st.integers(0, 10**9), st.sampled_from([*BREAKS, Comparable.YES])),
        min_size=3,
        max_size=70,
    )
)
@settings(max_examples=60, deadline=None)
def test_lines_are_where_points_compare_and_labels_have_room(points: list[tuple[int, int, Comparable]]) -> None:
    ordered = sorted(points, key=lambda point: point[0])
    chart = drawn(
        *((year, value, Comparable.FIRST if not number else told) for number, (year, value, told) in enumerate(ordered))
    )
    if chart is None:
        return
    shown = ordered[-60:]
    told = [comparable for _, _, comparable in shown[1:]]
    assert len(chart.lines) == told.count(Comparable.YES) and len(chart.breaks) == len(told) - len(chart.lines)
    assert len(chart.dots) == len(shown)
    most = max(value for _, value, _ in shown)
    for dot, (_, value, _) in zip(chart.dots, shown, strict=True):
        assert 0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT
        # Heights are in proportion from zero on.
        assert abs((chart.base - dot.y) * (most or 1) - value * (chart.base - 52)) <= 0.1 * (most or 1)
    labels = [dot for dot in chart.dots if dot.label]
    for one, other in combinations(labels, 2):
        # Digits are at least six wide: two labels on one line do not touch.
        if abs(one.label_y - other.label_y) < 10:
            assert abs(one.label_x - other.label_x) >= 6 * (len(one.label) + len(other.label)) / 2
    for signs in (chart.years, [gap.name for gap in chart.gaps if gap.name]):
        for one, other in combinations(signs, 2):
            assert abs(one.x - other.x) >= 6 * (len(one.text) + len(other.text)) / 2
