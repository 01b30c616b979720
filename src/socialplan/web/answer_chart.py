"""The chart of an answer: a line over days or weeks, else bars or ranges; two answers share one if they can.

A stretch without data is a gap in the line, never a zero. A period that is not over, that began before the
data did, or that a gap touches is drawn as unfinished.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES, GRAINS
from socialplan.report import numbers
from socialplan.web.charts import AT_MOST, Chart, Event, Series
from socialplan.web.words import column_word, unit_word

if TYPE_CHECKING:
    from socialplan.web.answer import Reader, Row

MOST_BARS, MOST_PAIRS = 20, 12
STEPS = {"day": 1, "week": 7}
IN_ORDER = ("hour", "weekday", "day", "week")
Bounds = tuple[float | None, float | None]


def chart_of(reader: "Reader", events: Sequence[Event]) -> Chart | None:
    """None where there is nothing to compare."""
    by = _groups(reader)
    if not by or len(reader.finding.rows) < 2 or ANALYSES[reader.finding.analysis].chart == "table":
        return None
    grain = next((name for name in by if name in STEPS), None)
    if grain and len(by) <= 2:
        return Lines(reader, grain, next((name for name in by if name != grain), None)).chart(events)
    return _bars(reader, by) if len(by) <= 2 else None


def side_by_side(
    one: "Reader", other: "Reader", names: tuple[str, str], title: str, events: Sequence[Event]
) -> Chart | None:
    """Both answers in one chart: two lines over the same dates, or two marks per row."""
    by = [name for name in _groups(one) if name != "account"]
    if len(by) != 1 or not one.finding.rows:
        return None
    if by[0] in STEPS:
        lines = [Lines(reader, by[0], None) for reader in (one, other)]
        xs = _every(sorted({x for line in lines for x in line.xs}), STEPS[by[0]])
        open_ = {x for line in lines for x in line.unfinished()}
        series = [
            replace(line.over(xs).series(None), name=name) for line, name in zip(lines, names, strict=True)
        ]
        base = lines[0].over(xs).chart(events)
        unfinished = tuple(x for x in xs if x in open_)
        return replace(base, title=title, series=tuple(series), unfinished=unfinished)
    return _paired(one, other, names, title, by[0])


def _groups(reader: "Reader") -> list[str]:
    held = {c["name"] for c in reader.finding.columns if c["role"] in ("group", "person")}
    return [name for name in reader.groups if name in GRAINS or name in held]


class Lines:
    """One answer over time: one line, or one for each of the five fullest groups."""

    def __init__(self, reader: "Reader", grain: str, other: str | None, xs: Sequence[str] = ()) -> None:
        self.reader, self.grain, self.other = reader, grain, other
        self.step = STEPS[grain]
        self.rows = [row for row in reader.finding.rows if row.get(grain) and row.get("verdict") != "gap"]
        self.judged = ANALYSES[reader.finding.analysis].chart == "dots"  # only some days stand in it
        days = sorted({str(row[grain]) for row in self.rows})
        self.xs = list(xs) or (days if self.judged else _every(days, self.step))

    def over(self, xs: Sequence[str]) -> "Lines":
        return Lines(self.reader, self.grain, self.other, xs)

    def chart(self, events: Sequence[Event]) -> Chart:
        kinds, of = self._fullest()
        of_all = numbers.number(of, self.reader.language)
        more = _("the %(shown)s fullest of %(of)s") % {"shown": len(kinds), "of": of_all}
        span = (self.xs[0], self._after(self.xs[-1])) if self.xs else ("", "")
        within = [event for event in events if event.x < span[1] and _ends(event) >= span[0]]
        return Chart(
            key="answer", kind="line", title=self.reader.sentence(),
            subtitle=subtitle(self.reader, more if of > len(kinds) else ""), x=tuple(self.xs),
            series=tuple(self.series(kind) for kind in kinds), x_label=column_word(self.grain),
            unit=shown_unit(self.reader), events=tuple(within), unfinished=self.unfinished(),
            source=source(self.reader), simulated=self.reader.finding.simulated, step=self.step,
            joined=not self.judged,
        )  # fmt: skip

    def series(self, kind: Any) -> Series:
        """A range where the answer has one; nothing where nothing is known."""
        found = {str(row[self.grain]): row for row in self.rows
                 if self.other is None or row.get(self.other) == kind}  # fmt: skip
        bounds = [self.reader.shown_bounds(found[x]) if x in found else (None, None) for x in self.xs]
        values = [
            self.reader.shown_value(found[x]) if x in found else self._nothing(x, kind) for x in self.xs
        ]
        reader = self.reader
        name = reader.word(self.other, kind) if self.other else column_word(reader.measure)
        return _series(name, values, bounds, own=str(kind) in reader.own)

    def _fullest(self) -> tuple[list[Any], int]:
        """The groups drawn, ours among them, and how many there are."""
        if self.other is None:
            return [None], 1
        totals: dict[Any, float] = {}
        for row in self.rows:
            totals[row.get(self.other)] = totals.get(row.get(self.other), 0) + (row.get("n") or 0)
        ranked = sorted(totals, key=lambda kind: (str(kind) not in self.reader.own, -totals[kind]))
        return ranked[:AT_MOST], len(ranked)

    def _nothing(self, x: str, kind: Any) -> float | None:
        """A period without posts counts zero, unless nothing was heard then; a median of nothing is a gap,
        and periods that an analysis left out (calm ones) have no value."""
        if self.reader.measure != "count" or self.reader.finding.analysis != "volume":
            return None
        heard = [str(row[self.grain]) for row in self.rows if not self.other or row.get(self.other) == kind]
        return 0 if min(heard) < x < max(heard) and not self._in_gap(x, kind) else None

    def _in_gap(self, x: str, kind: Any = None) -> bool:
        ends = self._after(x)
        return any(
            str(gap["since"] or "") < ends and x < str(gap["until"] or "9999")
            for gap in self.reader.finding.coverage.get("gaps", ())
            if self.other != "account" or kind is None or gap["account"] in (None, kind)
        )

    def unfinished(self) -> tuple[str, ...]:
        """Periods that the data or the window cut off, and those a gap touches."""
        if not self.xs or self.judged:
            return ()  # only days that were judged stand in it, and those are whole
        since, until = (self.reader.finding.params.get(name) for name in ("since", "until"))
        cut = {x for x in self.xs if self._in_gap(x)} if self.other != "account" else set()
        if not since or self.xs[0] < str(since):
            cut.add(self.xs[0])
        if not until or self._after(self.xs[-1]) > str(until):
            cut.add(self.xs[-1])
        return tuple(x for x in self.xs if x in cut)

    def _after(self, x: str) -> str:
        return (date.fromisoformat(x) + timedelta(days=self.step)).isoformat()


def _ends(event: Event) -> str:
    return event.until or event.x


def _bars(reader: "Reader", by: Sequence[str]) -> Chart:
    rows = [row for row in reader.finding.rows if reader.value(row) is not None]
    ordered = len(by) == 1 and by[0] in IN_ORDER
    if ordered:
        rows = sorted(rows, key=lambda row: (row[by[0]] is None, row[by[0]]))
    shown = rows[: 24 if ordered else MOST_BARS]
    series = _rows_series(reader, column_word(reader.measure), shown)
    kind: Literal["range", "bar"] = "range" if series.low and reader.measure != "count" else "bar"
    of_all = numbers.number(len(rows), reader.language)
    first = _("the first %(shown)s of %(of)s") % {"shown": len(shown), "of": of_all}
    return Chart(
        key="answer", kind=kind, title=reader.sentence(),
        subtitle=subtitle(reader, first if len(rows) > len(shown) else ""),
        x=tuple(distinct(reader.names_of(shown))), series=(series,),
        x_label=column_word(by[-1]), unit=shown_unit(reader), source=source(reader),
        usual=1.0 if "usual" in shown_unit(reader) else None,
        simulated=reader.finding.simulated,
    )  # fmt: skip


def _paired(one: "Reader", other: "Reader", names: tuple[str, str], title: str, by: str) -> Chart | None:
    """Two marks with their ranges per row: the rows of the first side, in its order."""
    second = {row.get(by): row for row in other.finding.rows}
    rows = [row for row in one.finding.rows if one.value(row) is not None and row.get(by) in second]
    if by in IN_ORDER:
        rows = sorted(rows, key=lambda row: (row[by] is None, row[by]))
    shown = rows[: 24 if by in IN_ORDER else MOST_PAIRS]
    if not shown:
        return None
    pairs = [(one, shown), (other, [second[row.get(by)] for row in shown])]
    series = tuple(
        _rows_series(reader, name, found) for name, (reader, found) in zip(names, pairs, strict=True)
    )
    return Chart(
        key="answer", kind="range", title=title, subtitle=subtitle(one),
        x=tuple(distinct([one.label({by: row[by]}) for row in shown])), series=series,
        x_label=column_word(by), unit=shown_unit(one), source=source(one), simulated=one.finding.simulated,
    )  # fmt: skip


def _rows_series(reader: "Reader", name: str, rows: "Sequence[Row]") -> Series:
    values = [reader.shown_value(row) for row in rows]
    return _series(name, values, [reader.shown_bounds(row) for row in rows])


def _series(
    name: str, values: Sequence[float | None], bounds: Sequence[Bounds], *, own: bool = False
) -> Series:
    """With its ranges, where any value has one."""
    if not any(low is not None for low, _high in bounds):
        return Series(name, tuple(values), own=own)
    low, high = (tuple(pair[end] for pair in bounds) for end in (0, 1))
    return Series(name, tuple(values), low, high, own)


def shown_unit(reader: "Reader") -> str:
    return "%" if reader.times == 100 else reader.units.get(reader.measure, "")


def subtitle(reader: "Reader", more: str = "") -> str:
    """Measure, unit, period."""
    period = reader.period(reader.finding.params)
    parts = [column_word(reader.measure), unit_word(shown_unit(reader)), period, more]
    return " · ".join({part.casefold(): part for part in reversed(parts) if part}.values().__reversed__())


def source(reader: "Reader") -> str:
    day = numbers.short_day(reader.finding.as_of, reader.language)
    return f"socialplan · {reader.finding.finding_id[:12]} · {day}"


def _every(days: Sequence[str], step: int) -> list[str]:
    """Every day or week between the first and the last, so that a silence shows."""
    if not days:
        return []
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    count = (last - first).days // step + 1
    if count >= 4000:
        return list(days)
    return [(first + timedelta(days=step * i)).isoformat() for i in range(count)]


def distinct(labels: Sequence[str]) -> list[str]:
    """Bars with the same words would fall together."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found


__all__ = ["Lines", "chart_of", "distinct", "side_by_side", "source", "subtitle"]
