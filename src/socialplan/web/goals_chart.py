"""The chart of a KPI: its own history, the fan of what that makes likely at the date, the value to reach."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from socialplan.analysis.base import Params
from socialplan.plan.goals.queries import KpiLine
from socialplan.report import numbers

from .charts import Chart, Event, Series
from .events import events_of
from .goals_show import language, unit_of, what_is_measured

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

MOST_EVENTS = 20
FEWEST = 2  # periods that make a line
Values = tuple[float | None, ...]


def chart_of(kpi: KpiLine, workspace: "Workspace", ends: date | None) -> Chart | None:
    """None with fewer than two periods. Shares in percent; the fan only where the history allows one."""
    history = kpi.row.history
    if len(history) < FEWEST:
        return None
    times, unit = (100, "%") if numbers.is_share(unit_of(kpi)) else (1, unit_of(kpi))
    x = [_last_day(period) for period in history]
    ahead = ends is not None and ends.isoformat() > x[-1]
    if ahead and ends:
        x.append(ends.isoformat())
    target = None if ahead else _scaled(kpi.row.target, times)
    return Chart(
        f"kpi-{kpi.row.pk}", "line", _title(kpi), _subtitle(kpi, ahead=ahead), tuple(x),
        _series(kpi, times, ahead=ahead), x_label=_("Period up to"), unit=unit,
        events=_events(workspace, history, x[-1]), target=target, target_label=_("To be reached"),
        source="socialplan", simulated=bool(kpi.now and kpi.now.simulated),
        decimals=2 if times == 100 else None,
    )  # fmt: skip


def _series(kpi: KpiLine, times: int, *, ahead: bool) -> tuple[Series, ...]:
    """A period with a gap in what was heard is a gap in the line. The fan opens from the newest value."""
    value, low, high = (_column(kpi, name, times) for name in ("value", "low", "high"))
    own = Series(_("Own history"), _then(value, ahead), _then(low, ahead), _then(high, ahead), own=True)
    if not ahead:
        return (own,)
    made = [own, *_fan(kpi, value, times)]
    if kpi.row.target is not None:
        made.append(Series(_("To be reached"), (*_blank(value), kpi.row.target * times)))
    return tuple(made)


def _fan(kpi: KpiLine, value: Values, times: int) -> list[Series]:
    if kpi.outlook is None:
        return []
    seen, blank, last = kpi.outlook, _blank(value)[1:], value[-1]

    def spread(low: float, high: float) -> tuple[Values, Values]:
        return (*blank, last, low * times), (*blank, last, high * times)

    middle = (*blank, last, seen.middle * times)
    return [
        Series(_("8 in 10"), _blank(middle), *spread(seen.low, seen.high)),  # only a band
        Series(_("5 in 10"), middle, *spread(seen.inner_low, seen.inner_high)),
    ]


def _blank(value: Values) -> Values:
    return (None,) * len(value)


def _then(values: Values, ahead: bool) -> Values:
    """The date of the goal has no history."""
    return (*values, None) if ahead else values


def _column(kpi: KpiLine, name: str, times: int) -> Values:
    return tuple(_scaled(one[name] if one["complete"] else None, times) for one in kpi.row.history)


def _scaled(value: float | None, times: int) -> float | None:
    return None if value is None else value * times


def _title(kpi: KpiLine) -> str:
    """The finding as a sentence."""
    if kpi.row.target is None:
        return _("%(kpi)s over %(periods)s periods") % {"kpi": kpi.row.name, "periods": len(kpi.row.history)}
    target = numbers.value(kpi.row.target, unit_of(kpi), language())
    return _("%(kpi)s: %(target)s to be reached") % {"kpi": kpi.row.name, "target": target}


def _subtitle(kpi: KpiLine, *, ahead: bool) -> str:
    measured = what_is_measured(kpi)
    if not ahead or kpi.outlook is None:
        return measured
    return f"{measured}. {_('The bands at the right: where it likely comes, 8 and 5 times out of 10.')}"


def _last_day(period: Mapping[str, Any]) -> str:
    return date.fromordinal(date.fromisoformat(period["until"]).toordinal() - 1).isoformat()


def _events(workspace: "Workspace", history: list[Mapping[str, Any]], end: str) -> tuple[Event, ...]:
    since, until = date.fromisoformat(history[0]["since"]), date.fromisoformat(end)
    return events_of(workspace, Params(since=since, until=until))[:MOST_EVENTS]
