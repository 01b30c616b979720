"""Small words of the explore page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES
from socialplan.report.gaps import gaps_text
from socialplan.report.notes import note_text

from ..words import asked_words as words_of

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


@register.filter
def as_query(params: Mapping[str, Any]) -> str:
    """What is asked, as it stands in an address."""
    return urlencode(params)


@register.filter
def analysis_title(name: str) -> str:
    return _(ANALYSES[name].title) if name in ANALYSES else name


@register.filter
def asked_words(params: Mapping[str, Any]) -> str:
    return words_of(params)
