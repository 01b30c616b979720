"""The same question over the periods before: cheaper than as many findings, and the same figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from socialplan.analysis.base import Params, Result
from socialplan.analysis.scope import in_scope
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .heard import hear, without_phrase
from .measure import entry_of, identity, open_tables, touching


@dataclass(frozen=True)
class Period:
    """One period, half-open days. `complete` is false where a gap in what was heard touches it."""

    since: date
    until: date
    finding_id: str  # of the finding that `measure` would give
    result: Result
    complete: bool


def periods_before(
    store: Store, workspace: int, analysis: str, params: Params, *, until: date, days: int, at_most: int,
    snapshot: Snapshot, progress: Callable[[int, int], None] | None = None,
) -> list[Period]:  # fmt: skip
    """The answers over whole periods of `days`, counted back from `until` to the first day heard; oldest
    first. The scope is that of `params`, its dates apart. `progress` hears how many of how many are done."""
    entry = entry_of(analysis)
    tables = open_tables(store, snapshot, entry, query=params.query)
    scope = replace(without_phrase(params), since=None, until=until)
    rows = in_scope(tables, scope)
    first = store.execute(rows.agg(first=rows["local_at"].date().min())).column("first")[0].as_py()
    windows = list(_windows(first, until, days, at_most))
    if not windows:
        return []
    heard = hear(store, tables, coverage=store.current(snapshot, "coverage"), params=scope)
    module, found = entry.load(), []
    for place, (since, end) in enumerate(windows):
        if progress:
            progress(place, len(windows))
        asked = replace(params, since=since, until=end)
        numbers, _simulated = touching(store, snapshot, entry=entry, params=asked)
        found.append(
            Period(
                since, end, identity(store, snapshot, entry=entry, params=asked, batches=numbers),
                module.conclude(store.execute(module.gather(tables, asked)), asked),
                not any(_meets(gap["since"], gap["until"], since, end) for gap in heard.coverage["gaps"]),
            )
        )  # fmt: skip
    return found[::-1]


def _windows(first: date | None, until: date, days: int, at_most: int) -> Iterator[tuple[date, date]]:
    """Newest first; a period that begins before anything was heard is not whole."""
    for _place in range(at_most):
        since = until - timedelta(days=days)
        if first is None or since < first:
            return
        yield since, until
        until = since


def _meets(gap_since: str | None, gap_until: str | None, since: date, until: date) -> bool:
    """Whether a gap (ISO days, half-open, open-ended where None) touches the period."""
    starts_before_end = gap_since is None or str(gap_since)[:10] < until.isoformat()
    ends_after_start = gap_until is None or str(gap_until)[:10] > since.isoformat()
    return starts_before_end and ends_after_start
