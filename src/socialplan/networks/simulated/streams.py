"""Records and truth of any stretch of days, by table or all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import TABLES

from . import people, rows
from .made import POSTS, columns, seconds
from .pages import Posted, metrics, pages
from .posts import audible, posts
from .reactions import interactions
from .truth import of_posts, of_visits
from .visits import Visited, visits
from .world import DAY, EPOCH, Span, World

IN_TIME = ("posts", "metrics", "interactions", "visits", "conversions")
STREAMS = ("accounts", "people", *IN_TIME, "events", "coverage")
MARK = {"simulated": "true"}  # in the metadata of everything made here


@dataclass(frozen=True)
class Portion:
    """What was made of some days: `data` in the vocabulary, `truth` in the tables of STREAMED."""

    data: dict[str, pa.Table]
    truth: dict[str, pa.Table]


def stream(world: World, table: str, *, since: date, until: date) -> Iterator[pa.RecordBatch]:
    """Records of one table for the days from `since` up to `until`, in order of time.

    The same world and day always give the same records. `accounts`, `people` and `events` come whole.
    Memory does not grow with the days. Raises KeyError for a table this network does not have.
    """
    if table not in IN_TIME:
        yield from _whole(world, table, since, until).to_batches()
        return
    for span in world.spans(since, until):
        edges = _edges(since, until)
        if table in ("visits", "conversions"):
            made = _visits(span, edges)[table]
        elif table == "metrics":
            made = metrics(_kept(span, pages(span), edges))
        else:
            told = posts(span)
            kept = _within(told, "created_at", edges)
            made = kept.select(POSTS.names) if table == "posts" else _reactions(span, told, edges)
        yield from marked(made).combine_chunks().to_batches()


def everything(world: World, *, since: date, until: date) -> Iterator[Portion]:
    """All that happens from `since` up to `until`, made once, with the truth beside it."""
    for span in world.spans(since, until):
        edges, posted = _edges(since, until), pages(span)
        told = posts(span, posted)
        kept, seen = _within(told, "created_at", edges), _visited(span, edges)
        yield Portion(
            _marked(
                posts=kept.select(POSTS.names), metrics=metrics(_kept(span, posted, edges)),
                interactions=_reactions(span, told, edges), visits=seen.visits, conversions=seen.conversions,
            ),
            _marked(**of_posts(kept), purchases=of_visits(world, seen)),
        )  # fmt: skip


def marked(made: pa.Table) -> pa.Table:
    """The same, saying of itself that it is simulated."""
    return made.replace_schema_metadata(MARK)


def _marked(**made: pa.Table) -> dict[str, pa.Table]:
    return {name: marked(table) for name, table in made.items()}


def _whole(world: World, table: str, since: date, until: date) -> pa.Table:
    schema = TABLES[table].schema
    if table == "people":
        return marked(columns(schema, world.people, **people.rows(world)))
    makers = {"accounts": rows.accounts, "events": rows.events}
    found = rows.coverage(world, since, until) if table == "coverage" else makers[table](world)
    return marked(pa.Table.from_pylist(list(found), schema=schema))


def _edges(since: date, until: date) -> tuple[int, int]:
    return (since - EPOCH) // timedelta(days=1) * DAY, (until - EPOCH) // timedelta(days=1) * DAY


def _inside(at: np.ndarray, edges: tuple[int, int]) -> np.ndarray:
    return np.asarray((at >= edges[0]) & (at < edges[1]))


def _within(made: pa.Table, time: str, edges: tuple[int, int]) -> pa.Table:
    inside = _inside(seconds(made[time]), edges)
    return made if inside.all() else made.filter(pa.array(inside))


def _kept(span: Span, posted: Posted, edges: tuple[int, int]) -> Posted:
    """Posts of accounts within the edges and outside the silence, with their response."""
    within = _within(audible(span, posted.posts), "created_at", edges)
    keep = pc.is_in(posted.posts["post_id"], within["post_id"].combine_chunks())
    mask = keep.to_numpy().astype(bool)
    return Posted(posted.posts.filter(keep), {name: value[mask] for name, value in posted.response.items()})


def _reactions(span: Span, told: pa.Table, edges: tuple[int, int]) -> pa.Table:
    return _within(audible(span, interactions(span, told), "occurred_at"), "occurred_at", edges)


def _visits(span: Span, edges: tuple[int, int]) -> dict[str, pa.Table]:
    seen = _visited(span, edges)
    return {"visits": seen.visits, "conversions": seen.conversions}


def _visited(span: Span, edges: tuple[int, int]) -> Visited:
    """Conversions belong to the day on which the visit began."""
    seen = visits(span)
    kept = pa.array(_inside(seconds(seen.visits["started_at"]), edges))
    bought = _inside(seconds(seen.conversions["occurred_at"]) - 60, edges)
    return Visited(seen.visits.filter(kept), seen.conversions.filter(pa.array(bought)), seen.buyers[bought])
