"""Claims as screens show them: sentence, state of this moment, figure, what would settle it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ...team.models import Workspace
from ..models import Claim
from ..rules import Expectation, Pick, shown_state
from .due import due_ids
from .figures import Figure, figure
from .listening import ListeningView, listening
from .people import named


@dataclass(frozen=True)
class ClaimView:
    """One claim. `state` is what it is now (stale included), `judged_state` what was judged last."""

    id: int
    node_id: int | None
    room: str
    sentence: str
    state: str
    judged_state: str
    uncertain: bool
    since: datetime
    author: str
    author_kind: str
    owner: str
    expectation: Expectation | None
    question_id: int | None
    finding_id: str | None
    figure: Figure | None
    n: int | None  # of what it was judged on
    needed: int | None  # how many would be enough, where there is too little
    checks: int  # how often it was answered
    listening: ListeningView | None = None  # the task that collects until there is enough
    other: Figure | None = None  # what it is compared with, where that is a figure too

    @property
    def listen_query(self) -> str:
        """What follows the address of the dialog that begins such a task."""
        return f"?claim={self.id}"


def claims_in(
    workspace: Workspace, room: str | None = None, *, now: datetime | None = None
) -> list[ClaimView]:
    """The standing claims of a room, or of the whole plan, oldest first."""
    claims = Claim.objects.standing().filter(workspace=workspace)
    if room is not None:
        claims = claims.filter(room=room)
    return claim_views(workspace, claims.order_by("id"), now=now)


def claim_view(workspace: Workspace, claim_id: int, *, now: datetime | None = None) -> ClaimView | None:
    """One standing claim, None when there is no such claim in this workspace."""
    found = Claim.objects.standing().filter(workspace=workspace, pk=claim_id)
    return next(iter(claim_views(workspace, found, now=now)), None)


def claim_views(
    workspace: Workspace, claims: Iterable[Claim], *, now: datetime | None = None
) -> list[ClaimView]:
    now = now or timezone.now()
    due = due_ids(workspace)
    rows = _with_relations(claims)
    tasks = {task.claim_id: task for task in listening(workspace)}
    return [replace(_view(claim, due=due, now=now), listening=tasks.get(claim.pk)) for claim in rows]


def states(views: Iterable[ClaimView]) -> Counter[str]:
    """How many claims are in each state: "6 of 9 claims stand"."""
    return Counter(view.state for view in views)


def _with_relations(claims: Iterable[Claim]) -> list[Claim]:
    if hasattr(claims, "select_related"):
        claims = claims.select_related(
            "question__latest", "question__compared", "finding", "node__owner__user"
        )
    return list(claims)


def claim_state(claim: Claim, *, due: set[int], now: datetime | None = None) -> str:
    """The state of this moment: a judged claim is stale while its question is due or its time has passed."""
    now = now or timezone.now()
    expired = claim.keep_days is not None and claim.fresh_from + timedelta(days=claim.keep_days) <= now
    return shown_state(claim.state, due=claim.question_id in due, expired=expired)


def claim_figure(claim: Claim, *, due: set[int], now: datetime | None = None) -> Figure | None:
    """The figure on the left side of the claim's expectation, read from the finding it was judged on."""
    if claim.finding is None or not claim.expectation:
        return None
    pick = Expectation.parse(claim.expectation).left
    return picked_figure(claim, pick, state=claim_state(claim, due=due, now=now))


def _other_figure(claim: Claim, *, due: set[int], now: datetime) -> Figure | None:
    """The right side, where a claim compares two figures: of other rows, or of another period or account."""
    if claim.finding is None or not claim.expectation:
        return None
    pick = Expectation.parse(claim.expectation).right
    if not isinstance(pick, Pick):
        return None
    return picked_figure(claim, pick, state=claim_state(claim, due=due, now=now))


def _view(claim: Claim, *, due: set[int], now: datetime) -> ClaimView:
    judged: Mapping[str, Any] = claim.judged
    node = claim.node
    return ClaimView(
        id=claim.pk, node_id=claim.node_id, room=claim.room,
        sentence=named(claim.workspace, [claim.sentence])[0],
        state=claim_state(claim, due=due, now=now), judged_state=claim.state, uncertain=claim.uncertain,
        since=claim.state_since, author=claim.author, author_kind=claim.author_kind,
        owner=str(node.owner) if node and node.owner else "",
        expectation=Expectation.parse(claim.expectation) if claim.expectation else None,
        question_id=claim.question_id, finding_id=claim.finding.finding_id if claim.finding else None,
        figure=claim_figure(claim, due=due, now=now), other=_other_figure(claim, due=due, now=now),
        n=judged.get("n"), needed=judged.get("needed"),
        checks=claim.question.answers.count() if claim.question else 0,
    )  # fmt: skip


def picked_figure(claim: Claim, pick: Pick, *, state: str) -> Figure | None:
    question = claim.question
    finding = claim.finding
    if pick.side != "now":
        finding = question.compared if question else None
    return figure(finding, pick.row or None, pick.measure, state=state) if finding else None


def without_evidence(workspace: Workspace) -> list[tuple[int, str]]:
    """The standing claims nobody tied to a question yet: number and sentence, oldest first."""
    claims = list(Claim.objects.standing().filter(workspace=workspace, question=None).order_by("id"))
    sentences = named(workspace, [claim.sentence for claim in claims])
    return [(claim.pk, sentence) for claim, sentence in zip(claims, sentences, strict=True)]


def claims_by_analysis(workspace: Workspace, analysis: str) -> list[ClaimView]:
    """The standing claims whose question asks this analysis, oldest first."""
    claims = Claim.objects.standing().filter(workspace=workspace, question__analysis=analysis)
    return claim_views(workspace, claims.order_by("id"))
