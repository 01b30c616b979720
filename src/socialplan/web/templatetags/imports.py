"""Words of the data and import pages: tables, months, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from socialplan.pipeline.collect.known import every_format
from socialplan.report.numbers import MONTHS
from socialplan.web.words import reason_words, warning_sentence

register = template.Library()

TABLES = {
    "posts": _("posts"), "interactions": _("reactions, shares and replies"), "metrics": _("figures"),
    "people": _("people"), "accounts": _("accounts"), "events": _("events"), "coverage": _("coverage"),
    "labels": _("labels"), "visits": _("visits"), "conversions": _("conversions"), "efforts": _("efforts"),
    "facts": _("statistics"),
}  # fmt: skip


@register.filter
def table_word(name: str) -> str:
    return str(TABLES.get(name, name))


@dataclass(frozen=True)
class Export:
    """A usual export: where to find it, in the reader's language."""

    label: str
    steps: tuple[str, ...]
    real: bool


@register.simple_tag
def usual_exports() -> list[Export]:
    language = "nl" if (get_language() or "en").startswith("nl") else "en"
    return [Export(one.label, one.how_to[language], one.evidence == "real file") for one in every_format()]


@register.filter
def month(day: date) -> str:
    return MONTHS["nl" if (get_language() or "en").startswith("nl") else "en"][day.month - 1]


@register.filter
def reason(error: Mapping[str, Any]) -> str:
    return reason_words(error)


FIELDS = {
    "created_at": _("time"), "text": _("text"), "account_id": _("account that wrote it"),
    "about_account": _("account it is about"), "person": _("person who wrote it"),
    "post_id": _("id of the post"),
    "parent_id": _("reply to (id)"), "kind": _("kind"), "native_kind": _("kind as the network calls it"),
    "title": _("title"), "url": _("address"), "hashtags": _("hashtags"), "reactions": _("reactions"),
    "comments": _("comments"), "shares": _("shares"), "saves": _("saves"), "reach": _("reach"),
    "impressions": _("impressions"), "clicks": _("clicks"), "video_views": _("video views"),
    "follows": _("new followers"), "role": _("role"), "subject_id": _("what the figure is about"),
    "interaction_id": _("id"), "actor": _("person who did it"), "target": _("whom it is about"),
    "occurred_at": _("time"), "handle": _("name on the network"), "display_name": _("name"),
    "root_id": _("conversation"), "turn": _("turn in the conversation"), "label": _("label"),
    "labeller": _("who labelled"), "links": _("links"), "mentions": _("mentions"), "name": _("name"),
    "series": _("series"), "period": _("period"), "value": _("value"), "unit": _("unit"),
    "publisher": _("publisher"), "published_at": _("published on"), "period_start": _("first day"),
    "period_end": _("last day"), "subject": _("kind of figure"), "visits": _("visits"), "place": _("place"),
    "conversions": _("conversions"), "revenue": _("revenue"), "source": _("source"),
    "edited_at": _("changed at"), "language_hint": _("language"), "profile_visits": _("profile visits"),
    "event_id": _("id"),
    "starts_at": _("start"), "ends_at": _("end"), "likes": _("likes"), "followers": _("followers"),
}  # fmt: skip


@register.filter
def target_word(key: str) -> str:
    """One of our fields in words."""
    text = str(FIELDS.get(key, key.replace("_", " ")))
    return text[:1].upper() + text[1:]


@register.filter
def field_word(name: str) -> str:
    """A field with its table, as a reading names it: "posts.created_at"."""
    return target_word(name.rpartition(".")[2])


@register.filter
def warning_words(warning: Mapping[str, Any]) -> str:
    return warning_sentence(warning)
