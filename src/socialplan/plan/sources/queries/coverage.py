"""The coverage strip: per network and account what was heard in each of 26 weeks, and what came with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from socialplan.pipeline import holdings
from socialplan.pipeline.holdings import CoverageSpan, WeekGiven

from ...team.models import Workspace
from ..rules import Span, given_state, network_state, stretches, week_state, weeks_until
from .store import open_store

MOST_ROWS = 40
DAY = timedelta(days=1)
STREAMS = ("reactions", "shares", "comments", "followers")
FIGURES = {"replies": "comments"}  # a stream of a connector -> the figure people know
Cells = tuple[tuple[date, str], ...]
Periods = tuple[tuple[date, date, str], ...]


@dataclass(frozen=True)
class StripRow:
    """One account. `cells` is (Monday, state) per week; `periods` joins neighbours for the table twin."""

    network: str
    account: str
    cells: Cells
    periods: Periods  # first day, last day, state


@dataclass(frozen=True)
class StreamRow:
    """One kind of figure of a network; `given` is false where its data never held it, `never` true where the
    network does not offer it."""

    name: str
    given: bool
    never: bool
    cells: Cells
    periods: Periods


@dataclass(frozen=True)
class NetworkRow:
    """A network with its streams and its accounts. `more` accounts are not shown."""

    network: str
    cells: Cells
    periods: Periods
    streams: tuple[StreamRow, ...]
    accounts: tuple[StripRow, ...]
    more: int


@dataclass(frozen=True)
class Strip:
    """26 weeks that end with the newest data, or earlier ones when asked."""

    weeks: tuple[date, ...]
    networks: tuple[NetworkRow, ...]
    earlier: date | None
    later: date | None


def strip(*, workspace: Workspace, until: date | None = None) -> Strip | None:
    """None when nothing with a date was ever collected."""
    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    spans = holdings.coverage(store, snapshot)
    dated = [span for span in spans if span.since and span.until]
    if not dated:
        return None
    newest = max(_day(span.until) for span in dated) - DAY
    oldest = min(_day(span.since) for span in dated)
    weeks = weeks_until(min(until, newest) if until else newest)
    after = weeks[-1] + timedelta(weeks=1)
    given = holdings.given(store, snapshot, since=weeks[0], until=after)
    return Strip(
        weeks=weeks, networks=tuple(
            _networks(dated, weeks, given, holdings.networks_with(store, snapshot), _never(spans))
        ),
        earlier=weeks[0] - DAY if oldest < weeks[0] else None,
        later=weeks[-1] + timedelta(weeks=len(weeks)) if newest >= after else None,
    )  # fmt: skip


def _networks(
    spans: Sequence[CoverageSpan], weeks: Sequence[date], given: Sequence[WeekGiven],
    ever: Mapping[str, frozenset[str]], never: Mapping[str, set[str]],
) -> list[NetworkRow]:  # fmt: skip
    accounts = _accounts(spans, weeks)
    found = []
    for network in sorted({row.network for row in accounts}):
        rows = [row for row in accounts if row.network == network]
        states = [network_state(column) for column in zip(*(_states(row) for row in rows), strict=True)]
        held = {row.week: row for row in given if row.network == network}
        streams = tuple(
            replace(_stream(name, weeks, held, ever.get(network, frozenset())), never=name in never[network])
            for name in STREAMS
        )
        found.append(NetworkRow(
            network, _cells(weeks, states), _periods(weeks, states), streams,
            tuple(rows[:MOST_ROWS]), max(0, len(rows) - MOST_ROWS),
        ))  # fmt: skip
    return found


def _never(spans: Sequence[CoverageSpan]) -> Mapping[str, set[str]]:
    """Network -> what it does not offer, as its sources said when they were first heard."""
    found: dict[str, set[str]] = defaultdict(set)
    for span in spans:
        if span.state == "not offered":
            found[span.network or ""].add(FIGURES.get(span.stream or "", span.stream or ""))
    return found


def _stream(
    name: str, weeks: Sequence[date], held: Mapping[date, WeekGiven], ever: frozenset[str]
) -> StreamRow:
    """Followers belong to people, and shares may come apart from posts: those have no weeks of their own."""
    if name not in ever or not any(getattr(row, name, 0) for row in held.values()):
        return StreamRow(name, name in ever, False, (), ())
    states = [
        given_state(held[week].posts, getattr(held[week], name)) if week in held else "none" for week in weeks
    ]
    return StreamRow(name, True, False, _cells(weeks, states), _periods(weeks, states))


def _accounts(spans: Sequence[CoverageSpan], weeks: Sequence[date]) -> list[StripRow]:
    grouped: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans:
        stated = Span(_day(span.since), _day(span.until), span.state)
        grouped[span.network or "", span.account_id or ""].append(stated)
    rows = []
    for network, account in sorted(grouped):
        states = [week_state(week, grouped[network, account]) for week in weeks]
        rows.append(StripRow(network, account, _cells(weeks, states), _periods(weeks, states)))
    return rows


def _states(row: StripRow) -> list[str]:
    return [state for _week, state in row.cells]


def _cells(weeks: Sequence[date], states: Sequence[str]) -> Cells:
    return tuple(zip(weeks, states, strict=True))


def _periods(weeks: Sequence[date], states: Sequence[str]) -> Periods:
    return tuple((first, after - DAY, state) for first, after, state in stretches(weeks, states))


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return moment.date()
