"""What an account does: how often, since when, in which forms, and whether it fell silent."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis.expr.types as ir

from .stats import Estimate, Spread, wilson

WEEK = timedelta(days=7)
UNLIKELY = 0.01  # a silence at an edge less likely than this is no chance


def with_owner(posts: ir.Table, accounts: ir.Table) -> ir.Table:
    """Posts with `owner_kind` of their account: own, competitor or other."""
    known = accounts.select(
        owner_network="network", owner_account="account_id", owner_kind=accounts["owner_kind"]
    )
    joined = posts.left_join(
        known,
        [posts["network"] == known["owner_network"], posts["account_ref"] == known["owner_account"]],
    )
    return joined.drop("owner_network", "owner_account")


@dataclass(frozen=True)
class Activity:
    """The posts of one account: per day (days without posts left out), per form, and without a day."""

    days: Mapping[date, int]
    forms: Mapping[str | None, int]
    undated: int = 0

    @property
    def n(self) -> int:
        return sum(self.days.values()) + self.undated

    @property
    def first(self) -> date | None:
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        return max(self.days, default=None)

    def per_week(self) -> Estimate | None:
        """The usual number of posts in a week: the median of its whole weeks, quiet ones included; over
        fewer than two whole weeks the average, without a range."""
        if self.first is None or self.last is None:
            return None
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        whole = (self.last + timedelta(days=1) - monday) // WEEK
        if whole < 2:
            span = (self.last - self.first).days + 1
            return Estimate(sum(self.days.values()) * 7 / span, None, None) if span >= 7 else None
        counts = _weekly(self.days, monday)
        return Spread.of([counts.get(week, 0) for week in range(whole)]).estimate()

    def form(self) -> tuple[str | None, Estimate | None]:
        """The form used most, with its share."""
        if not self.forms:
            return None, None
        kind = min(self.forms, key=lambda name: (-self.forms[name], name is None, name or ""))
        return kind, wilson(self.forms[kind], sum(self.forms.values()))

    def told_forms(self) -> str:
        """Every form with its number, the most used first."""
        ordered = sorted(self.forms.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
        return ", ".join(f"{kind or '?'} {count}" for kind, count in ordered)

    def unlikely_silence(self, days: int) -> bool:
        """Whether so many days without a post are no chance, by its own pace (Poisson)."""
        if self.first is None or self.last is None or days <= 0 or len(self.days) < 2:
            return False
        pace = len(self.days) / ((self.last - self.first).days + 1)  # days with posts: bursts count once
        return math.exp(-pace * days) < UNLIKELY


def _weekly(days: Mapping[date, int], monday: date) -> dict[int, int]:
    counts: dict[int, int] = {}
    for day, n in days.items():
        week = (day - monday) // WEEK
        counts[week] = counts.get(week, 0) + n
    return counts


def activity(rows: Iterable[Mapping[str, Any]]) -> Activity:
    """From rows with `day` (ISO text or None), `kind` and `n`."""
    days: dict[date, int] = {}
    forms: dict[str | None, int] = {}
    undated = 0
    for row in rows:
        forms[row["kind"]] = forms.get(row["kind"], 0) + row["n"]
        if row["day"] is None:
            undated += row["n"]
        else:
            day = date.fromisoformat(row["day"])
            days[day] = days.get(day, 0) + row["n"]
    return Activity(days, forms, undated)
