"""Columns of the analyses of the situation in words: visits, spend, competitors, sharing, tags, enough."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

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
    "unshared": _lazy("at all"), "usual": _lazy("more than usual"),
}  # fmt: skip
# Values of columns that are codes, by column.
VALUES: dict[str, dict[str, Any]] = {
    "owner_kind": {"own": _lazy("ours"), "competitor": _lazy("competitor"), "other": _lazy("others")},
    "window": {"even": _lazy("as the others"), "uneven": _lazy("differs")},
    "feature": {
        "kind": _lazy("form"), "hashtag": _lazy("hashtag"), "mention": _lazy("mention"),
        "link": _lazy("link"), "domain": _lazy("website"), "question": _lazy("question"),
        "length": _lazy("length"), "language": _lazy("language"), "weekend": _lazy("at the weekend"),
    },
    "signal": {
        "praise": _lazy("praise, unasked"), "recommending": _lazy("recommending"),
        "helping": _lazy("questions that another person answered"),
        "returning helpers": _lazy("people who helped more than once"),
    },
    "theme": {"no clear theme": _lazy("no clear theme")},
    "segment": {
        "one day": _lazy("one day"), "2 to 4 days": _lazy("2 to 4 days"),
        "5 days or more": _lazy("5 days or more"),
    },
    "detail": {
        "short": _lazy("short"), "medium": _lazy("medium length"), "long": _lazy("long"),
        "text": _lazy("text"), "photo": _lazy("photo"), "event": _lazy("event"), "other": _lazy("other"),
    },
    "problems": {
        "no_source": _lazy("no source"), "no_medium": _lazy("no medium"), "empty": _lazy("empty value"),
        "twice": _lazy("twice"), "name": _lazy("misspelled name"), "unknown_name": _lazy("unknown name"),
        "separator": _lazy("wrong sign before it"), "after_hash": _lazy("after the hash"),
        "escaped": _lazy("&amp; instead of &"), "placeholder": _lazy("not filled in"),
        "capitals": _lazy("capitals"), "spaces": _lazy("spaces"),
    },
}  # fmt: skip
STATES = {
    "active": _lazy("active"), "silent": _lazy("silent"), "enough": _lazy("enough"),
    "not_yet": _lazy("not yet"), "not_at_this_pace": _lazy("not at this pace"),
    "cannot_say": _lazy("cannot be said"),
}  # fmt: skip
DAYS = ("first", "last", "reached_on", "published")


def said(name: str | None, value: str, language: str) -> str | None:
    """A code of one of these columns in words, a day as people write it; None for anything else."""
    if name in DAYS:
        return numbers.short_day(date.fromisoformat(value), language)
    words = VALUES.get(str(name))
    if words is None:
        return None
    return ", ".join(str(words[part]) if part in words else part for part in value.split(", "))
