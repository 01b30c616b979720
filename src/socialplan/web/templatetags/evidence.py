"""Small words of the evidence pages."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from socialplan.report.words import NODE_KINDS

register = template.Library()


@register.filter
def node_kind(kind: str) -> str:
    return str(NODE_KINDS.get(kind, kind))


@register.filter
def in_words(text: str) -> str:
    """A text of the catalogue in the reader's language. The tag `translate` doubles every % of a variable,
    so that texts with one are not found."""
    return gettext(text) if text else ""


@register.filter
def parameter(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@register.filter
def days_old(moment: datetime | None) -> int:
    return (timezone.now() - moment).days if moment else 0


OUTCOMES = {"keep": _("kept"), "change": _("changed"), "ask": _("asked someone"), "later": _("later")}


@register.filter
def review_word(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, outcome))
