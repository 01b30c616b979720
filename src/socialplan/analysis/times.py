"""Local time: what the clock on the wall said, in columns and for the edges of a window."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from .base import BadParameter


@ibis.udf.scalar.builtin
def from_utc_timestamp(ts: dt.Timestamp(), zone: str) -> dt.Timestamp(scale=6):  # type: ignore[valid-type, empty-body]
    """Spark's own function; DuckDB has it as a macro made by the store."""


def local(moment: ir.TimestampValue, precision: ir.StringValue, zone: str) -> ir.TimestampValue:
    """The wall time of a naive UTC time. A day (precision "day") is that day in every zone."""
    shifted = moment if zone == "UTC" else from_utc_timestamp(moment, ibis.literal(zone))
    return ibis.cases((precision == "day", moment), else_=shifted)


def midnight(day: date, zone: str) -> datetime:
    """The naive UTC time at which `day` begins in `zone`; where midnight is skipped, the first moment after."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def checked_zone(name: str) -> str:
    """The name itself; raises BadParameter when it is no IANA zone."""
    if name not in available_timezones():
        near = [zone for zone in available_timezones() if zone.casefold() == name.casefold()]
        hint = f" Did you mean {near[0]}?" if near else " Use a name such as Europe/Amsterdam or Etc/GMT+5."
        raise BadParameter(f"There is no time zone '{name}'.{hint}")
    return name
