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
from socialplan.web.import_words import field_words, target_words
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


@register.filter
def target_word(key: str) -> str:
    return target_words(key)


@register.filter
def field_word(name: str) -> str:
    return field_words(name)


@register.filter
def warning_words(warning: Mapping[str, Any]) -> str:
    return warning_sentence(warning)
