"""Worlds for tests, and questions to them."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.networks.simulated import World, everything, stream
from socialplan.pipeline.measure import Finding, measure
from socialplan.store import Store

LAST = date(2026, 3, 29)
WORLD = World(last=LAST)
DAY = timedelta(days=1)
OWN = "vlierzicht"


def rows(world: World, table: str, since: date, until: date) -> list[dict[str, Any]]:
    return [row for batch in stream(world, table, since=since, until=until) for row in batch.to_pylist()]


def all_rows(world: World, table: str) -> list[dict[str, Any]]:
    return rows(world, table, world.first, world.end)


def told(world: World, table: str, since: date | None = None, until: date | None = None) -> pa.Table:
    """The truth of these days, of one table."""
    found = everything(world, since=since or world.first, until=until or world.end)
    return pa.concat_tables([portion.truth[table] for portion in found])


def ask(store: Store, workspace: int, analysis: str, **given: Any) -> Finding:
    return measure(store, workspace, analysis, parse(ANALYSES[analysis], given, zone="UTC"))
