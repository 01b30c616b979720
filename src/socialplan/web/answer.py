"""A finding as a page shows it: one sentence, a chart, a table, and how much of it to believe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from socialplan.plan.evidence import queries as evidence
from socialplan.plan.evidence.queries import Figure
from socialplan.report import numbers
from socialplan.web.answer_chart import chart_of
from socialplan.web.charts import Chart, Event
from socialplan.web.events import gaps_of
from socialplan.web.persons import POSTS
from socialplan.web.sentences import CHANCE, HIGHEST, NEXT, WHOLES, lead
from socialplan.web.words import capital, column_word, group_word, unit_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

MOST_ROWS = 50
MOST_TEXTS = 3  # before the figures, where nothing else names a row
FIRST_TEXTS = ("verdict",)
DATED = (
    "day", "week", "hour_start", "first", "last", "reached_on", "published", "earliest", "latest",
    "before_since", "after_until", "changed_on",
)  # fmt: skip
APART = ("network", "type", "kind", "brand", "currency")
NAMED = ("account", "brand", "network", "theme")
GROUPING = ("group", "person", "text")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A cell of the table: words, or a figure that opens its evidence."""

    column: str
    text: str = ""
    figure: Figure | None = None
    whole: bool = False  # a day, which is not broken over lines


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
    short: bool = False  # it rests on too little
    numeric: tuple[str, ...] = ()  # the columns with figures


def show(
    finding: "Finding", names: Mapping[str, str], events: Sequence[Event] = (), *,
    own: frozenset[str] = frozenset(),
) -> Shown:  # fmt: skip
    """`names` turns a person's key into a handle; `own` are the accounts that are ours. What was not
    heard is drawn on every chart over time."""
    reader = Reader(finding, names, own=own)
    return Shown(
        headline=evidence.headline_figure(finding), sentence=reader.sentence(),
        chart=chart_of(reader, (*events, *gaps_of(finding))), columns=reader.titles(),
        lines=reader.lines(MOST_ROWS), rows=reader.rows, measure=reader.measure,
        short=evidence.short(finding), numeric=reader.figure_titles(),
    )  # fmt: skip


class Reader:
    """Reads one finding; persons are named."""

    def __init__(
        self, finding: "Finding", names: Mapping[str, str], *, own: frozenset[str] = frozenset()
    ) -> None:
        self.finding, self.names, self.own = finding, names, own
        self.language = (get_language() or "en")[:2]
        by_role = {role: [c["name"] for c in finding.columns if c["role"] == role] for role in (
            "group", "person", "text", "count", "measure")}  # fmt: skip
        # What a row is comes first, what else there is to say of it after its figures.
        late = [name for name in by_role["text"] if name not in FIRST_TEXTS]
        self.texts = late if by_role["group"] or by_role["person"] else late[MOST_TEXTS:]
        self.groups = [
            c["name"] for c in finding.columns if c["role"] in GROUPING and c["name"] not in self.texts
        ]
        self.measures: list[str] = by_role["measure"]
        self.counts: list[str] = by_role["count"]
        self.measure = (self.measures or self.counts or ["n"])[0]
        self.ends = evidence.interval_of(finding, self.measure)
        self.units = {c["name"]: c.get("unit", "") for c in finding.columns}
        self.times = 100 if numbers.is_share(self.units.get(self.measure, "")) else 1  # drawn in percent

    def label(self, row: Row, *, dated: bool = False) -> str:
        """What a row is about; `dated` writes days out, as inside a sentence."""
        word = self._dated if dated else self.word
        words = [word(name, row.get(name)) for name in self.groups[: self._own_groups()]]
        if self.groups[:2] == ["network", "account"]:  # a name first, then where it is
            return f"{words[1]} ({words[0]})"
        return " · ".join(word for word in words if word) or _("everything")

    def names_of(self, rows: Sequence[Row], *, dated: bool = False) -> list[str]:
        """Rows by name; those that would be called the same also say what sets them apart. `dated` says of a
        day that a week starts on it."""
        plain = [self.label(row, dated=dated) for row in rows]
        return [name if plain.count(name) == 1 else self._apart(name, row, rows)
                for name, row in zip(plain, rows, strict=True)]  # fmt: skip

    def _apart(self, name: str, row: Row, rows: Sequence[Row]) -> str:
        alike = [other for other in rows if self.label(other) == self.label(row)]
        differ = next((c for c in APART if len({str(other.get(c)) for other in alike}) > 1), "")
        return f"{name} ({self.word(differ, row.get(differ))})" if differ else name

    def _own_groups(self) -> int:
        roles = {c["name"]: c["role"] for c in self.finding.columns}
        return max(1, sum(roles[name] != "text" for name in self.groups))

    def word(self, name: str, value: Any) -> str:
        if name in POSTS:
            return self.names.get(str(value), str(value))
        if isinstance(value, str) and value in self.names:
            return "@" + self.names[value].lstrip("@")
        return group_word(name, value, self.language)

    def _dated(self, name: str, value: Any) -> str:
        if name not in ("day", "week") or not isinstance(value, str):
            return self.word(name, value)
        day = numbers.day(date.fromisoformat(value), self.language)
        return _("week of %(day)s") % {"day": day} if name == "week" else day

    def titles(self) -> tuple[str, ...]:
        before, after = map(column_word, self.groups), map(column_word, self.texts)
        return (*before, *self.figure_titles(), *after)

    def figure_titles(self) -> tuple[str, ...]:
        return tuple(self.title(name) for name in (*self.measures, *self._shown_counts()))

    def title(self, name: str) -> str:
        """A column by its name; the number an answer rests on by what is counted."""
        if name == "n" and self.units.get(name):
            return capital(unit_word(self.units[name]))
        return column_word(name)

    def _shown_counts(self) -> list[str]:
        """Counts that no measure says already."""
        told = self.units.get("n") in self.measures
        return [name for name in self.counts if name not in self.measures
                and "count" not in self.measures and not (name == "n" and told)]  # fmt: skip

    def lines(self, most: int) -> tuple[Line, ...]:
        """Days without data are told once, above, and not line by line."""
        told = [(i, row) for i, row in enumerate(self.finding.rows) if row.get("verdict") != "gap"]
        return tuple(self._line(i, row) for i, row in told[:most])

    @property
    def rows(self) -> int:
        """How many lines there are in all."""
        return sum(row.get("verdict") != "gap" for row in self.finding.rows)

    def _line(self, index: int, row: Row) -> Line:
        cells = [self._cell(name, row.get(name)) for name in self.groups]
        for name in (*self.measures, *self._shown_counts()):
            figure = evidence.figure(self.finding, index, name)
            cells.append(Cell(self.title(name), figure=figure) if figure.value is not None
                         else Cell(self.title(name), "–"))  # fmt: skip
        cells += [self._cell(name, row.get(name)) for name in self.texts]
        return Line(index, self.label(row), tuple(cells), self.measure)

    def _cell(self, name: str, value: Any) -> Cell:
        """A group without a value is what is not known; a text without one is not there."""
        plain = any(c["name"] == name and c["role"] == "text" for c in self.finding.columns)
        words = "–" if value is None and plain else self.word(name, value)
        return Cell(column_word(name), words, whole=name in DATED)

    def value(self, row: Row) -> float | None:
        value = row.get(self.measure)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def bounds(self, row: Row) -> tuple[float | None, float | None]:
        low, high = self.ends or ("", "")
        return row.get(low), row.get(high)

    def shown_value(self, row: Row) -> float | None:
        """As a chart draws it: shares in percent."""
        value = self.value(row)
        return None if value is None else value * self.times

    def shown_bounds(self, row: Row) -> tuple[float | None, float | None]:
        low, high = (None if end is None else end * self.times for end in self.bounds(row))
        return low, high

    def period(self, params: Mapping[str, Any]) -> str:
        """From when until when, the last day included."""
        since, until = (params.get(name) for name in ("since", "until"))
        last = date.fromisoformat(str(until)) - timedelta(days=1) if until else self.finding.as_of
        days = {"first": self._day(since), "last": self._day(last)}
        if since and last:
            return _("%(first)s to %(last)s") % days
        return _("until %(day)s") % {"day": days["last"]} if last else ""

    def _day(self, day: Any) -> str:
        return numbers.short_day(date.fromisoformat(str(day)), self.language) if day else ""

    def said(self, row: Row) -> str:
        low, high = self.bounds(row)
        unit = self.units.get(self.measure, "")
        return numbers.value(self.value(row), unit, self.language, low, high)

    def sentence(self) -> str:
        """The first thing to say: which row stands out, and whether that may be chance."""
        rows = self._sure([row for row in self.finding.rows if self.value(row) is not None])
        if len(rows) < 2 or not self.groups or not self.measures or self.finding.analysis == "movements":
            return self._whole()
        first, second = sorted(rows, key=lambda row: -(self.value(row) or 0))[:2]
        if self.finding.analysis == "spikes":
            return f"{self._whole()} {str(HIGHEST) % self._said_of(first, second)}"
        low, high = self.bounds(first)[0], self.bounds(second)[1]
        sure = self._exact() or (low is not None and high is not None and low > high)
        words = f"{lead(self.measure, self.groups[0])} {NEXT if sure else CHANCE}"
        return words % self._said_of(first, second)

    def _said_of(self, first: Row, second: Row) -> dict[str, str]:
        names = self.names_of([first, second], dated=True)
        return {
            "Top": self._leading(first, names[0]), "top": names[0], "value": self.said(first),
            "second": names[1], "other": self.said(second), "unit": column_word(self.measure).lower(),
        }  # fmt: skip

    def _exact(self) -> bool:
        """Whether the measure is counted or added up, so that no row of it ever has a range."""
        return self.ends is None

    def _leading(self, row: Row, name: str) -> str:
        """At the start of a sentence; a name keeps the spelling it has."""
        named = self.groups[0] in NAMED or self.label(row).startswith(("@", "#"))
        return name if named else capital(name)

    def _sure(self, rows: list[Row]) -> list[Row]:
        """A row too small for a range does not lead where others have one."""
        ranged = [row for row in rows if self.bounds(row)[0] is not None]
        return ranged or rows

    def _whole(self) -> str:
        headline = self.finding.headline
        if not self.finding.n:
            return _("There are no data here to answer this with.")
        if headline.get("value") is None:
            return _("There is too little data to answer this.")
        value, unit = headline["value"], str(headline.get("unit", ""))
        shown = value if isinstance(value, str) else numbers.value(
            value, unit, self.language, headline.get("low"), headline.get("high"))  # fmt: skip
        words = WHOLES.get(self.finding.analysis)
        if words and not isinstance(value, str):
            return words % {"value": shown, "unit": unit_word(unit), "n": value}
        return f"{shown} {unit_word(unit, value)}".strip()
