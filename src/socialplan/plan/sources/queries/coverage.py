"""The coverage strip: per account what was heard in each of 26 weeks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from socialplan.pipeline import holdings
from socialplan.pipeline.holdings import CoverageSpan

from ...team.models import Workspace
from ..rules import Span, stretches, week_state, weeks_until
from .store import open_store

MOST_ROWS = 40
DAY = timedelta(days=1)


@dataclass(frozen=True)
class StripRow:
    """One account. `cells` is (Monday, state) per week; `periods` joins neighbours for the table twin."""

    network: str
    account: str
    cells: tuple[tuple[date, str], ...]
    periods: tuple[tuple[date, date, str], ...]  # first day, last day, state


@dataclass(frozen=True)
class Strip:
    """26 weeks that end with the newest data, or earlier ones when asked."""

    weeks: tuple[date, ...]
    rows: tuple[StripRow, ...]
    more: int  # accounts not shown
    earlier: date | None
    later: date | None


def strip(*, workspace: Workspace, until: date | None = None) -> Strip | None:
    """None when nothing with a date was ever collected."""
    store = open_store()
    spans = holdings.coverage(store, store.snapshot(workspace.pk))
    dated = [span for span in spans if span.since and span.until]
    if not dated:
        return None
    newest = max(_day(span.until) for span in dated) - DAY
    oldest = min(_day(span.since) for span in dated)
    weeks = weeks_until(min(until, newest) if until else newest)
    rows = _rows(dated, weeks)
    return Strip(
        weeks=weeks, rows=tuple(rows[:MOST_ROWS]), more=max(0, len(rows) - MOST_ROWS),
        earlier=weeks[0] - DAY if oldest < weeks[0] else None,
        later=weeks[-1] + timedelta(weeks=len(weeks)) if newest >= weeks[-1] + timedelta(weeks=1) else None,
    )  # fmt: skip


def _rows(spans: list[CoverageSpan], weeks: tuple[date, ...]) -> list[StripRow]:
    grouped: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans:
        stated = Span(_day(span.since), _day(span.until), span.state)
        grouped[span.network or "", span.account_id or ""].append(stated)
    return [_row(who, grouped[who], weeks) for who in sorted(grouped)]


def _row(who: tuple[str, str], spans: list[Span], weeks: tuple[date, ...]) -> StripRow:
    states = [week_state(week, spans) for week in weeks]
    return StripRow(
        network=who[0], account=who[1], cells=tuple(zip(weeks, states, strict=True)),
        periods=tuple((first, after - DAY, state) for first, after, state in stretches(weeks, states)),
    )  # fmt: skip


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return moment.date()
