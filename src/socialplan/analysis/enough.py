"""enough: is there enough data for what one wants to say, and if not, when will there be?"""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups, sample_size
from .base import Column, Headline, Note, Params, Result
from .refusals import BadParameter
from .response import with_response
from .scope import posts_in_scope
from .stats import Spread, tidy

PACE_DAYS = 56  # the newest weeks say how fast posts come in
LONGEST = 3650  # days ahead that can be promised
SHAPE = {"part": "string", "value": "float64", "day": "string", "n": "int64", "whole": "boolean"}


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Two kinds of rows per group, by `part`: `value` (n posts per value of response; with `of` share all
    posts) and `day` (n of those posts per local day, ISO text)."""
    _check(params)
    posts = posts_in_scope(tables, params)
    if params.options["of"] == "response":
        posts = with_response(posts, tables["metrics"])
        posts = posts.filter(posts["value"].notnull())
    else:
        posts = posts.mutate(value=ibis.literal(1.0))
    dated = posts.mutate(day=posts["local_at"].date().cast("string"))
    dated = dated.filter(dated["day"].notnull())
    return _part(posts, params, "value").union(_part(dated, params, "day"))


def _check(params: Params) -> None:
    for name, most in (("precision", 1000), ("difference", 1000), ("share", 100)):
        if not 0 <= float(params.options[name]) <= most:
            raise BadParameter("percent", field=name, value=params.options[name], most=most)
    if not params.options["precision"] and not params.options["difference"]:
        raise BadParameter("percent", field="precision", value=0, most=1000)


def _part(posts: ir.Table, params: Params, name: str) -> ir.Table:
    rows = groups.gathered(posts, params, lambda table: {"n": table.count()}, also=(name,))
    given = {column: rows[column] for column in rows.columns} | {"part": ibis.literal(name)}
    made = {
        column: given[column].cast(kind) if column in given else ibis.null(kind)
        for column, kind in SHAPE.items()
    }
    return rows.select(**{group: rows[group] for group in params.by}, **made)


def conclude(rows: pa.Table, params: Params) -> Result:
    """Per group the posts there are, the posts that are needed, and the day they will be there at the pace
    of the newest eight weeks; the headline is what is needed over all."""
    whole = groups.whole(rows, params)
    newest = _days(whole)[1]
    total = _row(whole, params, newest)
    parts = groups.parts(rows, params) if params.by else [groups.Part((), whole)]
    found = [{**dict(zip(params.by, part.key, strict=True)), **_row(part.rows, params, newest)}
             for part in parts]  # fmt: skip
    return Result(
        headline=Headline(total["needed"], "posts needed"),
        columns=(
            *groups.columns(params),
            Column("n", "count", "posts"),
            Column("needed", "measure", "posts"),
            Column("missing", "measure", "posts"),
            Column("per_week", "measure", "posts per week"),
            Column("reached_on", "text"),
            Column("verdict", "text"),
        ),
        rows=groups.ranked([row for row in found if row["n"]], params, "n"),
        n=total["n"],
        notes=tuple(_notes(found, params)),
    )


def _row(rows: pa.Table, params: Params, newest: date | None) -> dict[str, Any]:
    values = [row for row in rows.to_pylist() if row["part"] == "value"]
    spread = Spread.of([row["value"] for row in values], [row["n"] for row in values])
    needed = needed_of(spread, params)
    missing = None if needed is None else max(0, needed - spread.n)
    pace = _pace(rows, newest)
    reached = _reached(missing, pace, newest)
    return {
        "n": spread.n, "needed": needed, "missing": missing, "per_week": tidy(pace * 7) if pace else None,
        "reached_on": reached.isoformat() if reached else None, "verdict": _verdict(missing, reached),
    }  # fmt: skip


def needed_of(spread: Spread, params: Params) -> int | None:
    """Posts needed for the difference that was asked for, else for the precision."""
    gap, width = (float(params.options[name]) / 100 for name in ("difference", "precision"))
    if params.options["of"] == "response":
        return sample_size.between_medians(spread, gap) if gap else sample_size.of_median(spread, width)
    share = float(params.options["share"]) / 100
    return sample_size.between_shares(share, gap) if gap else sample_size.of_share(share, width)


def _days(rows: pa.Table) -> tuple[dict[date, int], date | None]:
    counts: dict[date, int] = {}
    for row in rows.to_pylist():
        if row["part"] == "day":
            day = date.fromisoformat(row["day"])
            counts[day] = counts.get(day, 0) + row["n"]
    return counts, max(counts, default=None)


def _pace(rows: pa.Table, newest: date | None) -> float | None:
    """Posts a day over the newest weeks of all the data, fewer where the group is younger than that."""
    counts, _last = _days(rows)
    if newest is None or not counts:
        return None
    length = min(PACE_DAYS, (newest - min(counts)).days + 1)
    since = newest - timedelta(days=length - 1)
    return sum(n for day, n in counts.items() if day >= since) / length


def _reached(missing: int | None, pace: float | None, newest: date | None) -> date | None:
    if not missing or not pace or newest is None:
        return None
    days = math.ceil(missing / pace)
    return newest + timedelta(days=days) if days <= LONGEST else None


def _verdict(missing: int | None, reached: date | None) -> str:
    if missing is None:
        return "cannot_say"
    if not missing:
        return "enough"
    return "not_yet" if reached else "not_at_this_pace"


def _notes(found: list[dict[str, Any]], params: Params) -> list[Note]:
    codes = [row["verdict"] for row in found]
    notes = []
    if "cannot_say" in codes:
        notes.append(Note("needed_unknown", {"least": sample_size.LEAST}))
    if params.options["difference"]:
        notes.append(Note("needed_per_group"))
    return notes
