"""movements: from which day on the level of a series lies lastingly higher or lower, beside days unlike the
others.

`gather` counts per group and day, and says which days a source states as missing; `conclude` looks for
changes.
"""

from collections.abc import Mapping
from dataclasses import replace

import ibis.expr.types as ir
import pyarrow as pa

from . import spikes
from .base import Headline, Note, Params, Result
from .movements_gaps import gathered, series_of
from .movements_level import Steady, steady
from .movements_rows import CHANGES, Moved, columns, rows_of
from .movements_shift import FEWEST, LASTS, chance_of_none, shifts
from .series import Series

FALSE = 0.03  # by the table of chances; in wilder series than stand behind it that is still under 0.05


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and day, whatever the window: posts, originals, and of the reposts the most passed on message
    (as spikes counts them); and rows of what was not heard (movements_gaps)."""
    return gathered(tables, spikes.resolved(params))


def conclude(rows: pa.Table, params: Params) -> Result:
    """The changes, the days, or the groups, as the view asks."""
    params = spikes.resolved(params)
    all_ = _moved(rows, params)
    view = str(params.options.get("view", CHANGES))
    all_ = [one for one in all_ if one.is_asked(params)]
    judged = [one for one in all_ if one.level is not None]
    told = tuple(row for one in all_ for row in rows_of(one, params, view))
    changes = sum(len(one.asked(params)) for one in judged)
    headline = Headline(changes if judged else None, "lasting changes")
    posts = sum(one.posts(params) for one in all_)
    return Result(headline, columns(params, view), told, posts, _notes(all_, params))


def _moved(rows: pa.Table, params: Params) -> list[Moved]:
    """Each series with its changes; how sure a change must be follows from how many series were searched."""
    all_ = [Moved(series, _level(series)) for series in series_of(rows, params)]
    sure = certainty([chance_of_none(one.level) for one in all_ if one.level])
    return [replace(one, found=shifts(one.level, sure=sure)) if one.level else one for one in all_]


def _level(series: Series) -> Steady | None:
    """None where there are too few days to say anything."""
    complete = series.complete[0]
    if complete.sum() < FEWEST or not series.count[0][complete].any():
        return None
    level = steady(series.count[0], complete)
    return level if len(level.places) >= FEWEST else None


def certainty(chances: list[float]) -> float:
    """How likely a change may be chance and still be told: `chances`, per series, that one which never
    changes looks like it. Of the series that are said to change at most one in twenty does not, however many
    were searched (Benjamini & Hochberg 1995, JRSS B 57); of series that never change one set in twenty shows
    any."""
    steps = [FALSE * place / len(chances) for place in range(1, len(chances) + 1)]
    held = [step for step, one in zip(steps, sorted(chances), strict=True) if one <= step]
    return max(held, default=steps[0] if steps else FALSE)


def _notes(all_: list[Moved], params: Params) -> tuple[Note, ...]:
    judged = [one for one in all_ if one.level is not None]
    days = sum(len(one.level.places) for one in judged if one.level)
    notes = [Note("series_judged", {"series": len(judged), "days": days, "lasts": LASTS})] if judged else []
    if few := len(all_) - len(judged):
        notes.append(Note("few_days", {"groups": few, "needed": FEWEST}))
    if gap := sum(int((one.series.missing & one.window(params)).sum()) for one in all_):
        notes.append(Note("gap_days", {"days": gap}))
    return tuple(notes)
