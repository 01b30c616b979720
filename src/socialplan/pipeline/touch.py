"""Whether a batch touches what an analysis looks at: tables, accounts, networks, period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from socialplan.analysis.base import Params
from socialplan.store.ledger import Lost, Scope


@dataclass(frozen=True)
class Reach:
    """What a question looks at. No accounts or network: all; no dates: all times and what has no time.

    `accounts` are the names one account is known by, its ids and handles: batches list ids.
    """

    tables: tuple[str, ...]
    accounts: frozenset[str] | None = None
    network: str | None = None
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"

    @classmethod
    def of(cls, tables: tuple[str, ...], params: Params, names: Iterable[str] = ()) -> "Reach":
        accounts = frozenset((*names, params.account)) if params.account is not None else None
        return cls(tables, accounts, params.network, params.since, params.until, params.zone)

    @property
    def windowed(self) -> bool:
        return self.since is not None or self.until is not None


def touches(scopes: Mapping[str, Scope], reach: Reach) -> bool:
    """Whether a batch with these scopes (per table) may change an answer with this reach."""
    return any(_touches(_scope(scopes, table), reach) for table in reach.tables if table in scopes)


def lost_rows(lost: Iterable[Lost], reach: Reach, batches: Iterable[int]) -> int:
    """How many rows of an answer with this reach, made of these batches, an erasure took away or changed.

    Posts are what people count; where none went, it is the rows of the other tables that did.
    """
    known = frozenset(batches)
    went: dict[str, int] = {}
    for one in lost:
        if one.batch in known and one.table in reach.tables and _was_in(one, reach):
            went[one.table] = went.get(one.table, 0) + one.rows
    return went.get("posts") or sum(went.values())


def _was_in(lost: Lost, reach: Reach) -> bool:
    """Rows of nobody known count for every account, posts of nobody for none."""
    if reach.network is not None and (lost.network or "").casefold() != reach.network.casefold():
        return False
    if reach.accounts is not None and lost.account is None:
        return lost.table != "posts"
    if reach.accounts is not None and not _named(reach.accounts, [str(lost.account)]):
        return False
    return not reach.windowed or (lost.hour is not None and _in_days(lost, lost.hour, reach))


def _in_days(lost: Lost, hour: datetime, reach: Reach) -> bool:
    which = 0 if lost.by_date else 1
    after = reach.since is None or hour >= _starts(reach.since, reach.zone)[which]
    return after and (reach.until is None or hour < _starts(reach.until, reach.zone)[which])


def _scope(scopes: Mapping[str, Scope], table: str) -> Scope:
    """Figures have neither account nor time of their own: they are those of the posts they came with."""
    return scopes["posts"] if table == "metrics" and "posts" in scopes else scopes[table]


def _touches(scope: Scope, reach: Reach) -> bool:
    network = None if reach.network is None else frozenset([reach.network])
    return (
        _named(reach.accounts, scope.accounts) and _named(network, scope.networks) and _in_time(scope, reach)
    )


def _named(wanted: frozenset[str] | None, given: Iterable[str] | None) -> bool:
    if wanted is None or given is None:
        return True
    return not _plain(wanted).isdisjoint(_plain(given))


def _plain(names: Iterable[str]) -> set[str]:
    return {name.lstrip("@").casefold() for name in names}


def _in_time(scope: Scope, reach: Reach) -> bool:
    if not reach.windowed:
        return True
    if scope.time_min is None or scope.time_max is None:
        return not scope.undated  # a table without times touches every window, rows without one no window
    after_start = reach.since is None or scope.time_max >= min(_starts(reach.since, reach.zone))
    before_end = reach.until is None or scope.time_min < max(_starts(reach.until, reach.zone))
    return after_start and before_end


def _starts(day: date, zone: str) -> tuple[datetime, datetime]:
    """The start of a day in naive UTC: for times of the clock, and for dates, which are never shifted."""
    plain = datetime.combine(day, time())
    return plain, plain.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
