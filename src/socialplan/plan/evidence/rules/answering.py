"""Which figure of an answer answers a first question: the headline, one row, or that nothing stands out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .reading import Answered, interval_columns

MOST_FALSE = 0.10  # of the finds among many tests, those that may be chance
Row = Mapping[str, Any]


class Said(StrEnum):
    """FIGURE: there is an answer. NOTHING: it was looked for, and it is not there. UNKNOWN: no data tell."""

    FIGURE = "figure"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """Where the answer stands: a row by its place (None: the headline) and a measure of it."""

    said: Said
    row: int | None = None
    measure: str | None = None


UNKNOWN, NOTHING = Place(Said.UNKNOWN), Place(Said.NOTHING)
Reading = Callable[[Answered], Place]


def headline(answered: Answered) -> Place:
    """The headline; zero of something that was counted is no answer to who or which."""
    return Place(Said.FIGURE) if answered.headline.get("value") and answered.n else UNKNOWN


def zero_too(answered: Answered) -> Place:
    """The headline, also when it is zero: a share or a number that was looked for."""
    return Place(Said.FIGURE) if answered.headline.get("value") is not None and answered.n else UNKNOWN


def some(measure: str) -> Reading:
    """This measure of the first row where there is any; none at all may be none in these files."""

    def read(answered: Answered) -> Place:
        return Place(Said.FIGURE, 0, measure) if answered.rows and answered.rows[0].get(measure) else UNKNOWN

    return read


def first(measure: str) -> Reading:
    """This measure of the first row."""

    def read(answered: Answered) -> Place:
        known = answered.rows and answered.rows[0].get(measure) is not None
        return Place(Said.FIGURE, 0, measure) if known else UNKNOWN

    return read


def like(column: str, words: Sequence[str], measure: str) -> Reading:
    """The largest row whose group holds one of these words; NOTHING where all of it is of others."""

    def read(answered: Answered) -> Place:
        if not answered.n:
            return UNKNOWN
        fitting = [
            place for place, row in enumerate(answered.rows)
            if any(word in str(row.get(column) or "").casefold() for word in words)
        ]  # fmt: skip
        known = [place for place in fitting if answered.rows[place].get(measure) is not None]
        if fitting and not known:
            return UNKNOWN
        best = max(known, key=lambda place: answered.rows[place].get("n") or 0, default=None)
        return NOTHING if best is None else Place(Said.FIGURE, best, measure)

    return read


def beyond(measure: str, line: float) -> Reading:
    """The row that is surely furthest above the line: that whose range begins highest, above the line."""

    def read(answered: Answered) -> Place:
        if not answered.n:
            return UNKNOWN
        sure = [place for place, row in enumerate(answered.rows) if _low(answered, row, measure) > line
                and row.get("q", 0) <= MOST_FALSE]  # fmt: skip
        best = max(sure, key=lambda place: _low(answered, answered.rows[place], measure), default=None)
        return NOTHING if best is None else Place(Said.FIGURE, best, measure)

    return read


def above_the_least(measure: str) -> Reading:
    """The highest row, where its range lies wholly above that of the lowest one."""

    def read(answered: Answered) -> Place:
        rows = [place for place, row in enumerate(answered.rows) if row.get(measure) is not None]
        if not rows:
            return UNKNOWN
        highest = max(rows, key=lambda place: answered.rows[place][measure])
        lowest = min(answered.rows, key=lambda row: _or_infinite(row.get(measure)))
        sure = _low(answered, answered.rows[highest], measure) > _high(answered, lowest, measure)
        return Place(Said.FIGURE, highest, measure) if sure else NOTHING

    return read


def _or_infinite(value: float | None) -> float:
    return float("inf") if value is None else value


def _low(answered: Answered, row: Row, measure: str) -> float:
    found = _bound(answered, row, measure, 0)
    return float("-inf") if found is None else found


def _high(answered: Answered, row: Row, measure: str) -> float:
    found = _bound(answered, row, measure, 1)
    return float("inf") if found is None else found


def _bound(answered: Answered, row: Row, measure: str, end: int) -> float | None:
    columns = interval_columns(answered, measure)
    return row.get(columns[end]) if columns else None
