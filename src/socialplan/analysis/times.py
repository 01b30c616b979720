"""Local time: what the clock on the wall said, in columns and for the edges of a window."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir


@ibis.udf.scalar.builtin
def from_utc_timestamp(ts: dt.Timestamp(), zone: str) -> dt.Timestamp(scale=6):  # type: ignore[valid-type]
    """Spark's own function; DuckDB has it as a macro made by the store."""


def local(moment: ir.TimestampValue, precision: ir.StringValue, zone: str) -> ir.TimestampValue:
    """The wall time of a naive UTC time. A day (precision "day") is that day in every zone."""
    shifted = moment if zone == "UTC" else from_utc_timestamp(moment, ibis.literal(zone))
    return ibis.cases((precision == "day", moment), else_=shifted)


def midnight(day: date, zone: str) -> datetime:
    """The naive UTC time at which `day` begins in `zone`; where midnight is skipped, the next moment."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
