"""A network whose truth is known: streams of records of a fictional company, made from a seed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa

from socialplan.records import TABLES

from . import pages, people, talk
from .truth import Truth, truth
from .words import WORDS
from .world import PAGES, TALK, World

__all__ = ["STREAMS", "Truth", "World", "stream", "truth"]

STREAMS = ("accounts", "people", "posts", "metrics", "events", "coverage")


def stream(world: World, table: str, *, since: date, until: date) -> Iterator[pa.RecordBatch]:
    """Records of one table for the days from `since` up to `until`, a batch per day.

    The same world and day always give the same records. `accounts`, `people` and `events` come whole.
    Raises KeyError for a table this network does not have.
    """
    makers = {"posts": _posts, "metrics": _metrics}
    if table in makers:
        day = max(since, world.first)
        while day < min(until, world.end):
            yield _batch(table, makers[table](world, day) if not world.silent(day) else ())
            day += timedelta(days=1)
        return
    whole = {"accounts": _accounts, "people": people.rows, "events": _events}
    yield _batch(table, whole[table](world) if table != "coverage" else _coverage(world, since, until))


def _batch(table: str, rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=TABLES[table].schema)


def _posts(world: World, day: date) -> Iterator[dict[str, Any]]:
    own = [row for row, _ in pages.posts(world, day)]
    yield from own
    yield from talk.posts(world, day, own)


def _metrics(world: World, day: date) -> Iterator[dict[str, Any]]:
    for row, response in pages.posts(world, day):
        for name, value in response.items():
            yield {
                "network": row["network"], "subject": "post", "subject_id": row["post_id"], "name": name,
                "native_name": name, "value": value, "aggregation": "total",
            }  # fmt: skip


def _accounts(world: World) -> Iterator[dict[str, Any]]:
    for account in world.accounts:
        for network in (PAGES, TALK):
            yield {
                "network": network, "account_id": account.account_id, "handle": account.account_id,
                "brand": account.brand, "owner_kind": account.owner_kind,
                "url": f"https://{account.account_id}.example",
            }  # fmt: skip


def _events(world: World) -> Iterator[dict[str, Any]]:
    start = world.first + timedelta(days=84)
    yield {
        "network": "", "event_id": "campaign-1", "name": WORDS[world.language].campaign, "kind": "campaign",
        "starts_at": _at(start), "ends_at": _at(start + timedelta(days=14)), "precision": "day",
        "source": "simulated",
    }  # fmt: skip


def _coverage(world: World, since: date, until: date) -> Iterator[dict[str, Any]]:
    """Whole, but for the month of which nobody kept anything."""
    since, until = max(since, world.first), min(until, world.end)
    silence_from, silence_to = (min(max(edge, since), until) for edge in world.silence)
    stretches = [
        (network, account.account_id, *stretch)
        for network in (PAGES, TALK)
        for account in world.accounts
        for stretch in (
            (since, silence_from, "complete", ""),
            (silence_from, silence_to, "gap", WORDS[world.language].gap),
            (silence_to, until, "complete", ""),
        )
    ]
    for network, account_id, start, end, state, reason in stretches:
        if start < end:
            yield {
                "network": network, "source": "simulated", "stream": "posts", "account_id": account_id,
                "from_at": _at(start), "to_at": _at(end), "state": state, "why": reason,
            }  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
