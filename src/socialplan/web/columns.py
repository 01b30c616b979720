"""Columns of the analyses of the situation in words: visits, spend, competitors, sharing, tags, enough."""

from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from socialplan.plan.evidence.codes import VALUES, network_word
from socialplan.report import numbers

WORDS = {
    "as_mapped": _lazy("what the file's columns say"), "conversions_approved": _lazy("approved conversions"),
    "conversions_total": _lazy("all conversions"), "all": _lazy("both"), "own": _lazy("by these accounts"),
    "about": _lazy("about these accounts"), "none": _lazy("nothing"), "response": _lazy("response"),
    "yes": _lazy("yes"), "no": _lazy("no"), "features": _lazy("what they have in common"),
    "best": _lazy("of people, else of the model"), "model": _lazy("of the model alone"),
    "file": _lazy("from the file"), "others": _lazy("others than accounts"),
    "overall": _lazy("all posts"), "days": _lazy("days that were worse"),
    "topics": _lazy("what they ask about"), "answers": _lazy("asked and answered"),
    "summary": _lazy("in short"), "voices": _lazy("who is heard most"),
    "changes": _lazy("what moved and when"), "daily": _lazy("every day with what is usual"),
    "groups": _lazy("each group in short"), "like": _lazy("like"), "repost": _lazy("pass on"),
    "quote": _lazy("pass on with own words"), "reply": _lazy("answer"),
    "unshared": _lazy("at all"), "usual": _lazy("more than usual"),
}  # fmt: skip
STATES = {
    "active": _lazy("active"), "silent": _lazy("silent"), "enough": _lazy("enough"),
    "not_yet": _lazy("not yet"), "not_at_this_pace": _lazy("not at this pace"),
    "cannot_say": _lazy("cannot be said"),
}  # fmt: skip
DAYS = (
    "first", "last", "reached_on", "published", "earliest", "latest", "before_since", "after_until",
    "changed_on",
)  # fmt: skip


def said(name: str | None, value: str, language: str) -> str | None:
    """A code of one of these columns in words, a day as people write it; None for anything else."""
    if name in DAYS:
        return numbers.short_day(date.fromisoformat(value), language)
    if name == "network":
        return network_word(value)
    words = VALUES.get(str(name))
    if words is None:
        return None
    return ", ".join(str(words[part]) if part in words else part for part in value.split(", "))
