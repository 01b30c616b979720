"""Relative windows: what a person asks for, and the dates it means given the newest day of the data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAYS_WRITTEN = re.compile(r"([1-9]\d{0,3})d")
QUARTER = "quarter"


@dataclass(frozen=True)
class Window:
    """All there is (everything empty), the last `days` complete days, the quarter of the newest complete day,
    or fixed dates, half-open."""

    days: int | None = None
    since: date | None = None
    until: date | None = None
    quarter: bool = False

    @property
    def relative(self) -> bool:
        return self.days is not None or self.quarter

    def resolve(self, as_of: date | None) -> tuple[date | None, date | None]:
        """Half-open dates. The day of the newest item is not complete, so it is where the window ends."""
        if not self.relative or as_of is None:
            return self.since, self.until
        if self.quarter:
            return quarter_of(as_of - timedelta(days=1)), as_of
        return as_of - timedelta(days=self.days or 0), as_of

    def as_json(self) -> dict[str, Any]:
        if self.quarter:
            return {"quarter": True}
        if self.days is not None:
            return {"days": self.days}
        dates = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in dates.items() if day is not None}

    @classmethod
    def parse(cls, given: Mapping[str, Any]) -> "Window":
        since, until = given.get("since"), given.get("until")
        return cls(
            given.get("days"),
            date.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            bool(given.get("quarter")),
        )

    @property
    def written(self) -> str:
        """How a relative window stands in an address: 30d, quarter; empty for any other."""
        return QUARTER if self.quarter else f"{self.days}d" if self.days is not None else ""

    @classmethod
    def read(cls, text: str) -> "Window | None":
        """A relative window as it stands in an address; None for anything else."""
        if text == QUARTER:
            return cls(quarter=True)
        found = DAYS_WRITTEN.fullmatch(text)
        return cls(days=int(found.group(1))) if found else None


ALL = Window()


def quarter_of(day: date) -> date:
    """The first day of the quarter a day lies in."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def before(since: date | None, until: date | None) -> tuple[date, date] | None:
    """The same length of time just before, where there is one."""
    if since is None or until is None:
        return None
    return since - (until - since), since
