"""What the page of movements needs in its templates: addresses, and how sure a change is in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from ..movement_parts import Move

register = template.Library()
NEVER, SELDOM = 0.001, 0.01


@register.simple_tag(takes_context=True)
def changed_address(context: Mapping[str, Any], **given: Any) -> str:
    """This page with other things in its address; None takes one out."""
    query = context["request"].GET.copy()
    for name, value in given.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return "?" + urlencode([(name, value) for name, values in query.lists() for value in values if value])


@register.simple_tag(takes_context=True)
def posts_address(context: Mapping[str, Any], move: "Move", by: str) -> dict[str, str] | None:
    """The stream of the days after and before; None for series the stream cannot show apart."""
    kept = {name: context["request"].GET.get(name, "") for name in ("network", "account", "said", "query")}
    own = {"account": "account", "network": "network", "hashtag": "query"}.get(by)
    if own is None or move.key == "-":
        return None
    stream = reverse("stream", args=[context["workspace"].slug])
    key = f"#{move.key}" if by == "hashtag" else move.key
    kept = {name: value for name, value in {**kept, own: key}.items() if value}
    return {
        side: f"{stream}?" + urlencode({**kept, "since": since.isoformat(), "until": until.isoformat()})
        for side, (since, until) in zip(("before", "after"), move.near, strict=True)
    }


@register.simple_tag
def chance(value: float) -> str:
    """How seldom a series that never changes looks like this."""
    if value < NEVER:
        return _("Of a thousand series that never change not one looks like this.")
    if value < SELDOM:
        return _("Of a hundred series that never change not one looks like this.")
    return _("Of twenty series that never change at most one looks like this.")
