"""Small words of the explore page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict

from socialplan.report.notes import gaps_text, note_text

register = template.Library()


@register.simple_tag
def without(query: str, name: str) -> str:
    """The same address without one filter."""
    left = QueryDict(query, mutable=True)
    left.pop(name, None)
    return "?" + left.urlencode()


@register.filter
def note(given: Mapping[str, Any]) -> str:
    return note_text(given["code"], given.get("values", {}))


@register.filter
def gaps(coverage: Mapping[str, Any]) -> str:
    return gaps_text(coverage.get("gaps", ()))
