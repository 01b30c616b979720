"""Looking around a window: some answers need data from before it or after it."""

from dataclasses import replace
from datetime import date, timedelta

from .base import Params


def widened(params: Params, *, before: int = 0, after: int = 0) -> Params:
    """The same question over a window that is so many days wider; open ends stay open."""
    return replace(params, since=_moved(params.since, -before), until=_moved(params.until, after))


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the first or last day a calendar knows
        return None
