"""Relative windows: what a person asks for, and the dates it means given the newest day of the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Window:
    """All there is (days and dates None), the last `days` complete days, or fixed dates, half-open."""

    days: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def relative(self) -> bool:
        return self.days is not None

    def resolve(self, as_of: date | None) -> tuple[date | None, date | None]:
        """Half-open dates. The day of the newest item is not complete, so it is where the window ends."""
        if self.days is None or as_of is None:
            return self.since, self.until
        return as_of - timedelta(days=self.days), as_of

    def as_json(self) -> dict[str, Any]:
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
        )


ALL = Window()


def before(since: date | None, until: date | None) -> tuple[date, date] | None:
    """The same length of time just before, where there is one."""
    if since is None or until is None:
        return None
    return since - (until - since), since
