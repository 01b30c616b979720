"""Labels of posts in templates."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialplan.pipeline.label_choices import choices
from socialplan.plan.listen import queries
from socialplan.plan.sources.queries.jobs import job_line

from ..folder_words import wrong_words
from ..label_words import label_words, reader_words

if TYPE_CHECKING:
    from socialplan.pipeline.folder_models import Wrong
    from socialplan.pipeline.post_labels import PostLabel
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.listen.stale import Stale
    from socialplan.plan.sources.queries.jobs import JobLine
    from socialplan.plan.team.models import Workspace

register = template.Library()
METRICS: dict[str, str | Promise] = {
    "accuracy": gettext_lazy("of 100 posts right"), "macro_recall": gettext_lazy("mean recall of the labels"),
    "macro_f1": gettext_lazy("mean F1 of the labels"), "f1": gettext_lazy("F1"),
}  # fmt: skip
IN_SHORT, NOTHING_SAID = ("sentiment", "question", "intent"), ("statement", "other")


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


@register.filter
def in_short(labels: "Sequence[PostLabel]") -> "list[PostLabel]":
    """The labels that say how a post is meant, without those that say that there is nothing to say."""
    told = [one for one in labels if one.reads in IN_SHORT]
    return [one for one in told if one.label not in NOTHING_SAID] or told or list(labels)


@register.simple_tag
def post_mark(network: str, post_id: str) -> str:
    """What the places of a page where the labels of one post stand have in common."""
    return "labels-" + sha256(f"{network} {post_id}".encode()).hexdigest()[:16]


@register.simple_tag
def post_query(network: str, post_id: str, reads: str = "") -> str:
    return urlencode({"network": network, "post": post_id, **({"reads": reads} if reads else {})})


@register.filter
def readers_in_words(versions: str) -> str:
    """What a batch of labels was read for, in words: "language@1, sentiment@2" is language, sentiment."""
    return ", ".join(reader_words(one.partition("@")[0]).lower() for one in versions.split(", "))


@register.filter
def folder_wrong(given: "Wrong") -> str:
    return wrong_words(given)


@register.simple_tag
def trying_job(workspace: "Workspace", folder: str) -> "JobLine | None":
    """The newest job that tries a folder."""
    job = queries.trying(workspace, folder)
    return job_line(job, timezone.now()) if job else None


@register.simple_tag
def stale_models(workspace: "Workspace", finding: "Finding | None" = None) -> "list[Stale]":
    """Labellers whose adopted version reads no new posts; of a finding those it rests on, where posts are
    unread."""
    if finding is None:
        return queries.stale_models(workspace)
    names = [model["labeller"] for model in finding.read_by]
    return [one for one in queries.stale_models(workspace, names) if one.unread] if names else []


@register.filter
def metric(code: str) -> str:
    return str(METRICS.get(code, code))


@register.filter
def language_name(code: str) -> str:
    return label_words(code, "language") if code else str(_("several languages"))
