"""The five SMART checks and the control lines: plain decisions that read the objects, not the wording."""

from dataclasses import dataclass, field
from datetime import date as Day
from typing import Any

from .forecast import Outlook, outlook

LETTERS = "SMART"
SEVERITY = {"pass": 0, "unsure": 1, "fail": 2}


@dataclass(frozen=True)
class KpiFacts:
    """What the checks need to know about one KPI."""

    name: str
    metric: bool  # an analysis and a measure are chosen
    scope: bool  # it is said whose posts count
    value: float | None = None  # what its question answers now
    computed: bool = False  # there is a finding
    baseline: float | None = None
    target: float | None = None
    direction: str = "up"
    history: tuple[float, ...] = ()
    ahead: int = 1  # periods from the baseline to the date


@dataclass(frozen=True)
class GoalFacts:
    """What the checks need to know about a goal."""

    expectation: bool
    date: Day | None
    starts: Day | None
    ends: Day | None
    kpis: tuple[KpiFacts, ...] = ()
    criteria: int = 0


@dataclass(frozen=True)
class Check:
    """One letter: pass, fail, or unsure (too little history, stretch); the faces word `code`."""

    letter: str
    outcome: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)


def checks(goal: GoalFacts) -> tuple[Check, ...]:
    """S, M, A, R, T in that order."""
    return (
        _worst("S", goal, _specific), _worst("M", goal, _measurable), _worst("A", goal, _achievable),
        _relevant(goal), _timely(goal),
    )  # fmt: skip


def failing(found: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(check for check in found if check.outcome == "fail")


def unsure(found: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(check for check in found if check.outcome == "unsure")


def _worst(letter: str, goal: GoalFacts, judge: Any) -> Check:
    """A goal is as good as its weakest KPI; without a KPI there is nothing to read."""
    if not goal.kpis:
        return Check(letter, "fail", "no_kpi" if goal.criteria else "no_criterion")
    found: list[Check] = [judge(kpi) for kpi in goal.kpis]
    return max(found, key=lambda check: SEVERITY[check.outcome])


def _specific(kpi: KpiFacts) -> Check:
    if not kpi.metric:
        return Check("S", "fail", "no_metric", {"kpi": kpi.name})
    if not kpi.scope:
        return Check("S", "fail", "no_scope", {"kpi": kpi.name})
    return Check("S", "pass", "specific")


def _measurable(kpi: KpiFacts) -> Check:
    if not kpi.metric or not kpi.computed:
        return Check("M", "fail", "not_computed", {"kpi": kpi.name})
    if kpi.value is None:
        return Check("M", "fail", "no_value", {"kpi": kpi.name})
    return Check("M", "pass", "measurable", {"kpi": kpi.name, "value": kpi.value})


def _achievable(kpi: KpiFacts) -> Check:
    about: dict[str, Any] = {"kpi": kpi.name}
    if kpi.target is None:
        return Check("A", "fail", "no_target", about)
    if kpi.baseline is None:
        return Check("A", "fail", "no_baseline", about)
    better = kpi.target > kpi.baseline if kpi.direction == "up" else kpi.target < kpi.baseline
    if not better:
        return Check("A", "fail", "already_there", {**about, "baseline": kpi.baseline, "target": kpi.target})
    seen = outlook(kpi.history, target=kpi.target, ahead=kpi.ahead, direction=kpi.direction)
    if seen is None:
        return Check("A", "unsure", "too_little_history", {**about, "periods": len(kpi.history)})
    return _within(seen, about)


def _within(seen: Outlook, about: dict[str, Any]) -> Check:
    values = {**about, "chance": seen.chance, "low": seen.low, "high": seen.high, "periods": seen.periods}
    if seen.stretch:
        return Check("A", "unsure", "stretch", values)
    return Check("A", "pass", "achievable", values)


def _relevant(goal: GoalFacts) -> Check:
    if goal.expectation:
        return Check("R", "pass", "relevant")
    return Check("R", "fail", "no_expectation")


def _timely(goal: GoalFacts) -> Check:
    if goal.starts is None or goal.ends is None:
        return Check("T", "fail", "no_period")
    if goal.date is None:
        return Check("T", "fail", "no_date", {"starts": goal.starts, "ends": goal.ends})
    if not goal.starts <= goal.date <= goal.ends:
        return Check("T", "fail", "outside_period", {"starts": goal.starts, "ends": goal.ends})
    return Check("T", "pass", "timely", {"date": goal.date})


def crossed(value: float | None, *, lower: float | None, upper: float | None) -> str:
    """Which control line the value lies beyond: lower, upper, or none (empty). On the line is not beyond."""
    if value is None:
        return ""
    if lower is not None and value < lower:
        return "lower"
    return "upper" if upper is not None and value > upper else ""


def lines_fit(*, lower: float | None, upper: float | None) -> bool:
    return lower is None or upper is None or lower < upper


@dataclass(frozen=True)
class Situation:
    """What the gate reads of the situation analysis: cards that rest on evidence, and what became of them."""

    inside: int
    outside: int
    moved: int  # cards whose claim is stale, contested or cannot be recomputed
    unproven: int  # cards without evidence


def gate(situation: Situation) -> tuple[str, ...]:
    """Which parts of the situation analysis are missing or out of date; empty: the gate is open."""
    found = []
    if not situation.inside:
        found.append("no_inside")
    if not situation.outside:
        found.append("no_outside")
    if situation.moved:
        found.append("moved")
    return tuple(found)
