"""Events in the observations: what happened outside the posts, to be drawn on time charts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from socialplan.store import Store
from socialplan.store.ledger import Snapshot

MOST = 200


@dataclass(frozen=True)
class HeldEvent:
    """One observed event; naive UTC times, `ends_at` None for a moment. precision "day": a calendar day."""

    event_id: str
    name: str
    kind: str  # campaign, offline, holiday, incident
    account_id: str | None
    starts_at: datetime
    ends_at: datetime | None
    precision: str
    place: str | None
    source: str | None


def events(
    store: Store, snapshot: Snapshot, *, since: date | None = None, until: date | None = None
) -> list[HeldEvent]:
    """Events that touch the half-open days [since, until) by a day's margin for the zone, oldest first."""
    table = store.current(snapshot, "events")
    table = table.filter(table.starts_at.notnull())
    ends = table.ends_at.coalesce(table.starts_at)
    if since:
        table = table.filter(ends >= datetime.combine(since - timedelta(days=1), time()))
    if until:
        table = table.filter(table.starts_at < datetime.combine(until + timedelta(days=1), time()))
    names = [field for field in HeldEvent.__dataclass_fields__]
    rows = table.select(*names).order_by("starts_at", "event_id").limit(MOST)
    return [HeldEvent(**row) for row in store.execute(rows).to_pylist()]
