"""engagement: response per post; gather counts posts per value, conclude takes medians and their ranges."""

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups
from .base import Column, Headline, Note, Params, Result
from .response import PARTS, with_response
from .scope import posts_in_scope
from .stats import Spread, tidy

LEAST_POSTS, LEAST_SHARE = 20, 0.01  # for an hour to be named the best
BEST = {"hour": "best_hour", "weekday": "best_weekday"}


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Posts per group and value: the groups, `value` (null where nothing is known), `n`, and for each part of
    the response the number of posts that have it. Method: counting keeps every median exact."""
    posts = with_response(posts_in_scope(tables, params), tables["metrics"])
    return groups.gathered(posts, params, _counts, also=("value",))


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts whose response is known, as only those are counted."""
    posts = with_response(posts_in_scope(tables, params), tables["metrics"])
    return posts.filter(posts["value"].notnull())


def _counts(posts: ir.Table) -> dict[str, ir.Value]:
    return {"n": posts.count(), **{part: posts[part].cast("int64").sum() for part in PARTS}}


def conclude(rows: pa.Table, params: Params) -> Result:
    """Median with its range and mean per group, in responses; n is the posts with a known response."""
    whole = groups.whole(rows, params)
    known = whole.filter(pc.is_valid(whole["value"]))
    valued = rows.filter(pc.is_valid(rows["value"]))
    per_group = [_row(part, params) for part in groups.parts(valued, params)] if params.by else [
        {**_figures(_spread(known))}
    ]  # fmt: skip
    figures = _figures(_spread(known))
    unit = _unit(known)
    return Result(
        headline=Headline(figures["median"], unit, figures["low"], figures["high"]),
        columns=(
            *groups.columns(params), Column("n", "count", "posts"), Column("median", "measure", unit),
            Column("mean", "measure", unit), Column("low", "low", unit), Column("high", "high", unit),
        ),
        rows=groups.ranked([row for row in per_group if row["n"]], params, "median"),
        n=int(figures["n"]),
        notes=_notes(whole, valued, per_group, params),
    )  # fmt: skip


def _spread(rows: pa.Table) -> Spread:
    return Spread.of(rows["value"].to_numpy(), rows["n"].to_numpy())


def _row(part: groups.Part, params: Params) -> dict[str, Any]:
    return {**dict(zip(params.by, part.key, strict=True)), **_figures(_spread(part.rows))}


def _figures(spread: Spread) -> dict[str, Any]:
    middle = spread.estimate()
    return {
        "n": spread.n,
        "median": tidy(middle.value) if middle else None,
        "mean": tidy(spread.mean),
        "low": tidy(middle.low) if middle else None,
        "high": tidy(middle.high) if middle else None,
    }


def _unit(known: pa.Table) -> str:
    """Names the parts that the data really give: reactions+comments+shares, saves where they are there."""
    given = [part for part in PARTS if (pc.sum(known[part]).as_py() or 0) > 0]
    return "+".join(given or PARTS[:3]) + " per post"


def _notes(whole: pa.Table, valued: pa.Table, rows: list[dict[str, Any]], params: Params) -> tuple[Note, ...]:
    notes = []
    unknown = int(pc.sum(whole.filter(pc.is_null(whole["value"]))["n"]).as_py() or 0)
    if unknown:
        notes.append(Note("response_unknown", {"posts": unknown}))
    known = whole.filter(pc.is_valid(whole["value"]))
    total = int(pc.sum(known["n"]).as_py() or 0)
    for part in PARTS:
        have = int(pc.sum(known[part]).as_py() or 0)
        if 0 < have < total:
            notes.append(Note("part_unknown", {"part": part, "posts": total - have}))
    if left_out := groups.untimed(valued, params):
        notes.append(Note("time_unknown", {"posts": left_out}))
    if len(params.by) == 1 and params.by[0] in BEST:
        notes.extend(_best(rows, params.by[0]))
    return tuple(notes)


def _best(rows: list[dict[str, Any]], grain: str) -> list[Note]:
    """The hour with the highest median among those with enough posts, or the weekday among all seven; the
    earliest of equals."""
    least = max(LEAST_POSTS, LEAST_SHARE * sum(row["n"] for row in rows)) if grain == "hour" else 1
    enough = [row for row in rows if row["n"] >= least]
    if not enough:
        return [Note("no_best_hour", {"least": int(-(-least // 1))})] if grain == "hour" else []
    best = max(enough, key=lambda row: (row["median"], -row[grain]))
    names = ("median", "low", "high", "n")
    return [Note(BEST[grain], {grain: best[grain], **{name: best[name] for name in names}})]
