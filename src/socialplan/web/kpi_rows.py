"""KPIs as rows of a table: where they must go, stand, and likely come, and a small line of their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from socialplan.plan.goals.queries import KpiLine
from socialplan.report import numbers

from .goals_show import language, unit_of

WIDE, HIGH = 120, 32
EDGE = 3


@dataclass(frozen=True)
class Spark:
    """A line without axes: `lines` are runs between gaps, `bands` the ranges around them, in SVG points."""

    lines: tuple[str, ...]
    bands: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]  # a value between two gaps
    words: str  # the same for who cannot see it
    wide: int = WIDE
    high: int = HIGH


@dataclass(frozen=True)
class KpiRow:
    """One row. `likely` and `chance` are empty with too little history."""

    line: KpiLine
    likely: str
    spark: Spark | None


def kpi_rows(lines: tuple[KpiLine, ...]) -> list[KpiRow]:
    return [KpiRow(line, likely(line), spark(line)) for line in lines]


def likely(line: KpiLine) -> str:
    """The range at the date, from the own history."""
    if line.outlook is None:
        return ""
    return numbers.between(line.outlook.low, line.outlook.high, unit_of(line), language(), table=True)


def spark(line: KpiLine) -> Spark | None:
    """None with fewer than two comparable periods."""
    return spark_of(line.row.history, _words(line)) if line.periods >= 2 else None


def spark_of(history: Sequence[Mapping[str, Any]], words: str) -> Spark:
    """`history` holds value, low, high and complete of each period, at least two of them complete."""
    place = _scale(history)
    runs = _runs(history)
    return Spark(
        lines=tuple(" ".join(_point(place(at, one["value"])) for at, one in run) for run in runs),
        bands=tuple(band for run in runs if (band := _band(run, place))),
        dots=tuple(place(*(run[0][0], run[0][1]["value"])) for run in runs if len(run) == 1),
        words=words,
    )  # fmt: skip


def _words(line: KpiLine) -> str:
    known = [one for one in line.row.history if one["complete"] and one["value"] is not None]
    ends = [numbers.value(one["value"], unit_of(line), language()) for one in (known[0], known[-1])]
    return _("%(periods)s periods, from %(first)s to %(last)s") % {
        "periods": len(known), "first": ends[0], "last": ends[1],
    }  # fmt: skip


def _scale(history: Sequence[Mapping[str, Any]]) -> Any:
    """Place and value -> x and y; all values and ranges fit."""
    seen = [one[name] for one in history if one["complete"] for name in ("value", "low", "high")]
    bounds = [value for value in seen if value is not None]
    low, high = min(bounds), max(bounds)
    step = (WIDE - 2 * EDGE) / max(1, len(history) - 1)

    def place(at: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(EDGE + at * step, 1), round(HIGH - EDGE - share * (HIGH - 2 * EDGE), 1)

    return place


Run = list[tuple[int, Mapping[str, Any]]]


def _runs(history: Sequence[Mapping[str, Any]]) -> list[Run]:
    """Periods in a row that can be compared; a gap stays a gap."""
    runs: list[Run] = [[]]
    for at, one in enumerate(history):
        if one["complete"] and one["value"] is not None:
            runs[-1].append((at, one))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _band(run: Run, place: Any) -> str:
    ranged = [(at, one) for at, one in run if one["low"] is not None and one["high"] is not None]
    if len(ranged) < 2:
        return ""
    above = [_point(place(at, one["high"])) for at, one in ranged]
    below = [_point(place(at, one["low"])) for at, one in reversed(ranged)]
    return " ".join(above + below)


def _point(at: tuple[float, float]) -> str:
    return f"{at[0]},{at[1]}"
