"""themes: which subjects draw more or less response than usual."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import groups
from .base import Column, Headline, Note, Params, Result
from .response import with_response
from .scope import posts_in_scope
from .stats import false_discovery, tidy
from .theme_examples import COLUMNS_TOLD, TOLD, Behind, told
from .theme_terms import terms
from .theme_test import Tested, test

LEAST_POSTS, LEAST_AUTHORS = 20, 2
CELL = ("network", "account", "kind")
FALSE_FINDS = 0.10
READ = (
    "post_id", "person_key", "account_id", "text", "title", "hashtags", "links", "value", "local_at",
    "precision",
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Two kinds of rows. Without a theme: a cell (account, network and kind within a group) with the
    responses of its posts as `values` (and with the option `examples` what is told of each of them, by their
    place). With one: the `ranks` of its posts in that cell, some perhaps twice;
    only themes that may have enough posts and have enough authors over all cells of the group."""
    posts = with_response(posts_in_scope(tables, params), tables["metrics"])
    posts = posts.filter(posts["value"].notnull(), (posts["role"] != "repost").fill_null(True))
    posts = posts.select(*dict.fromkeys((*READ, *CELL, *params.by)))  # few columns compile much faster
    posts = _numbered(groups.with_groups(posts, params), params)
    names = tuple(dict.fromkeys((*params.by, *CELL)))
    cells = posts.group_by("part", "cell").agg(
        values=posts["value"].collect(), **{name: posts[name].arbitrary() for name in names},
        **told(posts, params),
    )  # fmt: skip
    found = _enough(terms(posts, ("part", "cell", "place", "author", "by_person")))
    nothing = {name: ibis.null("string") for name in (*names, "type", "theme")}
    cells = cells.mutate(type=nothing["type"], theme=nothing["theme"], ranks=ibis.null("array<int64>"))
    blank = {name: ibis.null(cells[name].type()) for name in names}
    blank |= {name: ibis.null(cells[name].type()) for name in TOLD if name in cells.columns}
    found = found.mutate(values=ibis.null("array<float64>"), **blank)
    return cells.union(found.select(*cells.columns))


def _numbered(posts: ir.Table, params: Params) -> ir.Table:
    """Groups, cells and authors as numbers, and each post's place in its cell by response."""
    parts = ibis.window(order_by=list(params.by))
    cells = ibis.window(order_by=[*params.by, *(name for name in CELL if name not in params.by)])
    author = ibis.coalesce(posts["person_key"], posts["account_id"], ibis.literal("?"))
    posts = posts.mutate(
        part=ibis.dense_rank().over(parts) if params.by else ibis.literal(0),
        cell=ibis.dense_rank().over(cells),
        author=ibis.dense_rank().over(ibis.window(order_by=author)),
        by_person=posts["person_key"].notnull(),
    )
    in_cell = ibis.window(group_by="cell", order_by=["value", "post_id"])
    return posts.mutate(place=ibis.row_number().over(in_cell))


def _enough(found: ir.Table) -> ir.Table:
    """Themes with the posts and authors it takes; authors count where a person wrote."""
    per_cell = found.group_by("part", "cell", "type", "theme").agg(
        ranks=found["place"].cast("int64").collect(), posts=found.count(),
        first=found["author"].min(), last=found["author"].max(), persons=found["by_person"].any(),
    )  # fmt: skip
    over_cells = per_cell.group_by("part", "type", "theme").agg(
        total=per_cell["posts"].sum(), first=per_cell["first"].min(), last=per_cell["last"].max(),
        persons=per_cell["persons"].any(),
    )  # fmt: skip
    enough = over_cells.filter(
        over_cells["total"] >= LEAST_POSTS,
        (over_cells["first"] != over_cells["last"]) | ~over_cells["persons"],
    )
    return per_cell.semi_join(enough, ["part", "type", "theme"])


def conclude(rows: pa.Table, params: Params) -> Result:
    """Themes that stand out: `lift` (times usual) with its bootstrap interval and `q`, the share of chance
    finds one accepts by believing it. With the option `all` the other tested themes too."""
    known = int(pc.sum(pc.list_value_length(rows["values"])).as_py() or 0)
    if not known:
        return Result(_headline(0), _columns(params), (), 0, (Note("no_response"),))
    tested = test(rows, params, cell=CELL, least=LEAST_POSTS)
    q = false_discovery(tested.p)
    shown = list(range(len(q))) if params.options.get("all") else np.flatnonzero(q <= FALSE_FINDS).tolist()
    found = [_row(tested, place, float(q[place]), params) for place in shown]
    if params.options.get("examples"):
        behind = Behind.of(rows)
        found = [{**row, **behind.of_theme(tested, place)} for row, place in zip(found, shown, strict=True)]
    out = [row for row in found if row["stands_out"]]
    if not params.options.get("all"):
        found = out
    ordered = sorted(found, key=lambda row: (-row["lift"], row["type"], row["theme"]))
    notes = [Note("themes_tested", {"terms": len(q), "found": len(out)})]
    if tested.uncompared:
        notes.append(Note("usual_is_zero", {"posts": tested.uncompared}))
    return Result(_headline(len(out)), _columns(params), tuple(ordered), known, tuple(notes))


def _headline(found: int) -> Headline:
    return Headline(found, "themes that stand out")


def _columns(params: Params) -> tuple[Column, ...]:
    return (
        *groups.columns(params), Column("theme", "group"), Column("type", "text"),
        Column("n", "count", "posts"),
        Column("lift", "measure", "× usual"), Column("low", "low", "× usual"),
        Column("high", "high", "× usual"), Column("q", "text"), Column("stands_out", "text"),
        *(COLUMNS_TOLD if params.options.get("examples") else ()),
    )  # fmt: skip


def _row(tested: Tested, number: int, q: float, params: Params) -> dict[str, Any]:
    name, found = tested.names[number], tested.lift(number)
    outside = found.low > 1 or found.high < 1
    return {
        **dict(zip(params.by, name, strict=False)),
        "theme": name[-1], "type": name[-2], "n": found.n,
        "lift": tidy(found.value), "low": tidy(found.low), "high": tidy(found.high),
        "q": tidy(float(f"{q:.3g}")), "stands_out": bool(q <= FALSE_FINDS and outside),
    }  # fmt: skip
