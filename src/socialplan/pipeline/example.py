"""The example company: a simulated world written into the store as two batches, each labelled simulated."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import pyarrow as pa

from socialplan.networks.simulated import World, stream
from socialplan.records import TABLES
from socialplan.store import Store

from .collect.errors import Cancelled

FIRST, NEWER = "first", "newer"
PARTS = (FIRST, NEWER)
# What a person calls the parts, in the language of the example.
SOURCES = {
    "nl": {FIRST: "Voorbeeld: eerste bestanden", NEWER: "Voorbeeld: nieuwere bestanden"},
    "en": {FIRST: "Example: first files", NEWER: "Example: newer files"},
}
ONCE = ("accounts", "people", "events")  # come whole, with the first part
TABLES_OF_IT = ("accounts", "people", "posts", "metrics", "visits", "conversions", "events", "coverage")
WORLD_FIELDS = ("seed", "language", "days", "newer", "people", "scale")

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class ExampleReceipt:
    """What a part of the example left behind. `already`: it stood there before and nothing changed."""

    part: str
    batch: int
    rows: Mapping[str, int]
    already: bool = False


def add_example(
    store: Store, *, workspace: int, world: World, part: str, by: str = "", progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExampleReceipt:  # fmt: skip
    """Write one part of the example company; the same part twice changes nothing.

    Raises ValueError for an unknown part, Cancelled, Busy.
    """
    if part not in PARTS:
        raise ValueError(f"the example has no part '{part}'")
    sha256 = _identity(world, part)
    known = store.ledger.find(workspace, sha256)
    if known is not None:
        return ExampleReceipt(part, known.number, dict(known.draft.counts), already=True)
    since, until = period(world, part)
    tables = [table for table in TABLES_OF_IT if part == FIRST or table not in ONCE]
    with store.writer(workspace) as writer:
        rows = {}
        for done, table in enumerate(tables):
            (progress or _silent)("writing", done, len(tables))
            batches = stream(world, table, since=since, until=until)
            reader = pa.RecordBatchReader.from_batches(
                TABLES[table].schema, takewhile(lambda _: not cancelled(), batches)
            )
            rows[table] = writer.add(table, reader, distinct=True)
            if cancelled():
                raise Cancelled
        number = writer.commit(
            sha256=sha256, kind="example", source=SOURCES[world.language][part], simulated=True, by=by,
            details={"part": part, "world": as_details(world)},
        )  # fmt: skip
    return ExampleReceipt(part, number, rows)


def period(world: World, part: str) -> tuple[date, date]:
    """The days of a part, half-open."""
    return (world.first, world.turn) if part == FIRST else (world.turn, world.end)


def as_details(world: World) -> dict[str, object]:
    """The world as plain values, kept with the batch so that the newer part is of the same world."""
    return {"last": world.last.isoformat(), **{name: getattr(world, name) for name in WORLD_FIELDS}}


def world_of(details: Mapping[str, object]) -> World:
    given = {name: details[name] for name in WORLD_FIELDS if name in details}
    return World(last=date.fromisoformat(str(details["last"])), **given)  # type: ignore[arg-type]


def _identity(world: World, part: str) -> str:
    return hashlib.sha256(repr((world, part)).encode()).hexdigest()


def _silent(step: str, done: int, total: int | None) -> None:
    pass
