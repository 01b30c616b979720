"""Labels of posts in templates."""

from hashlib import sha256
from typing import TYPE_CHECKING

from django import template
from django.utils.http import urlencode

from ..label_words import label_words, reader_words

if TYPE_CHECKING:
    from socialplan.pipeline.post_labels import PostLabel

register = template.Library()


@register.filter
def reader(reads: str) -> str:
    return reader_words(reads)


@register.filter
def label(given: "PostLabel") -> str:
    return label_words(given.label, given.reads)


@register.simple_tag
def post_mark(network: str, post_id: str) -> str:
    """The id in the page of the labels of a post."""
    return "labels-" + sha256(f"{network} {post_id}".encode()).hexdigest()[:16]


@register.simple_tag
def post_query(network: str, post_id: str, reads: str = "") -> str:
    return urlencode({"network": network, "post": post_id, **({"reads": reads} if reads else {})})


@register.filter
def percent(share: float | None) -> str:
    """In whole percents; nothing where it is not known."""
    return "" if share is None else f"{share * 100:.0f}%"
