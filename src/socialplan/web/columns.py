"""Columns of the analyses of the situation in words: visits, spend, competitors, sharing, tags, enough."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from socialplan.report import numbers

MEASURED = {
    "visits": _lazy("visits"), "conversions": _lazy("conversions"),
    "conversion_rate": _lazy("conversion rate"), "revenue": _lazy("revenue"),
    "pages": _lazy("pages"), "spent": _lazy("spent"),
    "results": _lazy("results"), "result": _lazy("result"),
    "cost_per_result": _lazy("cost per result"), "cost_per_click": _lazy("cost per click"),
    "clicks": _lazy("clicks"), "impressions": _lazy("impressions"), "currency": _lazy("currency"),
    "channel": _lazy("channel"), "source": _lazy("source"), "medium": _lazy("medium"),
    "campaign": _lazy("campaign"), "content": _lazy("content"), "landing": _lazy("landing page"),
    "age": _lazy("age"), "gender": _lazy("gender"), "interest": _lazy("interest"),
    "placement": _lazy("placement"), "device": _lazy("device"), "country": _lazy("country"),
    "language": _lazy("language"), "audience": _lazy("audience"), "ad_group": _lazy("ad group"),
    "ad": _lazy("ad"), "creative": _lazy("creative"),
    "utm_source": _lazy("source"), "utm_medium": _lazy("medium"), "utm_campaign": _lazy("campaign"),
    "utm_content": _lazy("content"), "utm_term": _lazy("search term"),
    "tagged_share": _lazy("share of tagged posts"), "broken": _lazy("broken"), "written": _lazy("as written"),
    "as_written": _lazy("as written"), "link": _lazy("link"), "problems": _lazy("what is wrong"),
    "corrected": _lazy("link mended"), "owner_kind": _lazy("whose"), "per_week": _lazy("posts per week"),
    "first": _lazy("first day"), "last": _lazy("last day"), "days_silent": _lazy("days silent"),
    "form": _lazy("form used most"), "form_share": _lazy("share of that form"), "forms": _lazy("forms"),
    "share": _lazy("share"), "known": _lazy("posts with this figure"), "rate": _lazy("rate"),
    "words": _lazy("words"), "top": _lazy("best post"), "window": _lazy("period"), "panel": _lazy("panel"),
    "line": _lazy("line"),
    "figure": _lazy("figure"), "per": _lazy("divided by"), "shared_share": _lazy("share that was shared"),
    "per_post": _lazy("times shared per post"), "per_reach": _lazy("shared per person reached"),
    "per_day": _lazy("times shared per day"), "shared_days": _lazy("days with sharing"),
    "difference": _lazy("difference"), "feature": _lazy("feature"), "detail": _lazy("which"),
    "with_shared": _lazy("of shared posts"), "with_unshared": _lazy("of other posts"), "view": _lazy("view"),
    "than": _lazy("shared"), "needed": _lazy("posts needed"), "missing": _lazy("still missing"),
    "reactions": _lazy("reactions"), "likes": _lazy("likes"), "dislikes": _lazy("dislikes"),
    "loves": _lazy("loves"), "wows": _lazy("wows"), "hahas": _lazy("hahas"), "sads": _lazy("sads"),
    "angers": _lazy("angers"), "comments": _lazy("comments"), "saves": _lazy("saves"),
    "reach": _lazy("reach"), "impressions_home": _lazy("impressions from home"),
    "impressions_hashtags": _lazy("impressions from hashtags"),
    "impressions_explore": _lazy("impressions from explore"),
    "impressions_other": _lazy("impressions from elsewhere"), "engaged_people": _lazy("people who responded"),
    "video_views": _lazy("video views"), "profile_visits": _lazy("profile visits"),
    "follows": _lazy("new followers"), "followers": _lazy("followers"), "following": _lazy("following"),
    "reached_on": _lazy("there on"), "of": _lazy("figure"), "precision": _lazy("precision"),
    "segment": _lazy("people who wrote on"), "returning": _lazy("came back"), "series": _lazy("series"),
    "value": _lazy("value"), "newer": _lazy("newer figures"), "publisher": _lazy("publisher"),
    "published": _lazy("published"), "unit": _lazy("unit"), "url": _lazy("address"),
}  # fmt: skip
WORDS = {
    "as_mapped": _lazy("what the file's columns say"), "conversions_approved": _lazy("approved conversions"),
    "conversions_total": _lazy("all conversions"), "all": _lazy("both"), "own": _lazy("by these accounts"),
    "about": _lazy("about these accounts"), "none": _lazy("nothing"), "response": _lazy("response"),
    "yes": _lazy("yes"), "no": _lazy("no"), "features": _lazy("what they have in common"),
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
