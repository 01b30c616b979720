"""Labels of posts in templates."""

from hashlib import sha256
from typing import TYPE_CHECKING

from django import template
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialplan.pipeline.label_choices import choices

from ..label_words import label_words, reader_words

if TYPE_CHECKING:
    from socialplan.pipeline.post_labels import PostLabel

register = template.Library()
METRICS: dict[str, str | Promise] = {
    "accuracy": gettext_lazy("of 100 posts right"), "macro_recall": gettext_lazy("mean recall of the labels"),
    "macro_f1": gettext_lazy("mean F1 of the labels"), "f1": gettext_lazy("F1"),
}  # fmt: skip


@register.filter
def reader(reads: str) -> str:
    return reader_words(reads)


@register.filter
def label(given: "PostLabel") -> str:
    return label_words(given.label, given.reads)


@register.filter
def confirmable(given: "PostLabel") -> bool:
    """Whether a person may say that this is right; "unsure" is no label of a post."""
    return given.label in choices(given.reads)


@register.simple_tag
def post_mark(network: str, post_id: str) -> str:
    """The id in the page of the labels of a post."""
    return "labels-" + sha256(f"{network} {post_id}".encode()).hexdigest()[:16]


@register.simple_tag
def post_query(network: str, post_id: str, reads: str = "") -> str:
    return urlencode({"network": network, "post": post_id, **({"reads": reads} if reads else {})})


@register.filter
def metric(code: str) -> str:
    return str(METRICS.get(code, code))


@register.filter
def language_name(code: str) -> str:
    return label_words(code, "language") if code else str(_("several languages"))
