"""What the page of movements shows: what moved and when, and every series in short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.queries import Figure
from socialplan.report import numbers

from .kpi_rows import Spark, spark_of
from .situation import Told
from .words import group_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

NAMELESS = "-"  # in the address: the series of what has no name
BESIDE = 14  # days before and after a change in which one looks for what was said
MOST_MOVES, MOST_SERIES = 20, 12
WEEK = timedelta(days=7)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """One lasting change: row `place` of the finding; `number` is its flag in the chart, 0 without one."""

    place: int
    number: int
    key: str
    name: str
    higher: bool
    day: date
    earliest: date
    latest: date
    times: Figure
    before: Figure
    after: Figure
    days_before: int
    days_after: int
    chance: float
    compared: tuple[date, date]  # the first and the last day of the two stretches

    @property
    def sharp(self) -> bool:
        return self.earliest == self.latest

    @property
    def near(self) -> tuple[tuple[date, date], tuple[date, date]]:
        """The days before and those after, half-open, in which one looks for what was said."""
        first, last = self.compared
        return (
            (max(first, self.day - timedelta(days=BESIDE)), self.day),
            (self.day, min(last + timedelta(days=1), self.day + timedelta(days=BESIDE))),
        )


@dataclass(frozen=True)
class Line:
    """One series: its last weeks as a small line, its level, and its last change, if any."""

    place: int
    key: str
    name: str
    verdict: str
    days: int
    changed_on: date | None
    level: Figure
    times: Figure | None
    spark: Spark | None


def moves(told: Told, by: str, chosen: str) -> list[Move]:
    """The newest first; those of the series in the chart are numbered as its flags are, by day."""
    rows = sorted(enumerate(told.rows), key=lambda pair: str(pair[1]["day"]))
    flagged = [place for place, row in rows if key_of(row, by) == chosen]
    found = [_move(told.finding, place, by, flagged) for place, _row in rows]
    return found[::-1]


def _move(finding: "Finding", place: int, by: str, flagged: Sequence[int]) -> Move:
    row = finding.rows[place]
    figures = {name: evidence_queries.figure(finding, place, name) for name in ("times", "before", "after")}
    return Move(
        place=place, number=flagged.index(place) + 1 if place in flagged else 0, key=key_of(row, by),
        name=name_of(row, by), higher=row["verdict"] == "higher", day=_day(row["day"]),
        earliest=_day(row["earliest"]), latest=_day(row["latest"]), **figures,
        days_before=row["days_before"], days_after=row["days_after"], chance=row["chance"],
        compared=(_day(row["before_since"]), _day(row["after_until"])),
    )  # fmt: skip


def lines(told: Told, weeks: Told | None, by: str) -> list[Line]:
    """Those that moved first, the last change before; then the fullest."""
    counted = _weekly(weeks, by) if weeks else {}
    places = sorted(range(len(told.rows)), key=lambda place: _first(told.rows[place]))
    return [_line(told.finding, place, by, counted) for place in places]


def _first(row: Row) -> tuple[int, int, int]:
    changed = row["changed_on"]
    return (
        ("moved", "steady", "no_baseline").index(row["verdict"]),
        -date.fromisoformat(changed).toordinal() if changed else 0, -int(row["n"]),
    )  # fmt: skip


def _line(finding: "Finding", place: int, by: str, weeks: Mapping[str, list[Any]]) -> Line:
    row = finding.rows[place]
    moved = row["changed_on"] is not None
    return Line(
        place=place, key=key_of(row, by), name=name_of(row, by), verdict=row["verdict"],
        days=row["days_judged"], changed_on=_day(row["changed_on"]) if moved else None,
        level=evidence_queries.figure(finding, place, "level"),
        times=evidence_queries.figure(finding, place, "times") if moved else None,
        spark=_spark(weeks.get(key_of(row, by), [])),
    )  # fmt: skip


def _weekly(told: Told, by: str) -> dict[str, list[tuple[date, int]]]:
    found: dict[str, list[tuple[date, int]]] = {}
    for row in told.rows:
        if row.get("week"):
            found.setdefault(key_of(row, by), []).append((_day(row["week"]), int(row["count"])))
    return found


def _spark(weeks: list[tuple[date, int]]) -> Spark | None:
    """Whole weeks only: the first and the last are cut off by the data; weeks without posts are gaps."""
    counts = dict(sorted(weeks)[1:-1])
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    every = [first + place * WEEK for place in range((last - first).days // 7 + 1)]
    history = [
        {"value": counts.get(week), "low": None, "high": None, "complete": week in counts} for week in every
    ]
    language = (get_language() or "en")[:2]
    ends = [numbers.number(counts[week], language) for week in (first, last)]
    words = _("posts a week: %(first)s at first, %(last)s at last") % {"first": ends[0], "last": ends[1]}
    return spark_of(history, words)


def key_of(row: Row, by: str) -> str:
    return NAMELESS if row[by] is None else str(row[by])


def name_of(row: Row, by: str) -> str:
    if row[by] is None:
        return _("of no account") if by == "account" else _("without a name")
    return group_word(by, row[by], (get_language() or "en")[:2])


def _day(text: str) -> date:
    return date.fromisoformat(text)
