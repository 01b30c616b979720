"""A finding as a page shows it: one sentence, a chart, a table, and how much of it to believe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES, GRAINS
from socialplan.plan.evidence import queries as evidence
from socialplan.plan.evidence.queries import Figure
from socialplan.report import numbers
from socialplan.web.charts import AT_MOST, Chart, Event, Series
from socialplan.web.words import capital, column_word, group_word, unit_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

MOST_BARS = 20
MOST_ROWS = 50
TIME_GRAINS = ("day", "week")
IN_ORDER = ("hour", "weekday", "day", "week")
GROUPING = ("group", "person", "text")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A cell of the table: words, or a figure that opens its evidence."""

    column: str
    text: str = ""
    figure: Figure | None = None


@dataclass(frozen=True)
class Line:
    """A row of the table; `index` is its place in the finding, `measure` what a claim from it is about."""

    index: int
    title: str
    cells: tuple[Cell, ...]
    measure: str


@dataclass(frozen=True)
class Shown:
    """All a page needs to show an answer."""

    headline: Figure
    sentence: str
    chart: Chart | None
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    rows: int
    measure: str


def show(finding: "Finding", names: Mapping[str, str], events: Sequence[Event] = ()) -> Shown:
    """`names` turns a person's key into a handle."""
    reader = Reader(finding, names)
    return Shown(
        headline=evidence.headline_figure(finding), sentence=reader.sentence(), chart=reader.chart(events),
        columns=reader.titles(), lines=reader.lines(MOST_ROWS),
        rows=len(finding.rows), measure=reader.measure,
    )  # fmt: skip


class Reader:
    """Reads one finding; persons are named."""

    def __init__(self, finding: "Finding", names: Mapping[str, str]) -> None:
        self.finding, self.names = finding, names
        self.language = (get_language() or "en")[:2]
        by_role = {role: [c["name"] for c in finding.columns if c["role"] == role] for role in (
            "group", "person", "text", "count", "measure")}  # fmt: skip
        self.groups = [c["name"] for c in finding.columns if c["role"] in GROUPING]
        self.measures: list[str] = by_role["measure"]
        self.counts: list[str] = by_role["count"]
        self.measure = (self.measures or self.counts or ["n"])[0]
        self.units = {c["name"]: c.get("unit", "") for c in finding.columns}

    def label(self, row: Row) -> str:
        """What a row is about."""
        words = [self.word(name, row.get(name)) for name in self.groups[: self._own_groups()]]
        return " · ".join(words) or _("everything")

    def _own_groups(self) -> int:
        roles = {c["name"]: c["role"] for c in self.finding.columns}
        return max(1, sum(roles[name] != "text" for name in self.groups))

    def word(self, name: str, value: Any) -> str:
        if isinstance(value, str) and value in self.names:
            return "@" + self.names[value].lstrip("@")
        return group_word(name, value, self.language)

    def titles(self) -> tuple[str, ...]:
        return tuple(column_word(name) for name in (*self.groups, *self.measures, *self._shown_counts()))

    def _shown_counts(self) -> list[str]:
        return [name for name in self.counts if name not in self.measures and "count" not in self.measures]

    def lines(self, most: int) -> tuple[Line, ...]:
        return tuple(self._line(i, row) for i, row in enumerate(self.finding.rows[:most]))

    def _line(self, index: int, row: Row) -> Line:
        cells = [Cell(column_word(name), self.word(name, row.get(name))) for name in self.groups]
        for name in (*self.measures, *self._shown_counts()):
            figure = evidence.figure(self.finding, index, name)
            cells.append(Cell(column_word(name), figure=figure) if figure.value is not None
                         else Cell(column_word(name), "–"))  # fmt: skip
        return Line(index, self.label(row), tuple(cells), self.measure)

    def value(self, row: Row) -> float | None:
        value = row.get(self.measure)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def bounds(self, row: Row) -> tuple[float | None, float | None]:
        return (
            row.get(f"{self.measure}_low", row.get("low")),
            row.get(f"{self.measure}_high", row.get("high")),
        )

    def said(self, row: Row) -> str:
        low, high = self.bounds(row)
        unit = self.units.get(self.measure, "")
        return numbers.value(self.value(row), unit, self.language, low, high)

    def sentence(self) -> str:
        """The first thing to say: which row stands out, and whether that may be chance."""
        rows = self._sure([row for row in self.finding.rows if self.value(row) is not None])
        if len(rows) < 2 or not self.groups:
            return self._whole()
        ranked = sorted(rows, key=lambda row: -(self.value(row) or 0))
        values = {
            "top": capital(self.label(ranked[0])), "value": self.said(ranked[0]),
            "second": self.label(ranked[1]),
            "other": self.said(ranked[1]), "unit": column_word(self.measure).lower(),
        }  # fmt: skip
        low, high = self.bounds(ranked[0])[0], self.bounds(ranked[1])[1]
        if low is not None and high is not None and low > high:
            return _("%(top)s is highest: %(value)s (%(unit)s). Next is %(second)s: %(other)s.") % values
        return (
            _("%(top)s is highest: %(value)s (%(unit)s). The difference with %(second)s may be chance.")
            % values
        )

    def _sure(self, rows: list[Row]) -> list[Row]:
        """A row too small for a range does not lead where others have one."""
        ranged = [row for row in rows if self.bounds(row)[0] is not None]
        return ranged or rows

    def _whole(self) -> str:
        headline = self.finding.headline
        if headline.get("value") is None:
            return _("There is too little data to answer this.")
        value, unit = headline["value"], str(headline.get("unit", ""))
        if isinstance(value, str):
            return f"{value} {unit_word(unit)}".strip()
        shown = numbers.value(value, unit, self.language, headline.get("low"), headline.get("high"))
        return f"{shown} {unit_word(unit)}".strip()

    def chart(self, events: Sequence[Event]) -> Chart | None:
        """A line over days or weeks, else bars; none where there is nothing to compare."""
        by = [name for name in self.groups if name in GRAINS or self._is_group(name)]
        if not by or len(self.finding.rows) < 2 or ANALYSES[self.finding.analysis].chart == "table":
            return None
        grain = next((name for name in by if name in TIME_GRAINS), None)
        if grain and len(by) <= 2:
            return self._lines(grain, next((name for name in by if name != grain), None), events)
        return self._bars(by) if len(by) == 1 else None

    def _is_group(self, name: str) -> bool:
        return any(c["name"] == name and c["role"] in ("group", "person") for c in self.finding.columns)

    def _lines(self, grain: str, other: str | None, events: Sequence[Event]) -> Chart:
        rows = [row for row in self.finding.rows if row.get(grain) and row.get("verdict") != "gap"]
        xs = _every(sorted({str(row[grain]) for row in rows}), 7 if grain == "week" else 1)
        kinds = self._fullest(rows, other) if other else [None]
        series = tuple(self._series(rows, xs, grain=grain, other=other, kind=kind) for kind in kinds)
        return Chart(
            key="answer", kind="line", title=self.sentence(), subtitle=self._subtitle(), x=tuple(xs),
            series=series, x_label=column_word(grain), unit=self.units.get(self.measure, ""),
            events=tuple(event for event in events if xs[0] <= event.x <= xs[-1]), unfinished=tuple(xs[-1:]),
            source=self._source(), simulated=self.finding.simulated,
        )  # fmt: skip

    def _fullest(self, rows: Sequence[Row], other: str) -> list[Any]:
        totals: dict[Any, float] = {}
        for row in rows:
            totals[row.get(other)] = totals.get(row.get(other), 0) + (row.get("n") or 0)
        return sorted(totals, key=lambda kind: -totals[kind])[:AT_MOST]

    def _series(
        self, rows: Sequence[Row], xs: Sequence[str], *, grain: str, other: str | None, kind: Any
    ) -> Series:
        found = {str(row[grain]): row for row in rows if other is None or row.get(other) == kind}
        bounds = [self.bounds(found[x]) if x in found else (None, None) for x in xs]
        # A band belongs to one line; with several it would hide what is compared. The table has the ranges.
        ranged = other is None and any(low is not None for low, _high in bounds)
        return Series(
            name=self.word(other, kind) if other else column_word(self.measure),
            values=tuple(self.value(found[x]) if x in found else self._nothing(x) for x in xs),
            low=tuple(low for low, _high in bounds) if ranged else (),
            high=tuple(high for _low, high in bounds) if ranged else (),
        )  # fmt: skip

    def _nothing(self, day: str) -> float | None:
        """A day without posts counts zero, unless nothing was heard then; a median of nothing is a gap, and
        days that an analysis left out (calm ones) have no value."""
        if self.measure != "count" or self.finding.analysis != "volume":
            return None
        gaps = self.finding.coverage.get("gaps", ())
        return None if any(str(gap["since"]) <= day < str(gap["until"]) for gap in gaps) else 0

    def _bars(self, by: Sequence[str]) -> Chart:
        rows = [row for row in self.finding.rows if self.value(row) is not None]
        if by[0] in IN_ORDER:
            rows = sorted(rows, key=lambda row: (row[by[0]] is None, row[by[0]]))
        shown = rows[: 24 if by[0] in IN_ORDER else MOST_BARS]
        bounds = [self.bounds(row) for row in shown]
        ranged = any(low is not None for low, _high in bounds)
        series = Series(
            column_word(self.measure), tuple(self.value(row) for row in shown),
            tuple(low for low, _high in bounds) if ranged else (),
            tuple(high for _low, high in bounds) if ranged else (),
        )  # fmt: skip
        kind: Literal["range", "bar"] = "range" if ranged and self.measure != "count" else "bar"
        return Chart(
            key="answer", kind=kind, title=self.sentence(), subtitle=self._subtitle(len(shown), len(rows)),
            x=tuple(_distinct([self.label(row) for row in shown])), series=(series,),
            x_label=column_word(by[0]), unit=self.units.get(self.measure, ""), source=self._source(),
            simulated=self.finding.simulated,
        )  # fmt: skip

    def _subtitle(self, shown: int = 0, of: int = 0) -> str:
        parts = [column_word(self.measure), unit_word(self.units.get(self.measure, ""))]
        if self.finding.as_of:
            parts.append(_("until %(day)s") % {"day": numbers.short_day(self.finding.as_of, self.language)})
        if of > shown:
            parts.append(_("the first %(shown)s of %(of)s") % {"shown": shown, "of": of})
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def _source(self) -> str:
        return f"socialplan · {self.finding.finding_id[:12]} · {self.finding.as_of or ''}"


def _every(days: Sequence[str], step: int) -> list[str]:
    """Every day or week between the first and the last, so that a silence shows."""
    if not days:
        return []
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    count = (last - first).days // step + 1
    return (
        [(first + timedelta(days=step * i)).isoformat() for i in range(count)] if count < 4000 else list(days)
    )


def _distinct(labels: Sequence[str]) -> list[str]:
    """Bars with the same words would fall together."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
