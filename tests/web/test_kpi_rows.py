"""The small line of a KPI: gaps stay gaps, and it can be read without seeing it."""

from types import SimpleNamespace
from typing import Any, cast

from socialplan.plan.goals.queries import KpiLine
from socialplan.web.kpi_rows import spark


def line(*values: float | None) -> KpiLine:
    history = [
        {"value": one, "low": one and one - 1, "high": one and one + 1, "complete": one is not None}
        for one in values
    ]
    row: Any = SimpleNamespace(history=history)
    periods = sum(value is not None for value in values)
    return cast("KpiLine", SimpleNamespace(row=row, periods=periods, now=None))


def test_a_gap_cuts_the_line_in_two() -> None:
    drawn = spark(line(10, 12, None, 11, 14))
    assert drawn and len(drawn.lines) == 2 and len(drawn.bands) == 2
    assert drawn.words == "4 periods, from 10 to 14"


def test_the_line_runs_from_edge_to_edge_and_higher_is_higher() -> None:
    drawn = spark(line(10, 20))
    assert drawn
    (first, last) = (tuple(map(float, point.split(","))) for point in drawn.lines[0].split())
    assert (first[0], last[0]) == (3.0, 117.0) and first[1] > last[1]


def test_a_value_between_two_gaps_is_a_dot_and_one_value_is_no_line() -> None:
    drawn = spark(line(10, None, 12, None, 11, 10))
    assert drawn and len(drawn.dots) == 2
    assert spark(line(None, 12)) is None
