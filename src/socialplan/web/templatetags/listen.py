"""What the room Listen needs in its templates: the counts of a post, and the address where it is open."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from socialplan.plan.evidence.codes import network_word
from socialplan.plan.listen.tracked import query_names
from socialplan.report import numbers

from ..words import ROLE_WORDS, column_word, listed

if TYPE_CHECKING:
    from socialplan.plan.listen.stream import StreamPost
    from socialplan.plan.team.models import Workspace

register = template.Library()


@register.simple_tag
def counts(post: "StreamPost", given: Mapping[str, Collection[str]]) -> list[str]:
    """12 reactions, 0 shares; what the network never gives and what is not known here is said apart."""
    language = (get_language() or "en")[:2]
    known = [(name, n) for name, n in post.counts.items() if n is not None]
    told = [_counted(name, n, numbers.number(n, language)) for name, n in known]
    return [*told, *_missing(post, given.get(post.network, ()))] if told else [_nothing(post, given)]


def _nothing(post: "StreamPost", given: Mapping[str, Collection[str]]) -> str:
    if set(post.counts) & set(given.get(post.network, ())):
        return _("counts not known")
    return _("%(network)s gives no counts here") % {"network": network_word(post.network)}


def _counted(name: str, n: int, shown: str) -> str:
    words = {
        "reactions": ngettext("%(n)s reaction", "%(n)s reactions", n),
        "shares": ngettext("%(n)s time shared", "%(n)s times shared", n),
        "comments": ngettext("%(n)s reply", "%(n)s replies", n),
    }
    return words[name] % {"n": shown}


def _missing(post: "StreamPost", given: Collection[str]) -> list[str]:
    missing = [name for name, n in post.counts.items() if n is None]
    never = [column_word(name).lower() for name in missing if name not in given]
    unknown = [column_word(name).lower() for name in missing if name in given]
    told = {"never": listed(never), "unknown": listed(unknown), "network": network_word(post.network)}
    said = ((never, _("%(never)s not given by %(network)s")), (unknown, _("%(unknown)s not known")))
    return [words % told for which, words in said if which]


@register.simple_tag
def tracked_names(workspace: "Workspace") -> list[str]:
    """Names of tracked queries, to choose instead of words."""
    return query_names(workspace)


@register.filter
def role_in_words(role: str | None) -> str:
    return str(ROLE_WORDS.get(role or "", role or ""))


@register.simple_tag(takes_context=True)
def opened(context: Mapping[str, Any], post: "StreamPost") -> str:
    """This page with the conversation of a post open."""
    query = context["request"].GET.copy()
    query["item"] = f"{post.network}/{post.post_id}"
    kept = [(name, value) for name, values in query.lists() for value in values if value]
    return "?" + urlencode(kept)


@register.filter
def web_address(url: str | None) -> str:
    """The address of a post elsewhere, where it is one that a browser may follow."""
    return url if url and url.startswith(("https://", "http://")) else ""
