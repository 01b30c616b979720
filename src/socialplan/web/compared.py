"""Two answers side by side, as a page shows them: what sets them apart, the difference, and how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from socialplan.plan.evidence import queries as evidence
from socialplan.plan.evidence.queries import Figure
from socialplan.plan.evidence.rules import Compared as Pair
from socialplan.plan.evidence.rules import Comparison, Estimate
from socialplan.report import numbers
from socialplan.web.answer import Reader
from socialplan.web.answer_chart import side_by_side
from socialplan.web.charts import Chart, Event
from socialplan.web.words import column_word, unit_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

MOST_ROWS, SEVERAL = 50, 5
SENTENCES = {
    "more": _lazy("%(measure)s: %(one)s has more than %(other)s, %(first)s against %(second)s. "
                  "The difference is likely between %(range)s."),
    "less": _lazy("%(measure)s: %(one)s has less than %(other)s, %(first)s against %(second)s. "
                  "The difference is likely between %(range)s."),
    "unsure": _lazy("%(measure)s: %(one)s has %(first)s, %(other)s has %(second)s. "
                    "The difference may be chance."),
    "counted": _lazy("%(measure)s: %(one)s has %(first)s, %(other)s has %(second)s. "
                     "This was counted, so it has no range."),
    "unknown": _lazy("%(measure)s: %(one)s has %(first)s, %(other)s has %(second)s. "
                     "Too little is known to say whether they differ."),
}  # fmt: skip
VERDICTS = {
    "more": _lazy("more"), "less": _lazy("less"), "unsure": _lazy("may be chance"),
    "counted": _lazy("counted"), "unknown": _lazy("cannot be said"),
}  # fmt: skip
APART = ("account", "network", "since", "until")


@dataclass(frozen=True)
class Side:
    """One side: what sets it apart, and its figure."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Line:
    """One row: both figures, the difference in words, and whether it may be chance."""

    title: str
    one: Figure | None
    other: Figure | None
    gap: str
    range: str
    verdict: str


@dataclass(frozen=True)
class Compared:
    """All a page needs to show a comparison."""

    sides: tuple[Side, Side]
    sentence: str
    whole: Line
    lines: tuple[Line, ...]
    rows: int
    chart: Chart | None
    measure: str
    notes: tuple[str, ...]


def compared(
    one: "Finding", other: "Finding", *, names: Mapping[str, str], events: Sequence[Event] = (),
    own: frozenset[str] = frozenset(),
) -> Compared:  # fmt: skip
    """`names` turns a person's key into a handle; `own` are the accounts that are ours."""
    found = evidence.comparison(one, other)
    pair = Pairing(Reader(one, names, own=own), Reader(other, names, own=own), found)
    titles = pair.titles()
    sides = Side(titles[0], evidence.headline_figure(one)), Side(titles[1], evidence.headline_figure(other))
    return Compared(
        sides=sides, sentence=pair.sentence(), whole=pair.line(found.whole),
        lines=tuple(pair.line(row) for row in found.rows[:MOST_ROWS]), rows=len(found.rows),
        chart=side_by_side(pair.one, pair.other, titles, pair.sentence(), events),
        measure=column_word(found.whole.measure), notes=tuple(pair.notes()),
    )  # fmt: skip


class Pairing:
    """Reads two findings together."""

    def __init__(self, one: Reader, other: Reader, found: Comparison) -> None:
        self.one, self.other, self.found = one, other, found

    def titles(self) -> tuple[str, str]:
        """What sets the sides apart: the account, the period, or both."""
        params = self.one.finding.params, self.other.finding.params
        differ = [name for name in APART if params[0].get(name) != params[1].get(name)]
        return self._title(params[0], differ), self._title(params[1], differ)

    def _title(self, params: Mapping[str, Any], differ: Sequence[str]) -> str:
        parts = [str(params.get(name) or _("all accounts")) for name in differ if name == "account"]
        if "since" in differ or "until" in differ:
            parts.append(self.one.period(params))
        return ", ".join(parts)

    def sentence(self) -> str:
        """The finding as a sentence, from the interval of the difference."""
        whole, titles = self.found.whole, self.titles()
        if whole.one is None or whole.other is None:
            return _("One side has too little data, so there is nothing to compare.")
        values = {
            "one": titles[0], "other": titles[1], "first": self.said(whole.one),
            "second": self.said(whole.other), "range": self.range_of(_apart(whole)),
            "measure": self.measure(),
        }  # fmt: skip
        return str(SENTENCES[whole.verdict]) % values

    def measure(self) -> str:
        name = column_word(self.found.whole.measure)
        return _("%(measure)s per day") % {"measure": name} if self.found.per_day else name

    def said(self, estimate: Estimate | None) -> str:
        if estimate is None:
            return "–"
        return numbers.value(estimate.value, estimate.unit, self.one.language, estimate.low, estimate.high)

    def gap_of(self, pair: Pair) -> str:
        if pair.gap is None:
            return "–"
        sign = "+" if pair.gap > 0 else ""
        if numbers.is_share(pair.unit):
            return f"{sign}{self._points(pair.gap)} {_('percentage points')}"
        return sign + numbers.value(pair.gap, pair.unit, self.one.language, pair.low, pair.high)

    def range_of(self, pair: Pair, *, table: bool = False) -> str:
        if pair.low is None or pair.high is None:
            return ""
        if numbers.is_share(pair.unit):
            ends = [self._points(end) for end in (pair.low, pair.high)]
        else:
            ends = [numbers.value(end, pair.unit, self.one.language, pair.low, pair.high)
                    for end in (pair.low, pair.high)]  # fmt: skip
        words = _("%(low)s to %(high)s") if table else _("%(low)s and %(high)s")
        return words % {"low": ends[0], "high": ends[1]}

    def _points(self, share: float) -> str:
        return numbers.number(share * 100, self.one.language, 1)

    def line(self, pair: Pair) -> Line:
        return Line(
            title=self.one.label(pair.row) if pair.row else _("all together"),
            one=self._figure(self.one, pair), other=self._figure(self.other, pair),
            gap=self.gap_of(pair), range=self.range_of(pair, table=bool(pair.row)),
            verdict=str(VERDICTS[pair.verdict]),
        )  # fmt: skip

    def _figure(self, reader: Reader, pair: Pair) -> Figure | None:
        if not pair.row:
            return evidence.headline_figure(reader.finding)
        found = evidence.figure(reader.finding, dict(pair.row), pair.measure)
        return found if found.value is not None else None

    def notes(self) -> list[str]:
        """What a reader must know of the two sides."""
        said = []
        if self.found.per_day:
            said.append(_("The periods differ in length, so counts are compared per day (%(unit)s).") % {
                "unit": unit_word(self.found.whole.unit)})  # fmt: skip
        if self.found.by_date:
            said.append(_("The periods have different dates, so only the whole is compared."))
        if len(self.found.rows) > SEVERAL:
            said.append(_("Of every 20 rows that do not differ, about 1 seems to by chance."))
        ends = [reader.finding.as_of for reader in (self.one, self.other)]
        if ends[0] and ends[1] and not self._two_periods() and abs((ends[0] - ends[1]).days) > 7:
            shown = [numbers.short_day(end, self.one.language) for end in ends]
            said.append(_("The data do not end on the same day: %(one)s and %(other)s.") % {
                "one": shown[0], "other": shown[1]})  # fmt: skip
        if any(reader.finding.coverage.get("gaps") for reader in (self.one, self.other)):
            said.append(_("Data are missing on at least one side; counts may be too low there."))
        return said

    def _two_periods(self) -> bool:
        return self.one.finding.params.get("since") != self.other.finding.params.get("since")


def _apart(pair: Pair) -> Pair:
    """How far apart, whichever is the higher."""
    if pair.low is None or pair.high is None or pair.high > 0:
        return pair
    return replace(pair, low=-pair.high, high=-pair.low)
