"""Judging whether a query brings what one wanted: 20 posts drawn from what answers to it, one click each."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.sampling import drawn

from ...sources.queries import open_store
from ...team.actions import audit, require
from ...team.models import Member
from ..models import SampledPost, TrackedQuery, Verdict
from ..rules import SAMPLE
from ..tracked import asked_hash

PERMISSION = "labels.correct"


class BadVerdict(Exception):
    """There is no such judgement."""


def draw_posts(*, query: TrackedQuery, by: Member) -> int:
    """Fill up the sample of the present wording to 20, from all stored posts that answer; how many came.
    Which posts are drawn follows from the query and what is stored. Raises NotAllowed."""
    require(by, PERMISSION)
    asked = asked_hash(query.text)
    held = SampledPost.objects.filter(query=query, asked=asked)
    there = [(one.network, one.post_id) for one in held if one.post_id]
    params = parse(ANALYSES["pace"], {"query": query.text}, zone=query.workspace.zone)
    keys = drawn(
        open_store(), query.workspace_id, params, seed=f"{query.pk}\n{asked}", count=SAMPLE - len(there),
        but=there,
    )  # fmt: skip
    first = max((one.place for one in held), default=0) + 1
    with transaction.atomic():
        SampledPost.objects.bulk_create(
            SampledPost(query=query, asked=asked, place=place, network=network, post_id=post)
            for place, (network, post) in enumerate(keys, start=first)
        )
        audit(
            workspace=query.workspace, by=by, action="draw_posts", object=query.name,
            details={"posts": len(keys)},
        )  # fmt: skip
    return len(keys)


def judge_post(*, post: SampledPost, verdict: str, by: Member, now: datetime) -> SampledPost:
    """The same verdict again takes it back. Raises BadVerdict, NotAllowed."""
    require(by, PERMISSION)
    if verdict not in Verdict.values:
        raise BadVerdict(_("Choose one of the three."))
    again = post.verdict == verdict
    post.verdict, post.by, post.at = ("", "", None) if again else (verdict, str(by)[:160], now)
    with transaction.atomic():
        post.save(update_fields=["verdict", "by", "at"])
        audit(
            workspace=post.query.workspace, by=by, action="judge_post", object=post.query.name,
            details={"verdict": post.verdict},
        )  # fmt: skip
    return post
