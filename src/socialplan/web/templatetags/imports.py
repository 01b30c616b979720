"""Words of the data and import pages: tables, months, reasons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from socialplan.report.numbers import MONTHS
from socialplan.web.words import reason_words

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


@register.filter
def month(day: date) -> str:
    return MONTHS["nl" if (get_language() or "en").startswith("nl") else "en"][day.month - 1]


@register.filter
def reason(error: Mapping[str, Any]) -> str:
    return reason_words(error)
