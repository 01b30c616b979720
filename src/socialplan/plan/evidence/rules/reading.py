"""Reading one figure out of an answer: a row, a measure, and the interval that belongs to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

HEADLINE = "headline"
GROUP_ROLES = ("group", "person")
COUNTED = frozenset((
    "posts", "questions", "people", "shares", "reposts", "days", "items", "visits", "conversions", "results",
    "clicks", "impressions", "efforts",
))  # fmt: skip
SUMS = frozenset({"spent", "revenue"})  # money is added up, not estimated


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval. Counted things have no spread: low == value == high."""

    value: float
    low: float | None
    high: float | None
    n: int
    unit: str = ""
    counted: bool = False

    @property
    def bounded(self) -> bool:
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Answered:
    """The small result of a question: what a finding holds, as plain values."""

    columns: Sequence[Mapping[str, str]]  # name, role, unit
    rows: Sequence[Mapping[str, Any]]
    headline: Mapping[str, Any]
    n: int

    @cached_property
    def places(self) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        """Rows by their group values, the first of equals: many claims are read from one answer."""
        names = self.groups()
        found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        for row in self.rows:
            found.setdefault(tuple(_plain(row.get(name)) for name in names), row)
        return found

    def groups(self) -> tuple[str, ...]:
        return tuple(column["name"] for column in self.columns if column["role"] in GROUP_ROLES)

    def measures(self) -> tuple[str, ...]:
        return tuple(column["name"] for column in self.columns if column["role"] in ("measure", "count"))

    def main_measure(self) -> str | None:
        """The first measure."""
        first = [column["name"] for column in self.columns if column["role"] == "measure"]
        return (first or list(self.measures()) or [None])[0]  # type: ignore[list-item]

    def unit(self, measure: str) -> str:
        return next((column.get("unit", "") for column in self.columns if column["name"] == measure), "")


def find_row(answered: Answered, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The row with these group values; text is compared without case."""
    wanted = {name: _plain(value) for name, value in row.items()}
    names = answered.groups()
    if wanted.keys() == set(names):
        return answered.places.get(tuple(wanted[name] for name in names))
    for candidate in answered.rows:
        if all(_plain(candidate.get(name)) == value for name, value in wanted.items()):
            return candidate
    return None


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def read(answered: Answered, row: Mapping[str, Any] | None, measure: str) -> Estimate | None:
    """The figure of a row, or of the headline when there is no row. None when it is not there."""
    if not row and measure == HEADLINE:
        return _headline(answered)
    found = find_row(answered, row or {})
    return None if found is None else read_row(answered, found, measure)


def read_row(answered: Answered, row: Mapping[str, Any], measure: str) -> Estimate | None:
    value = row.get(measure)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    n = row.get("n")
    n = n if isinstance(n, int) else answered.n
    unit = answered.unit(measure)
    bounds = interval_columns(answered, measure)
    if bounds is None and counts(answered, measure):
        return Estimate(value, value, value, n, unit, counted=True)
    if bounds is None:
        return Estimate(value, None, None, n, unit)
    return Estimate(value, row.get(bounds[0]), row.get(bounds[1]), n, unit)


def counts(answered: Answered, measure: str) -> bool:
    """Whether a measure counts things. An average or a quantile without a range is no count: it has a spread
    that nobody told, so nothing can be claimed of it."""
    column = next((one for one in answered.columns if one["name"] == measure), None)
    if column is None:
        return False
    return measure in SUMS or column["role"] == "count" or column.get("unit", "") in COUNTED


def interval_columns(answered: Answered, measure: str) -> tuple[str, str] | None:
    """Where a measure's interval stands, None when the analysis gives it none."""
    names = {column["name"] for column in answered.columns}
    if {f"{measure}_low", f"{measure}_high"} <= names:
        return f"{measure}_low", f"{measure}_high"
    if {"low", "high"} <= names and measure == _plain_owner(answered):
        return "low", "high"
    return None


def _plain_owner(answered: Answered) -> str | None:
    """Whose the plain columns `low` and `high` are: the first measure's if they are in its unit, else those
    of the measure they stand behind."""
    main, before = answered.main_measure(), None
    if main is not None and answered.unit("low") in ("", answered.unit(main)):
        return main
    for column in answered.columns:
        if column["name"] == "low":
            break
        before = column["name"] if column["role"] in ("measure", "count") else before
    return before


def _headline(answered: Answered) -> Estimate | None:
    headline = answered.headline
    value = headline.get("value")
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    low, high, unit = headline.get("low"), headline.get("high"), str(headline.get("unit", ""))
    summed = answered.main_measure() in SUMS
    if low is None and high is None and (summed or isinstance(value, int)):
        return Estimate(value, value, value, answered.n, unit, counted=True)
    return Estimate(value, low, high, answered.n, unit)
