"""Tracked queries in templates: what they ask in words, and what the brief has ready."""

from collections.abc import Sequence

from django import template
from django.utils.functional import Promise

from socialplan.plan.listen.ready import NAMES, Ready
from socialplan.web import tracked_words

register = template.Library()


@register.filter
def query_words(text: str) -> str:
    return tracked_words.query_words(text)


@register.filter
def stream_word(stream: str) -> str | Promise:
    return tracked_words.STREAMS.get(stream, stream)


@register.filter
def untaken(ready: Sequence[Ready]) -> list[Ready]:
    """What nobody tracks yet."""
    return [one for one in ready if not one.taken]


@register.filter
def own_names(ready: Sequence[Ready]) -> Ready | None:
    return next((one for one in ready if one.code == NAMES and not one.taken), None)
