"""The shapes every analysis shares: parameters in, a small result out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .refusals import BadParameter

__all__ = ["BadParameter", "Column", "Headline", "Note", "Params", "Result"]


@dataclass(frozen=True)
class Params:
    """What was asked, resolved: absolute dates, half-open, in `zone`."""

    by: tuple[str, ...] = ()
    account: str | None = None
    network: str | None = None
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"
    query: str | None = None  # a tracked query, as `tracked.write_query` gives it
    options: Mapping[str, Any] = field(default_factory=dict)  # the analysis's own parameters
    given: frozenset[str] | None = None  # names the asker typed, for showing; None: show all that are set


@dataclass(frozen=True)
class Headline:
    """The one figure of a result; low and high bound a 95 % interval, None where there is none."""

    value: float | int | str | None
    unit: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Column:
    """A column of the rows: `group` names what a row is about, `measure` carries a figure.

    A `person` column holds a person key or an account id; names are joined when shown.
    """

    name: str
    role: str  # group, person, count, measure, low, high, text
    unit: str = ""


@dataclass(frozen=True)
class Note:
    """Something the reader must know: a code with its values, worded by the faces."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What `conclude` returns. Rows are plain values: str, int, float rounded to 12 digits, None."""

    headline: Headline
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    n: int
    notes: tuple[Note, ...] = ()
