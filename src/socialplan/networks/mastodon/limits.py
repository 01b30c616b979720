"""How much a server lets itself be asked: its own words in the headers of every answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SPARE = 10  # requests left to whoever else uses the account
USUAL = 300.0  # the length of a server's period where it does not say when the next one begins
LEAST, MOST = 1.0, 86_400.0


def pause_asked(headers: Mapping[str, str]) -> float:
    """Seconds to leave the server alone, once what it allows in this period is nearly used up."""
    left = headers.get("x-ratelimit-remaining", "")
    return seconds_to_wait(headers) if left.isdigit() and int(left) < SPARE else 0.0


def seconds_to_wait(headers: Mapping[str, str]) -> float:
    """Until when a server refuses: seconds or a date in Retry-After, else when its next period begins."""
    told = headers.get("retry-after", "").strip()
    if told.isdigit():
        return _within(float(told))
    until = _http_date(told) or _reset(headers.get("x-ratelimit-reset", "").strip())
    if until is None:
        return USUAL
    its_now = _http_date(headers.get("date", "")) or datetime.now(UTC)  # its clock may differ from ours
    return _within((until - its_now).total_seconds())


def _within(seconds: float) -> float:
    return min(max(seconds, LEAST), MOST)


def _reset(text: str) -> datetime | None:
    """Mastodon gives ISO 8601, other software seconds since 1970."""
    try:
        if text.isdigit():
            return datetime.fromtimestamp(int(text), UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
