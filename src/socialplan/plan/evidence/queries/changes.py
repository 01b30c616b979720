"""What changed since a day: claims that turned, KPIs that crossed, decisions due, each with its cause."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from ...team.models import Workspace
from ..models import Answer, Change, Claim, Node, Question
from .due import due_questions
from .figures import Figure, figure
from .reviews import CauseView, MarkView, NodeView, cause_view, node_view, review_queue


@dataclass(frozen=True)
class ChangeView:
    """One thing that turned or crossed."""

    id: int
    kind: str  # claim_turned, kpi_crossed, listened
    node: NodeView
    before: str
    after: str
    cause: CauseView | None
    at: datetime
    figure: Figure | None
    touches: tuple[NodeView, ...]  # what rests on it
    details: dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """Everything since a moment. `checked` claims were looked at, last at `checked_at`; `due` are not yet."""

    since: datetime
    changes: tuple[ChangeView, ...]
    reviews: tuple[MarkView, ...]
    checked: int
    checked_at: datetime | None
    due: int


def changes_since(workspace: Workspace, since: date | datetime) -> Changes:
    """Newest first; a date starts at midnight in the workspace's zone."""
    moment = _moment(workspace, since)
    found = (
        Change.objects.filter(node__workspace=workspace, at__gte=moment)
        .select_related("node__owner__user", "cause__batch", "finding")
        .order_by("-at", "-id")
    )
    marks = tuple(mark for mark in review_queue(workspace) if mark.since >= moment)
    asked = Question.objects.filter(workspace=workspace)
    checked = Claim.objects.standing().filter(workspace=workspace, question__checked_at__gte=moment)
    return Changes(
        moment, tuple(_view(change) for change in found), marks,
        checked=checked.count(), checked_at=asked.aggregate(at=Max("checked_at"))["at"],
        due=len(due_questions(workspace)),
    )  # fmt: skip


def history_of(question: Question) -> list[Answer]:
    """Every answer to a question, oldest first."""
    return list(question.answers.select_related("finding").order_by("at", "id"))


def _moment(workspace: Workspace, since: date | datetime) -> datetime:
    if isinstance(since, datetime):
        return since
    return datetime.combine(since, time(), tzinfo=ZoneInfo(workspace.zone))


def _view(change: Change) -> ChangeView:
    above = Node.objects.filter(rests_on__ground=change.node, retired_at=None).select_related("owner__user")
    return ChangeView(
        change.pk, change.kind, node_view(change.node, change), change.before, change.after,
        cause_view(change.cause) if change.cause else None, change.at, _figure(change),
        tuple(node_view(node) for node in above), dict(change.details),
    )  # fmt: skip


def _figure(change: Change) -> Figure | None:
    """The figure of the moment: of the claim's expectation, else the headline of its finding."""
    if change.finding is None:
        return None
    claim = getattr(change.node, "claim", None)
    if claim is None or not claim.expectation:
        return figure(change.finding, state=change.after)
    left = claim.expectation["left"]
    return figure(change.finding, left.get("row") or None, left.get("measure"), state=change.after)


def figure_before(workspace: Workspace, change_id: int | None) -> Figure | None:
    """What a claim's figure was before it turned, from the finding it stood on then."""
    if change_id is None:
        return None
    change = Change.objects.filter(node__workspace=workspace, pk=change_id).select_related("node").first()
    claim = getattr(change.node, "claim", None) if change else None
    if change is None or claim is None or claim.question is None or not claim.expectation:
        return None
    earlier = Answer.objects.filter(question=claim.question, at__lt=change.at).select_related("finding")
    answer = earlier.order_by("at", "id").last()
    left = claim.expectation["left"]
    return figure(answer.finding, left.get("row") or None, left.get("measure")) if answer else None
