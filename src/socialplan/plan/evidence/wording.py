"""Words for what an answer is about: rows, kinds, weekdays, numbers. Persons stand in texts by their key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .rules.reading import Answered

KINDS = {
    "text": gettext_lazy("text"), "link": gettext_lazy("link"), "photo": gettext_lazy("photo"),
    "video": gettext_lazy("video"), "carousel": gettext_lazy("carousel"), "story": gettext_lazy("story"),
    "event": gettext_lazy("event"), "other": gettext_lazy("other"),
}  # fmt: skip
ROLES = {
    "post": gettext_lazy("post"), "reply": gettext_lazy("reply"), "quote": gettext_lazy("quote"),
    "repost": gettext_lazy("repost"), "review": gettext_lazy("review"), "message": gettext_lazy("message"),
}  # fmt: skip


def row_words(answered: Answered, row: Mapping[str, Any], *, account: str | None = None) -> str:
    """What a row is about, and of which account: "Video (bakery)"."""
    words = " · ".join(group_words(name, row.get(name)) for name in answered.groups() if name in row)
    if not words:
        return account or _("All posts")
    words = words if words.startswith("~") else words[:1].upper() + words[1:]
    return f"{words} ({account})" if account else words


def group_words(name: str, value: Any) -> str:
    if value is None:
        return _("unknown")
    if name == "weekday":
        return str(WEEKDAYS[int(value) - 1]).lower()
    if name == "hour":
        return f"{int(value):02d}:00"
    if name in ("day", "week") and isinstance(value, str):
        return date_format(date.fromisoformat(value[:10]), "DATE_FORMAT")
    if name == "hashtag":
        return f"#{value}"
    words = {"kind": KINDS, "role": ROLES}.get(name, {})
    return str(words.get(str(value), value))


def number_words(value: float, unit: str) -> str:
    """A line of a claim in words; shares as percentages."""
    if unit.startswith("share") and unit != "shares":
        return f"{_plain(round(value * 100, 6))}%"
    return _plain(value)


def _plain(value: float) -> str:
    decimals = 0 if float(value).is_integer() else min(4, max(1, len(f"{value:.6g}".partition(".")[2])))
    return number_format(value, decimals, use_l10n=True, force_grouping=True)
