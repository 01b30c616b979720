"""The five checks read the objects; the control lines are plain comparisons."""

from dataclasses import replace
from datetime import date

import pytest

from socialplan.plan.goals.rules import (
    Check,
    GoalFacts,
    KpiFacts,
    checks,
    crossed,
    failing,
    lines_fit,
    unsure,
)

STEADY = (100.0, 104.0, 98.0, 101.0, 99.0, 103.0, 97.0, 102.0, 100.0, 101.0)
KPI = KpiFacts(
    name="Response per post", metric=True, scope=True, value=101.0, computed=True, baseline=101.0,
    target=102.0, history=STEADY, ahead=1,
)  # fmt: skip
GOAL = GoalFacts(
    expectation=True, date=date(2026, 12, 1), starts=date(2026, 1, 1), ends=date(2026, 12, 31),
    kpis=(KPI,), criteria=1,
)  # fmt: skip


def check(letter: str, goal: GoalFacts) -> Check:
    return next(found for found in checks(goal) if found.letter == letter)


def with_kpi(**changes: object) -> GoalFacts:
    return replace(GOAL, kpis=(replace(KPI, **changes),))  # type: ignore[arg-type]


def test_a_complete_goal_passes_all_five_in_order() -> None:
    found = checks(GOAL)
    assert [(c.letter, c.outcome) for c in found] == [(letter, "pass") for letter in "SMART"]
    assert not failing(found) and not unsure(found)


def test_a_goal_without_criteria_asks_for_one_and_without_kpi_for_a_kpi() -> None:
    assert check("S", replace(GOAL, kpis=(), criteria=0)).code == "no_criterion"
    assert check("S", replace(GOAL, kpis=(), criteria=2)).code == "no_kpi"
    assert len(failing(checks(replace(GOAL, kpis=())))) == 3


@pytest.mark.parametrize(
    ("letter", "changes", "outcome", "code"),
    [
        ("S", {"metric": False}, "fail", "no_metric"),
        ("S", {"scope": False}, "fail", "no_scope"),
        ("M", {"computed": False}, "fail", "not_computed"),
        ("M", {"value": None}, "fail", "no_value"),
        ("A", {"target": None}, "fail", "no_target"),
        ("A", {"baseline": None}, "fail", "no_baseline"),
        ("A", {"target": 90.0}, "fail", "already_there"),
        ("A", {"target": 101.0}, "fail", "already_there"),
        ("A", {"target": 110.0, "direction": "down"}, "fail", "already_there"),
        ("A", {"history": STEADY[:7]}, "unsure", "too_little_history"),
        ("A", {"target": 180.0}, "unsure", "stretch"),
        ("A", {"target": 99.0, "direction": "down"}, "pass", "achievable"),
    ],
)
def test_each_kpi_fault_is_named(letter: str, changes: dict[str, object], outcome: str, code: str) -> None:
    found = check(letter, with_kpi(**changes))
    assert (found.outcome, found.code) == (outcome, code)
    assert found.values["kpi"] == "Response per post"


def test_eight_periods_give_a_chance_and_seven_do_not() -> None:
    assert "chance" in check("A", with_kpi(history=STEADY[:8])).values
    assert check("A", with_kpi(history=STEADY[:7])).values == {"kpi": "Response per post", "periods": 7}


def test_the_weakest_kpi_decides() -> None:
    goal = replace(GOAL, kpis=(KPI, replace(KPI, name="Second", scope=False)))
    assert check("S", goal).values == {"kpi": "Second"}
    assert check("M", goal).outcome == "pass"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"date": None}, "no_date"),
        ({"date": date(2027, 1, 1)}, "outside_period"),
        ({"date": date(2025, 12, 31)}, "outside_period"),
        ({"starts": None, "ends": None}, "no_period"),
    ],
)
def test_the_date_lies_within_the_plan(changes: dict[str, object], code: str) -> None:
    assert check("T", replace(GOAL, **changes)).code == code  # type: ignore[arg-type]


def test_the_first_and_last_day_of_the_plan_are_within_it() -> None:
    for day in (GOAL.starts, GOAL.ends):
        assert check("T", replace(GOAL, date=day)).outcome == "pass"


def test_a_goal_without_an_expectation_is_not_relevant() -> None:
    assert check("R", replace(GOAL, expectation=False)).outcome == "fail"


@pytest.mark.parametrize(
    ("value", "lower", "upper", "line"),
    [
        (4.9, 5, None, "lower"), (5, 5, None, ""), (9, 5, 8, "upper"), (8, 5, 8, ""), (None, 5, 8, ""),
        (3, None, None, ""), (-1, 0, None, "lower"),
    ],
)  # fmt: skip
def test_a_control_line_is_crossed_when_the_value_lies_beyond_it(
    value: float | None, lower: float | None, upper: float | None, line: str
) -> None:
    assert crossed(value, lower=lower, upper=upper) == line


def test_the_lower_line_lies_under_the_upper_line() -> None:
    assert lines_fit(lower=1, upper=2) and lines_fit(lower=None, upper=2) and lines_fit(lower=1, upper=None)
    assert not lines_fit(lower=2, upper=2) and not lines_fit(lower=3, upper=2)
