"""The figure: the only way a number reaches a page, a report, the API or the terminal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from .. import measuring
from ..models import Finding
from ..rules.reading import HEADLINE, Answered, Estimate, find_row, interval_columns, read, read_row
from ..rules.states import INSUFFICIENT, IRREPRODUCIBLE
from ..wording import row_words
from .people import named


@dataclass(frozen=True)
class Figure:
    """A number with what makes it honest. `label` names the row it was read from."""

    value: float | str | None
    unit: str
    low: float | None
    high: float | None
    n: int
    as_of: date | None
    computed_at: datetime
    simulated: bool
    state: str  # "" , insufficient, irreproducible, stale, or the state of a claim on it
    finding_id: str
    label: str = ""
    counted: bool = False  # counted, not estimated: no range belongs to it
    place: int | None = None  # of its row in the finding; None: the headline
    measure: str = ""
    n_unit: str = "posts"  # what n counts

    @property
    def known(self) -> bool:
        return self.value is not None and self.state != INSUFFICIENT

    @property
    def query(self) -> str:
        """What follows the address of the finding, so that it opens at this figure."""
        return "" if self.place is None else f"?row={self.place}&measure={self.measure}"


def figure(
    finding: Finding,
    row: Mapping[str, Any] | int | None = None,
    measure: str | None = None,
    *,
    state: str = "",
) -> Figure:
    """The figure of a row (its group values, or its place), or the headline when there is no row."""
    answered = measuring.answered(finding)
    assert answered is not None
    place = row if isinstance(row, int) else _place(answered, row)
    if row is None or (not isinstance(row, int) and not row):
        return _figure(finding, _headline(answered, measure), state)
    measure = measure or answered.main_measure() or "n"
    chosen = answered.rows[place] if place is not None else None
    estimate = read_row(answered, chosen, measure) if chosen is not None else None
    found = _figure(finding, estimate, state, unit=answered.unit(measure))
    (label,) = named(finding.workspace, [row_label(answered, chosen or {})])
    return replace(found, label=label, place=place, measure=measure)


def interval_of(finding: Finding, measure: str) -> tuple[str, str] | None:
    """The columns with the interval of a measure, None where it has none."""
    answered = measuring.answered(finding)
    return interval_columns(answered, measure) if answered else None


def _place(answered: Answered, row: Mapping[str, Any] | None) -> int | None:
    found = find_row(answered, row) if row else None
    return next((place for place, one in enumerate(answered.rows) if one is found), None)


def headline_figure(finding: Finding, *, state: str = "") -> Figure:
    return figure(finding, state=state)


def row_label(answered: Answered, row: Mapping[str, Any]) -> str:
    """What a row is about, in the reader's language; persons stand by key until their names are joined."""
    known = {name: row.get(name) for name in answered.groups() if row.get(name) is not None}
    return row_words(answered, known, capital=False) if known else ""


def _headline(answered: Answered, measure: str | None) -> Estimate | None:
    if measure in (None, HEADLINE) or len(answered.rows) != 1:
        return read(answered, None, HEADLINE)
    return read_row(answered, answered.rows[0], str(measure))


def _figure(finding: Finding, estimate: Estimate | None, state: str, *, unit: str = "") -> Figure:
    own = IRREPRODUCIBLE if not finding.reproducible else state
    if not own and estimate is None:
        own = INSUFFICIENT
    value: float | str | None = estimate.value if estimate else None
    return Figure(
        value=value, unit=estimate.unit if estimate else unit, low=estimate.low if estimate else None,
        high=estimate.high if estimate else None, n=estimate.n if estimate else finding.n,
        as_of=finding.as_of, computed_at=finding.computed_at, simulated=finding.simulated, state=own,
        finding_id=finding.finding_id, counted=estimate.counted if estimate else False,
        n_unit=next((column.get("unit", "") for column in finding.columns if column["name"] == "n"), "posts"),
    )  # fmt: skip
