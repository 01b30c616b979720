"""Words for what an answer is about: rows, kinds, weekdays, numbers. Persons stand in texts by their key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .codes import VALUES, network_word
from .columns import COLUMNS
from .rules import Expectation, Pick
from .rules.reading import HEADLINE, Answered

KINDS = {
    "text": gettext_lazy("text"), "link": gettext_lazy("link"), "photo": gettext_lazy("photo"),
    "video": gettext_lazy("video"), "carousel": gettext_lazy("carousel"), "story": gettext_lazy("story"),
    "event": gettext_lazy("event"), "other": gettext_lazy("other"),
}  # fmt: skip
ROLES = {
    "post": gettext_lazy("post"), "reply": gettext_lazy("reply"), "quote": gettext_lazy("quote"),
    "repost": gettext_lazy("repost"), "review": gettext_lazy("review"), "message": gettext_lazy("message"),
}  # fmt: skip
MEASURES = {
    "headline": gettext_lazy("the whole"), "n": gettext_lazy("number"),
    "count": gettext_lazy("number of posts"),
    "median": gettext_lazy("usual response per post"), "mean": gettext_lazy("average response per post"),
    "amplified_share": gettext_lazy("share passed on"), "lift": gettext_lazy("times the usual response"),
    "shares": gettext_lazy("times shared"), "distinct_sharers": gettext_lazy("different people who shared"),
    "median_minutes": gettext_lazy("usual minutes to an answer"),
    "p90_minutes": gettext_lazy("minutes within which nine of ten are answered"),
    "answered": gettext_lazy("answered"), "unanswered": gettext_lazy("without an answer"),
    "answered_share": gettext_lazy("share answered"), "ratio": gettext_lazy("times the usual number"),
    "baseline": gettext_lazy("usual number"),
}  # fmt: skip
AS_WRITTEN = ("account", "brand", "theme", "person", "network")  # names: no capital is put before them
SIDES = {
    "before": gettext_lazy("in the period before"), "other": gettext_lazy("in what it is compared with"),
}  # fmt: skip
OPS = {
    ">": gettext_lazy("is more than"), ">=": gettext_lazy("is at least"), "<": gettext_lazy("is less than"),
    "<=": gettext_lazy("is at most"), "==": gettext_lazy("is exactly"),
}  # fmt: skip


def expectation_words(answered: Answered, expectation: Expectation) -> str:
    """What must stay true, in words: "video (usual response per post) is at least 4,600"."""
    left, right = expectation.left, expectation.right
    if isinstance(right, Pick):
        times = f"{_plain(expectation.factor)} × " if expectation.factor != 1 else ""
        other = times + pick_words(answered, right)
    else:
        other = number_words(right, answered.unit(left.measure))
    return f"{pick_words(answered, left)} {OPS[str(expectation.op)]} {other}"


def pick_words(answered: Answered, pick: Pick) -> str:
    measure = measure_words(answered, pick.measure)
    words = row_words(answered, pick.row, capital=False) if pick.row else ""
    earlier = str(SIDES.get(pick.side, ""))
    return ", ".join(part for part in (f"{words} ({measure})" if words else measure, earlier) if part)


def measure_words(answered: Answered, name: str) -> str:
    """What is measured, as a claim says it; else as tables call it. `n` is a number of what it counts."""
    if name == HEADLINE:
        return _headline_words(answered)
    if name == "n" and answered.unit("n"):
        return _(answered.unit("n"))
    return str(MEASURES.get(name) or COLUMNS.get(name) or name.replace("_", " "))


def headline_measure(answered: Answered) -> str | None:
    """The measure the headline is of; None where it counts something of its own, such as rows."""
    main = answered.main_measure()
    return main if main and answered.unit(main) == answered.headline.get("unit") else None


def _headline_words(answered: Answered) -> str:
    main, unit = headline_measure(answered), str(answered.headline.get("unit") or "")
    return measure_words(answered, main) if main else _(unit) if unit else str(MEASURES[HEADLINE])


def row_words(
    answered: Answered, row: Mapping[str, Any], *, account: str | None = None, capital: bool = True
) -> str:
    """What a row is about, and of which account: "bakery: video"."""
    groups = [name for name in answered.groups() if row.get(name, "") != ""]
    words = " · ".join(group_words(name, row[name]) for name in groups)
    if not words and not account:
        return _("All posts") if answered.unit("n") in ("", "posts") else _("Everything together")
    if not words:
        return str(account)
    if account:
        return f"{account}: {words}"
    written = any(name in AS_WRITTEN for name in list(row)[:1])
    return words if not capital or written or words.startswith("~") else words[:1].upper() + words[1:]


def group_words(name: str, value: Any) -> str:
    if value is None:
        return _("unknown")
    if name == "weekday":
        return str(WEEKDAYS[int(value) - 1])
    if name == "hour":
        return f"{int(value):02d}:00"
    if name in ("day", "week") and isinstance(value, str):
        day = date_format(date.fromisoformat(value[:10]), "DATE_FORMAT")
        return _("the week of %(day)s") % {"day": day} if name == "week" else day
    if name == "hashtag":
        return f"#{value}"
    if name == "network":
        return network_word(str(value))
    words: Mapping[str, Any] = {"kind": KINDS, "role": ROLES}.get(name) or VALUES.get(name, {})
    return str(words.get(str(value), value))


def number_words(value: float, unit: str) -> str:
    """A line of a claim in words; shares as percentages."""
    if unit.startswith("share") and unit != "shares":
        return f"{_plain(round(value * 100, 6))}%"
    return _plain(value)


def _plain(value: float) -> str:
    decimals = 0 if float(value).is_integer() else min(4, max(1, len(f"{value:.6g}".partition(".")[2])))
    return number_format(value, decimals, use_l10n=True, force_grouping=True)
