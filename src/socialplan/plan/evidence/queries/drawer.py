"""What the evidence drawer shows of a finding: who asked, how it moved, who relies on it."""

from dataclasses import dataclass
from datetime import date, datetime

from ...team.models import Workspace
from .. import measuring
from ..models import Answer, Claim, Edge, Finding, Question
from ..rules import Expectation, Op, Pick
from ..rules.reading import HEADLINE, read
from ..wording import expectation_words
from .claims import ClaimView, claim_views
from .due import due_ids
from .figures import Figure, figure
from .listening import short
from .reviews import NodeView, node_view

LONGEST = 60  # answers drawn in the history


@dataclass(frozen=True)
class Moment:
    """One answer in the history of the figure. Between `least` and `most` the claim on it stands."""

    at: datetime
    as_of: date | None
    figure: Figure
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Drawer:
    """Everything behind one figure of a finding."""

    finding: Finding
    figure: Figure
    claims: tuple[ClaimView, ...]
    nodes: tuple[NodeView, ...]  # decisions that rest on those claims
    history: tuple[Moment, ...]
    question: Question | None
    newer: Finding | None  # a later answer to the same question
    due: bool

    @property
    def short(self) -> bool:
        """Whether it rests on too little, so that one may want to listen for more."""
        return self.figure.value is None or short(self.finding, self.figure.place)

    @property
    def rechecks(self) -> int:
        return max(0, len(self.history) - 1)


def drawer(
    workspace: Workspace, finding_id: str, *, row: int | None = None, measure: str | None = None
) -> Drawer | None:
    """None when this workspace has no such finding. `finding_id` may be its first twelve signs or more."""
    finding = find_finding(workspace, finding_id)
    if finding is None:
        return None
    if row is not None and not 0 <= row < len(finding.rows):
        row = None
    question = _question(finding)
    views = tuple(claim_views(workspace, _claims(finding, question)))
    due = question is not None and question.pk in due_ids(workspace)
    expected = _expected(views, finding, row, measure)
    return Drawer(
        finding=finding, figure=figure(finding, row, measure, state="stale" if due else ""), claims=views,
        nodes=_above(views), history=_history(finding, question, row, measure, expected),
        question=question, newer=_newer(finding, question), due=due,
    )  # fmt: skip


def find_finding(workspace: Workspace, finding_id: str) -> Finding | None:
    found = Finding.objects.filter(workspace=workspace)
    if len(finding_id) < 64:
        found = found.filter(finding_id__startswith=finding_id) if len(finding_id) >= 12 else found.none()
        return found.first() if found.count() == 1 else None
    return found.filter(finding_id=finding_id).first()


def expectation_in_words(view: ClaimView, workspace: Workspace) -> str:
    """What must stay true for a claim, in the reader's language."""
    finding = find_finding(workspace, view.finding_id) if view.finding_id else None
    answered = measuring.answered(finding)
    if view.expectation is None or answered is None:
        return ""
    return expectation_words(answered, view.expectation)


def _question(finding: Finding) -> Question | None:
    """The question this finding answers, the one with claims first."""
    asked = Question.objects.filter(answers__finding=finding).select_related("latest", "compared").distinct()
    return asked.filter(claims__withdrawn_at=None, claims__isnull=False).first() or asked.first()


def _claims(finding: Finding, question: Question | None) -> list[Claim]:
    on = Claim.objects.standing().filter(workspace=finding.workspace)
    chosen = on.filter(question=question) if question else on.filter(finding=finding)
    related = chosen.select_related("question__latest", "finding", "node__owner__user", "workspace")
    return list(related.order_by("id"))


def _above(views: tuple[ClaimView, ...]) -> tuple[NodeView, ...]:
    grounds = [view.node_id for view in views if view.node_id]
    edges = Edge.objects.filter(ground__in=grounds, node__retired_at=None).select_related("node__workspace")
    nodes = {edge.node_id: edge.node for edge in edges}
    return tuple(node_view(node) for node in nodes.values())


def _history(
    finding: Finding, question: Question | None, row: int | None, measure: str | None,
    expected: Expectation | None,
) -> tuple[Moment, ...]:  # fmt: skip
    if question is None:
        return ()
    answers = Answer.objects.filter(question=question).select_related("finding").order_by("-at", "-id")
    wanted = _groups(finding, row)
    moments = [
        _moment(answer, figure(answer.finding, wanted, measure), expected) for answer in answers[:LONGEST]
    ]
    return tuple(reversed(moments))


def _moment(answer: Answer, found: Figure, expected: Expectation | None) -> Moment:
    least, most = _stands(answer.finding, expected)
    return Moment(answer.at, answer.finding.as_of, found, least, most)


def _groups(finding: Finding, row: int | None) -> dict[str, object] | None:
    if row is None:
        return None
    answered = measuring.answered(finding)
    assert answered is not None
    return {name: finding.rows[row].get(name) for name in answered.groups()}


def _expected(
    views: tuple[ClaimView, ...], finding: Finding, row: int | None, measure: str | None
) -> Expectation | None:
    """What a claim on this very figure expects."""
    wanted = _groups(finding, row) or {}
    answered = measuring.answered(finding)
    main = answered.main_measure() if answered else None
    for view in views:
        expected = view.expectation
        if expected is None or dict(expected.left.row) != wanted:
            continue
        if expected.left.measure in (measure or main, HEADLINE):
            return expected
    return None


def _stands(finding: Finding, expected: Expectation | None) -> tuple[float | None, float | None]:
    """Where the claim stands on one answer: its line, or the figure it is set against at that moment."""
    if expected is None:
        return None, None
    right = expected.right
    if isinstance(right, Pick):
        answered = measuring.answered(finding)
        other = read(answered, right.row, right.measure) if answered and right.side == "now" else None
        line = other.value * expected.factor if other else None
    else:
        line = right
    if expected.op is Op.EXACTLY:
        return line, line
    return (None, line) if expected.op in (Op.LESS, Op.AT_MOST) else (line, None)


def _newer(finding: Finding, question: Question | None) -> Finding | None:
    latest = question.latest if question else None
    return latest if latest is not None and latest.pk != finding.pk else None
