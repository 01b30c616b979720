"""What an erasure took away, counted by whose it was and when: so that each figure can say what it lost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import ibis

from ..records import PERSON_MARK, Table
from .ledger import Lost

MOST = 5_000  # places; with more of them, days are counted instead of hours


@dataclass(frozen=True)
class Where:
    """The place of a row: a batch, a table, an account of a network, an hour."""

    batch: int
    table: str
    network: str | None
    account: str | None
    hour: datetime | None
    by_date: bool

    @classmethod
    def of(cls, table: Table, row: Mapping[str, Any]) -> "Where":
        return cls(
            row["batch"], table.name, row["_network"], row["_account"], row["_hour"], bool(row["_by_date"])
        )


def where(rows: ibis.Table, table: Table) -> dict[str, ibis.Value]:
    """The columns that say whose a row is and when it was."""
    nothing, dated = ibis.null("string"), "precision" in rows.columns
    at = rows[table.time] if table.time else ibis.null("timestamp(6)")
    return {
        "_network": rows["network"] if "network" in rows.columns else nothing,
        "_account": _account(rows, table),
        "_hour": at.truncate("h"),
        "_by_date": (rows["precision"] == "day").fill_null(False) if dated else ibis.literal(False),
    }


def _account(rows: ibis.Table, table: Table) -> ibis.Value:
    if table.name == "posts":
        return ibis.coalesce(rows["account_id"], rows["about_account"])
    if table.name == "metrics":
        return ibis.ifelse(rows["subject"] == "account", rows["subject_id"], ibis.null("string"))
    if table.name == "interactions":
        person = rows["target_key"].startswith(PERSON_MARK)
        return ibis.ifelse(person, ibis.null("string"), rows["target_key"])
    return rows["account_id"] if "account_id" in table.columns else ibis.null("string")


def summed(counts: Counter[Where]) -> tuple[Lost, ...]:
    """The counts, by the hour or, where that would be too long a list, by the day."""
    if len(counts) > MOST:
        days: Counter[Where] = Counter()
        for place, rows in counts.items():
            days[replace(place, hour=place.hour and place.hour.replace(hour=0))] += rows
        counts = days
    return tuple(Lost(**asdict(place), rows=rows) for place, rows in counts.items())
