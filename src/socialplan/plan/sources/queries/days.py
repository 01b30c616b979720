"""The day of a stored moment, as people at the workspace count their days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def local_day(moment: datetime | None, zone: str) -> date | None:
    """Stored moments are in UTC. Midnight itself stands for a day without a time: it stays that day."""
    if moment is None or moment.time() == time():
        return moment and moment.date()
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
