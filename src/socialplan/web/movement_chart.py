"""The chart of one series: posts per day, the band of the usual, lasting changes, storms, missing data."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from socialplan.report import numbers

from .charts import Chart, Event, Series
from .movement_parts import Move
from .situation import Told

STORMS = ("more_people", "amplified")
MOST_STORMS = 12


def chart_of(told: Told, name: str, moves: Sequence[Move], events: Iterable[Event]) -> Chart | None:
    """`moves` are those of this series; None with fewer than two days."""
    rows = told.rows
    if len(rows) < 2:
        return None
    language = (get_language() or "en")[:2]
    days = tuple(str(row["day"]) for row in rows)
    flags = [*_changes(moves, language), *_storms(rows, language), *_gaps(rows), *_within(events, days)]
    return Chart(
        key="movement", kind="line", title=_title(name, moves, language), subtitle=_("posts per day"),
        x=days, x_label=_("Day"), unit="posts", step=1, events=tuple(flags),
        unfinished=tuple(str(row["day"]) for row in rows if row["verdict"] == "unfinished"),
        series=(
            Series(_("posts"), tuple(row["count"] for row in rows), own=True),
            Series(
                _("usual"), values=_parts(rows, "baseline"), low=_parts(rows, "baseline_low"),
                high=_parts(rows, "baseline_high"),
            ),
        ),
        source=source_of(told), simulated=told.finding.simulated,
    )  # fmt: skip


def source_of(told: Told) -> str:
    language = (get_language() or "en")[:2]
    return f"socialplan · {told.finding.finding_id[:12]} · {numbers.short_day(told.finding.as_of, language)}"


def _title(name: str, moves: Sequence[Move], language: str) -> str:
    if not moves:
        return _("%(name)s did not move") % {"name": name}
    last = max(moves, key=_by_day)
    words = _("%(name)s: lastingly higher from %(day)s on") if last.higher else _(
        "%(name)s: lastingly lower from %(day)s on")  # fmt: skip
    return words % {"name": name, "day": numbers.day(last.day, language)}


def _changes(moves: Sequence[Move], language: str) -> list[Event]:
    """Numbered by day, as in the list."""
    return [Event(move.day.isoformat(), _told(move, language)) for move in sorted(moves, key=_by_day)]


def _by_day(move: Move) -> date:
    return move.day


def _told(move: Move, language: str) -> str:
    words = _("lastingly higher: from %(before)s to %(after)s a day") if move.higher else _(
        "lastingly lower: from %(before)s to %(after)s a day")  # fmt: skip
    levels = {"before": move.before.value, "after": move.after.value}
    return words % {name: numbers.number(float(level or 0), language, 1) for name, level in levels.items()}


def _storms(rows: Sequence[dict[str, Any]], language: str) -> list[Event]:
    """The days furthest above what was usual, in the order of time."""
    found = [row for row in rows if row["verdict"] in STORMS]
    found = sorted(found, key=lambda row: -(row["count"] - (row["baseline"] or 0)))[:MOST_STORMS]
    words = {
        "more_people": _("storm: %(n)s posts, of more people"),
        "amplified": _("storm: %(n)s posts, one message passed on"),
    }
    return [
        Event(str(row["day"]), words[row["verdict"]] % {"n": numbers.number(row["count"], language)})
        for row in sorted(found, key=lambda row: str(row["day"]))
    ]


def _gaps(rows: Sequence[dict[str, Any]]) -> list[Event]:
    """Days without data, joined."""
    found: list[Event] = []
    start: str | None = None
    for row in [*rows, {"verdict": "", "day": None}]:
        if row["verdict"] == "gap":
            start = start or str(row["day"])
        elif start is not None:
            end = str(row["day"]) if row["day"] else None
            found.append(Event(start, _("data missing"), end, gap=True))
            start = None
    return found


def _within(events: Iterable[Event], days: Sequence[str]) -> list[Event]:
    return [one for one in events if one.x <= days[-1] and (one.until or one.x) >= days[0]]


def _parts(rows: Sequence[dict[str, Any]], name: str) -> tuple[float | None, ...]:
    """Rounded as one draws it; nothing is usual where nothing was heard."""
    unknown = [row[name] is None or row["verdict"] == "gap" for row in rows]
    return tuple(None if none else round(row[name], 1) for row, none in zip(rows, unknown, strict=True))
