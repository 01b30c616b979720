"""Reviews: a person keeps or changes a decision whose ground moved, with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...team.actions import audit, require
from ...team.models import Member
from ...team.rules import NotAllowed
from ..models import Claim, Node, Review, ReviewMark
from .nodes import changed_decision

OUTCOMES = ("keep", "change", "ask", "later")


class BadReview(ValueError):
    """A review that says too little; the text says what is missing."""


@transaction.atomic
def review(
    *,
    mark: ReviewMark,
    outcome: str,
    reason: str,
    by: Member,
    now: datetime | None = None,
    ask: Member | None = None,
    until: date | None = None,
) -> Review:
    """Keep or change clears the mark; a change marks what rests on the node. Ask and later leave it due.
    Raises BadReview without a reason, NotAllowed when somebody else cleared it meanwhile."""
    require(by, "plan.edit")
    now = now or timezone.now()
    reason = _checked(outcome, reason, ask, until)
    mark = ReviewMark.objects.select_for_update().select_related("node").get(pk=mark.pk)
    if mark.cleared_at is not None:
        raise NotAllowed(_("Somebody else reviewed this meanwhile."))
    made = Review.objects.create(mark=mark, outcome=outcome, reason=reason, by=str(by), at=now)
    if outcome in ("keep", "change"):
        mark.cleared_at = now
        _renew(mark.node, now=now)
    mark.asked, mark.later_until = (ask or mark.asked), until
    mark.save(update_fields=["cleared_at", "asked", "later_until"])
    if outcome == "change":
        changed_decision(node=mark.node, ref=f"review {made.pk}", now=now)
    audit(workspace=mark.node.workspace, by=by, action=f"review_{outcome}", object=f"node {mark.node_id}")
    return made


def _renew(node: Node, *, now: datetime) -> None:
    """A claim a person looked at starts its time to live again."""
    Claim.objects.filter(node=node).update(fresh_from=now)


def _checked(outcome: str, reason: str, ask: Member | None, until: date | None) -> str:
    reason = " ".join(reason.split())
    if outcome not in OUTCOMES:
        raise BadReview(_("Choose keep or change."))
    if not reason:
        raise BadReview(_("Write why. One sentence is enough."))
    if outcome == "ask" and ask is None:
        raise BadReview(_("Choose whom to ask."))
    if outcome == "later" and until is None:
        raise BadReview(_("Choose a date."))
    return reason[:500]
