"""Small words of the tables of the reputation page."""

from collections.abc import Mapping

from django import template

from ..words import column_word

register = template.Library()


@register.filter
def column(name: str) -> str:
    return column_word(name)


@register.filter
def at(words: Mapping[int, str], place: int) -> str:
    return words.get(place, "")
