"""What a chart shows, as plain data: the browser draws it, and a table beside it says the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

AT_MOST = 5  # more series become small multiples or a table


@dataclass(frozen=True)
class Series:
    """One line, or one set of bars or dots. Values, low and high stand in the order of the chart's x."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    own: bool = False  # our own account: first and bold


@dataclass(frozen=True)
class Event:
    """A dated flag on a time chart: a campaign, a holiday, an incident, a gap in the data."""

    x: str
    label: str
    until: str | None = None
    gap: bool = False  # data are missing from x up to, not including, until

    @property
    def last(self) -> str | None:
        """The last day it holds for, where that is not its first."""
        if not self.gap or not self.until:
            return self.until
        last = (date.fromisoformat(self.until) - timedelta(days=1)).isoformat()
        return last if last != self.x else None


@dataclass(frozen=True)
class Chart:
    """`key` is unique on its page; `x` holds ISO dates for a line, words for bars and ranges."""

    key: str
    kind: Literal["line", "bar", "range"]
    title: str  # the finding as a sentence
    subtitle: str  # measure, unit, period
    x: tuple[str, ...]
    series: tuple[Series, ...]
    x_label: str = ""
    unit: str = ""
    events: tuple[Event, ...] = ()
    unfinished: tuple[str, ...] = ()  # x of periods that are not over, drawn as unfinished
    target: float | None = None
    target_label: str = ""
    source: str = ""  # written under a copied picture
    simulated: bool = False
    usual: float | None = None  # a thin line at the usual value, for ratios 1
    decimals: int | None = None
    step: int = 0  # days of one period of a line, 0 where x are moments
    joined: bool = True  # false: only some days stand in it, so that a line between them would say too much

    def __post_init__(self) -> None:
        if len(self.series) > AT_MOST:
            raise ValueError(f"a chart shows at most {AT_MOST} series; make small multiples or a table")

    @property
    def spec(self) -> dict[str, Any]:
        """What the browser gets; numbers as they are, formatted there by the language of the page."""
        own_first = sorted(self.series, key=lambda series: not series.own)
        return {
            "kind": self.kind, "x": list(self.x), "unit": self.unit, "xLabel": self.x_label,
            "series": [
                {"name": s.name, "own": s.own,
                 "values": list(s.values), "low": list(s.low), "high": list(s.high)}
                for s in own_first
            ],
            "events": [{"x": e.x, "label": e.label, "until": e.until, "gap": e.gap} for e in self.events],
            "unfinished": list(self.unfinished), "target": self.target, "targetLabel": self.target_label,
            "step": self.step, "joined": self.joined,
            "usual": self.usual, "source": self.source, "decimals": self.decimals,
        }  # fmt: skip

    @property
    def spec_id(self) -> str:
        return f"chart-{self.key}-spec"

    @property
    def marked(self) -> frozenset[str]:
        """The unfinished periods, to be named in the table too."""
        return frozenset(self.unfinished)

    @property
    def rows(self) -> list[tuple[str, list[tuple[float | None, float | None, float | None]]]]:
        """The table twin: x, then value, low and high of each series."""
        return [(label, [_at(series, i) for series in self.series]) for i, label in enumerate(self.x)]


def _at(series: Series, i: int) -> tuple[float | None, float | None, float | None]:
    low = series.low[i] if i < len(series.low) else None
    high = series.high[i] if i < len(series.high) else None
    return series.values[i], low, high
