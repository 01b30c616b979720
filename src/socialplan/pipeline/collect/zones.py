"""Time zones a mapping may name."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import BadImport


def check_zone(name: Any, *, place: str) -> str:
    """The name itself; raises BadImport for a zone that does not exist."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise BadImport("mapping_value", where=place, why=f"there is no time zone '{name}'") from error
    return str(name)
